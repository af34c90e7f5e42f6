"""Signed files given back on the screens: both stages, every refusal kept from having an effect."""

import hashlib
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from tests.clients import Client
from tests.documents.authority import Authority
from tests.documents.test_screens import address, asked, documents, work
from tests.documents.world import DEBT, OLD, Office
from thads.audit.models import AuditEntry
from thads.cases.models import ActKind
from thads.documents.models import CaseDocument, DocumentSignature, TrustRoot
from thads.identity.models import Role

AGENCY = "Chi cục Thi hành án dân sự huyện Mẫu"
AUTHORITY = Authority()


@pytest.fixture
def office(make, db) -> Office:
    """An office under the old law."""
    return Office(make, db, OLD)


@pytest.fixture
def head(office, sign_in) -> Client:
    """The head's browser."""
    return sign_in(office.head)


@pytest.fixture
def clerk(office, sign_in) -> Client:
    """The records clerk's browser."""
    return sign_in(Role.RECORDS_CLERK, unit=office.unit)


@pytest.fixture
def administrator(sign_in) -> Client:
    """The administrator's browser."""
    return sign_in(Role.ADMINISTRATOR)


@pytest.fixture
def trusted(administrator) -> None:
    """The province trusts the test's authority."""
    answer = give(administrator, "/trust-roots/", AUTHORITY.pem)
    assert answer.status_code == 303, answer.text


@pytest.fixture
def document(db, office, head) -> CaseDocument:
    """A postponement's paper, made."""
    case = office.case(DEBT)
    act = office.decide(case, ActKind.POSTPONEMENT, date(2024, 4, 3), 45, ground="a")
    head.post(address(case, act), data=asked(office))
    work(db)
    return documents(db)[0]


def give(browser: Client, path: str, content: bytes):
    return browser.post(path, data={"file": (BytesIO(content), "x.pdf")})


def page(document: CaseDocument, stage: str = "") -> str:
    return f"/papers/{document.id}/signatures/{stage}"


def file_of(browser: Client, document: CaseDocument) -> bytes:
    return browser.get(f"/papers/{document.id}/file").data


def signatures(db) -> list[DocumentSignature]:
    db.rollback()
    return list(db.scalars(select(DocumentSignature).order_by(DocumentSignature.id)))


def test_the_person_signs_then_the_agency_and_the_signed_file_is_the_paper(
    db, office, head, clerk, document, trusted
):
    assert "chữ ký số của người ký" in head.get(page(document)).text
    signed = AUTHORITY.token("LÊ VĂN KÝ").sign(file_of(head, document))
    answer = give(head, page(document, "person"), signed)
    assert (answer.status_code, answer.location) == (303, page(document))
    assert file_of(head, document) == signed
    sealed = AUTHORITY.token(AGENCY, personal_id="MST:1").sign(file_of(clerk, document))
    assert give(clerk, page(document, "agency"), sealed).status_code == 303
    assert file_of(head, document) == sealed
    first, second = signatures(db)
    assert (first.name, first.signer_id, first.personal_id) == (
        "LÊ VĂN KÝ", office.head.id, "CCCD:000000000001",
    )  # fmt: skip
    assert (second.name, second.signer_id) == (AGENCY, None)
    assert second.file_sha256 == hashlib.sha256(sealed).hexdigest()
    assert first.trust_root_id == db.scalar(select(TrustRoot.id))
    shown = head.get(page(document)).text
    assert "đủ chữ ký số" in shown
    assert first.file_sha256[:16] in shown
    acts = db.scalars(select(AuditEntry.act).where(AuditEntry.act.like("%signed"))).all()
    assert acts == ["document.signed", "document.signed"]


def test_the_same_signed_file_twice_is_once_and_another_never(db, head, document, trusted):
    made = file_of(head, document)
    signed = AUTHORITY.token("Lê Văn Ký").sign(made)
    for _ in range(2):
        assert give(head, page(document, "person"), signed).status_code == 303
    assert len(signatures(db)) == 1
    other = give(head, page(document, "person"), AUTHORITY.token("Lê Văn Ký").sign(made))
    assert other.status_code == 422
    assert "không thay bằng tệp khác" in other.text
    assert file_of(head, document) == signed


@pytest.mark.parametrize(
    ("name", "number", "said"),
    [("Trần Thị Hành", "CCCD:1", "người ký văn bản là “Lê Văn Ký”"),
     ("Lê Văn Kỳ", "CCCD:1", "Chứng thư số là của “Lê Văn Kỳ”"),
     (AGENCY, "MST:1", f"Chứng thư số là của “{AGENCY}”")],
)  # fmt: skip
def test_a_signature_of_somebody_else_is_refused(db, head, document, trusted, name, number, said):
    signed = AUTHORITY.token(name, personal_id=number).sign(file_of(head, document))
    answer = give(head, page(document, "person"), signed)
    assert answer.status_code == 422
    assert said in answer.text
    assert "Văn bản giữ nguyên" in answer.text
    assert signatures(db) == []


def test_a_namesake_is_told_by_the_number_known_from_before(
    db, office, head, document, trusted
):  # fmt: skip
    give(head, page(document, "person"), AUTHORITY.token("Lê Văn Ký").sign(file_of(head, document)))
    case = office.case(DEBT, number=13)
    act = office.decide(case, ActKind.POSTPONEMENT, date(2024, 4, 3), 46, ground="a")
    head.post(address(case, act), data=asked(office))
    work(db)
    second = documents(db)[1]
    namesake = AUTHORITY.token("Lê Văn Ký", personal_id="CCCD:2").sign(file_of(head, second))
    answer = give(head, page(second, "person"), namesake)
    assert answer.status_code == 422
    assert "khác mã của cùng người ký" in answer.text


def test_what_does_not_hold_leaves_the_paper_as_it_was(db, head, clerk, document, trusted):
    made = file_of(head, document)
    token = AUTHORITY.token("Lê Văn Ký")
    expired = AUTHORITY.token("Lê Văn Ký", until=datetime.now(UTC) - timedelta(days=1))
    for content, said in (
        (made, "chưa có chữ ký số mới"),
        (b"%PDF-1.7 something else", "không phải đúng văn bản"),
        (token.sign(made)[:-9] + b"x" * 9, "Văn bản giữ nguyên"),
        (token.sign(made) + b"\n", "không phủ toàn bộ tệp"),
        (Authority().token("Lê Văn Ký").sign(made), "không do tổ chức chứng thực"),
        (expired.sign(made), "không có hiệu lực vào lúc nộp"),
    ):
        answer = give(head, page(document, "person"), content)
        assert answer.status_code == 422
        assert said in answer.text
    early = give(clerk, page(document, "agency"), AUTHORITY.token(AGENCY).sign(made))
    assert "Người ký phải ký số trước" in early.text
    assert "Chọn tệp PDF đã ký số." in head.post(page(document, "person")).text
    assert signatures(db) == []
    assert file_of(head, document) == made


def test_an_authority_no_longer_trusted_gives_nothing_new(
    db, head, clerk, administrator, document, trusted
):
    signed = AUTHORITY.token("Lê Văn Ký").sign(file_of(head, document))
    give(head, page(document, "person"), signed)
    root = db.scalar(select(TrustRoot.id))
    db.rollback()
    assert "Tổ chức chứng thực Thử" in administrator.get("/trust-roots/").text
    assert administrator.post(f"/trust-roots/{root}/end").status_code == 303
    assert "đã thôi tin cậy" in administrator.post(f"/trust-roots/{root}/end").text
    sealed = AUTHORITY.token(AGENCY).sign(signed)
    assert "không do tổ chức" in give(clerk, page(document, "agency"), sealed).text
    assert file_of(head, document) == signed  # what was accepted stays


def test_only_an_authority_s_certificate_is_trusted(db, administrator, trusted):
    token = AUTHORITY.token("Lê Văn Ký").certificate
    for content, said in (
        (b"nothing", "không phải chứng thư số"),
        (AUTHORITY.pem, "đã có trong danh sách"),
        (token.public_bytes(AUTHORITY.pem_encoding), "của người dùng, không phải"),
    ):
        answer = give(administrator, "/trust-roots/", content)
        assert answer.status_code == 422
        assert said in answer.text
    db.rollback()
    assert len(db.scalars(select(TrustRoot)).all()) == 1


def test_who_may_give_which_file(office, head, clerk, sign_in, document, trusted):
    signed = AUTHORITY.token("Lê Văn Ký").sign(file_of(head, document))
    assert give(clerk, page(document, "person"), signed).status_code == 404
    assert give(head, page(document, "agency"), signed).status_code == 404
    elsewhere = sign_in(Role.UNIT_HEAD, unit=office.make.unit())
    assert give(elsewhere, page(document, "person"), signed).status_code == 404
    assert elsewhere.get(page(document)).status_code == 404


@pytest.mark.parametrize("table", ["document_signature", "trust_root"])
def test_what_was_accepted_is_never_changed(db, head, document, trusted, table):
    signed = AUTHORITY.token("Lê Văn Ký").sign(file_of(head, document))
    give(head, page(document, "person"), signed)
    db.rollback()
    for statement in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):
        with pytest.raises(IntegrityError, match="append_only"):
            db.execute(text(statement))
        db.rollback()
    with pytest.raises(IntegrityError, match="append_only"):
        db.execute(text("UPDATE case_document SET signer_id = NULL"))
    db.rollback()
