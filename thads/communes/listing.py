"""Worksheets that were made, as a list asks for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from thads.communes.models import (
    CommuneBatch,
    CommuneRemark,
    CommuneSheet,
    CommuneSheetLine,
    CommuneSheetReturn,
)
from thads.core.codes import Coded
from thads.core.pages import PAGE_SIZE, Page, offset_of


class SheetState(Coded):
    """Whether a worksheet came back."""

    WAITING = "waiting", "Chờ xã trả lời"
    LATE = "late", "Chờ quá hạn trả lời"
    RETURNED = "returned", "Đã nhận lại"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFilter:
    """Which worksheets: of a unit's cases, in what state on `today`, made when."""

    unit_id: UUID | None = None
    state: SheetState | None = None
    since: date | None = None
    until: date | None = None
    today: date


class SheetLine(NamedTuple):
    """A worksheet with how many lines it has and how many of them a commune remarked on."""

    sheet: CommuneSheet
    lines: int
    remarked: int


def sheets(
    db: Session, wanted: SheetFilter, *, page: int = 1, size: int = PAGE_SIZE
) -> Page[SheetLine]:
    """The worksheets, the newest first; sums of their lines and of those with a remark."""
    ids = select(CommuneSheet.id).join(CommuneBatch, CommuneSheet.batch_id == CommuneBatch.id)
    ids = ids.where(*_conditions(wanted))
    total = db.scalar(select(func.count()).select_from(ids.subquery())) or 0
    stmt = (
        select(CommuneSheet)
        .where(CommuneSheet.id.in_(ids))
        .order_by(CommuneSheet.id.desc())
        .limit(size)
        .offset(offset_of(page, size))
    )
    found = db.scalars(stmt).unique().all()
    counted = _counted(db, [one.id for one in found])
    rows = [SheetLine(one, *counted.get(one.id, (0, 0))) for one in found]
    line = CommuneSheetLine
    lines = select(func.count()).select_from(line).where(line.sheet_id.in_(ids))
    told = lines.where(line.id.in_(select(CommuneRemark.line_id)))
    sums = {"lines": db.scalar(lines) or 0, "remarked": db.scalar(told) or 0}
    return Page(rows, max(1, page), size, total, sums)


def _conditions(wanted: SheetFilter) -> list[ColumnElement[bool]]:
    back = select(CommuneSheetReturn.id).where(CommuneSheetReturn.sheet_id == CommuneSheet.id)
    batch, found = CommuneBatch, []
    if wanted.unit_id:
        found.append(batch.scope_id == wanted.unit_id)
    if wanted.since:
        found.append(batch.day >= wanted.since)
    if wanted.until:
        found.append(batch.day <= wanted.until)
    if wanted.state is SheetState.RETURNED:
        return [*found, back.exists()]
    if wanted.state:
        found += [~back.exists(), batch.answer_by.is_not(None)]
    return [*found, batch.answer_by < wanted.today] if wanted.state is SheetState.LATE else found


def _counted(db: Session, ids: Sequence[UUID]) -> dict[UUID, tuple[int, int]]:
    row = CommuneSheetLine
    told = select(CommuneRemark.line_id)
    stmt = select(row.sheet_id, func.count()).where(row.sheet_id.in_(ids)).group_by(row.sheet_id)
    found = db.execute(stmt.where(row.id.in_(told))).all()
    remarked = {one[0]: one[1] for one in found}
    return {one: (number, remarked.get(one, 0)) for one, number in db.execute(stmt)}
