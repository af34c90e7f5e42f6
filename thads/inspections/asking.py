"""What lists of inspections and findings are asked for, and one page of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from thads.core.codes import Coded
from thads.core.pages import PAGE_SIZE, Page, offset_of
from thads.identity.models import User
from thads.inspections import queries
from thads.inspections.models import (
    FindingClosing,
    Inspection,
    InspectionConclusion,
    InspectionFinding,
    InspectionKind,
)
from thads.units.models import Unit


class Stage(Coded):
    """How far an inspection is on a day."""

    RUNNING = "running", "Chưa kết luận"
    LATE = "late", "Quá hạn kết luận"
    CONCLUDED = "concluded", "Đã kết luận"


class Mending(Coded):
    """How far the remedy of a finding is on a day."""

    OPEN = "open", "Chưa khắc phục"
    LATE = "late", "Quá hạn khắc phục"
    MENDED = "mended", "Đã khắc phục"


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionFilter:
    """Which inspections; `unit_id` is bound by what the reader may see."""

    unit_id: UUID | None = None
    kind: InspectionKind | None = None
    stage: Stage | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingFilter:
    """Which findings; None: those not mended yet or all, as `everything` says."""

    unit_id: UUID | None = None
    mending: Mending | None = None
    item: str | None = None


_I, _F = Inspection, InspectionFinding
INSPECTION_ORDERS: dict[str, tuple[Any, ...]] = {
    "day": (_I.decided_on,), "unit": (Unit.position, Unit.name, _I.decided_on),
    "due": (_I.due_on,), "kind": (_I.kind, _I.decided_on),
}  # fmt: skip
FINDING_ORDERS: dict[str, tuple[Any, ...]] = {
    "due": (_F.due_on,), "found": (_F.found_on,), "unit": (Unit.position, Unit.name, _F.due_on),
    "owner": (User.name_sort_key, _F.due_on),
}  # fmt: skip
NEWEST, SOONEST = "-day", "due"


def inspections(
    db: Session, wanted: InspectionFilter, day: date, *, order: str = NEWEST, number: int = 1,
    size: int = PAGE_SIZE,
) -> Page[Inspection]:  # fmt: skip
    """A page of the inspections asked for."""
    keys = _keys(INSPECTION_ORDERS, order, NEWEST)
    stmt = queries.listed().join(_I.unit).where(*_of_inspections(wanted, day))
    return _page(db, stmt, [*keys, _I.id], number, size)


def findings(
    db: Session, wanted: FindingFilter, day: date, *, order: str = SOONEST, number: int = 1,
    size: int = PAGE_SIZE,
) -> Page[InspectionFinding]:  # fmt: skip
    """A page of the findings asked for."""
    keys = _keys(FINDING_ORDERS, order, SOONEST)
    stmt = queries.found().join(_F.unit).join(_F.owner).where(*of_findings(wanted, day))
    return _page(db, stmt, [*keys, _F.id], number, size)


def count(db: Session, wanted: FindingFilter, day: date) -> int:
    """How many findings are asked for."""
    stmt = select(func.count()).select_from(_F).where(*of_findings(wanted, day))
    return db.scalar(stmt) or 0


def of_findings(wanted: FindingFilter, day: date) -> list[ColumnElement[bool]]:
    """The same in SQL."""
    closed, found = select(FindingClosing.finding_id), list[ColumnElement[bool]]()
    if wanted.unit_id:
        found.append(_F.unit_id == wanted.unit_id)
    if wanted.item:
        found.append(_F.item == wanted.item)
    if wanted.mending is Mending.MENDED:
        found.append(_F.id.in_(closed))
    elif wanted.mending:
        found.append(_F.id.not_in(closed))
    if wanted.mending is Mending.LATE:
        found.append(_F.due_on < day)
    return found


def _of_inspections(wanted: InspectionFilter, day: date) -> list[ColumnElement[bool]]:
    ended, found = select(InspectionConclusion.inspection_id), list[ColumnElement[bool]]()
    if wanted.unit_id:
        found.append(_I.unit_id == wanted.unit_id)
    if wanted.kind:
        found.append(_I.kind == wanted.kind)
    if wanted.since:
        found.append(_I.decided_on >= wanted.since)
    if wanted.until:
        found.append(_I.decided_on <= wanted.until)
    if wanted.stage is Stage.CONCLUDED:
        found.append(_I.id.in_(ended))
    elif wanted.stage:
        found.append(_I.id.not_in(ended))
    if wanted.stage is Stage.LATE:
        found.append(_I.due_on < day)
    return found


def _keys(orders: dict[str, tuple[Any, ...]], order: str, usual: str) -> list[Any]:
    known = order if order.removeprefix("-") in orders else usual
    keys = orders[known.removeprefix("-")]
    return [key.desc() for key in keys] if known.startswith("-") else list(keys)


def _page(db: Session, stmt: Select[Any], keys: list[Any], number: int, size: int) -> Page[Any]:
    total = db.scalar(select(func.count()).select_from(stmt.order_by(None).subquery())) or 0
    number = max(1, number)
    cut = stmt.order_by(*keys).limit(size).offset(offset_of(number, size))
    return Page(db.scalars(cut).all(), number, size, total)
