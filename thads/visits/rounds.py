"""The line of oversight visits in form 10: rounds, conclusions, what was asked and done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.formbook.counting import Counted, CountedFeed
from thads.formbook.oversight import VISITS
from thads.statistics.subject import Subject
from thads.units import queries as units
from thads.visits.models import OversightVisit, StepKind, VisitConclusion


def figures_of(
    visit: OversightVisit, asked: list[VisitConclusion], end: date, *, whole: bool
) -> tuple[int, ...]:
    """What one visit adds: the round to the `whole` office, each conclusion to who owes it."""
    concluded = visit.day_of(StepKind.CONCLUDED)
    done = sum(1 for one in asked if one.closing and one.closing.day <= end)
    return (
        int(whole), int(whole and concluded is not None and concluded <= end), 0, len(asked),
        done, len(asked) - done,
    )  # fmt: skip


def counted(db: Session, start: date, end: date, subject: Subject) -> Iterator[Counted]:
    """The visits decided on in the period: the whole office is overseen, a unit by what it owes."""
    if subject.officer_id:
        return
    own = {unit.id: unit for unit in units.every(db)}
    province = next((unit for unit in own.values() if unit.is_provincial), None)
    stmt = select(OversightVisit).where(OversightVisit.decided_on.between(start, end))
    for visit in db.scalars(stmt):
        asked = [one for one in visit.conclusions if subject.unit_id in (None, one.unit_id)]
        whole = province is None or subject.unit_id in (None, province.id)
        if whole or asked:
            unit = own[subject.unit_id] if subject.unit_id else province
            yield Counted(
                VISITS, figures_of(visit, asked, end, whole=whole), visit.id,
                f"{visit.delegation}, quyết định {visit.number}", visit.decided_on,
                unit.code if unit else "",
            )  # fmt: skip


FEED = CountedFeed(counted, "visits.show", "visit_id")
