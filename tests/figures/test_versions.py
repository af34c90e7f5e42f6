"""A version's figures open as they were frozen, whatever is entered afterwards (P18, R4)."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from tests.clients import Client
from tests.factories import Make
from thads.closing.models import PeriodVersion
from thads.figures import versions
from thads.formbook import doors
from thads.formbook.queries import sheet
from thads.identity.models import Role
from thads.reports.models import MonthlyReport, ReportPublication
from thads.statistics.subject import Subject
from workers.jobs.forms import composed

END = date(2024, 9, 30)
CLOSED, LATER = datetime(2024, 10, 2, tzinfo=UTC), datetime(2024, 10, 8, tzinfo=UTC)
CODE = "V01.TS.TINH.240930"


@pytest.fixture
def frozen(db: Session, make: Make) -> PeriodVersion:
    """Two cases known at the close, one of September that was entered a week later."""
    officer = make.user(Role.OFFICER)
    make.province()
    for day in (date(2024, 1, 5), date(2024, 3, 4)):
        make.case(day, [(1_000_000, True)], officer=officer)
    version = PeriodVersion(
        period_end=END, number=1, day=CLOSED.date(), known_at=CLOSED, regime="TT05-2024", rules={},
        program="1", audit_number=1, audit_head="a", figures={}, digest="d", entered_at=CLOSED,
    )  # fmt: skip
    db.add(version)
    db.commit()
    make.case(date(2024, 9, 20), [(4_000_000, True)], officer=officer, entered_at=LATER)
    db.commit()
    return version


def publish(db: Session, make: Make, version: PeriodVersion) -> None:
    report = MonthlyReport(period_end=END, version=1, regime=version.regime, figures={},
                           period_version_id=version.id, entered_at=CLOSED)  # fmt: skip
    db.add(report)
    db.flush()
    db.add(ReportPublication(
        report_id=report.id, published_on=date(2024, 10, 3), entered_at=CLOSED,
        published_by_id=make.user(Role.PROVINCE_HEAD).id,
    ))  # fmt: skip
    db.commit()


def total(client: Client, code: str) -> str:
    answer = client.get(f"/figures/{code}")
    assert answer.status_code == 200, code
    return answer.text


def test_a_versions_form_stays_and_its_cells_open_its_own_list(
    db: Session, frozen: PeriodVersion, sign_in
):
    version = versions.get(db, END, 1, published=False)
    then, now = versions.sheet(db, 1, Subject(), version), sheet(db, 1, END, Subject())
    assert (then.lines[0].cells[0], now.lines[0].cells[0]) == (2, 3)
    assert str(then.code(then.lines[0], then.columns[0])) == f"{CODE}-1"
    head = sign_in(Role.PROVINCE_HEAD)
    page = total(head, f"{CODE}-1")
    assert "Tổng số thụ lý: 2 việc" in page
    assert "Bản 1, chốt lúc 02/10/2024 07:00, chưa công bố" in page
    assert page.count('<th scope="row"><a href="/cases/') == 2
    assert "Tổng số thụ lý: 3 việc" in total(head, CODE)
    shown = head.get(f"/forms/1?at={END}&version=1").text
    assert f'<a href="/figures/{CODE}-1">2</a>' in shown
    assert "Bản 1, chốt lúc" in shown


def test_every_cell_of_a_versions_forms_is_its_list(db: Session, frozen: PeriodVersion):
    version = versions.get(db, END, 1, published=False)
    for number in (3, 4):
        shown = versions.sheet(db, number, Subject(), version)
        for line in shown.lines:
            for column, value in zip(shown.columns, line.cells, strict=True):
                found = doors.door(db, shown.code(line, column))
                if not found.is_rate:
                    assert versions.behind(db, found, version).total == value


def test_bodies_of_oversight_open_published_versions_without_lists(
    db: Session, make: Make, frozen: PeriodVersion, sign_in
):
    body = sign_in(Role.OVERSIGHT)
    assert body.get(f"/figures/{CODE}-1").status_code == 404
    publish(db, make, frozen)
    page = total(body, f"{CODE}-1")
    assert "Tổng số thụ lý: 2 việc" in page
    assert "công bố ngày 03/10/2024" in page
    assert "/cases/" not in page
    assert body.get(f"/figures/{CODE}").status_code == 404
    assert body.get(f"/figures/{CODE}-2").status_code == 404
    rate = total(body, "TL1.TS.TINH.240930-1")
    assert '<a href="/figures/V12.TS.TINH.240930-1">2</a>' in rate


def test_a_paper_of_a_version_says_so(db: Session, frozen: PeriodVersion):
    terms = {"form": 2, "period_end": END.isoformat(), "scale": 1, "door": "https://a/figures/",
             "version": 1, "unit_id": None, "officer_id": None, "today": "2024-10-09"}  # fmt: skip
    paper = composed(db, terms, by="A")
    assert paper["standing"].startswith("BẢN 1, chốt lúc")
    words, door = paper["blocks"][0]["rows"][0]["cells"][1]
    assert (words, door) == ("2.000.000", "https://a/figures/T02.TS.TINH.240930-1")
