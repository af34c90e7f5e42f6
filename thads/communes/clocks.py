"""Worksheets that a commune was asked to answer until a day, and did not give back yet."""

from collections.abc import Collection, Iterator, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.communes.models import CommuneBatch, CommuneSheet, CommuneSheetReturn
from thads.rules.deadlines import Duty
from thads.rules.deadlines.running import Clock

DUTIES = (Duty.COMMUNE_ANSWER,)


def concerns(record: object) -> UUID | None:
    """The worksheet of which a record says something."""
    if isinstance(record, CommuneSheet):
        return record.id
    return record.sheet_id if isinstance(record, CommuneSheetReturn) else None


def running(db: Session, ids: Sequence[UUID] | None) -> Iterator[Clock]:
    """The clocks of worksheets (None: all) that are waited for, of the unit that asked."""
    sheet, batch, back = CommuneSheet, CommuneBatch, CommuneSheetReturn
    returned = select(back.id).where(back.sheet_id == sheet.id)
    stmt = (
        select(sheet.id, batch.unit_id, batch.day, batch.answer_by)
        .join(batch, sheet.batch_id == batch.id)
        .where(batch.answer_by.is_not(None), ~returned.exists())
    )
    if ids is not None:
        stmt = stmt.where(sheet.id.in_(ids))
    for sheet_id, unit_id, day, answer_by in db.execute(stmt):
        yield Clock(Duty.COMMUNE_ANSWER, sheet_id, None, unit_id, None, day, answer_by)


def titles(db: Session, ids: Collection[UUID]) -> Iterator[tuple[UUID, str]]:
    """How lists name worksheets."""
    stmt = select(CommuneSheet.id, CommuneSheet.area).where(CommuneSheet.id.in_(ids))
    for sheet_id, area in db.execute(stmt):
        yield sheet_id, f"Phiếu địa bàn {area}"
