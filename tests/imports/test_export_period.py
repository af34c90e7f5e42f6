"""Lists of a period for procuracy, court and treasury: their rows and sums are its figures."""

import io
from datetime import UTC, date, datetime, timedelta

import openpyxl
import pytest
import time_machine
from sqlalchemy import select

from tests.clients import Client
from thads.audit.models import AuditEntry
from thads.cases.models import ActKind, Initiation, ItemKind, Standing
from thads.closing.models import PeriodVersion
from thads.core.jobs import BackgroundJob, Job, JobState
from thads.identity.models import Role
from thads.statistics.figures import figures
from workers.run import run

NOON = datetime(2024, 9, 30, 5, 0, tzinfo=UTC)
END = date(2024, 9, 30)


@pytest.fixture(autouse=True)
def _that_day():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def told(make, db):
    """A case with a history, one that was paid, one that ended before the year, in Huyện Thử."""
    unit = make.district()
    officer = make.user(Role.OFFICER, unit=unit, username="chv.thu", full_name="Vũ Chấp Hành")
    judgment = make.judgment(unit=unit, number="12/2023/DS-ST", judged_on=date(2023, 1, 10))
    case = make.case(
        date(2024, 1, 5),
        [{"amount": 5_000_000, "kind": ItemKind.DEBT}, {"amount": 300_000, "kind": ItemKind.FINE}],
        unit=unit, officer=officer, number=7, judgment_id=judgment.id,
        initiation=Initiation.ON_REQUEST,
    )  # fmt: skip
    make.act(case, ActKind.POSTPONEMENT, date(2024, 3, 1), ground="c", stated_number="15/QĐ")
    make.act(case, ActKind.RESUMPTION, date(2024, 4, 1), stated_number="16/QĐ")
    make.act(case, ActKind.SUSPENSION, date(2024, 5, 1), stated_number="17/QĐ")
    make.act(case, ActKind.RESUMPTION, date(2024, 6, 1), stated_number="18/QĐ")
    paid = make.case(date(2024, 2, 1), [{"amount": 200_000, "kind": ItemKind.FINE}], unit=unit)
    make.money(paid, 200_000, date(2024, 3, 1), voucher="PT-01")
    old = make.case(date(2023, 2, 1), [{"amount": 100_000, "kind": ItemKind.FINE}], unit=unit)
    make.money(old, 100_000, date(2023, 3, 1), voucher="PT-02")
    db.commit()
    return case


def ask(client: Client, kind: str, **given: str):
    data = {"kind": kind, "period_end": "2024-09-30", "unit": "", "purpose": "report"} | given
    return client.post("/exports/period/", data=data)


def opened(client: Client, kind: str, **given: str) -> openpyxl.Workbook:
    answer = ask(client, kind, **given)
    assert answer.status_code == 303, answer.text
    return openpyxl.load_workbook(io.BytesIO(client.get(answer.location).data))


def table(book: openpyxl.Workbook, place: int = 0) -> list[tuple]:
    """What stands below the headings."""
    rows = list(book.worksheets[place].iter_rows(values_only=True))
    return rows[4:]


def test_the_mirror_register_has_seventeen_columns_with_the_whole_course(told, sign_in) -> None:
    book = opened(sign_in(Role.PROVINCE_HEAD), "procuracy")
    headings = list(book.worksheets[0].iter_rows(values_only=True))[3]
    assert [heading[0] for heading in headings] == list("ABCDEFGHIJKLMNOPQ")
    first, second, sums = table(book)
    assert first[0] == "7, 05/01/2024"
    assert first[1].startswith("12/2023/DS-ST, 10/01/2023")
    assert first[6] == "7/QĐ-CCTHADS, 05/01/2024, 5.300.000 đ"
    assert first[7] == "Trả nợ: 5.000.000 đ; Tiền phạt: 300.000 đ"
    assert first[10].startswith("15/QĐ, 01/03/2024, ")
    assert (first[11], first[13]) == ("16/QĐ, 01/04/2024", "18/QĐ, 01/06/2024")
    assert first[12] == "17/QĐ, 01/05/2024"
    assert first[16] == "Vũ Chấp Hành"
    assert second[15] == "đã thu 200.000 đ"
    assert sums[0] == "Cộng 2 việc"  # what ended last year is in no column of this one


def test_the_register_tells_nothing_of_after_the_period(told, sign_in) -> None:
    first = table(opened(sign_in(Role.PROVINCE_HEAD), "procuracy", period_end="2024-03-31"))[0]
    assert first[10].startswith("15/QĐ")
    assert first[11:15] == (None, None, None, None)


def test_the_sums_of_form_24_1_are_the_figures(told, sign_in, db) -> None:
    lines = {row[0]: row[2:] for row in table(opened(sign_in(Role.PROVINCE_HEAD), "procuracy"), 1)}
    total = figures(db, END).total
    assert lines["3"] == (total.cases["newly_docketed"], None) == (2, None)
    assert lines["9"] == (total.cases["completed"], None) == (1, None)
    assert lines["23"] == (None, total.money["to_enforce"]) == (None, 5_500_000)
    assert lines["26"] == (None, total.money["completed"]) == (None, 200_000)


def test_ended_cases_and_budget_money_add_up(told, sign_in) -> None:
    client = sign_in(Role.PROVINCE_HEAD)
    (ended, sums) = table(opened(client, "ended"))
    assert (ended[8], ended[9]) == (Standing.COMPLETED.label, 200_000)
    assert (sums[0], sums[9]) == ("Cộng 1 việc", 200_000)
    *cases, sums = table(opened(client, "budget"))
    assert [row[3] for row in cases] == ["Tiền phạt: 300.000 đ", "Tiền phạt: 200.000 đ"]
    assert (sums[4], sums[6]) == (500_000, 200_000)


def test_a_closed_period_is_listed_as_its_version_froze_it(told, make, sign_in, db) -> None:
    db.add(PeriodVersion(
        period_end=END, number=1, day=END, known_at=NOON, regime="TT05-2024", rules={},
        program="1", audit_number=1, audit_head="a", figures={}, digest="d", entered_at=NOON,
    ))  # fmt: skip
    make.case(date(2024, 9, 20), [(400_000, True)], number=9, entered_at=NOON + timedelta(hours=1))
    db.commit()
    client = sign_in(Role.PROVINCE_HEAD)
    book = opened(client, "procuracy")
    assert table(book)[-1][0] == "Cộng 2 việc"
    assert {row[0]: row[2] for row in table(book, 1)}["3"] == 2
    assert "Số liệu của bản 1, chốt ngày 30/09/2024" in str(book.worksheets[0]["A2"].value)
    assert table(opened(client, "budget"))[-1][0] == "Cộng 2 việc"


def test_what_left_is_on_record_with_purpose_period_and_unit(told, sign_in, db) -> None:
    head = sign_in(Role.UNIT_HEAD, unit=told.unit)
    opened(head, "ended", unit=str(told.unit_id))
    db.rollback()
    stmt = select(AuditEntry).where(AuditEntry.act == "export.made")
    details = db.scalars(stmt).one().details
    assert (details["period_list"], details["cases"]) == ("ended", 1)
    assert (details["period_end"], details["unit"]) == ("2024-09-30", str(told.unit_id))
    assert details["purpose"] == "report"


def test_another_units_list_and_another_persons_file_are_absent(told, make, sign_in) -> None:
    mine = sign_in(Role.PROVINCE_HEAD)
    address = ask(mine, "ended").location
    other = sign_in(Role.UNIT_HEAD, unit=make.unit("XA"))
    assert other.get(address).status_code == 404
    assert ask(other, "ended", unit=str(told.unit_id)).status_code == 422
    assert mine.get(address).status_code == 200


def test_nothing_is_made_without_a_purpose(told, sign_in, db) -> None:
    answer = ask(sign_in(Role.PROVINCE_HEAD), "ended", purpose="")
    assert answer.status_code == 422
    assert "Chọn mục đích" in answer.text
    db.rollback()
    assert not db.scalars(select(BackgroundJob)).all()


def test_a_long_list_is_made_in_the_background(told, sign_in, db, monkeypatch) -> None:
    monkeypatch.setattr("thads.imports.period_views.AT_ONCE", 1)
    client = sign_in(Role.PROVINCE_HEAD)
    answer = ask(client, "procuracy")
    db.rollback()
    job = db.scalars(select(BackgroundJob)).one()
    assert (job.name, job.state) == (Job.EXPORT_PERIOD_LIST, JobState.WAITING)
    assert answer.location.endswith(f"/jobs/{job.id}")
    run("lao-cai", str(job.id))
    page = client.get(answer.location).text
    assert f"/exports/period/{job.id}/file" in page
    assert client.get(f"/exports/period/{job.id}/file").status_code == 200
