"""What is kept beside the facts always equals what the facts give."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tests.factories import Make
from tests.statistics.registers import UNITS, Known, registers, write_case, write_happening
from thads.assembly import READ_MODELS
from thads.cases.models import ActKind
from thads.cases.readmodel import rebuild, settle
from thads.core.days import add_years, period_end
from thads.statistics import readmodel
from thads.statistics.columns import CASE_SUMS, MONEY_SUMS, STORED, STORED_CASES, STORED_MONEY
from thads.statistics.drill import Group, behind
from thads.statistics.figures import Figures, figures, scanned
from thads.statistics.models import case_contribution, statistics_cell
from thads.statistics.rows import Row, broken_identities

DAYS = st.integers(0, 1100).map(lambda n: date.fromordinal(date(2021, 11, 1).toordinal() + n))
EXAMPLES = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@contextmanager
def entered(db: Session, register: list[Known]) -> Iterator[None]:
    """The register in the database, fact by fact in the order of entry; gone afterwards."""
    try:
        for known in register:
            write_case(db, known.as_docketed)
            settle(db, READ_MODELS)
        longest = max(len(known.facts.happenings) for known in register)
        for turn in range(longest):
            for known in register:
                if turn < len(known.facts.happenings):
                    write_happening(db, known.facts.case_id, known.in_order_of_entry[turn])
                    settle(db, READ_MODELS)
        yield
    finally:
        db.rollback()


def held(db: Session) -> tuple[set[object], dict[object, list[int]]]:
    rows = {tuple(row) for row in db.execute(select(case_contribution))}
    cells = {tuple(row[:6]): list(row[6:]) for row in db.execute(select(statistics_cell))}
    return rows, {key: row for key, row in cells.items() if any(row)}


@EXAMPLES
@given(register=registers(max_cases=4))
def test_fact_by_fact_gives_what_a_rebuild_gives(office: Session, register: list[Known]):
    with entered(office, register):
        assert readmodel.verify(office) is None
        step_by_step = held(office)
        rebuild(office)
        assert held(office) == step_by_step


@EXAMPLES
@given(register=registers(max_cases=4))
def test_every_month_end_read_from_the_cells_is_the_scan(office: Session, register: list[Known]):
    with entered(office, register):
        readmodel.extend_horizon(office, 2025)
        for year in (2022, 2023, 2024, 2025):
            for month in (1, 4, 12):
                end = period_end(year, month)
                fast = figures(office, end)
                assert fast == scanned(office, end)
                assert_adds_up(fast)
                for row in fast.units:
                    assert row.unit
                    alone = figures(office, end, unit_id=row.unit.id)
                    assert alone == scanned(office, end, unit_id=row.unit.id)
                    assert (alone.total.cases, alone.total.money) == (row.cases, row.money)
                for row in fast.officers:
                    if row.unit and row.officer:
                        assert_officer(office, end, row)


@EXAMPLES
@given(register=registers(max_cases=5), days=st.lists(DAYS, min_size=1, max_size=6))
def test_any_day_read_beside_a_month_end_is_the_scan(
    office: Session, register: list[Known], days: list[date]
):
    with entered(office, register):
        readmodel.extend_horizon(office, 2024)
        turns = [add_years(known.facts.docketed_on, 1) for known in register]
        turns += [turn + timedelta(days=1) for turn in turns]
        for day in [*days, *turns, date(2024, 2, 28), date(2022, 10, 1), date(2025, 1, 15)]:
            assert figures(office, day) == scanned(office, day)
            for unit_id in UNITS:
                assert figures(office, day, unit_id=unit_id) == scanned(
                    office, day, unit_id=unit_id
                )


def assert_officer(db: Session, end: date, row: Row) -> None:
    """An officer's own figures are his line, and a scan gives the same, kinds and all."""
    assert row.unit
    assert row.officer
    unit_id, officer_id = row.unit.id, row.officer.id
    own = figures(db, end, unit_id=unit_id, officer_id=officer_id)
    assert own == scanned(db, end, unit_id=unit_id, officer_id=officer_id)
    assert own.officers == [row]
    assert_adds_up(own)


def assert_adds_up(found: Figures) -> None:
    """Officers make the unit, units make the province, kinds make the province."""
    for row in found.rows:
        assert broken_identities(row) == []
    for unit in found.units:
        assert_sum([row for row in found.officers if row.unit == unit.unit], unit)
    assert_sum(found.units, found.total)
    assert_sum(found.kinds, found.total)


def assert_sum(parts: list[Row], whole: Row) -> None:
    for name, figure in whole.cases.items():
        assert sum(row.cases[name] for row in parts) == figure
    for name, figure in whole.money.items():
        assert sum(row.money[name] for row in parts) == figure


@settings(EXAMPLES, max_examples=5)
@given(register=registers(max_cases=3), day=DAYS)
def test_the_list_behind_every_figure_is_the_figure(
    office: Session, register: list[Known], day: date
):
    with entered(office, register):
        for end in (period_end(2024, 12), day):
            found = figures(office, end)
            for row in [*found.rows, *found.budgets]:
                for column in (*STORED_CASES, *CASE_SUMS):
                    assert_behind(office, end, row, column, money=False)
                for column in (*STORED_MONEY, *MONEY_SUMS):
                    assert_behind(office, end, row, column, money=True)


def assert_behind(db: Session, end: date, row: Row, column: str, *, money: bool) -> None:
    figure = row.money[column] if money else row.cases[column]
    group = Group(
        unit_id=row.unit and row.unit.id,
        officer_id=row.officer and row.officer.id,
        unassigned=row.group == "officer" and row.officer is None,
        kind=row.kind,
        initiation=row.initiation,
        theme=row.theme,
        budget=row.budget,
    )
    found = behind(db, end, group, column, money=money, per_page=None)
    assert sum(line.amount for line in found.lines) == found.total == figure
    assert len(found.lines) == found.count
    assert all(line.amount for line in found.lines)
    if not money:
        assert found.count == figure


def test_a_tampered_row_or_cell_is_named(db: Session, make: Make):
    make.case(date(2024, 1, 5), [1_000_000])
    db.commit()
    rebuild(db)
    assert readmodel.verify(db) is None

    db.execute(update(statistics_cell).values(c_completed=7))
    assert "c_completed: đang giữ 7, tính lại 0" in (readmodel.verify(db) or "")

    rebuild(db)
    db.execute(update(case_contribution).values(m_in_progress=1))
    assert "năm 2024, tháng 4" in (readmodel.verify(db) or "")


def test_a_new_year_opens_with_the_cases_that_are_still_open(db: Session, make: Make):
    open_case, ended = make.case(date(2024, 1, 5), [500]), make.case(date(2024, 1, 5), [300])
    make.money(ended, 300, date(2024, 3, 1))
    db.commit()
    rebuild(db)
    assert figures(db, date(2024, 10, 31)) == scanned(db, date(2024, 10, 31))

    readmodel.extend_horizon(db, 2025)

    opening = figures(db, date(2024, 10, 31))
    assert opening.total.cases["brought_forward"] == 1
    assert opening.total.money["brought_forward"] == 500
    assert readmodel.verify(db) is None
    lines = behind(db, date(2024, 10, 31), Group(), "brought_forward", money=True).lines
    assert [line.case_id for line in lines] == [open_case.id]


def test_the_first_fact_of_a_new_year_opens_that_year_for_all(db: Session, make: Make):
    quiet, moving = make.case(date(2024, 1, 5), [500]), make.case(date(2024, 1, 5), [300])
    db.commit()
    make.act(moving, ActKind.COMPLETION, date(2024, 10, 2))
    db.commit()
    settled = figures(db, date(2024, 10, 31)).total
    assert settled.cases["brought_forward"] == 2
    assert settled.cases["completed"] == 1
    assert settled.money["in_progress"] == 500
    assert readmodel.verify(db) is None
    assert quiet.id != moving.id


def test_pages_of_a_list_follow_each_other_without_gap(db: Session, make: Make):
    cases = [make.case(date(2024, 1, day), [100]) for day in range(1, 8)]
    db.commit()
    rebuild(db)
    for end in (date(2024, 1, 31), date(2024, 1, 30)):
        pages = [
            behind(db, end, Group(), "in_progress", money=False, page=page, per_page=3)
            for page in (1, 2, 3)
        ]
        assert [line.case_id for page in pages for line in page.lines] == [c.id for c in cases]
        assert {(page.count, page.total) for page in pages} == {(7, 7)}


def test_every_stored_column_has_its_place():
    assert len(set(STORED)) == len(STORED) == len(STORED_CASES) + len(STORED_MONEY)
