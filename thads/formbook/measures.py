"""Form 7 from the measures of security and coercion (`thads.measures`): decisions of the period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, aliased

from thads.cases.models import Case, CaseInterval
from thads.formbook.counting import Recorded
from thads.formbook.remissions import named
from thads.ledger.models import LedgerEntry
from thads.measures.models import (
    APPOINTING,
    RESULTS,
    Measure,
    MeasureState,
    MeasureStep,
    StepKind,
)
from thads.rules.measures import MeasureKind
from thads.statistics.codes import WHOLE
from thads.statistics.drill import Behind
from thads.statistics.subject import Subject

LINES = {  # in the order of the form's rows
    kind: f"D{n:02}"
    for n, kind in enumerate(
        (
            MeasureKind.FREEZE, MeasureKind.SEIZURE, MeasureKind.STOP, MeasureKind.DEDUCTION,
            MeasureKind.INCOME_DEDUCTION, MeasureKind.ATTACHMENT, MeasureKind.EXPLOITATION,
            MeasureKind.HANDOVER, MeasureKind.COMPELLED_ACT, MeasureKind.EXIT_BAN,
        ),
        start=1,
    )
}  # fmt: skip
COLUMNS = 8


class Decided(NamedTuple):
    """A measure decided in the period."""

    id: UUID
    case_id: UUID
    kind: MeasureKind


Wanted = Select[UUID, UUID, MeasureKind]


class Course(NamedTuple):
    """How far it is at the end of the period; `collected` in đồng."""

    with_force: bool = False
    state: MeasureState = MeasureState.RUNNING
    collected: int = 0


def figures_of(course: Course) -> tuple[int, ...]:
    """What one decision adds to the columns of the form, in their order."""
    results = (
        MeasureState.CARRIED_OUT, MeasureState.COMPLIED, MeasureState.ENDED, MeasureState.RUNNING,
    )  # fmt: skip
    return (
        1, int(course.with_force), int(not course.with_force),
        *(int(course.state is one) for one in results), course.collected,
    )  # fmt: skip


class MeasureFeed:
    """The decisions of a period; a case's holder at its end answers for them."""

    def rows(
        self, db: Session, start: date, end: date, subject: Subject
    ) -> Mapping[str, Sequence[int]]:  # fmt: skip
        """The figures of each line."""
        sums: dict[str, list[int]] = defaultdict(lambda: [0] * COLUMNS)
        for decided, figures in _counted(db, start, end, subject):
            for code in (WHOLE, LINES[decided.kind]):
                sums[code] = [a + b for a, b in zip(sums[code], figures, strict=True)]
        return sums

    def behind(
        self, db: Session, start: date, end: date, subject: Subject, *, line: str, column: int,
        page: int, per_page: int | None,
    ) -> Behind:  # fmt: skip
        """The cases with their decisions, the oldest first."""
        found = [
            (decided, figures[column - 1])
            for decided, figures in _counted(db, start, end, subject)
            if line in (WHOLE, LINES[decided.kind]) and figures[column - 1]
        ]
        first = 0 if per_page is None else (page - 1) * per_page
        shown = found[first:] if per_page is None else found[first : first + per_page]
        cases = named(db, {decided.case_id for decided, _ in shown})
        lines = [cases[decided.case_id]._replace(amount=amount) for decided, amount in shown]
        return Behind(lines, len(found), sum(amount for _, amount in found))

    def records(
        self, db: Session, start: date, end: date, subject: Subject
    ) -> list[Recorded]:  # fmt: skip
        """Every decision of the subject, named by its case."""
        found = list(_counted(db, start, end, subject))
        cases = named(db, {decided.case_id for decided, _ in found})
        return [
            Recorded((WHOLE, LINES[decided.kind]), figures, cases[decided.case_id], decided.case_id)
            for decided, figures in found
        ]


FEED = MeasureFeed()


def _counted(
    db: Session, start: date, end: date, subject: Subject
) -> Iterator[tuple[Decided, tuple[int, ...]]]:
    wanted = _wanted(start, end, subject)
    courses = _courses(db, end, wanted)
    for row in db.execute(wanted.order_by(MeasureStep.day, Measure.id)):
        decided = Decided(*row)
        yield decided, figures_of(courses.get(decided.id, Course()))


def _wanted(start: date, end: date, subject: Subject) -> Wanted:
    held = CaseInterval
    found = (
        select(Measure.id, Measure.case_id, Measure.kind)
        .join(MeasureStep, MeasureStep.measure_id == Measure.id)
        .join(held, held.case_id == Measure.case_id)
        .join(Case, Case.id == Measure.case_id)
        .where(
            MeasureStep.kind == StepKind.DECIDED, MeasureStep.day.between(start, end),
            Case.struck_by_id.is_(None), held.starts_on <= end,
            or_(held.ends_on.is_(None), held.ends_on > end),
        )
    )  # fmt: skip
    # By expressions that no index serves: measures are few, the cases of a unit are many.
    if subject.unit_id:
        found = found.where(func.coalesce(held.unit_id, held.unit_id) == subject.unit_id)
    if subject.officer_id:
        found = found.where(func.coalesce(held.officer_id, held.officer_id) == subject.officer_id)
    return found


def _courses(db: Session, end: date, wanted: Wanted) -> dict[UUID, Course]:
    """By what happened up to `end`: the first result counts, the last plan or appointment."""
    ids = wanted.with_only_columns(Measure.id)
    steps = (
        select(MeasureStep.measure_id, MeasureStep.kind)
        .where(MeasureStep.measure_id.in_(ids), MeasureStep.day <= end)
        .where(MeasureStep.kind.in_([*RESULTS, *APPOINTING]))
        .order_by(MeasureStep.measure_id, MeasureStep.sequence)
    )
    found: dict[UUID, Course] = defaultdict(Course)
    for measure_id, kind in db.execute(steps):
        course = found[measure_id]
        if kind in APPOINTING:
            found[measure_id] = course._replace(with_force=kind is StepKind.PLANNED)
        elif course.state is MeasureState.RUNNING:
            found[measure_id] = course._replace(state=RESULTS[kind])
    for measure_id, amount in db.execute(_money(ids, end)):
        found[measure_id] = found[measure_id]._replace(collected=int(amount))
    return found


def _money(ids: Select[UUID], end: date) -> Select[UUID, int]:
    """Money of the books up to `end` that was not taken back by then."""
    back = aliased(LedgerEntry)
    taken = select(back.id).where(back.reverses_id == LedgerEntry.id, back.day <= end)
    return (
        select(MeasureStep.measure_id, func.sum(LedgerEntry.amount))
        .join(LedgerEntry, LedgerEntry.id == MeasureStep.entry_id)
        .where(MeasureStep.measure_id.in_(ids), LedgerEntry.day <= end, ~taken.exists())
        .group_by(MeasureStep.measure_id)
    )
