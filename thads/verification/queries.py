"""Whose verification is due, and whose is late: n of m, on any day (reference 4).

Under a duty to verify are cases that stand, at the end of the day, as
- NOT_YET_ENFORCEABLE: again every 6 months from the last verification (12 months when it found the
  debtor in prison or without known address), from the decision when there was none yet;
- IN_PROGRESS with a valid notice and no verification: once, after the voluntary period.
The law of the day that started the clock decides. Late: the last day is before the day asked.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select, tuple_
from sqlalchemy.orm import Session, aliased

from thads.cases import standstills
from thads.cases.history import CaseHistory
from thads.cases.models import ActKind, Case, CaseAct, CaseInterval, Standing
from thads.identity.models import User
from thads.rules import deadlines
from thads.rules.deadlines import Duty
from thads.rules.pauses import Standstill
from thads.units.models import Unit
from thads.verification.clock import (
    LONG_FINDINGS,
    duties_on,
    is_late,
    standing_verifications,
)
from thads.verification.models import Finding, NewInformation, Verification

CHUNK = 500
DUTIES = {duty.value: duty for duty in Duty}


@dataclass(frozen=True, slots=True)
class Due:
    """When a case must be verified next, and from which event that runs."""

    duty: Duty
    since: date
    due: date

    def is_late_on(self, day: date) -> bool:
        """The last day is over."""
        return self.due < day


@dataclass(frozen=True, slots=True)
class LateCase:
    """One case whose verification is late."""

    case: Case
    unit: Unit
    officer: User | None
    standing: Standing
    next: Due

    def days_late(self, day: date) -> int:
        """Days since the last day for it."""
        return (day - self.next.due).days


class Overdue(NamedTuple):
    """`n` late of `m` under a duty to verify, and the late ones, the longest late first."""

    late: Sequence[LateCase]
    n: int
    m: int


def of_case(db: Session, case_id: UUID) -> Sequence[Verification]:
    """The verifications of a case that no correction struck out, the latest first."""
    stmt = standing_verifications().where(Verification.case_id == case_id)
    return db.scalars(stmt.order_by(Verification.day.desc(), Verification.id.desc())).all()


def unanswered(
    db: Session, case_ids: Sequence[UUID], day: date
) -> dict[UUID, Sequence[NewInformation]]:
    """New information on these cases up to `day` that no later verification answered, the oldest
    first; a case without any is left out."""
    correction = aliased(CaseAct)
    struck = select(correction.id).where(correction.corrects_id == CaseAct.id)
    later = select(CaseAct.id).where(
        CaseAct.case_id == NewInformation.case_id, CaseAct.kind == ActKind.VERIFICATION,
        CaseAct.day >= NewInformation.received_on, CaseAct.day <= day, ~struck.exists(),
    )  # fmt: skip
    stmt = (
        select(NewInformation)
        .where(NewInformation.case_id.in_(case_ids), NewInformation.received_on <= day)
        .where(~later.exists())
        .order_by(NewInformation.case_id, NewInformation.received_on, NewInformation.id)
    )
    rows = groupby(db.scalars(stmt), key=lambda told: told.case_id)
    return {case_id: list(told) for case_id, told in rows}


def due_on(db: Session, history: CaseHistory, day: date) -> Due | None:
    """When this case must be verified next, as seen on `day`; None without such a duty."""
    standing = history.standing_on(day)
    made = [
        act for act in history.facts.happenings
        if act.kind is ActKind.VERIFICATION and act.day <= day
    ]  # fmt: skip
    if standing is Standing.NOT_YET_ENFORCEABLE:
        since = made[-1].day if made else _first_day(history, ActKind.NOT_YET_ENFORCEABLE, day, -1)
        long = bool(made) and _finding(db, history, made[-1].sequence) in LONG_FINDINGS
        duty = Duty.LONG_VERIFICATION if long else Duty.PERIODIC_VERIFICATION
    elif standing is Standing.IN_PROGRESS and not made:
        since, duty = _first_day(history, ActKind.VALID_NOTICE, day, 0), Duty.FIRST_VERIFICATION
    else:
        return None
    stood = [one for one in standstills.of_history(history) if one.first <= day]
    return due_after(duty, since, stood) if since else None


def _finding(db: Session, history: CaseHistory, sequence: int) -> Finding | None:
    """What an act of verification found; None when a register brought it in without minutes."""
    stmt = select(Verification.finding).join(CaseAct, CaseAct.id == Verification.act_id)
    of_case = CaseAct.case_id == history.facts.case_id
    return db.scalar(stmt.where(of_case, CaseAct.sequence == sequence))


def due_after(duty: Duty, since: date, stood_still: Iterable[Standstill] = ()) -> Due:
    """When a duty must be done whose clock started on `since`, less the days it stood still.

    Errors: MissingRule before any known law.
    """
    start = since
    if duty is Duty.FIRST_VERIFICATION:  # from the end of the voluntary period, which runs on
        start = deadlines.due(Duty.VOLUNTARY_PERIOD, since)
    due = deadlines.rule(duty, start).due_with(start, stood_still)
    assert due is not None, "a case that is enforced or waits for means does not stand still"
    return Due(duty, since, due)


def overdue(
    db: Session, day: date, unit_id: UUID | None = None, *, limit: int | None = None
) -> Overdue:
    """Late verifications of a unit (None: the province) on `day`, as n of m with the late ones."""
    duties = duties_on(day, unit_id).subquery()
    rows = db.execute(select(duties, is_late(duties.c, day).label("late"))).all()
    stood = standstills.of_cases(db, [row.case_id for row in rows if row.late], day)
    late = [
        (row.case_id, row.starts_on, due) for row in rows if row.late
        if (due := due_after(DUTIES[row.duty], row.since, stood.get(row.case_id, ()))
            ).is_late_on(day)
    ]  # fmt: skip
    late.sort(key=lambda row: (row[2].due, row[0]))
    return Overdue(list(_named(db, late[:limit])), len(late), len(rows))


def overdue_case_ids(
    db: Session, day: date, unit_id: UUID | None = None
) -> Select[*tuple[Any, ...]]:
    """The late cases as a select of ids, for `CaseFilter(among=…)`."""
    duties = duties_on(day, unit_id).subquery()
    return select(duties.c.case_id).where(*_late(db, duties.c, day, unit_id))


def counts_by_unit(db: Session, day: date) -> dict[UUID, tuple[int, int]]:
    """(n late, m under the duty) of every unit that has such cases, in two statements."""
    duties = duties_on(day, None).subquery()
    by_unit = select(duties.c.unit_id, func.count().label("n")).group_by(duties.c.unit_id)
    late = {
        row.unit_id: row.n for row in db.execute(by_unit.where(*_late(db, duties.c, day, None)))
    }
    return {row.unit_id: (late.get(row.unit_id, 0), row.n) for row in db.execute(by_unit)}


def late_by_officer(db: Session, day: date, unit_id: UUID) -> dict[UUID | None, int]:
    """How many late verifications each officer of a unit has; None: cases without an officer."""
    duties = duties_on(day, unit_id).subquery()
    late = _late(db, duties.c, day, unit_id)
    of_duty = (CaseInterval.case_id == duties.c.case_id) & (
        CaseInterval.starts_on == duties.c.starts_on
    )
    stmt = select(CaseInterval.officer_id, func.count()).join(duties, of_duty).where(*late)
    rows = db.execute(stmt.group_by(CaseInterval.officer_id))
    return {row[0]: row[1] for row in rows}


def _late(db: Session, duty: Any, day: date, unit_id: UUID | None) -> list[ColumnElement[bool]]:
    """Whether a row is late: over by the start, but for cases whose clock stood still since.

    What a standstill adds is counted over rest days in Python; few cases ever had one.
    """
    duties = duties_on(day, unit_id).subquery()
    over = select(duties).where(is_late(duties.c, day), duties.c.case_id.in_(standstills.had(day)))
    rows = db.execute(over).all()
    stood = standstills.of_cases(db, [row.case_id for row in rows], day)
    spared = [
        row.case_id for row in rows
        if not due_after(DUTIES[row.duty], row.since, stood[row.case_id]).is_late_on(day)
    ]  # fmt: skip
    return [is_late(duty, day), duty.case_id.not_in(spared)]


def _named(db: Session, late: Sequence[tuple[UUID, date, Due]]) -> Iterator[LateCase]:
    """The late cases with unit, officer and standing, in the order given; a query per 500."""
    for start in range(0, len(late), CHUNK):
        chunk = late[start : start + CHUNK]
        rows = db.execute(_with_names(chunk))
        found = {row[0].id: row for row in rows}
        for case_id, _, due in chunk:
            case, unit, officer, standing = found[case_id]
            yield LateCase(case, unit, officer, standing, due)


def _with_names(chunk: Sequence[tuple[UUID, date, Due]]) -> Select[*tuple[Any, ...]]:
    interval = tuple_(CaseInterval.case_id, CaseInterval.starts_on)
    return (
        select(Case, Unit, User, CaseInterval.standing)
        .join(CaseInterval, CaseInterval.case_id == Case.id)
        .join(Unit, Unit.id == CaseInterval.unit_id)
        .outerjoin(User, User.id == CaseInterval.officer_id)
        .where(interval.in_([row[:2] for row in chunk]))
    )


def _first_day(history: CaseHistory, kind: ActKind, day: date, place: int) -> date | None:
    days = [h.day for h in history.facts.happenings if h.kind is kind and h.day <= day]
    return days[place] if days else None
