"""Many facts proved at once stand, or are refused, as if each had been entered by itself."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thads.cases.actions import file
from thads.cases.history import CaseFacts, Happening, ItemFacts, Reading, replay
from thads.cases.models import ActKind, Initiation, ItemKind, JudgmentKind, MovementKind, Standing
from thads.core.errors import RuleBroken

DOCKETED = date(2026, 1, 5)
ITEMS = [UUID(int=n) for n in (1, 2)]
CASE = CaseFacts(
    case_id=UUID(int=9), docketed_on=DOCKETED, unit_id=UUID(int=8),
    initiation=Initiation.ON_REQUEST, kind=JudgmentKind.CIVIL, entrusted_in=False, bank=False,
    corruption=False, drugs=False, foreign_element=False,
    items=tuple(ItemFacts(item, 100, state_budget=False, kind=ItemKind.DEBT) for item in ITEMS),
    happenings=(),
)  # fmt: skip
KINDS = [MovementKind.COLLECTED, MovementKind.REVERSED, ActKind.POSTPONEMENT, ActKind.OTHER_ENDING]


def on(day: int, sequence: int, kind=MovementKind.COLLECTED, amount=10, item=0) -> Happening:
    """A fact some days after docketing."""
    if not isinstance(kind, MovementKind):
        amount = None
    return Happening(DOCKETED + timedelta(days=day), sequence, kind, ITEMS[item], amount)


def one_by_one(known: CaseFacts, happenings):
    """Each new fact read at its place in the whole file; the last one tells what breaks later."""
    for happening in happenings:
        before = [h for h in known.happenings if h[:2] < happening[:2]]
        replay(replace(known, happenings=(*before, happening)))
        known = known.with_happening(happening)
    try:
        return replay(known)
    except RuleBroken as broken:
        raise RuleBroken("case.breaks_later_fact", broken.message) from broken


def outcome(prove, known, happenings):
    try:
        history = prove(known, happenings)
    except RuleBroken as broken:
        return broken.code, broken.message.split("không còn đúng: ")[-1]
    return history.facts, history.moments, [item.moments for item in history.items]


ROWS = st.lists(
    st.tuples(
        st.integers(0, 6), st.sampled_from(KINDS), st.integers(1, 60), st.integers(0, 1),
    ),
    max_size=9,
)  # fmt: skip


@given(ROWS, ROWS.filter(bool))
def test_facts_proved_together_are_judged_as_one_by_one(known, added):
    old = [on(day, n, kind, amount, item) for n, (day, kind, amount, item) in enumerate(known, 1)]
    new = [
        on(day, n, kind, amount, item)
        for n, (day, kind, amount, item) in enumerate(added, len(old) + 1)
    ]
    case = replace(CASE, happenings=tuple(sorted(old, key=lambda h: h[:2])))
    try:
        replay(case)
    except RuleBroken:
        case, new = CASE, old + new
    assert outcome(file.prove_each, case, new) == outcome(one_by_one, case, new)


def test_a_fact_that_takes_what_a_later_one_needs_is_named():
    case = replace(CASE, happenings=(on(5, 1, amount=90),))
    with pytest.raises(RuleBroken) as broken:
        file.prove_each(case, [on(6, 2, amount=5), on(2, 3, amount=11)])
    assert broken.value.code == "case.breaks_later_fact"
    assert "vào ngày 07/01/2026" in broken.value.message
    with pytest.raises(RuleBroken) as broken:
        file.prove_each(case, [on(6, 2, amount=11)])
    assert broken.value.code != "case.breaks_later_fact"


def test_facts_after_all_others_are_each_read_once(monkeypatch):
    read, take = [], Reading.take
    monkeypatch.setattr(Reading, "take", lambda self, h: (read.append(h.sequence), take(self, h)))
    case = replace(CASE, happenings=tuple(on(1, n, amount=1) for n in range(1, 31)))
    history = file.prove_each(case, [on(2, n, amount=1) for n in range(31, 61)])
    assert history.remaining == 140
    assert read == list(range(1, 61))


def test_a_case_stands_where_its_items_stand_after_each_fact():
    history = file.prove_each(
        CASE, [on(1, 1, amount=100), on(2, 2, ActKind.OTHER_ENDING, item=1), on(3, 3, KINDS[1])]
    )
    assert [moment.standing for moment in history.moments] == [
        Standing.IN_PROGRESS, Standing.IN_PROGRESS, Standing.COMPLETED, Standing.IN_PROGRESS,
    ]  # fmt: skip
