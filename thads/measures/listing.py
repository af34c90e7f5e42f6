"""Measures on cases that a unit holds: filtered, in order, a page at a time, with sums."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from thads.cases import standstills
from thads.cases.models import Case, CaseInterval
from thads.core.pages import PAGE_SIZE, Page, offset_of
from thads.ledger.models import LedgerEntry
from thads.measures import course, queries
from thads.measures.models import (
    APPOINTING,
    RESULTS,
    Measure,
    MeasureState,
    MeasureStep,
    StepKind,
)
from thads.rules.measures import MeasureKind
from thads.units.models import Unit

BEGINNING = (StepKind.MINUTES, StepKind.DECIDED)
NEWEST = "-day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which measures; each field left empty asks for all. `since`, `until`: begun on these days."""

    unit_id: UUID | None = None
    officer_id: UUID | None = None
    kind: MeasureKind | None = None
    state: MeasureState | None = None
    with_force: bool | None = None
    since: date | None = None
    until: date | None = None


class Line(NamedTuple):
    """A measure (with its case, parties and steps), who holds the case, đồng raised."""

    measure: Measure
    unit_id: UUID
    officer_id: UUID | None
    collected: int


class Overdue(NamedTuple):
    """`n` measures with a time that is over, of `m` that run (n of m)."""

    n: int
    m: int


def page(
    db: Session, wanted: Wanted, day: date, *, order: str = NEWEST, number: int = 1,
    size: int = PAGE_SIZE,
) -> Page[Line]:  # fmt: skip
    """One page of them, with count and sums in đồng of the whole list."""
    found = _found(wanted, day).subquery()
    total, secured, raised = db.execute(
        select(
            func.count(), func.coalesce(func.sum(found.c.amount), 0),
            func.coalesce(func.sum(found.c.raised), 0),
        ).select_from(found)
    ).one()  # fmt: skip
    column = found.c[{"amount": "amount", "collected": "raised"}.get(order.lstrip("-"), "day")]
    stmt = (
        select(found.c.id, found.c.unit_id, found.c.officer_id, found.c.raised)
        .order_by(column.desc() if order.startswith("-") else column, found.c.id.desc())
        .limit(size)
        .offset(offset_of(number, size))
    )
    rows = db.execute(stmt).all()
    known = {
        one.id: one for one in db.scalars(
            queries.loaded()
            .options(joinedload(Measure.case))
            .where(Measure.id.in_([row.id for row in rows]))
        )
    }  # fmt: skip
    lines = [Line(known[row.id], row.unit_id, row.officer_id, int(row.raised or 0)) for row in rows]
    sums = {"amount": int(secured), "collected": int(raised)}
    return Page(lines, number, size, total, sums)


def overdue(db: Session, day: date, unit_id: UUID | None) -> Overdue:
    """Of the measures that run on cases of a unit (None: the province), those with a late clock."""
    running = or_(_result().is_(None), _has(StepKind.LIFTING_GROUND))
    ids = _found(Wanted(unit_id=unit_id), day).where(running).subquery()
    stmt = select(Measure).where(Measure.id.in_(select(ids.c.id)))
    found = db.scalars(stmt.options(selectinload(Measure.steps))).all()
    still = standstills.of_cases(db, {one.case_id for one in found}, day)
    clocks = [course.clocks(one, still.get(one.case_id, ())) for one in found]
    late = sum(any(one.is_late_on(day) for one in some) for some in clocks)
    return Overdue(late, sum(1 for some in clocks if some))


def _found(wanted: Wanted, day: date) -> Select[Any]:
    held, step = CaseInterval, MeasureStep
    begun = (
        select(step.day)
        .where(step.measure_id == Measure.id, step.sequence == 1)
        .correlate(Measure)
        .scalar_subquery()
    )
    stmt = (
        select(
            Measure.id, Measure.amount, begun.label("day"), _raised().label("raised"),
            held.unit_id, held.officer_id,
        )
        .join(held, held.case_id == Measure.case_id)
        .join(Case, Case.id == Measure.case_id)
        .where(
            held.starts_on <= day, or_(held.ends_on.is_(None), held.ends_on > day),
            Case.struck_by_id.is_(None),
        )
    )  # fmt: skip
    if wanted.unit_id:
        stmt = stmt.where(held.unit_id.in_(Unit.answered_for_by(wanted.unit_id)))
    for column, value in ((held.officer_id, wanted.officer_id), (Measure.kind, wanted.kind)):
        if value is not None:
            stmt = stmt.where(column == value)
    if wanted.since:
        stmt = stmt.where(begun >= wanted.since)
    if wanted.until:
        stmt = stmt.where(begun <= wanted.until)
    if wanted.state:
        stmt = stmt.where(_is_in(wanted.state))
    if wanted.with_force is not None:
        planned = _last(APPOINTING) == StepKind.PLANNED
        stmt = stmt.where(
            planned if wanted.with_force else func.coalesce(planned, False).is_(False)
        )
    return stmt


def _is_in(state: MeasureState) -> ColumnElement[bool]:
    if state in RESULTS.values():
        ended: ColumnElement[bool] = _result().in_([k for k, of in RESULTS.items() if of is state])
        return ended
    decided = _has(StepKind.DECIDED)
    still = decided if state is MeasureState.RUNNING else ~decided
    return and_(_result().is_(None), still)


def _result() -> Any:
    """The first of the steps that end a measure."""
    step = aliased(MeasureStep)
    return (
        select(step.kind)
        .where(step.measure_id == Measure.id, step.kind.in_(RESULTS))
        .order_by(step.sequence)
        .limit(1)
        .correlate(Measure)
        .scalar_subquery()
    )


def _last(kinds: Sequence[StepKind] | frozenset[StepKind]) -> Any:
    step = aliased(MeasureStep)
    return (
        select(step.kind)
        .where(step.measure_id == Measure.id, step.kind.in_(kinds))
        .order_by(step.sequence.desc())
        .limit(1)
        .correlate(Measure)
        .scalar_subquery()
    )


def _has(kind: StepKind) -> ColumnElement[bool]:
    step = aliased(MeasureStep)
    found = select(step.id).where(step.measure_id == Measure.id, step.kind == kind)
    return found.correlate(Measure).exists()


def _raised() -> Any:
    """Đồng of the books that a measure raised; what was taken back is not counted."""
    step, entry, back = aliased(MeasureStep), aliased(LedgerEntry), aliased(LedgerEntry)
    return (
        select(func.sum(entry.amount))
        .join(step, step.entry_id == entry.id)
        .where(
            step.measure_id == Measure.id,
            ~select(back.id).where(back.reverses_id == entry.id).exists(),
        )
        .correlate(Measure)
        .scalar_subquery()
    )
