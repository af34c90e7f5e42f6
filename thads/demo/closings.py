"""The months of the demo's statistics year, closed as their days came: sent, approved, frozen."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.closing import actions, documents, queries
from thads.closing.actions import VersionTerms
from thads.closing.chain import Chain, UnitChain
from thads.core.days import period_end, statistics_year
from thads.demo import texts
from thads.identity.models import Role, User
from thads.periods import actions as periods
from thads.rules.working_days import add_working_days

LATE_ONE_IN = 13  # officers' reports that come a working day late


def close_months(db: Session, working_day: date) -> None:
    """Close every month of the year that was over before the demo's working day."""
    year = statistics_year(working_day)
    heads = {head.unit_id: head for head in db.scalars(select(User).where(User.role.in_(
        [Role.PROVINCE_HEAD, Role.UNIT_HEAD])))}  # fmt: skip
    governor = next(head for head in heads.values() if head.role is Role.PROVINCE_HEAD)
    for month in range(1, 13):
        end = period_end(year, month)
        if add_working_days(end, 4) <= working_day:
            _close(db, queries.chain(db, end, today=working_day), heads, governor)


def moment_of(day: date, minutes: int = 0) -> datetime:
    """In office hours of that day: half past one in the afternoon, and so many minutes."""
    return datetime.combine(day, time(6, 30), UTC) + timedelta(minutes=minutes)


def _close(db: Session, chain: Chain, heads: dict[UUID | None, User], governor: User) -> None:
    end, last = chain.period_end, add_working_days(chain.period_end, 4)
    texts.explain_all(db, end, now=moment_of(add_working_days(end, 1)))
    for place, one in enumerate(chain.units):
        _close_unit(db, one, heads[one.unit.id], governor, end, place)
    db.flush()
    texts.write_sections(db, end, by=governor, today=last, now=moment_of(last))
    seen = documents.digest(documents.of_province(chain.figures, 1))
    actions.make_version(
        db, end, VersionTerms(seen=seen), by=governor, today=last, now=moment_of(last, 60)
    )


def _close_unit(
    db: Session, one: UnitChain, head: User, governor: User, end: date, place: int
) -> None:
    last = add_working_days(end, 1)
    for report in one.officers:
        officer = report.officer
        assert officer is not None
        is_late = (officer.id.int + end.month) % LATE_ONE_IN == 0
        day = add_working_days(end, 2 if is_late else 1)
        last = max(last, day)
        sent = actions.send(db, report, end, by=officer, today=day, now=moment_of(day))
        actions.confirm(db, sent, by=head, today=day, now=moment_of(day, 30))
    closed_on = max(last, add_working_days(end, 2))
    now = moment_of(closed_on, 60 + place)
    sent = actions.send(db, one.report, end, by=head, today=closed_on, now=now)
    periods.close(db, one.unit, end, by=head, today=closed_on, now=now)
    approved_on = add_working_days(end, 4)
    actions.confirm(db, sent, by=governor, today=approved_on, now=moment_of(approved_on, place))
