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
    ScalarSelect,
    Select,
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

LONG_FINDINGS = frozenset(finding for finding in Finding if finding.is_lasting)


def standing_verifications() -> Select[Verification]:
    """Verifications whose act no correction struck out."""
    correction = aliased(CaseAct)
    struck = select(correction.id).where(correction.corrects_id == Verification.act_id).exists()
    return select(Verification).where(~struck)


def duties_on(day: date, unit_id: UUID | None) -> Select[*tuple[Any, ...]]:
    """case_id, unit_id, starts_on (of the interval), duty, since: cases under a duty on `day`."""
    stands = _standing_on(day, unit_id).subquery()
    last, minutes = aliased(CaseAct), aliased(Verification)
    no_means = stands.c.standing == Standing.NOT_YET_ENFORCEABLE
    duty = case(
        (and_(no_means, minutes.finding.in_(LONG_FINDINGS)), literal(Duty.LONG_VERIFICATION.value)),
        (no_means, literal(Duty.PERIODIC_VERIFICATION.value)),
        else_=literal(Duty.FIRST_VERIFICATION.value),
    )
    since = case((no_means, func.coalesce(last.day, stands.c.decided)), else_=stands.c.noticed)
    return (
        select(
            stands.c.case_id, stands.c.unit_id, stands.c.starts_on, duty.label("duty"),
            type_coerce(since, Date).label("since"),
        )
        .outerjoin(last, last.id == stands.c.last_id)
        .outerjoin(minutes, minutes.act_id == stands.c.last_id)
        .where(since.is_not(None), or_(no_means, stands.c.last_id.is_(None)))
    )  # fmt: skip


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


def _standing_on(day: date, unit_id: UUID | None) -> Select[*tuple[Any, ...]]:
    """Cases in one of the two standings at the end of `day`, with the facts that start clocks."""
    ends_on = CaseInterval.ends_on
    stmt = select(
        CaseInterval.case_id, CaseInterval.unit_id, CaseInterval.starts_on, CaseInterval.standing,
        _last(day).label("last_id"),
        _day_of(ActKind.VALID_NOTICE, day, func.min(CaseAct.day)).label("noticed"),
        _day_of(ActKind.NOT_YET_ENFORCEABLE, day, func.max(CaseAct.day)).label("decided"),
    ).where(
        CaseInterval.standing.in_((Standing.NOT_YET_ENFORCEABLE, Standing.IN_PROGRESS)),
        CaseInterval.starts_on <= day,
        or_(ends_on.is_(None), ends_on > day),
    )  # fmt: skip
    return stmt.where(CaseInterval.unit_id == unit_id) if unit_id is not None else stmt


def _last(day: date) -> ScalarSelect[UUID]:
    """The act of the latest verification of the case up to `day`: one that a register brought in
    has no minutes here, and counts all the same."""
    return (
        _acts_of(ActKind.VERIFICATION, day, CaseAct.id)
        .order_by(CaseAct.day.desc(), CaseAct.sequence.desc())
        .limit(1)
        .correlate(CaseInterval)
        .scalar_subquery()
    )


def _day_of(kind: ActKind, day: date, which: ColumnElement[date]) -> ScalarSelect[date]:
    """One day of the case."""
    return _acts_of(kind, day, which).correlate(CaseInterval).scalar_subquery()


def _acts_of(kind: ActKind, day: date, which: Any) -> Select[Any]:
    """Of the case's acts of this kind up to `day` that were not struck out.

    The kind is wrapped so that SQLite looks the case up by its key, not all acts of the kind.
    """
    correction = aliased(CaseAct)
    struck = select(correction.id).where(correction.corrects_id == CaseAct.id).exists()
    return select(which).where(
        CaseAct.case_id == CaseInterval.case_id,
        func.coalesce(CaseAct.kind, CaseAct.kind) == kind,
        CaseAct.day <= day,
        ~struck,
    )
