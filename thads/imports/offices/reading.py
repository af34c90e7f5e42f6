"""Reads the two sheets against what the province has."""

from datetime import date

from sqlalchemy.orm import Session

from thads.imports.offices import people, units
from thads.imports.offices.records import Offices, known
from thads.imports.offices.sheet import SheetReader
from thads.imports.stage import Stage


def read(db: Session, stage: Stage, *, today: date, may_change: bool) -> Offices:
    """All units and people once the workbook is entered; the sheets' faults go to the stage."""
    ours = known(db)
    found, brought = units.read(
        SheetReader(stage, units.SHEET, today, allowed=may_change), ours.units
    )
    persons, joined = people.read(
        SheetReader(stage, people.SHEET, today, allowed=may_change), ours.people, found
    )
    return Offices(found, persons, brought, joined)
