"""Against the target, the closed version of last month and last year, and who is told of a jump."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from tests.factories import ENTERED, Make
from thads.identity.models import User
from thads.rules import figure_checks
from thads.rules.figure_checks import beside
from thads.statistics import readmodel
from thads.statistics.columns import CASE_SUMS, MONEY_SUMS, STORED_CASES, STORED_MONEY
from thads.statistics.figures import figures
from thads.statistics.json import document
from thads.statistics.subject import PROVINCE, Subject
from thads.targets.models import Target
from thads.units.models import Unit
from thads.validation import frozen, queries

END = date(2024, 3, 31)


def rules(db: Session, subject: Subject = PROVINCE, end: date = END) -> dict[str, Any]:
    return {f.check.code: f for f in queries.unexplained(db, subject, end)}


def set_target(db: Session, cases: str, **whose: Any) -> None:
    db.add(Target(year=2024, cases_percent=Decimal(cases), money_percent=Decimal(0),
                  entered_at=ENTERED, **whose))  # fmt: skip
    db.commit()


def test_each_column_is_either_cumulative_or_stock_or_the_opening():
    cases = {*beside.CUMULATIVE_CASES, *beside.STOCK_CASES, "brought_forward"}
    money = {*beside.CUMULATIVE_MONEY, *beside.STOCK_MONEY, "brought_forward"}
    assert cases == {*STORED_CASES, *CASE_SUMS}
    assert money == {*STORED_MONEY, *MONEY_SUMS}
    assert not set(beside.CUMULATIVE_CASES) & set(beside.STOCK_CASES)
    assert not set(beside.CUMULATIVE_MONEY) & set(beside.STOCK_MONEY)


def test_every_rule_has_a_code_of_its_own_and_stands_on_something():
    codes = [check.code for check in figure_checks.CHECKS]
    assert len(codes) == len(set(codes))
    assert all(check.source and check.sentence.endswith(".") for check in figure_checks.CHECKS)


def test_a_rate_far_below_its_part_of_the_target_is_told(
    db: Session, make: Make, unit: Unit, officer: User
):
    for n in range(4):
        case = make.case(date(2023, 11, 6), [100], unit=unit, officer=officer)
        if n == 0:
            make.money(case, 100, date(2023, 12, 1))
    set_target(db, "70.01", unit_id=None)  # half a year: 35,01; 25 is 10,01 below
    found = rules(db)["CT-01"]
    assert found.where == ("Tỷ lệ 25,00% (việc); chỉ tiêu năm 70,01%, phần của 6 tháng 35,01%")
    assert [number.value for number in found.numbers] == [1, 4]
    assert "CT-01" not in rules(db, Subject(unit.id))

    set_target(db, "69.98", unit_id=None)
    assert "CT-01" not in rules(db)

    own = Subject(unit.id, officer.id)
    set_target(db, "90", unit_id=unit.id, officer_id=officer.id)
    assert "CT-01" in rules(db, own)


def test_a_month_of_many_decisions_is_told_to_whom_they_belong(
    db: Session, make: Make, unit: Unit, officer: User
):
    for month in (4, 5, 6, 7, 8, 9, 10, 11, 12):
        make.case(date(2023, month, 6), [100], unit=unit, officer=officer)
    for day in range(1, 13):
        make.case(date(2024, 1, day), [100], unit=unit, officer=officer)
    db.commit()
    found = rules(db, Subject(unit.id, officer.id), date(2024, 1, 31))["BD-01"]
    assert [number.value for number in found.numbers] == [12, 1]
    assert "BD-01" not in rules(db, Subject(unit.id, officer.id), date(2023, 12, 31))


@pytest.fixture
def closed() -> Iterator[dict[date, Any]]:
    """Closed versions by period, as the area that keeps them answers."""
    kept: dict[date, Any] = {}
    before = list(frozen._readers)
    frozen.use(lambda _, period_end: kept.get(period_end))
    yield kept
    frozen._readers[:] = before


def test_late_facts_are_told_against_the_closed_versions(
    db: Session, make: Make, closed: dict[date, Any]
):
    make.case(date(2023, 9, 4), [100])
    kept = make.case(date(2024, 2, 5), [100])
    db.commit()
    readmodel.extend_horizon(db, 2024)
    db.commit()
    for end in (date(2023, 9, 30), date(2024, 2, 29)):
        closed[end] = document(figures(db, end), tenant="", version=1)
    assert {"KY-01", "KY-02", "KY-04"} & set(rules(db)) == set()

    make.case(date(2023, 9, 5), [100])  # entered late, dated in the closed year
    make.money(kept, 40, date(2024, 2, 6))
    db.commit()

    found = rules(db)
    assert [n.value for n in found["KY-04"].numbers] == [2, 1]
    assert [n.value for n in found["KY-02"].numbers] != []
    assert "KY-01" not in found

    make.money(kept, 40, date(2024, 2, 7), kind="reversed")
    closed[date(2024, 2, 29)]["rows"][0]["money"]["completed"] = 40
    db.commit()
    fallen = rules(db)["KY-01"]
    assert [n.value for n in fallen.numbers] == [0, 40]
    assert fallen.numbers[1].title == "Kỳ trước, bản chốt mới nhất"


def test_a_province_is_checked_in_as_many_statements_whatever_its_size(db: Session, make: Make):
    def statements() -> int:
        count = [0]
        engine = db.connection().engine
        listener = lambda *_: count.__setitem__(0, count[0] + 1)  # noqa: E731
        event.listen(engine, "before_cursor_execute", listener)
        queries.everyone(db, END, None)
        event.remove(engine, "before_cursor_execute", listener)
        return count[0]

    for n in range(2):
        make.case(date(2024, 2, 5), [100], unit=make.unit(f"A{n}"))
    db.commit()
    few = statements()
    for n in range(12):
        unit = make.unit(f"B{n}")
        make.case(date(2024, 2, 5), [100], unit=unit, officer=make.user(unit=unit))
    db.commit()
    assert statements() == few
    assert few <= 20
