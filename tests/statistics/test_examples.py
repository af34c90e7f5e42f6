"""Figures counted by hand: statistics year 2024 runs from 01/10/2023 to 30/09/2024."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from tests.factories import Make
from thads.cases.models import ActKind, Case, Initiation, JudgmentKind, MovementKind
from thads.statistics.columns import Theme
from thads.statistics.figures import Row, figures

LAST_YEAR = date(2023, 3, 1)
END = date(2024, 9, 30)


def total(db: Session, end: date = END) -> tuple[dict[str, int], dict[str, int]]:
    """Case and money columns of the province that are not zero, once all is committed."""
    db.commit()
    row = figures(db, end).total
    return only(row.cases), only(row.money)


def only(columns: dict[str, int]) -> dict[str, int]:
    return {name: figure for name, figure in columns.items() if figure}


def test_a_case_paid_in_part_adds_its_money_but_no_case(db: Session, make: Make):
    case = make.case(date(2023, 11, 15), [1_000])
    make.money(case, 400, date(2024, 2, 10))
    cases, money = total(db)
    assert cases == {
        "newly_docketed": 1, "on_request_new": 1, "in_progress": 1, "caseload_total": 1,
        "to_enforce_total": 1, "enforceable_total": 1, "carried_forward": 1,
    }  # fmt: skip
    assert money == {
        "newly_docketed": 1_000, "completed": 400, "in_progress": 600, "carried_forward": 600,
        "to_enforce": 1_000, "resolved": 400, "enforceable": 1_000,
    }  # fmt: skip
    assert total(db, date(2024, 1, 31))[1]["in_progress"] == 1_000
    assert total(db, date(2024, 2, 9))[1]["in_progress"] == 1_000
    assert total(db, date(2024, 2, 10))[1]["in_progress"] == 600


def test_what_was_paid_last_year_is_not_brought_forward(db: Session, make: Make):
    case = make.case(LAST_YEAR, [1_000])
    make.money(case, 300, date(2023, 9, 30))
    make.money(case, 700, date(2023, 10, 1))
    cases, money = total(db)
    assert (cases["brought_forward"], cases["completed"], cases["resolved_total"]) == (1, 1, 1)
    assert money == {
        "brought_forward": 700, "completed": 700, "to_enforce": 700, "resolved": 700,
        "enforceable": 700,
    }  # fmt: skip


def test_an_item_ended_by_its_last_dong_is_completed_when_anything_was_collected(
    db: Session, make: Make
):
    paid_then_stopped, stopped = make.case(LAST_YEAR, [100]), make.case(LAST_YEAR, [100])
    make.money(paid_then_stopped, 10, date(2023, 12, 1))
    for case in (paid_then_stopped, stopped):
        make.act(case, ActKind.DISCONTINUANCE, date(2023, 12, 2))
    cases, money = total(db)
    assert (cases["completed"], cases["discontinued"]) == (1, 1)
    assert (money["completed"], money["discontinued"], money["resolved"]) == (10, 190, 200)


def test_what_the_parties_settled_counts_as_collected(db: Session, make: Make):
    case = make.case(date(2024, 1, 5), [500])
    make.act(case, ActKind.COMPLETION, date(2024, 4, 1))
    cases, money = total(db)
    assert cases["completed"] == 1
    assert money["completed"] == 500
    assert "carried_forward" not in money


def test_a_case_in_separate_tracking_all_year_stands_in_the_stock_alone(db: Session, make: Make):
    case = make.case(LAST_YEAR, [900])
    make.act(case, ActKind.SEPARATE_TRACKING, date(2023, 8, 1))
    assert total(db) == ({"separate_tracking_stock": 1}, {})
    assert total(db, date(2023, 7, 31))[0]["in_progress"] == 1
    assert total(db, date(2023, 8, 31))[0]["moved_to_separate_tracking"] == 1


def test_a_collection_brings_a_case_back_from_separate_tracking(db: Session, make: Make):
    case = make.case(LAST_YEAR, [900])
    make.act(case, ActKind.SEPARATE_TRACKING, date(2023, 8, 1))
    make.money(case, 200, date(2024, 3, 4))
    cases, money = total(db)
    assert cases["newly_docketed"] == cases["reactivated"] == cases["in_progress"] == 1
    assert (money["newly_docketed"], money["completed"], money["in_progress"]) == (900, 200, 700)
    assert total(db, date(2024, 2, 29)) == ({"separate_tracking_stock": 1}, {})


def test_a_case_taken_back_and_ended_on_one_day_is_in_the_period(db: Session, make: Make):
    case = make.case(LAST_YEAR, [900])
    make.act(case, ActKind.SEPARATE_TRACKING, date(2023, 8, 1))
    make.act(case, ActKind.DISCONTINUANCE, date(2024, 3, 4))
    cases, money = total(db)
    assert cases["reactivated"] == cases["discontinued"] == cases["caseload_total"] == 1
    assert money == {
        "newly_docketed": 900, "discontinued": 900, "to_enforce": 900, "resolved": 900,
        "enforceable": 900,
    }  # fmt: skip


def test_a_reversal_opens_a_completed_case_again(db: Session, make: Make):
    case = make.case(LAST_YEAR, [100])
    make.money(case, 100, date(2023, 9, 1))
    make.money(case, 30, date(2024, 5, 6), kind=MovementKind.REVERSED)
    cases, money = total(db)
    assert cases["reactivated"] == cases["in_progress"] == 1
    assert money == {
        "completed": -30, "resolved": -30, "in_progress": 30, "carried_forward": 30,
    }  # fmt: skip
    assert total(db, date(2024, 4, 30)) == ({}, {})


def test_money_is_split_by_item_while_the_case_stands_once(db: Session, make: Make):
    case = make.case(date(2023, 10, 2), [100, 200, 400])
    first, second, third = make.items(case)
    make.act(case, ActKind.NOT_YET_ENFORCEABLE, date(2024, 1, 8), item=first)
    make.act(case, ActKind.POSTPONEMENT, date(2024, 1, 8), item=second, ground="c")
    make.act(case, ActKind.SUSPENSION, date(2024, 1, 8), item=third)
    cases, money = total(db)
    assert cases["postponed_by_agreement"] == cases["enforceable_total"] == 1
    assert "not_yet_enforceable" not in cases
    assert money["not_yet_enforceable"] == 100
    assert money["postponed_by_agreement"] == money["enforceable"] == 200
    assert money["postponed_suspended_other"] == 400
    assert money["carried_forward"] == money["to_enforce"] == 700


@pytest.mark.parametrize(
    ("kind", "column", "leaves"),
    [
        (ActKind.ENTRUSTMENT, "entrusted_out", True),
        (ActKind.TAKE_UP, "taken_up", True),
        (ActKind.WITHDRAWAL, "withdrawn_annulled", True),
        (ActKind.ANNULMENT, "withdrawn_annulled", True),
        (ActKind.REQUEST_RETURN, "request_returned", False),
        (ActKind.OTHER_ENDING, "ended_other", False),
    ],
)
def test_endings_without_result(db: Session, make: Make, kind: ActKind, column: str, leaves: bool):
    case = make.case(date(2023, 10, 2), [100])
    make.act(case, kind, date(2024, 6, 3))
    cases, money = total(db)
    assert cases[column] == 1
    assert cases.get("to_enforce_total", 0) == (0 if leaves else 1)
    assert money.get("to_enforce", 0) == (0 if leaves else 100)
    assert "carried_forward" not in cases
    assert "carried_forward" not in money
    assert "enforceable_total" not in cases


def test_an_increase_counts_as_newly_docketed_money_of_a_case_brought_forward(
    db: Session, make: Make
):
    case = make.case(LAST_YEAR, [100])
    make.act(case, ActKind.INCREASE, date(2024, 2, 1), item=make.items(case)[0], amount=50)
    cases, money = total(db)
    assert "newly_docketed" not in cases
    assert (money["brought_forward"], money["newly_docketed"], money["to_enforce"]) == (
        100,
        50,
        150,
    )


def test_a_case_counts_for_the_unit_and_officer_that_hold_it_at_the_end(db: Session, make: Make):
    here, there = make.unit("CCA"), make.unit("CCB")
    an, binh = make.user(unit=here), make.user(unit=there)
    case = make.case(date(2023, 10, 2), [100], unit=here, officer=an)
    make.money(case, 40, date(2024, 1, 8))
    make.act(case, ActKind.TRANSFER, date(2024, 3, 1), to_unit_id=there.id, officer_id=binh.id)
    db.commit()
    before, after = figures(db, date(2024, 2, 29)), figures(db, date(2024, 3, 31))
    assert holder(before.officers) == [("CCA", an.username)]
    assert holder(after.officers) == [("CCB", binh.username)]
    assert [row.money["completed"] for row in after.units] == [40]


def holder(rows: list[Row]) -> list[tuple[str, str]]:
    return [(row.unit.code, row.officer.username) for row in rows if row.unit and row.officer]


def test_the_state_budget_counts_cases_whole_and_only_its_own_items_money(db: Session, make: Make):
    case = make.case(date(2023, 10, 2), [(100, True), (900, False)])
    make.money(case, 100, date(2024, 1, 8), item=make.items(case)[0])
    db.commit()
    row = figures(db, END).theme(Theme.STATE_BUDGET)
    assert (row.cases["to_enforce_total"], row.cases["resolved_total"]) == (1, 0)
    assert (row.money["to_enforce"], row.money["resolved"]) == (100, 100)


@pytest.mark.parametrize(
    ("docketed_on", "end", "older"),
    [
        (date(2023, 9, 30), date(2024, 9, 30), 0),
        (date(2023, 9, 29), date(2024, 9, 30), 1),
        (date(2024, 2, 29), date(2025, 2, 28), 0),
        (date(2024, 2, 28), date(2025, 2, 28), 0),
        (date(2024, 2, 29), date(2025, 3, 31), 1),
    ],
)
def test_older_than_one_year_is_more_than_a_year_after_docketing(
    db: Session, make: Make, docketed_on: date, end: date, older: int
):
    make.case(docketed_on, [100])
    db.commit()
    assert figures(db, end).theme(Theme.OVER_ONE_YEAR).cases["in_progress"] == older


def test_kinds_are_split_by_initiation(db: Session, make: Make):
    make.case(initiation=Initiation.EX_OFFICIO, kind=JudgmentKind.CRIMINAL, entrusted_in=True)
    make.case(initiation=Initiation.ON_REQUEST, kind=JudgmentKind.CRIMINAL)
    cases, _ = total(db)
    assert (cases["ex_officio_new"], cases["on_request_new"], cases["entrusted_in"]) == (1, 1, 1)
    assert [(r.kind, r.initiation, r.cases["newly_docketed"]) for r in figures(db, END).kinds] == [
        (JudgmentKind.CRIMINAL, Initiation.EX_OFFICIO, 1),
        (JudgmentKind.CRIMINAL, Initiation.ON_REQUEST, 1),
    ]


def test_a_corrected_act_leaves_the_figures(db: Session, make: Make):
    case: Case = make.case(date(2023, 10, 2), [100])
    wrong = make.act(case, ActKind.SUSPENSION, date(2024, 1, 8))
    assert total(db)[0]["postponed_suspended_other"] == 1
    make.act(case, ActKind.CORRECTION, date(2024, 1, 9), corrects_id=wrong.id)
    assert total(db)[0]["in_progress"] == 1


def test_a_fact_entered_late_changes_the_months_since_its_legal_day(db: Session, make: Make):
    case = make.case(date(2023, 10, 2), [100])
    make.money(case, 10, date(2024, 8, 1))
    db.commit()
    make.money(case, 20, date(2023, 12, 5))
    assert total(db, date(2023, 11, 30))[1]["in_progress"] == 100
    assert total(db, date(2023, 12, 31))[1]["in_progress"] == 80
    assert total(db, date(2024, 8, 31))[1]["in_progress"] == 70
