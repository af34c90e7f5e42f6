"""The interest of a case: its clauses, and what they come to on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.cases.history import CaseHistory
from thads.cases.models import Case, ObligationItem
from thads.cases.queries import history_of
from thads.interest import reckoning
from thads.interest.models import InterestAgreement, InterestClause, InterestStart
from thads.interest.reckoning import Basis, Segment
from thads.rules.dated import MissingRule


@dataclass(frozen=True, slots=True)
class ItemInterest:
    """What one item has borne up to a day; `unknown` says why that cannot be told."""

    item: ObligationItem
    clause: InterestClause
    remaining: int  # of the principal, đồng
    segments: Sequence[Segment] = ()
    total: int = 0  # đồng, rounded once
    unknown: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """The late interest of a case up to a day, which itself does not count."""

    until: date
    items: Sequence[ItemInterest] = field(default_factory=tuple)

    @property
    def total(self) -> int:
        """Đồng of all items."""
        return sum(one.total for one in self.items)

    @property
    def is_complete(self) -> bool:
        """Whether every day has its rate."""
        return all(one.unknown is None for one in self.items)


def clauses_of(db: Session, case_id: UUID) -> Sequence[InterestClause]:
    """All clauses of a case, the latest first."""
    stmt = select(InterestClause).where(InterestClause.case_id == case_id)
    return db.scalars(
        stmt.order_by(InterestClause.entered_at.desc(), InterestClause.id.desc())
    ).all()


def in_force(clauses: Sequence[InterestClause]) -> dict[UUID, InterestClause]:
    """The clause of each item that no later one replaced, those without interest included."""
    replaced = {clause.replaces_id for clause in clauses}
    return {clause.item_id: clause for clause in clauses if clause.id not in replaced}


def agreements_of(db: Session, case_id: UUID) -> dict[UUID, InterestAgreement]:
    """By act: the postponements during which interest runs."""
    stmt = select(InterestAgreement).where(InterestAgreement.case_id == case_id)
    return {one.act_id: one for one in db.scalars(stmt)}


def statement(db: Session, case: Case, until: date) -> Statement:
    """What each item of a loaded file has borne up to a day."""
    clauses = in_force(clauses_of(db, case.id))
    history, agreed = history_of(case), agreements_of(db, case.id)
    ends = {act.sequence: act.until for act in case.acts if act.until}
    runs_on = frozenset(act.sequence for act in case.acts if act.id in agreed)
    items = [
        _borne(item, clause, history, ends, runs_on, until)
        for item in case.items
        if (clause := clauses.get(item.id)) and clause.start is not InterestStart.NONE
    ]
    return Statement(until, items)


def _borne(
    item: ObligationItem, clause: InterestClause, history: CaseHistory, ends: dict[int, date],
    runs_on: frozenset[int], until: date,
) -> ItemInterest:  # fmt: skip
    assert clause.starts_on is not None
    course = history.item(item.id)
    pauses = reckoning.pauses_of(history, course, ends, runs_on)
    basis = Basis(clause.starts_on, clause.rate)
    moment = course.at(until)
    remaining = moment.remaining if moment else item.amount
    try:
        found = reckoning.segments(course, basis, pauses, until)
    except MissingRule as missing:
        return ItemInterest(item, clause, remaining, unknown=missing.message)
    return ItemInterest(item, clause, remaining, found, reckoning.total(found))
