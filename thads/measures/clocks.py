"""The clocks of measures: minutes wait for a decision, security for coercion, a plan for its steps.

Costs are told by a paper and the debtor's own times end without a record: neither stands here.
"""

from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from thads.measures import course
from thads.measures.models import Measure, MeasureStep
from thads.rules import deadlines
from thads.rules.deadlines.running import Clock

DUTIES = course.DUTIES


def concerns(record: object) -> UUID | None:
    """The measure of which a record says something."""
    if isinstance(record, Measure):
        return record.id
    return record.measure_id if isinstance(record, MeasureStep) else None


def running(db: Session, ids: Sequence[UUID] | None) -> Iterator[Clock]:
    """What these measures leave open; the law gives the day of a clock that the case may stop."""
    stmt = select(Measure).options(selectinload(Measure.steps))
    if ids is not None:
        stmt = stmt.where(Measure.id.in_(ids))
    for measure in db.scalars(stmt.execution_options(populate_existing=True)):
        for one in course.clocks(measure):
            due = None if deadlines.stops_with_case(one.rule.duty) else one.due
            yield Clock.of_case(one.rule.duty, measure.id, measure.case_id, one.since, due)
