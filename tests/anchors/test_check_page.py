"""A paper in other hands is a witness: the public page tells it from another (B15, P24)."""

import hashlib
import io
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select, text, update

from tests.clients import Client, client_of
from tests.closing.world import amended, enter_late
from tests.reports.world import CLOSED_ON, END, small_province, version_of
from thads.anchors.models import PaperAnchor
from thads.app import create_app
from thads.audit import actions as audit
from thads.audit import proofs
from thads.audit.models import AuditEntry
from thads.cases.models import Case
from thads.closing.models import PeriodVersion
from thads.core.ids import new_id
from thads.identity.models import Role, User
from thads.reports import actions
from thads.reports.models import MonthlyReport

PAPER = b"%PDF-1.7 the paper"


@pytest.fixture
def head(make, db) -> User:
    """The small province and the one who publishes."""
    small_province(make)
    person = make.user(Role.PROVINCE_HEAD)
    for number in range(5):  # something to tamper with
        audit.record(db, person, "case.planned", f"việc {number}")
    db.commit()
    return person


@pytest.fixture
def anyone(app, db):
    """A browser of nobody."""
    return client_of(app, "lao-cai", before=db.commit)


def made(
    db, head: User, *, publish: bool = True, paper: bytes = PAPER,
    version: PeriodVersion | None = None,
) -> MonthlyReport:  # fmt: skip
    now = datetime.now(UTC)
    version = version or version_of(db, head)
    report = actions.compose(db, new_id(), period_end=END, dated=END, by_id=head.id, now=now,
                             version=version)  # fmt: skip
    actions.keep_file(db, report, paper, now=now)
    if publish:
        actions.publish(db, report, by=head, today=CLOSED_ON, now=now)
    db.commit()
    return report


def address(report: MonthlyReport) -> str:
    return f"/check/{report.figures['anchor']['code']}"


def test_a_published_paper_is_told_with_its_figures_and_fingerprint(head, db, anyone):
    report = made(db, head)
    page = anyone.get(address(report)).text
    assert "Báo cáo thật, đã công bố, chưa bị thay thế" in page
    assert "1 / 3 việc có điều kiện = 33,33%" in page
    assert "12 tháng năm 2024, đến hết ngày 30/09/2024" in page
    assert hashlib.sha256(PAPER).hexdigest() in page
    assert report.figures["anchor"]["audit_mac"][:16] in page
    assert "Khớp: nhật ký còn nguyên" in page


def test_what_is_printed_is_what_is_kept(head, db):
    report = made(db, head)
    anchor = db.scalars(select(PaperAnchor)).one()
    printed = report.figures["anchor"]
    assert (printed["code"], printed["audit_number"], printed["audit_mac"]) == (
        anchor.code, anchor.audit_number, anchor.audit_mac)  # fmt: skip
    entry = db.get_one(AuditEntry, anchor.audit_number)
    assert entry.mac == printed["audit_mac"]


def test_a_code_typed_by_hand_leads_to_its_paper(head, db, anyone):
    report = made(db, head)
    typed = report.figures["anchor"]["code"].replace("-", " ").lower()
    answer = anyone.get("/check/", query_string={"code": typed})
    assert (answer.status_code, answer.location) == (303, address(report))


def test_an_unpublished_paper_says_only_that_it_is_provisional(head, db, anyone):
    report = made(db, head, publish=False)
    page = anyone.get(address(report)).text
    assert "chưa công bố" in page
    for secret in ("33,33%", report.file_sha256, "12 tháng", "So tệp"):
        assert secret not in page
    given = anyone.post(f"{address(report)}/file", data={"file": (io.BytesIO(PAPER), "a.pdf")})
    assert "giống từng byte" not in given.text


def test_a_replaced_paper_is_still_genuine_and_says_by_which(head, make, db, anyone):
    first = made(db, head)
    case = db.scalars(select(Case).where(Case.docketed_on == date(2024, 3, 1))).one()
    enter_late(make, case, 1_000_000, date(2024, 9, 5), by=head)
    second = made(db, head, paper=b"%PDF-1.7 second", version=amended(db, head))
    page = anyone.get(address(first)).text
    assert "<strong>đã được thay thế</strong> bởi bản 2" in page
    assert first.figures["anchor"]["code"] != second.figures["anchor"]["code"]
    assert "chưa bị thay thế" in anyone.get(address(second)).text


def test_a_forged_or_mistyped_code_gets_clear_words_and_changes_nothing(head, db, anyone):
    code = made(db, head).figures["anchor"]["code"]
    before = db.scalar(select(AuditEntry.number).order_by(AuditEntry.number.desc()).limit(1))
    mistyped = code[:-1] + ("2" if code[-1] != "2" else "3")
    for path, words in ((f"/check/{mistyped}", "Mã gõ sai ít nhất một chữ"),
                        ("/check/2222-2222-2222", "Tỉnh này không cấp mã kiểm tra đó"),
                        ("/check/OOOO-IIII-LLLL", "không dùng chữ O, I, L"),
                        ("/check/x", "gồm 12 chữ và số")):  # fmt: skip
        answer = anyone.get(path)
        assert answer.status_code == 404, path
        assert words in answer.text, path
    assert anyone.get("/check/", query_string={"code": "ABC"}).status_code == 422
    db.rollback()
    after = db.scalar(select(AuditEntry.number).order_by(AuditEntry.number.desc()).limit(1))
    assert after == before


@pytest.mark.parametrize(
    ("given", "words"),
    [(PAPER, "giống từng byte"), (PAPER + b" stamped", "Bản sao có ghi thêm"),
     (PAPER[:-1], "Không phải tệp đã công bố"), (b"%PDF-1.7 other", "Không phải tệp đã công bố")],
)  # fmt: skip
def test_a_file_in_hand_is_compared_byte_for_byte(head, db, anyone, given, words):
    report = made(db, head)
    answer = anyone.post(f"{address(report)}/file", data={"file": (io.BytesIO(given), "a.pdf")})
    assert words in answer.text
    assert hashlib.sha256(given).hexdigest() in answer.text


def tamper(db, statement) -> None:
    """What somebody with the password of the database could do."""
    table = "audit_entry"
    if db.get_bind().dialect.name == "sqlite":
        for verb in ("update", "delete"):
            db.execute(text(f"DROP TRIGGER IF EXISTS {table}_no_{verb}"))
    else:
        db.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
    db.execute(statement)
    db.commit()


def test_rewriting_an_earlier_entry_fails_an_old_paper(head, db, anyone):
    report = made(db, head)
    tamper(db, update(AuditEntry).where(AuditEntry.number == 2).values(act="case.other"))
    page = anyone.get(address(report)).text
    assert "Không khớp" in page
    assert "Nhật ký bị sửa ở dòng 2," in page


def test_cutting_the_tail_fails_an_old_paper(head, db, anyone):
    report = made(db, head)
    kept = report.figures["anchor"]["audit_number"] - 1
    tamper(db, text(f"DELETE FROM audit_entry WHERE number > {kept}"))
    assert "bị cắt bớt hoặc viết lại" in anyone.get(address(report)).text


def test_a_whole_rewrite_with_the_key_fails_an_old_paper(head, db, anyone):
    report = made(db, head)
    count = report.figures["anchor"]["audit_number"]
    tamper(db, text("DELETE FROM audit_entry"))
    for number in range(count + 3):  # an innocent history of the same length, sealed as it should
        audit.record(db, head, "case.planned", f"việc khác {number}")
    db.commit()
    page = anyone.get(address(report)).text
    assert "bị cắt bớt hoặc viết lại" in page


def test_a_long_record_is_told_from_the_last_night_s_reading(head, db, anyone, monkeypatch):
    monkeypatch.setattr("thads.anchors.queries.PROVED_AT_ONCE", 0)
    report = made(db, head)
    assert "lần đọc tới sẽ gồm báo cáo này" in anyone.get(address(report)).text
    proofs.note(db, until=report.figures["anchor"]["audit_number"], first_bad=None)
    db.commit()
    assert "Khớp: nhật ký còn nguyên" in anyone.get(address(report)).text
    proofs.note(db, until=report.figures["anchor"]["audit_number"], first_bad=2)
    db.commit()
    assert "Nhật ký bị sửa ở dòng 2," in anyone.get(address(report)).text


def test_guessing_codes_is_slowed_down(instance, head, db):
    app = create_app(TESTING=True, RATELIMIT_ENABLED=True)
    app.test_client_class = Client
    client = client_of(app, "lao-cai", before=db.commit)
    answers = [client.get("/check/2222-2222-2222") for _ in range(61)]  # a minute may turn between
    assert {answer.status_code for answer in answers[:30]} == {404}
    assert any(answer.status_code == 429 for answer in answers[30:])
