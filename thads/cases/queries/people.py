"""Who may hold a case of a unit."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from thads.core.days import VIETNAM
from thads.identity.models import Role, User

HOLDERS = frozenset(  # heads and their deputies are officers as well (L08 Đ.22 k.1)
    {Role.OFFICER, Role.UNIT_HEAD, Role.DEPUTY_HEAD}
)


def officers_of(db: Session, unit_id: UUID, day: date) -> Sequence[User]:
    """The unit's enforcement officers who had not left by `day`, in order of their names."""
    end = datetime.combine(day + timedelta(days=1), time.min, VIETNAM)
    stmt = (
        select(User)
        .where(
            User.unit_id == unit_id,
            User.role.in_(HOLDERS),
            or_(User.disabled_at.is_(None), User.disabled_at >= end),
        )
        .order_by(User.name_sort_key, User.username)
    )
    return db.scalars(stmt).all()


def may_hold_cases(person: User, unit_id: UUID) -> bool:
    """An active officer of that unit."""
    return person.role in HOLDERS and person.is_active and person.unit_id == unit_id
