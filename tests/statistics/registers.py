"""Random registers: cases with all acts and money, several events a day, entered late and early.

Days are few and the years close, so that events meet on one day, cross month and year ends, and
years without events occur. What the history refuses is left out, as the actions would refuse it.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.factories import ENTERED
from thads.cases.history import CaseFacts, Happening, ItemFacts, replay
from thads.cases.models import (
    ActKind,
    Case,
    CaseAct,
    Initiation,
    ItemKind,
    JudgmentKind,
    MovementKind,
    ObligationItem,
)
from thads.core.days import statistics_year
from thads.core.errors import RuleBroken
from thads.ledger.accounts import sides
from thads.ledger.models import LedgerEntry

UNITS = tuple(UUID(int=100 + n) for n in range(2))
OFFICERS = tuple(UUID(int=200 + n) for n in range(3))
FIRST = date(2021, 11, 1)
ACTS = [kind for kind in ActKind if kind is not ActKind.CORRECTION]
KINDS = [*ACTS, *MovementKind, *[MovementKind.COLLECTED, MovementKind.REVERSED] * 3,
         *[ActKind.SEPARATE_TRACKING, ActKind.RESUMPTION, ActKind.COMPLETION] * 2]  # fmt: skip
MAY_BE_PART = {ActKind.DISCONTINUANCE, ActKind.FORGIVENESS, ActKind.ENTRUSTMENT,
               ActKind.WITHDRAWAL, ActKind.INCREASE}  # fmt: skip

# Few, so that two items of a case are often of one kind.
ITEM_KINDS = st.sampled_from([ItemKind.FINE, ItemKind.COURT_FEE, ItemKind.STATE_COMPENSATION,
                              ItemKind.DEBT])  # fmt: skip

days = st.one_of(
    st.integers(0, 1100).map(lambda n: FIRST + timedelta(days=n)),
    st.sampled_from([date(2022, 9, 30), date(2022, 10, 1), date(2023, 2, 28), date(2023, 9, 30),
                     date(2023, 10, 1), date(2024, 2, 29), date(2024, 9, 30)]),
)  # fmt: skip


@dataclass(frozen=True)
class Known:
    """A case of a random register, and its facts in the order in which they were entered."""

    facts: CaseFacts

    @property
    def as_docketed(self) -> CaseFacts:
        return self.facts._with([])

    @property
    def in_order_of_entry(self) -> list[Happening]:
        return sorted(self.facts.happenings, key=lambda h: h.sequence)


@st.composite
def registers(draw: st.DrawFn, max_cases: int = 6) -> list[Known]:
    """Up to `max_cases` cases that the history accepts."""
    return [_case(draw, n) for n in range(1, draw(st.integers(1, max_cases)) + 1)]


def _case(draw: st.DrawFn, number: int) -> Known:
    flags = draw(st.tuples(*[st.booleans()] * 5))
    amounts = draw(st.lists(st.sampled_from([0, 1, 100, 999_999]), min_size=1, max_size=3))
    items = tuple(
        ItemFacts(UUID(int=number * 10 + n), amount, draw(st.booleans()), draw(ITEM_KINDS))
        for n, amount in enumerate(amounts)
    )
    facts = CaseFacts(
        UUID(int=number), draw(days), draw(st.sampled_from(UNITS)),
        draw(st.sampled_from(list(Initiation))),
        draw(st.sampled_from([JudgmentKind.CIVIL, JudgmentKind.CRIMINAL])), *flags, items, (),
    )  # fmt: skip
    for sequence in range(1, draw(st.integers(0, 14)) + 1):
        happening = _happening(draw, facts, sequence)
        try:
            replay(facts.with_happening(happening))
        except RuleBroken:
            continue
        facts = facts.with_happening(happening)
    return Known(facts)


def _happening(draw: st.DrawFn, facts: CaseFacts, sequence: int) -> Happening:
    kind = draw(st.sampled_from(KINDS))
    last = facts.happenings[-1].day if facts.happenings else facts.docketed_on
    paid = [i for i in replay(facts).items if i.now.collected > i.now.settled_directly]
    if paid and draw(st.integers(0, 3)) == 0:
        reversed_on = last + timedelta(days=draw(st.sampled_from([0, 1, 40, 370])))
        most = paid[0].now.collected - paid[0].now.settled_directly
        back = draw(st.sampled_from([1, most]))
        return Happening(reversed_on, sequence, MovementKind.REVERSED, paid[0].item.id, back)
    gap = st.sampled_from([0, 0, 1, 20, 40, 200, 370]).map(lambda n: last + timedelta(days=n))
    day = draw(st.one_of(gap, gap, days))
    item = draw(st.sampled_from(facts.items))
    amount = draw(st.sampled_from([item.amount or 1, item.amount or 1, 1, 40, 500_000]))
    if isinstance(kind, MovementKind):
        return Happening(day, sequence, kind, item.id, amount)
    whole = draw(st.booleans()) or kind in (ActKind.ASSIGNMENT, ActKind.TRANSFER)
    part = kind is ActKind.INCREASE or (kind in MAY_BE_PART and draw(st.booleans()))
    holder = kind in (ActKind.ASSIGNMENT, ActKind.TRANSFER)
    return Happening(
        day, sequence, kind, None if whole else item.id, amount if part else None,
        draw(st.sampled_from(["a", "c"])) if kind is ActKind.POSTPONEMENT else None,
        draw(st.sampled_from([*OFFICERS, None])) if holder else None,
        draw(st.sampled_from(UNITS)) if kind is ActKind.TRANSFER else None,
    )  # fmt: skip


def write_case(db: Session, facts: CaseFacts, entered_at: datetime = ENTERED) -> None:
    """Docket a case of a random register with its items."""
    known = {name: getattr(facts, name) for name in (
        "docketed_on", "unit_id", "initiation", "kind", "entrusted_in", "corruption", "drugs",
        "foreign_element")}  # fmt: skip
    db.add(Case(
        id=facts.case_id, number=facts.case_id.int, series="QĐ-CCTHADS", judgment_id=None,
        numbering_year=statistics_year(facts.docketed_on), bank="Ngân hàng Thử" if facts.bank
        else None, entered_at=entered_at, entered_by_id=None, **known,
    ))  # fmt: skip
    db.flush()
    for position, item in enumerate(facts.items, start=1):
        db.add(ObligationItem(
            id=item.id, case_id=facts.case_id, position=position, kind=item.kind,
            amount=item.amount, state_budget=item.state_budget, description=None,
            entered_at=entered_at, entered_by_id=None,
        ))  # fmt: skip
    db.flush()


def in_books(db: Session, happening: Happening) -> dict[str, Any]:
    """Whose books, and between which accounts, money of an item moves."""
    item = db.get_one(ObligationItem, happening.item_id)
    unit_id = db.get_one(Case, item.case_id).unit_id
    assert isinstance(happening.kind, MovementKind)
    debit, credit = sides(happening.kind, state_budget=item.state_budget)
    return {"unit_id": unit_id, "debit": debit, "credit": credit}


def write_happening(
    db: Session, case_id: UUID, happening: Happening, entered_at: datetime = ENTERED
) -> None:
    """Enter one fact of a random register."""
    common = {"case_id": case_id, "sequence": happening.sequence, "day": happening.day,
              "kind": happening.kind, "item_id": happening.item_id, "amount": happening.amount,
              "entered_at": entered_at, "entered_by_id": None}  # fmt: skip
    if isinstance(happening.kind, MovementKind):
        db.add(LedgerEntry(**common, **in_books(db, happening)))
    else:
        db.add(CaseAct(**common, ground=happening.ground, officer_id=happening.officer_id,
                       to_unit_id=happening.unit_id))  # fmt: skip
    db.flush()
