"""What a daily digest tells: became overdue, falls due soon, came in since the one before."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from thads.core.errors import NotFound
from thads.identity.models import Role, User
from thads.worklists.asked import OF_ROLE, SOON_DAYS, Wanted, Whose, conditions
from thads.worklists.models import OpenDuty, WorkDigest

DAY = timedelta(days=1)


class Changes(NamedTuple):
    """How many duties of one person, by what happened to them."""

    became_late: int
    due_soon: int
    came_in: int


def whose(person: User) -> Whose:
    """This person's own work."""
    return Whose(person.id, person.role, person.unit_id)


def changes(db: Session, of: Whose, since: date, day: date) -> Changes:
    """What changed from the digest of `since` to `day`, of what is open now."""
    row = OpenDuty
    told = (
        row.due.between(since, day - DAY),  # on `since` itself it was not late yet
        row.due.between(day, day + timedelta(days=SOON_DAYS)),
        row.opens_on > since,
    )
    sums = (func.coalesce(func.sum(case((one, 1), else_=0)), 0) for one in told)
    found = db.execute(select(*sums).where(*conditions(Wanted(whose=of), day))).one()
    return Changes(*map(int, found))


def people_without(db: Session, day: date) -> Sequence[User]:
    """Those who have work of their own and no digest of `day` yet."""
    told = select(WorkDigest.id).where(WorkDigest.user_id == User.id, WorkDigest.day == day)
    stmt = select(User).where(
        User.disabled_at.is_(None), User.unit_id.is_not(None),
        User.role.in_((Role.OFFICER, *OF_ROLE)), ~told.exists(),
    )  # fmt: skip
    return db.scalars(stmt.order_by(User.id)).all()


def last_day(db: Session, user_id: UUID, *, before: date) -> date | None:
    """The day of the latest digest before this one."""
    stmt = select(func.max(WorkDigest.day)).where(
        WorkDigest.user_id == user_id, WorkDigest.day < before
    )
    return db.scalar(stmt)


def shown(db: Session, user_id: UUID, day: date) -> WorkDigest | None:
    """The digest of `day`, unless the person has put it away."""
    stmt = select(WorkDigest).where(
        WorkDigest.user_id == user_id, WorkDigest.day == day, WorkDigest.dismissed_at.is_(None)
    )
    return db.scalars(stmt).one_or_none()


def get(db: Session, digest_id: UUID) -> WorkDigest:
    """One digest; who may see it is asked by who puts it away."""
    found = db.get(WorkDigest, digest_id)
    if found is None:
        raise NotFound
    return found
