"""Which delegations there are, and which are good for a paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from thads.core.days import VIETNAM
from thads.core.errors import NotFound
from thads.delegations.agency import Agency
from thads.delegations.models import Delegation
from thads.identity.models import Role, User

SIGNING = (Role.PROVINCE_HEAD, Role.UNIT_HEAD, Role.DEPUTY_HEAD)


def get(db: Session, delegation_id: UUID, *, scope: UUID | None) -> Delegation:
    """One delegation that concerns this unit (None: the whole province); NotFound otherwise."""
    found = db.scalars(_all(scope).where(Delegation.id == delegation_id)).one_or_none()
    if found is None:
        raise NotFound
    return found


def every(db: Session, *, scope: UUID | None) -> Sequence[Delegation]:
    """Those of the province's agency and of this unit's (None: of all), the latest first."""
    stmt = _all(scope).order_by(Delegation.valid_from.desc(), Delegation.id.desc())
    return db.scalars(stmt).all()


def of_agency_on(db: Session, agency: Agency, day: date) -> Sequence[Delegation]:
    """Those of one agency that are good on `day`, the latest first."""
    stmt = _all(None).where(
        Delegation.valid_from <= day,
        Delegation.branch_id.is_(None)
        if agency.branch_id is None
        else Delegation.branch_id == agency.branch_id,
    )
    found = db.scalars(stmt.order_by(Delegation.valid_from.desc(), Delegation.id.desc()))
    return [one for one in found if one.holds_on(day)]


def who_may_sign(db: Session, day: date) -> Sequence[User]:
    """Heads, deputies and heads of division who had not left by `day`, in order of their names."""
    end = datetime.combine(day + timedelta(days=1), time.min, VIETNAM)
    stmt = (
        select(User)
        .where(User.role.in_(SIGNING), or_(User.disabled_at.is_(None), User.disabled_at >= end))
        .order_by(User.name_sort_key, User.username)
    )
    return db.scalars(stmt).all()


def _all(scope: UUID | None) -> Select[Delegation]:
    stmt: Select[Delegation] = select(Delegation).options(
        joinedload(Delegation.delegate), selectinload(Delegation.units), joinedload(Delegation.end)
    )
    if scope is not None:
        stmt = stmt.where(or_(Delegation.branch_id.is_(None), Delegation.branch_id == scope))
    return stmt.execution_options(populate_existing=True)
