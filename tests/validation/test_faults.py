"""Figures with one number altered, and read models that lie, are found by a rule."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.factories import Make
from thads.cases.models import ActKind, Initiation, JudgmentKind
from thads.core.days import add_months
from thads.statistics.columns import CASE_SUMS, STORED_CASES, STORED_MONEY
from thads.statistics.rows import Figures, Row
from thads.statistics.subject import PROVINCE, Subject
from thads.validation import queries
from thads.validation.checking import found_in
from thads.validation.evidence import Evidence, read

END = date(2024, 3, 31)
LIST_OF = {"unit": "units", "officer": "officers", "kind": "kinds", "theme": "themes"}


@pytest.fixture
def register(db: Session, make: Make) -> Evidence:
    """Two units with two officers each; every kind of standing, in the period to 31/03/2024."""
    units = [make.unit("A1"), make.unit("A2")]
    officers = [make.user(unit=units[n % 2]) for n in range(4)]
    for n in range(16):
        case = make.case(
            date(2023, 9, 5) + timedelta(days=17 * n), [(1_000_000, bool(n % 2)), 0],
            unit=units[n % 2], officer=officers[n % 4], drugs=n % 3 == 0,
            kind=(JudgmentKind.CIVIL, JudgmentKind.CRIMINAL)[n % 2],
            initiation=(Initiation.EX_OFFICIO, Initiation.ON_REQUEST)[n // 2 % 2],
        )  # fmt: skip
        day = case.docketed_on + timedelta(days=3)
        if n % 5 == 0:
            make.money(case, 400_000, day)
        if n % 4 == 1:
            make.act(case, ActKind.COMPLETION, day)
        elif n % 4 == 2:
            make.act(case, ActKind.NOT_YET_ENFORCEABLE, day)
    db.commit()
    return read(db, END, None)


def blocking(evidence: Evidence) -> set[str]:
    """The codes of the rules that block somebody."""
    return {f.check.code for who in evidence.subjects for f in found_in(evidence, who) if f.blocks}


def altered(evidence: Evidence, row: Row, column: str, *, money: bool, by: int) -> Evidence:
    """The same evidence with one number changed in a copy of the figures."""
    values = dict(row.money if money else row.cases)
    values[column] += by
    changed = replace(row, money=values) if money else replace(row, cases=values)
    now = _with(evidence.now, row, changed)
    return replace(
        evidence, now=now, kinds={**evidence.kinds, None: now.kinds},
        themes={**evidence.themes, None: now.themes},
    )  # fmt: skip


def _with(figures: Figures, row: Row, changed: Row) -> Figures:
    if row.group == "total":
        return replace(figures, total=changed)
    name = LIST_OF[row.group]
    rows = [changed if one is row else one for one in getattr(figures, name)]
    return replace(figures, **{name: rows})


def test_sound_figures_break_no_rule_that_blocks(register: Evidence):
    assert blocking(register) == set()


@pytest.mark.parametrize("by", [1, -1])
def test_a_number_altered_anywhere_is_found(register: Evidence, by: int):
    lines = [row for row in register.now.rows if row.group != "theme"]
    assert {row.group for row in lines} == {"total", "unit", "officer", "kind"}
    missed = [
        (row.group, column)
        for row in lines
        for columns, money in (
            ((*STORED_CASES, *CASE_SUMS), False), ((*STORED_MONEY, "resolved", "enforceable"), True)
        )
        for column in columns
        if not blocking(altered(register, row, column, money=money, by=by))
    ]  # fmt: skip
    assert missed == []


def test_a_theme_with_more_cases_than_there_are_is_found(register: Evidence):
    row = register.now.themes[0]
    by = register.now.total.cases["completed"] + 1
    assert blocking(altered(register, row, "completed", money=False, by=by)) == {"DONG-14"}


@pytest.mark.parametrize(
    ("statement", "rule"),
    [
        ("UPDATE case_contribution SET c_brought_forward = 1 - c_brought_forward", "KY-03"),
        ("UPDATE case_contribution SET c_completed = 1 - c_completed", "SO-02"),
        ("UPDATE enforcement_case SET docketed_on = '2024-04-20' WHERE number = 12", "SO-01"),
    ],
)
def test_a_read_model_that_lies_is_found(
    db: Session, register: Evidence, statement: str, rule: str
):
    db.execute(text(statement))
    assert rule in blocking(read(db, END, None))


def test_the_finding_names_its_cells_and_both_numbers(register: Evidence):
    faulty = altered(register, register.now.total, "completed", money=False, by=5)
    found = {f.check.code: f for f in found_in(faulty, PROVINCE)}
    whole, parts = found["DONG-12"].numbers
    assert (whole.column, whole.value - parts.value) == ("completed", 5)
    assert whole.row is faulty.now.total
    assert parts.title == "Cộng các đơn vị"


def explained_rules(db: Session, end: date, subject: Subject = PROVINCE) -> dict[str, Any]:
    """What is to be explained, by rule."""
    return {f.check.code: f for f in queries.unexplained(db, subject, end)}


def test_a_reversal_after_the_month_makes_a_column_fall(db: Session, make: Make):
    unit = make.unit("A1")
    case = make.case(date(2023, 11, 6), [500_000], unit=unit)
    paid = make.money(case, 500_000, date(2023, 11, 20))
    db.commit()
    assert "KY-01" not in explained_rules(db, date(2023, 11, 30))

    make.money(case, 500_000, date(2023, 12, 5), kind="reversed", reverses_id=paid.id)
    db.commit()

    [fallen] = [
        f for f in queries.unexplained(db, Subject(unit.id), date(2023, 12, 31))
        if f.check.code == "KY-01" and f.numbers[0].column == "completed" and not f.numbers[0].money
    ]  # fmt: skip
    assert [n.value for n in fallen.numbers] == [0, 1]


def test_a_case_that_changes_hands_makes_no_column_fall(db: Session, make: Make):
    units = [make.unit("A1"), make.unit("A2")]
    case = make.case(date(2023, 11, 6), [500_000], unit=units[0])
    make.money(case, 100_000, date(2023, 11, 20))
    make.act(case, ActKind.TRANSFER, date(2023, 12, 5), to_unit_id=units[1].id)
    db.commit()
    for one in queries.everyone(db, date(2023, 12, 31), None):
        assert [f.check.code for f in one.findings] == []


def test_completed_without_money_collected_is_told_with_its_case(db: Session, make: Make):
    case = make.case(date(2022, 11, 6), [500_000])
    make.money(case, 200_000, date(2023, 2, 1))
    make.act(case, ActKind.DISCONTINUANCE, date(2023, 11, 20))
    db.commit()

    found = explained_rules(db, date(2023, 11, 30))["SO-04"]
    assert (found.where, [n.value for n in found.numbers]) == ("1 việc", [300_000, 0])
    [line] = queries.broken_cases(db, "no_money", PROVINCE, date(2023, 11, 30))
    assert line.case_id == case.id
    assert queries.broken_cases(db, "no_money", PROVINCE, add_months(date(2023, 10, 31), 0)) == []
