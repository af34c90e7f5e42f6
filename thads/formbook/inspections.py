"""The row of form 10 for the office's own inspections (`thads.inspections`)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from thads.formbook.counting import Counted
from thads.inspections.models import Inspection, InspectionFinding
from thads.statistics.subject import Subject

LINE = "D03"


def figures_of(one: Inspection, end: date) -> tuple[int, ...]:
    """What one inspection adds; its demands are done once nothing that was found is open."""
    concluded = one.conclusion is not None and one.conclusion.day <= end
    found = [finding for finding in one.findings if finding.found_on <= end]
    undone = any(finding.closing is None or finding.closing.day > end for finding in found)
    return 1, int(concluded), 0, 0, int(concluded and not undone), int(undone)


def counted(db: Session, start: date, end: date, subject: Subject) -> Iterator[Counted]:
    """The inspections decided in the period, of the unit that was inspected."""
    stmt = (
        select(Inspection)
        .where(Inspection.decided_on.between(start, end))
        .options(
            joinedload(Inspection.unit), joinedload(Inspection.conclusion),
            selectinload(Inspection.findings).joinedload(InspectionFinding.closing),
        )
    )  # fmt: skip
    if subject.unit_id:
        stmt = stmt.where(Inspection.unit_id == subject.unit_id)
    if subject.officer_id:  # an inspection is of a unit, of no officer
        return
    for one in db.scalars(stmt):
        title = f"{one.kind.label} {one.number}"
        yield Counted(LINE, figures_of(one, end), one.id, title, one.decided_on, one.unit.code)
