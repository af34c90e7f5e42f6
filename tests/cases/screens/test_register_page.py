"""The register's page: names as they were written, and always what stands now."""

from datetime import date
from urllib.parse import quote

from sqlalchemy import update

from tests.browsing import SignIn
from thads.cases.models import ActKind
from thads.identity.models import Role
from thads.parties.models import Party, PartyRole

NAME = "<b>{number}</b> & \"con\" 'em'"
SHOWN = "&lt;b&gt;{number}&lt;/b&gt; &amp; &#34;con&#34; &#39;em&#39;"


def test_what_people_typed_is_shown_and_never_read_as_markup(db, make, sign_in: SignIn):
    unit = make.unit("XA", name=f"Chi cục THADS {NAME}")
    officer = make.user(unit=unit, full_name=f"Chấp hành viên {NAME}")
    case = make.case(date(2024, 1, 5), unit=unit, officer=officer, number=41, series=NAME)
    for role, name in ((PartyRole.DEBTOR, "Một"), (PartyRole.CREDITOR, "Hai")):
        parties = update(Party).where(Party.case_id == case.id, Party.role == role)
        db.execute(parties.values(name=f"{name} {NAME}"))
    db.commit()

    page = sign_in(Role.PROVINCE_HEAD).get("/cases/").text

    assert NAME not in page
    row = page.partition("<tbody>")[2].partition("</tbody>")[0]
    assert f">41/{SHOWN}</a>" in row
    for name in ("Một", "Hai"):
        assert f'title="{name} {SHOWN}">{name} {SHOWN}</td>' in row
    assert f">Chấp hành viên {SHOWN}</td>" in row
    assert f'title="Chi cục THADS {SHOWN}">{SHOWN}</td>' in row


def test_a_change_is_on_the_page_at_once(db, make, sign_in: SignIn):
    case = make.case(date(2024, 1, 5), [1_000_000], number=41)
    db.commit()
    reader = sign_in(Role.PROVINCE_HEAD)
    assert "Đang thi hành" in _row(reader.get("/cases/").text)

    make.act(case, ActKind.SUSPENSION, date(2024, 3, 1))
    db.commit()

    assert "Tạm đình chỉ" in _row(reader.get("/cases/").text)


def test_the_form_keeps_what_each_person_asked(db, make, sign_in: SignIn):
    make.user(unit=make.unit("XA"), full_name="Lò Văn Mới")
    db.commit()
    reader = sign_in(Role.PROVINCE_HEAD)

    asked = reader.get(f"/cases/?text={quote('Giàng')}&docketed_from=31/2/2024").text
    plain = reader.get("/cases/").text

    assert 'value="Giàng"' in asked
    assert 'value="31/2/2024"' in asked
    assert "Nhập ngày theo dạng" in asked
    assert "Giàng" not in plain
    assert "Nhập ngày theo dạng" not in plain
    assert "Lò Văn Mới" in plain

    make.user(unit=make.unit("XB"), full_name="Lý Thị Sau")
    db.commit()
    assert "Lý Thị Sau" in reader.get("/cases/").text


def _row(page: str) -> str:
    return page.partition("<tbody>")[2].partition("</tbody>")[0]
