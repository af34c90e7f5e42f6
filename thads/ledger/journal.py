"""The movements of money of all cases that a person may see, by day."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from thads.cases.models import Case, CaseInterval, MovementKind
from thads.core.pages import PAGE_SIZE, Page, offset_of
from thads.ledger.models import LedgerEntry
from thads.units.models import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Which movements: of one kind, of some days."""

    kind: MovementKind | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Movement:
    """One movement and the case it belongs to."""

    entry: LedgerEntry
    case: Case


def movements(
    db: Session, span: Span, *, day: date, scope: UUID | None, page: int = 1
) -> Page[Movement]:
    """Movements of the cases that the reader's unit holds on `day`, the latest first.

    Sums of the whole list by kind, in đồng.
    """
    conditions = _conditions(span, day, scope)
    sums = {
        str(kind): int(amount or 0)
        for kind, amount in db.execute(
            select(LedgerEntry.kind, func.sum(LedgerEntry.amount))
            .join(CaseInterval, CaseInterval.case_id == LedgerEntry.case_id)
            .where(*conditions)
            .group_by(LedgerEntry.kind)
        )
    }
    total = db.scalar(
        select(func.count(LedgerEntry.id))
        .join(CaseInterval, CaseInterval.case_id == LedgerEntry.case_id)
        .where(*conditions)
    )
    rows = db.execute(
        select(LedgerEntry, Case)
        .join(Case, Case.id == LedgerEntry.case_id)
        .join(CaseInterval, CaseInterval.case_id == Case.id)
        .where(*conditions)
        .order_by(LedgerEntry.day.desc(), LedgerEntry.entered_at.desc(), LedgerEntry.id)
        .limit(PAGE_SIZE)
        .offset(offset_of(page))
    )
    return Page([Movement(*row) for row in rows], max(1, page), PAGE_SIZE, total or 0, sums)


def _conditions(span: Span, day: date, scope: UUID | None) -> list[ColumnElement[bool]]:
    held = CaseInterval
    found: list[ColumnElement[bool]] = [
        held.starts_on <= day,
        or_(held.ends_on.is_(None), held.ends_on > day),
        LedgerEntry.day <= day,
        LedgerEntry.kind.is_not(None),
    ]
    if scope is not None:
        found.append(held.unit_id.in_(Unit.answered_for_by(scope)))
    if span.kind is not None:
        found.append(LedgerEntry.kind == span.kind)
    if span.since is not None:
        found.append(LedgerEntry.day >= span.since)
    if span.until is not None:
        found.append(LedgerEntry.day <= span.until)
    return found
