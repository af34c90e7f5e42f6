"""The clock of verification in SQL: one row a case under a duty, and one comparison for late.

The due day itself is counted over holidays in Python; since it never falls when the start rises,
the database only compares starts with the latest start that is overdue, per duty and law.
"""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    Subquery,
    and_,
    case,
    false,
    func,
    literal,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.orm import aliased

from thads.cases.models import ActKind, CaseAct, CaseInterval, Standing
from thads.rules import deadlines
from thads.rules.dated import NEW_LAW
from thads.rules.deadlines import Deadline, Duty
from thads.verification.models import Finding, Verification

LONG_FINDINGS = frozenset({Finding.UNKNOWN_ADDRESS, Finding.IN_PRISON})


def standing_verifications() -> Select[Verification]:
    """Verifications whose act no correction struck out."""
    correction = aliased(CaseAct)
    struck = select(correction.id).where(correction.corrects_id == Verification.act_id).exists()
    return select(Verification).where(~struck)


def duties_on(day: date, unit_id: UUID | None) -> Select[*tuple[Any, ...]]:
    """case_id, unit_id, interval_starts_on, duty, since: the cases under a duty on `day`."""
    last, noticed, decided = _last(day), _noticed(day), _decided(day)
    no_means = CaseInterval.standing == Standing.NOT_YET_ENFORCEABLE
    long = last.c.finding.in_(LONG_FINDINGS)
    duty = case(
        (and_(no_means, long), literal(Duty.LONG_VERIFICATION.value)),
        (no_means, literal(Duty.PERIODIC_VERIFICATION.value)),
        else_=literal(Duty.FIRST_VERIFICATION.value),
    )
    since = case((no_means, func.coalesce(last.c.day, decided.c.day)), else_=noticed.c.day)
    stmt = (
        select(
            CaseInterval.case_id, CaseInterval.unit_id,
            CaseInterval.starts_on.label("interval_starts_on"),
            duty.label("duty"), type_coerce(since, Date).label("since"),
        )
        .outerjoin(last, and_(last.c.case_id == CaseInterval.case_id, last.c.place == 1))
        .outerjoin(noticed, noticed.c.case_id == CaseInterval.case_id)
        .outerjoin(decided, decided.c.case_id == CaseInterval.case_id)
        .where(_holds_on(day), or_(
            and_(no_means, or_(last.c.day.is_not(None), decided.c.day.is_not(None))),
            and_(CaseInterval.standing == Standing.IN_PROGRESS, noticed.c.day.is_not(None),
                 last.c.day.is_(None)),
        ))
    )  # fmt: skip
    return stmt.where(CaseInterval.unit_id == unit_id) if unit_id is not None else stmt


def is_late(duty: Any, day: date) -> ColumnElement[bool]:
    """Whether the time of a row of `duties_on` is over before `day`."""
    ways: list[ColumnElement[bool]] = []
    for kind, first, last, chain in _laws():
        if first >= day:
            continue
        latest = min(last, deadlines.latest_overdue_start(day, *chain))
        ways.append(and_(duty.duty == kind.value, duty.since.between(first, latest)))
    return or_(false(), *ways)


def _laws() -> list[tuple[Duty, date, date, tuple[Deadline, ...]]]:
    """Duty, first and last start, and the deadlines that follow one another under each law."""
    found = []
    for duty in (Duty.PERIODIC_VERIFICATION, Duty.LONG_VERIFICATION):
        for rule in deadlines.DEADLINES:
            if rule.duty is duty:
                found.append((duty, rule.valid_from, rule.valid_to or date.max, (rule,)))
    return found + _laws_of_first()


def _laws_of_first() -> list[tuple[Duty, date, date, tuple[Deadline, ...]]]:
    """The first verification: its law is that of the day on which the voluntary period ends."""
    eve = NEW_LAW - timedelta(days=1)
    old = deadlines.rule(Duty.VOLUNTARY_PERIOD, eve), deadlines.rule(Duty.FIRST_VERIFICATION, eve)
    new = (
        deadlines.rule(Duty.VOLUNTARY_PERIOD, NEW_LAW),
        deadlines.rule(Duty.FIRST_VERIFICATION, NEW_LAW),
    )
    last = deadlines.latest_overdue_start(NEW_LAW, old[0])  # voluntary period over before NEW_LAW
    between = (old[0], new[1])
    duty = Duty.FIRST_VERIFICATION
    return [
        (duty, old[0].valid_from, last, old),
        (duty, last + timedelta(days=1), eve, between),
        (duty, NEW_LAW, date.max, new),
    ]


def _holds_on(day: date) -> ColumnElement[bool]:
    ends = CaseInterval.ends_on
    return and_(CaseInterval.starts_on <= day, or_(ends.is_(None), ends > day))


def _last(day: date) -> Subquery:
    """The verifications of each case up to `day`, numbered from the latest."""
    made = standing_verifications().where(Verification.day <= day).subquery()
    place = func.row_number().over(
        partition_by=made.c.case_id, order_by=(made.c.day.desc(), made.c.id.desc())
    )
    return select(made.c.case_id, made.c.day, made.c.finding, place.label("place")).subquery()


def _noticed(day: date) -> Subquery:
    return _days_of(ActKind.VALID_NOTICE, day, func.min(CaseAct.day))


def _decided(day: date) -> Subquery:
    return _days_of(ActKind.NOT_YET_ENFORCEABLE, day, func.max(CaseAct.day))


def _days_of(kind: ActKind, day: date, which: ColumnElement[Any]) -> Subquery:
    """One day a case: of its acts of this kind up to `day` that were not struck out."""
    correction = aliased(CaseAct)
    struck = select(correction.id).where(correction.corrects_id == CaseAct.id).exists()
    return (
        select(CaseAct.case_id, which.label("day"))
        .where(CaseAct.kind == kind, CaseAct.day <= day, ~struck)
        .group_by(CaseAct.case_id)
        .subquery()
    )
