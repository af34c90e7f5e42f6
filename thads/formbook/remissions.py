"""Form 6 from the dossiers by which the court is asked to forgive (`thads.remissions`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from thads.cases.models import Case, CaseInterval, ItemKind, ObligationItem
from thads.formbook.counting import Recorded
from thads.remissions.models import RemissionDossier, RemissionStep, StepKind
from thads.rules.remission import Relief
from thads.statistics.codes import BUDGETS, WHOLE
from thads.statistics.drill import Behind, Line
from thads.statistics.items import BUDGET_KINDS
from thads.statistics.subject import Subject
from thads.units.models import Unit

RELIEFS = {Relief.EXEMPTION: "MI", Relief.REDUCTION: "GI"}
COLUMNS = 14
_SAID = (StepKind.FILED, StepKind.DECIDED, StepKind.RESOLVED, StepKind.IN_FORCE, StepKind.WITHDRAWN)


class Asked(NamedTuple):
    """A dossier of the period."""

    id: UUID
    case_id: UUID
    relief: Relief
    kind: ItemKind
    amount: int
    opened_on: date


Wanted = Select[UUID, UUID, Relief, ItemKind, int, date]


class Course(NamedTuple):
    """How far it is at the end of the period."""

    filed_on: date | None = None
    granted: int = 0
    ended_as: StepKind | None = None


def figures_of(asked: Asked, course: Course, start: date, end: date) -> tuple[int, ...]:
    """What one dossier adds to the columns of the form, in their order.

    Its result is that of the day on which it ended: in force, or given up.
    """
    old, amount, granted = asked.opened_on < start, asked.amount, course.granted
    in_force = course.ended_as is StepKind.IN_FORCE
    given_up = course.ended_as is StepKind.WITHDRAWN
    open_still = course.ended_as is None
    filed = course.filed_on is not None and start <= course.filed_on <= end
    return (
        1, int(old), int(not old), int(filed),
        int(in_force and granted >= amount), int(in_force and 0 < granted < amount),
        int(in_force and granted == 0), int(given_up), int(open_still),
        amount, granted if in_force else 0, amount - granted if in_force else 0,
        amount if given_up else 0, amount if open_still else 0,
    )  # fmt: skip


class RemissionFeed:
    """The dossiers of a period; a case's holder at its end answers for them."""

    def rows(
        self, db: Session, start: date, end: date, subject: Subject
    ) -> Mapping[str, Sequence[int]]:  # fmt: skip
        """The figures of each line."""
        sums: dict[str, list[int]] = defaultdict(lambda: [0] * COLUMNS)
        for asked, figures in _counted(db, start, end, subject):
            for code in _lines(asked):
                sums[code] = [a + b for a, b in zip(sums[code], figures, strict=True)]
        return sums

    def behind(
        self, db: Session, start: date, end: date, subject: Subject, *, line: str, column: int,
        page: int, per_page: int | None,
    ) -> Behind:  # fmt: skip
        """The cases with their dossiers, the oldest first."""
        found = [
            (asked, figures[column - 1])
            for asked, figures in _counted(db, start, end, subject)
            if line in _lines(asked) and figures[column - 1]
        ]
        first = 0 if per_page is None else (page - 1) * per_page
        shown = found[first:] if per_page is None else found[first : first + per_page]
        cases = named(db, {asked.case_id for asked, _ in shown})
        lines = [cases[asked.case_id]._replace(amount=amount) for asked, amount in shown]
        return Behind(lines, len(found), sum(amount for _, amount in found))

    def records(
        self, db: Session, start: date, end: date, subject: Subject
    ) -> list[Recorded]:  # fmt: skip
        """Every dossier of the subject, named by its case."""
        found = list(_counted(db, start, end, subject))
        cases = named(db, {asked.case_id for asked, _ in found})
        return [
            Recorded(_lines(asked), figures, cases[asked.case_id], asked.case_id)
            for asked, figures in found
        ]


FEED = RemissionFeed()


def _lines(asked: Asked) -> tuple[str, ...]:
    return WHOLE, RELIEFS[asked.relief], BUDGETS[BUDGET_KINDS[asked.kind]]


def _counted(
    db: Session, start: date, end: date, subject: Subject
) -> Iterator[tuple[Asked, tuple[int, ...]]]:
    wanted = _wanted(start, end, subject)
    courses = _courses(db, end, wanted)
    for row in db.execute(wanted.order_by(RemissionDossier.opened_on, RemissionDossier.id)):
        asked = Asked(*row)
        yield asked, figures_of(asked, courses.get(asked.id, Course()), start, end)


def _wanted(start: date, end: date, subject: Subject) -> Wanted:
    dossier, held, before = RemissionDossier, CaseInterval, RemissionStep
    ended = select(before.dossier_id).where(
        before.day < start, before.kind.in_([kind for kind in StepKind if kind.ends_it])
    )
    found = (
        select(
            dossier.id, dossier.case_id, dossier.relief, ObligationItem.kind, dossier.amount,
            dossier.opened_on,
        )
        .join(ObligationItem, ObligationItem.id == dossier.item_id)
        .join(held, held.case_id == dossier.case_id)
        .where(held.starts_on <= end, or_(held.ends_on.is_(None), held.ends_on > end))
        .where(dossier.opened_on <= end, dossier.id.not_in(ended))
    )  # fmt: skip
    # By expressions that no index serves: dossiers are few, the cases of a unit are many.
    if subject.unit_id:
        found = found.where(func.coalesce(held.unit_id, held.unit_id) == subject.unit_id)
    if subject.officer_id:
        found = found.where(func.coalesce(held.officer_id, held.officer_id) == subject.officer_id)
    return found


def _courses(
    db: Session, end: date, wanted: Wanted
) -> dict[UUID, Course]:  # fmt: skip
    ids = wanted.with_only_columns(RemissionDossier.id)
    steps = (
        select(RemissionStep.dossier_id, RemissionStep.kind, RemissionStep.day,
               RemissionStep.amount)
        .where(RemissionStep.dossier_id.in_(ids), RemissionStep.day <= end)
        .where(RemissionStep.kind.in_(_SAID))
        .order_by(RemissionStep.dossier_id, RemissionStep.sequence)
    )  # fmt: skip
    found: dict[UUID, Course] = defaultdict(Course)
    for dossier_id, kind, day, amount in db.execute(steps):
        if kind is StepKind.FILED:
            found[dossier_id] = found[dossier_id]._replace(filed_on=day)
        elif kind.ends_it:
            found[dossier_id] = found[dossier_id]._replace(ended_as=kind)
        else:
            found[dossier_id] = found[dossier_id]._replace(granted=amount or 0)
    return found


def named(db: Session, case_ids: set[UUID]) -> dict[UUID, Line]:
    """How drill-down lists name these cases."""
    stmt = (
        select(Case.id, Unit.code, Case.number, Case.series, Case.docketed_on, Case.kind)
        .join(Unit, Unit.id == Case.unit_id)
        .where(Case.id.in_(case_ids))
    )
    return {row.id: Line(*row, 0) for row in db.execute(stmt)}
