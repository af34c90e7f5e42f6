"""The book of judgments received."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, selectinload

from thads.cases.models import Case, Judgment, JudgmentKind
from thads.core.errors import NotFound
from thads.core.pages import PAGE_SIZE, Page, offset_of
from thads.core.text import clean, fold
from thads.units.models import Unit

_LIVE = Case.struck_by_id.is_(None)
_CASES = selectinload(Judgment.cases.and_(_LIVE))


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgmentFilter:
    """What is asked of the book; `text` is part of a number."""

    text: str = ""
    unit_id: UUID | None = None
    kind: JudgmentKind | None = None
    received_from: date | None = None
    received_to: date | None = None
    without_case: bool = False  # still waiting for an enforcement decision


def get_judgment(db: Session, judgment_id: UUID, *, scope: UUID | None) -> Judgment:
    """One judgment with its cases; NotFound outside the reader's unit."""
    stmt = select(Judgment).where(Judgment.id == judgment_id)
    if scope is not None:
        stmt = stmt.where(Judgment.unit_id.in_(Unit.answered_for_by(scope)))
    found = db.scalars(stmt.options(_CASES)).one_or_none()
    if found is None:
        raise NotFound
    return found


def judgment_numbered(db: Session, number: str, *, unit_id: UUID) -> Judgment | None:
    """The one judgment of a unit's book with this number; None when none or several have it."""
    folded = fold(clean(number))
    stmt = select(Judgment).where(Judgment.unit_id == unit_id, Judgment.number_folded == folded)
    found = db.scalars(stmt.limit(2)).all() if folded else []
    return found[0] if len(found) == 1 else None


def judgments(
    db: Session, wanted: JudgmentFilter, *, scope: UUID | None, page: int = 1
) -> Page[Judgment]:
    """Judgments with their cases, the last received first."""
    stmt = _filtered(wanted, scope)
    total = db.scalar(select(func.count()).select_from(stmt.subquery())) or 0
    rows = db.scalars(
        stmt.options(_CASES)
        .order_by(Judgment.received_on.desc(), Judgment.id.desc())
        .limit(PAGE_SIZE)
        .offset(offset_of(page))
    ).all()
    return Page(rows, max(1, page), PAGE_SIZE, total)


def awaits_decision() -> ColumnElement[bool]:
    """No case that counts stands on it, and it was not taken back with one."""
    return ~Judgment.cases.any(_LIVE) & ~_taken_back()


def _filtered(wanted: JudgmentFilter, scope: UUID | None) -> Select[Judgment]:
    stmt = select(Judgment)
    if scope is not None:
        stmt = stmt.where(Judgment.unit_id.in_(Unit.answered_for_by(scope)))
    if wanted.unit_id is not None:
        stmt = stmt.where(Judgment.unit_id == wanted.unit_id)
    if wanted.text.strip():
        stmt = stmt.where(Judgment.number_folded.contains(fold(wanted.text), autoescape=True))
    if wanted.kind is not None:
        stmt = stmt.where(Judgment.kind == wanted.kind)
    if wanted.received_from is not None:
        stmt = stmt.where(Judgment.received_on >= wanted.received_from)
    if wanted.received_to is not None:
        stmt = stmt.where(Judgment.received_on <= wanted.received_to)
    if wanted.without_case:
        stmt = stmt.where(~Judgment.cases.any(_LIVE))
    return stmt.where(stands())


def stands() -> ColumnElement[bool]:
    """It was not taken back with the import that brought it."""
    return or_(Judgment.cases.any(_LIVE), ~_taken_back())


def _taken_back() -> ColumnElement[bool]:
    """Brought in together with a case that was struck out: entered at the very same moment."""
    together = Case.entered_at == Judgment.entered_at
    return Judgment.cases.any(Case.struck_by_id.is_not(None) & together)
