"""Each copy of a report has recipient, version, time, and stands in the audit log (R15)."""

import io
from datetime import UTC, datetime

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from tests.oversight.papers import small_paper
from tests.reports.world import END, small_province
from thads.audit.models import AuditEntry
from thads.core.ids import new_id
from thads.dispatches.models import ReportDispatch
from thads.identity.models import Role, User
from thads.reports import actions
from thads.reports.models import MonthlyReport

NOW = datetime(2024, 9, 30, 5, tzinfo=UTC)
TYPED = {"receiver": "council", "recipient": "Ban Pháp chế HĐND tỉnh", "sent_on": "30/09/2024",
         "channel": "paper", "basis": "Công văn 12/HĐND-PC"}  # fmt: skip


@pytest.fixture
def head(make, db) -> User:
    """The small province and its head."""
    small_province(make)
    person = make.user(Role.PROVINCE_HEAD, full_name="Lò Thị Gửi")
    db.commit()
    return person


@pytest.fixture
def report(head, db) -> MonthlyReport:
    """A version whose paper is made."""
    made = actions.compose(db, new_id(), period_end=END, dated=END, by_id=head.id, now=NOW)
    actions.keep_file(db, made, small_paper(1), now=NOW)
    db.commit()
    return made


def test_a_copy_is_recorded_listed_and_in_the_audit(head, report, db, sign_in):
    client = sign_in(head)
    answer = client.post(f"/dispatches/reports/{report.id}/new", data=TYPED)
    assert answer.status_code == 303
    page = client.get("/dispatches/").text
    for words in ("Ban Pháp chế HĐND tỉnh", "Đến hết 30/09/2024, bản 1", "Bản giấy",
                  "Công văn 12/HĐND-PC", "Lò Thị Gửi"):  # fmt: skip
        assert words in page
    assert "1 bản sao đã gửi" in client.get("/reports/").text
    entry = db.scalars(select(AuditEntry).where(AuditEntry.act == "report.copy_sent")).one()
    assert entry.details["recipient"] == "Ban Pháp chế HĐND tỉnh"
    assert entry.details["sha256"] == report.file_sha256


def test_the_list_is_filtered_and_given_as_a_workbook(head, report, db, sign_in):
    client = sign_in(head)
    for receiver, name in (("council", "Thường trực HĐND"), ("statistics", "Thống kê tỉnh")):
        typed = {**TYPED, "receiver": receiver, "recipient": name}
        client.post(f"/dispatches/reports/{report.id}/new", data=typed)
    page = client.get("/dispatches/?receiver=statistics").text
    assert "Thống kê tỉnh" in page
    assert "Thường trực HĐND" not in page
    book = client.get("/exports/dispatches/?receiver=statistics").data
    rows = list(load_workbook(io.BytesIO(book)).active.values)
    assert [row[4] for row in rows[1:]] == ["Thống kê tỉnh"]
    assert rows[1][8] == report.file_sha256


def test_a_wrong_record_is_put_right_and_stays(head, report, db, sign_in):
    client = sign_in(head)
    client.post(f"/dispatches/reports/{report.id}/new", data=TYPED)
    first = db.scalars(select(ReportDispatch.id)).one()
    db.rollback()
    path = f"/dispatches/{first}/correction"
    assert client.post(path, data={**TYPED, "recipient": "UBND tỉnh"}).status_code == 303
    page = client.get("/dispatches/").text
    assert "UBND tỉnh" in page
    assert "Ban Pháp chế" not in page
    assert client.get(path).status_code == 404  # what was put right is not put right again
    assert len(db.scalars(select(ReportDispatch)).all()) == 2


@pytest.mark.parametrize("day", ["29/09/2024", "01/10/2024"])
def test_no_copy_before_the_paper_or_ahead(head, report, db, sign_in, day):
    answer = sign_in(head).post(
        f"/dispatches/reports/{report.id}/new", data={**TYPED, "sent_on": day}
    )
    assert answer.status_code == 422
    assert "từ ngày lập báo cáo (30/09/2024)" in answer.text
    assert db.scalars(select(ReportDispatch)).all() == []
