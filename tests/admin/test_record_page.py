"""The page of the audit record: who, what, when, filtered."""

from sqlalchemy.orm import Session

from tests.browsing import SignIn
from thads.audit import actions as audit
from thads.identity.models import Role


def test_the_record_is_shown_newest_first_and_filtered(sign_in: SignIn, db: Session) -> None:
    here = sign_in(Role.PROVINCE_HEAD)
    for n in range(60):
        audit.record(db, None, "target.set", f"chỉ tiêu {n}")
    db.commit()
    first, second = here.get("/admin/audit"), here.get("/admin/audit?page=2")
    chosen = here.get("/admin/audit?act=sign_in.")

    assert "chỉ tiêu 59" in first.text
    assert "chỉ tiêu 5<" not in first.text
    assert "chỉ tiêu 5<" in second.text
    assert "chỉ tiêu" not in chosen.text.split("<tbody>")[1]
    assert "Đăng nhập" in chosen.text.split("<tbody>")[1]


def test_a_filter_that_cannot_be_read_says_so_and_is_kept(sign_in: SignIn) -> None:
    page = sign_in(Role.PROVINCE_HEAD).get("/admin/audit?since=ngày+ba+mươi&page=xyz").text

    assert 'value="ngày ba mươi"' in page
    assert "Nhập ngày theo dạng" in page


def test_only_those_with_the_right_read_it(sign_in: SignIn) -> None:
    assert sign_in(Role.OFFICER).get("/admin/audit").status_code == 404
    assert sign_in(Role.OVERSIGHT).get("/admin/audit").status_code == 404
