"""Form 11 from the register of state compensation; money counts when it moves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from thads.compensation.models import Compensation, CompensationStep, Place, StepKind
from thads.formbook.counting import Counted, CountedFeed, held_by, steps_until, within
from thads.statistics.subject import Subject

K = StepKind
LINES = {Place.AGENCY: "D01", Place.COURT: "D02"}
ENDS = (K.SETTLED, K.DISCONTINUED)


def figures_of(steps: list[CompensationStep], start: date, end: date) -> tuple[int, ...] | None:
    """What one claim adds; None: it was not taken up, or nothing of it falls into the period."""
    accepted = next((one.day for one in steps if one.kind is K.ACCEPTED), None)
    if accepted is None or steps[-1].kind is K.STRUCK:
        return None
    ended = next((one for one in steps if one.kind in ENDS), None)
    runs = ended is None or ended.day >= start
    money = tuple(
        sum(one.amount or 0 for one in steps if one.kind is kind and within(one.day, start, end))
        for kind in (K.SETTLED, K.PAID, K.REIMBURSED)
    )
    if not runs and not any(money):
        return None
    as_kind = ended.kind if ended and runs else None
    return (
        int(runs), int(runs and accepted < start), int(runs and accepted >= start),
        int(as_kind is K.SETTLED), int(as_kind is K.DISCONTINUED), int(ended is None), *money,
    )  # fmt: skip


def counted(db: Session, start: date, end: date, subject: Subject) -> Iterator[Counted]:
    """Claims taken up by the end of the period."""
    stmt = (
        select(Compensation)
        .where(Compensation.received_on <= end)
        .options(selectinload(Compensation.steps), joinedload(Compensation.unit))
    )
    for one in db.scalars(held_by(stmt, Compensation, end, subject)):
        steps = list(steps_until(one.steps, end))
        figures = figures_of(steps, start, end)
        sued = any(step.kind is K.SUED for step in steps)
        if figures:
            yield Counted(
                LINES[Place.COURT if sued else one.kind],
                figures,
                one.id,
                one.ground,
                one.received_on,
                one.unit.code,
                one.case_id,
            )


FEED = CountedFeed(counted, "compensation.show", "claim_id")
