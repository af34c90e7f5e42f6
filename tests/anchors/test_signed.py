"""A report is signed elsewhere and given back before it is published as it was signed."""

import hashlib
import io
from datetime import UTC, datetime

import pytest

from tests.clients import client_of
from tests.documents.authority import Authority
from tests.reports.world import CLOSED_ON, END, small_province, version_of
from thads.core.ids import new_id
from thads.documents import trust
from thads.identity.models import Role, User
from thads.reports import actions
from thads.reports.models import MonthlyReport
from workers import pdf

HEAD, OTHER = "Lò Thị Ký", "Giàng A Khác"


@pytest.fixture(scope="module")
def authority() -> Authority:
    """Trusted by the province."""
    return Authority()


@pytest.fixture
def head(make, db, authority) -> User:
    """The small province, the authority that it trusts, and the one who signs."""
    small_province(make)
    person = make.user(Role.PROVINCE_HEAD, full_name=HEAD)
    admin = make.user(Role.ADMINISTRATOR)
    trust.add(db, authority.pem, by=admin, today=END)
    db.commit()
    return person


@pytest.fixture
def report(head, db) -> MonthlyReport:
    """A version whose paper is made."""
    now = datetime.now(UTC)
    made = actions.compose(db, new_id(), period_end=END, dated=END, by_id=head.id, now=now,
                           version=version_of(db, head))  # fmt: skip
    actions.keep_file(db, made, pdf.monthly(made.figures), now=now)
    db.commit()
    return made


def give(client, report: MonthlyReport, content: bytes, stage: str = "person"):
    return client.post(
        f"/reports/{report.id}/signatures/{stage}", data={"file": (io.BytesIO(content), "a.pdf")}
    )


def publish(db, head: User, report: MonthlyReport) -> None:
    """After the period was closed."""
    db.expire_all()
    actions.publish(db, report, by=head, today=CLOSED_ON, now=datetime.now(UTC))
    db.commit()


def test_the_signed_file_is_published_and_the_check_page_says_who_signed(
    head, report, db, app, sign_in, authority
):
    client = sign_in(head)
    paper = client.get(f"/reports/{report.id}/file").data
    by_head = authority.token(HEAD).sign(paper)
    assert give(client, report, by_head).status_code == 303
    sealed = authority.token(report.figures["head"]["agency"]).sign(by_head)
    assert give(sign_in(Role.RECORDS_CLERK), report, sealed, "agency").status_code == 303
    assert client.get(f"/reports/{report.id}/file").data == sealed

    publish(db, head, report)
    check = f"/check/{report.figures['anchor']['code']}"
    page = client_of(app, "lao-cai", before=db.commit).get(check).text
    assert f"Chữ ký số của người ký: {HEAD}" in page
    assert hashlib.sha256(sealed).hexdigest() in page
    copy = sign_in(Role.OVERSIGHT).get(f"/oversight/{report.id}/file").data
    assert copy.startswith(sealed)


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("given", "words"),
    [("other_person", "phải là của “Lò Thị Ký”"), ("untrusted", "không do tổ chức chứng thực mà"),
     ("changed", "nội dung khác"), ("unsigned", "chưa có chữ ký số mới")],
)  # fmt: skip
def test_what_is_not_the_head_s_good_signature_is_refused(
    head, report, db, sign_in, authority, given, words
):
    client = sign_in(head)
    paper = client.get(f"/reports/{report.id}/file").data
    content = {
        "other_person": lambda: authority.token(OTHER).sign(paper),
        "untrusted": lambda: Authority("Tổ chức lạ").token(HEAD).sign(paper),
        "changed": lambda: b"%PDF-1.7 other",
        "unsigned": lambda: paper,
    }
    answer = give(client, report, content[given]())
    assert answer.status_code == 422
    assert words in answer.text
    assert client.get(f"/reports/{report.id}/file").data == paper


@pytest.mark.one_engine
def test_nothing_is_signed_after_publication_and_nobody_else_signs(
    head, report, db, sign_in, authority
):
    client = sign_in(head)
    signed = authority.token(HEAD).sign(client.get(f"/reports/{report.id}/file").data)
    assert give(sign_in(Role.UNIT_HEAD), report, signed).status_code == 404
    assert give(sign_in(Role.RECORDS_CLERK), report, signed, "agency").status_code == 422
    publish(db, head, report)
    late = give(client, report, signed)
    assert late.status_code == 422
    assert "tệp đã công bố không thay đổi nữa" in late.text
