"""How the facts of a case are read (statistics.md, "What is counted")."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from thads.cases.history import CaseFacts, CaseHistory, Happening, ItemFacts, replay
from thads.cases.models import ActKind, Initiation, ItemKind, JudgmentKind, MovementKind, Standing
from thads.core.errors import RuleBroken

DOCKETED = date(2023, 10, 5)
FEE, RETURN = UUID(int=1), UUID(int=2)


def read(*facts: tuple[Any, ...], items: dict[UUID, int] | None = None) -> CaseHistory:
    """A case with these items and facts, numbered in the order given."""
    happenings = [Happening(day, n, *rest) for n, (day, *rest) in enumerate(facts, start=1)]
    return replay(
        CaseFacts(
            uuid4(), DOCKETED, uuid4(), Initiation.EX_OFFICIO, JudgmentKind.CIVIL,
            entrusted_in=False, bank=False, corruption=False, drugs=False, foreign_element=False,
            items=tuple(
                ItemFacts(i, a, True, ItemKind.FINE) for i, a in (items or {FEE: 100}).items()
            ),
            happenings=tuple(sorted(happenings, key=lambda h: (h.day, h.sequence))),
        )
    )  # fmt: skip


def day(month: int, number: int, year: int = 2024) -> date:
    return date(year, month, number)


def test_a_case_not_yet_verified_counts_as_enforceable() -> None:
    history = read()
    assert history.standing_on(date(2023, 10, 4)) is None
    assert history.standing_on(DOCKETED) is Standing.IN_PROGRESS


def test_an_item_ends_completed_on_the_day_nothing_remains() -> None:
    history = read(
        (day(1, 5), MovementKind.COLLECTED, FEE, 40), (day(2, 5), MovementKind.COLLECTED, FEE, 60)
    )
    assert history.standing_on(day(2, 4)) is Standing.IN_PROGRESS
    assert history.standing_on(day(2, 5)) is Standing.COMPLETED


def test_a_rest_discontinued_after_a_collection_ends_the_item_completed() -> None:
    history = read(
        (day(1, 5), MovementKind.COLLECTED, FEE, 40), (day(2, 5), ActKind.DISCONTINUANCE)
    )
    item = history.items[0].now
    assert item.standing is Standing.COMPLETED
    assert (item.collected, item.discontinued, item.remaining) == (40, 60, 0)


def test_forgiving_the_whole_ends_it_as_discontinued() -> None:
    history = read((day(2, 5), ActKind.FORGIVENESS, FEE))
    assert history.now.standing is Standing.DISCONTINUED
    assert history.items[0].now.forgiven == 100


def test_an_item_with_nothing_to_pay_ends_only_by_a_decision() -> None:
    history = read((day(2, 5), ActKind.COMPLETION, RETURN), items={RETURN: 0})
    assert history.standing_on(day(2, 4)) is Standing.IN_PROGRESS
    assert history.standing_on(day(2, 5)) is Standing.COMPLETED


def test_completion_with_money_left_means_that_the_parties_settled() -> None:
    item = read((day(2, 5), ActKind.COMPLETION)).items[0].now
    assert (item.collected, item.settled_directly, item.remaining) == (100, 100, 0)


def test_a_return_of_the_request_leaves_what_remained() -> None:
    history = read((day(1, 5), ActKind.NOT_YET_ENFORCEABLE), (day(3, 5), ActKind.REQUEST_RETURN))
    assert history.now.standing is Standing.REQUEST_RETURNED
    assert history.items[0].now.remaining == 100


def test_money_takes_an_item_back_from_separate_tracking() -> None:
    history = read(
        (day(1, 5), ActKind.SEPARATE_TRACKING), (day(3, 5), MovementKind.COLLECTED, FEE, 10)
    )
    assert history.standing_on(day(1, 5)) is Standing.SEPARATE_TRACKING
    assert history.standing_on(day(3, 5)) is Standing.IN_PROGRESS


def test_a_decision_takes_it_back_for_a_moment_even_when_it_ends_it_the_same_day() -> None:
    history = read((day(1, 5), ActKind.SEPARATE_TRACKING), (day(3, 5), ActKind.DISCONTINUANCE))
    march = [m.standing for m in history.moments if m.day == day(3, 5)]
    assert march == [Standing.IN_PROGRESS, Standing.DISCONTINUED]


@pytest.mark.parametrize("kind", [ActKind.ASSIGNMENT, ActKind.TRANSFER, ActKind.VERIFICATION])
def test_assigning_moving_and_verifying_leave_it_in_separate_tracking(kind: ActKind) -> None:
    history = read((day(1, 5), ActKind.SEPARATE_TRACKING), (day(3, 5), kind))
    assert history.now.standing is Standing.SEPARATE_TRACKING


def test_a_reversal_opens_a_completed_item_again() -> None:
    history = read(
        (day(1, 5), MovementKind.COLLECTED, FEE, 100), (day(2, 5), MovementKind.REVERSED, FEE, 100)
    )
    assert history.standing_on(day(1, 31)) is Standing.COMPLETED
    assert history.standing_on(day(2, 5)) is Standing.IN_PROGRESS
    assert history.items[0].now.remaining == 100


@pytest.mark.parametrize(
    ("ground", "standing"),
    [("c", Standing.POSTPONED_BY_AGREEMENT), ("a", Standing.POSTPONED_OTHER)],
)
def test_only_ground_c_is_a_postponement_by_agreement(ground: str, standing: Standing) -> None:
    history = read((day(1, 5), ActKind.POSTPONEMENT, None, None, ground))
    assert history.now.standing is standing


def test_an_open_item_decides_where_the_case_stands() -> None:
    history = read(
        (day(1, 5), ActKind.NOT_YET_ENFORCEABLE, FEE),
        (day(1, 6), ActKind.SUSPENSION, RETURN),
        items={FEE: 100, RETURN: 0},
    )
    assert history.standing_on(day(1, 5)) is Standing.IN_PROGRESS
    assert history.standing_on(day(1, 6)) is Standing.SUSPENDED


def test_a_case_with_money_in_ends_completed_whatever_took_the_rest() -> None:
    history = read(
        (day(1, 5), MovementKind.COLLECTED, FEE, 40),
        (day(2, 5), ActKind.REQUEST_RETURN),
        items={FEE: 100, RETURN: 0},
    )
    assert history.now.standing is Standing.COMPLETED


def test_a_back_dated_fact_is_read_at_its_legal_day() -> None:
    history = read((day(3, 5), ActKind.NOT_YET_ENFORCEABLE), (day(2, 5), ActKind.SUSPENSION))
    assert history.standing_on(day(2, 10)) is Standing.SUSPENDED
    assert history.now.standing is Standing.NOT_YET_ENFORCEABLE


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ([(day(1, 5), MovementKind.COLLECTED, FEE, 101)], "history.more_than_remains"),
        ([(day(1, 5), ActKind.DISCONTINUANCE, FEE, 101)], "history.more_than_remains"),
        ([(day(1, 5), MovementKind.REVERSED, FEE, 1)], "history.reversed_too_much"),
        ([(date(2023, 10, 4), ActKind.SUSPENSION)], "history.before_docketing"),
        ([(day(1, 5), ActKind.COMPLETION), (day(1, 6), ActKind.SUSPENSION)], "history.ended_case"),
        (
            [(day(1, 5), ActKind.COMPLETION), (day(1, 6), ActKind.SUSPENSION, FEE)],
            "history.ended_item",
        ),
        ([(day(1, 5), ActKind.INCREASE, FEE)], "history.amount_needed"),
        ([(day(1, 5), MovementKind.COLLECTED, RETURN, 1)], "history.unknown_item"),
    ],
)
def test_a_contradiction_is_refused_by_name(facts: list[tuple[Any, ...]], code: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        read(*facts)
    assert refused.value.code == code
