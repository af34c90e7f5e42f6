"""The book of judgments received."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, selectinload

from thads.cases.models import Judgment, JudgmentKind
from thads.core.errors import NotFound
from thads.core.pages import PAGE_SIZE, Page, offset_of
from thads.core.text import fold


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
        stmt = stmt.where(Judgment.unit_id == scope)
    found = db.scalars(stmt.options(selectinload(Judgment.cases))).one_or_none()
    if found is None:
        raise NotFound
    return found


def judgments(
    db: Session, wanted: JudgmentFilter, *, scope: UUID | None, page: int = 1
) -> Page[Judgment]:
    """Judgments with their cases, the last received first."""
    stmt = _filtered(wanted, scope)
    total = db.scalar(select(func.count()).select_from(stmt.subquery())) or 0
    rows = db.scalars(
        stmt.options(selectinload(Judgment.cases))
        .order_by(Judgment.received_on.desc(), Judgment.id.desc())
        .limit(PAGE_SIZE)
        .offset(offset_of(page))
    ).all()
    return Page(rows, max(1, page), PAGE_SIZE, total)


def _filtered(wanted: JudgmentFilter, scope: UUID | None) -> Select[Judgment]:
    stmt = select(Judgment)
    if scope is not None:
        stmt = stmt.where(Judgment.unit_id == scope)
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
    return stmt.where(~Judgment.cases.any()) if wanted.without_case else stmt
