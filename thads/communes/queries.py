"""Worksheets by their codes, the remarks that came back, and what is still waited for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from thads.cases.models import Case, CaseInterval
from thads.communes.models import (
    CommuneBatch,
    CommuneRemark,
    CommuneSheet,
    CommuneSheetLine,
    CommuneSheetReturn,
    RemarkKind,
)
from thads.core.errors import NotFound
from thads.core.pages import PAGE_SIZE, Page, offset_of


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkFilter:
    """Which remarks: on cases that a unit, an officer holds; of what kind; told when."""

    unit_id: UUID | None = None
    officer_id: UUID | None = None
    kind: RemarkKind | None = None
    since: date | None = None
    until: date | None = None


class RemarkLine(NamedTuple):
    """A remark with who holds its case now."""

    remark: CommuneRemark
    unit_id: UUID
    officer_id: UUID | None


class Counts(NamedTuple):
    """Worksheets and their answers in a span of days."""

    sheets: int
    cases: int
    returned: int
    remarked: int  # lines with a remark
    asked: int  # worksheets that an answer was asked of until a day in the span
    late: int  # of these, those that did not come back by that day


def sheet(db: Session, sheet_id: UUID, scope: UUID | None) -> CommuneSheet:
    """One worksheet of a unit's cases with its lines; NotFound elsewhere."""
    stmt = _whole().where(CommuneSheet.id == sheet_id, *_seen(scope))
    found = db.scalars(stmt).unique().one_or_none()
    if found is None:
        raise NotFound
    return found


def line(db: Session, line_id: UUID) -> CommuneSheetLine:
    """One line; its case decides who may see it."""
    found = db.scalars(_lines().where(CommuneSheetLine.id == line_id)).unique().one_or_none()
    if found is None:
        raise NotFound
    return found


def by_code(db: Session, code: str) -> CommuneSheet | CommuneSheetLine:
    """The worksheet or the line that bears a printed code; NotFound when none does."""
    found = db.scalars(select(CommuneSheet).where(CommuneSheet.code == code)).one_or_none()
    of_line = found or db.scalars(_lines().where(CommuneSheetLine.code == code)).unique().first()
    if of_line is None:
        raise NotFound
    return of_line


def sheets_of(db: Session, batch_id: UUID) -> Sequence[CommuneSheet]:
    """The worksheets of a batch, in the order in which they were made."""
    stmt = select(CommuneSheet).where(CommuneSheet.batch_id == batch_id)
    return db.scalars(stmt.order_by(CommuneSheet.id)).unique().all()


def of_case(db: Session, case_id: UUID) -> Sequence[CommuneRemark]:
    """The remarks on a case, the latest first."""
    row = CommuneRemark
    stmt = _remarks().where(CommuneSheetLine.case_id == case_id)
    return db.scalars(stmt.order_by(row.told_on.desc(), row.id.desc())).unique().all()


def remarks(
    db: Session, wanted: RemarkFilter, *, page: int = 1, size: int = PAGE_SIZE
) -> Page[RemarkLine]:
    """Remarks on cases by who holds them now, the latest first."""
    row, held = CommuneRemark, CaseInterval
    of_case = CommuneSheetLine.id == row.line_id
    holds = (held.case_id == CommuneSheetLine.case_id) & held.ends_on.is_(None)
    where = _conditions(wanted)
    counted = select(func.count()).select_from(row).join(CommuneSheetLine, of_case)
    total = db.scalar(counted.join(held, holds).where(*where)) or 0
    stmt = (
        _remarks()
        .add_columns(held.unit_id, held.officer_id)
        .join(held, holds)
        .where(*where)
        .order_by(row.told_on.desc(), row.id.desc())
        .limit(size)
        .offset(offset_of(page, size))
    )
    rows = [RemarkLine(*found) for found in db.execute(stmt).unique()]
    return Page(rows, max(1, page), size, total)


def counts(db: Session, since: date, until: date, scope: UUID | None = None) -> Counts:
    """Worksheets made in these days, and how many of those due in them came back in time."""
    batch = CommuneBatch
    made = [batch.day >= since, batch.day <= until, *_of_batch(scope)]
    joined = select(CommuneSheet.id).join(batch, CommuneSheet.batch_id == batch.id)
    of_span = joined.where(*made)
    lines = select(func.count()).where(CommuneSheetLine.sheet_id.in_(of_span))
    row, back = CommuneRemark, CommuneSheetReturn
    told = select(row.line_id).where(row.line_id == CommuneSheetLine.id).exists()
    returned = select(func.count()).where(back.sheet_id.in_(of_span))
    due = joined.where(batch.answer_by >= since, batch.answer_by <= until, *_of_batch(scope))
    in_time = due.join(back, back.sheet_id == CommuneSheet.id).where(back.day <= batch.answer_by)
    asked = _number(db, due)
    return Counts(
        _number(db, of_span), db.scalar(lines) or 0, db.scalar(returned) or 0,
        db.scalar(lines.where(told)) or 0, asked, asked - _number(db, in_time),
    )  # fmt: skip


def _number(db: Session, stmt: Select[UUID]) -> int:
    return db.scalar(select(func.count()).select_from(stmt.subquery())) or 0


def _conditions(wanted: RemarkFilter) -> list[ColumnElement[bool]]:
    row, held = CommuneRemark, CaseInterval
    asked = (
        (held.unit_id, wanted.unit_id), (held.officer_id, wanted.officer_id),
        (row.kind, wanted.kind),
    )  # fmt: skip
    found: list[ColumnElement[bool]] = [
        column == value for column, value in asked if value is not None
    ]
    if wanted.since is not None:
        found.append(row.told_on >= wanted.since)
    if wanted.until is not None:
        found.append(row.told_on <= wanted.until)
    return found


def _of_batch(scope: UUID | None) -> list[ColumnElement[bool]]:
    """A unit's reader sees the worksheets of his unit's cases."""
    return [] if scope is None else [CommuneBatch.scope_id == scope]


def _seen(scope: UUID | None) -> list[ColumnElement[bool]]:
    if scope is None:
        return []
    return [CommuneSheet.batch_id.in_(select(CommuneBatch.id).where(*_of_batch(scope)))]


def _whole() -> Select[CommuneSheet]:
    lines = selectinload(CommuneSheet.lines)
    stmt: Select[CommuneSheet] = select(CommuneSheet).options(
        lines.joinedload(CommuneSheetLine.case).selectinload(Case.parties),
        lines.joinedload(CommuneSheetLine.officer), lines.joinedload(CommuneSheetLine.sheet),
        lines.selectinload(CommuneSheetLine.remarks),
    )  # fmt: skip
    return stmt.execution_options(populate_existing=True)


def _lines() -> Select[CommuneSheetLine]:
    stmt: Select[CommuneSheetLine] = select(CommuneSheetLine).options(
        joinedload(CommuneSheetLine.sheet), selectinload(CommuneSheetLine.remarks),
        joinedload(CommuneSheetLine.case),
    )  # fmt: skip
    return stmt


def _remarks() -> Select[CommuneRemark]:
    line = joinedload(CommuneRemark.line)
    stmt: Select[CommuneRemark] = (
        select(CommuneRemark)
        .join(CommuneSheetLine, CommuneSheetLine.id == CommuneRemark.line_id)
        .options(
            line.joinedload(CommuneSheetLine.sheet),
            line.joinedload(CommuneSheetLine.case).selectinload(Case.parties),
        )
    )
    return stmt
