"""The provinces that make up the nation, and the day on which the desk works."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from tenants.context import ACTIVE
from tenants.models import ProvinceContact, Tenant
from thads.core.days import VIETNAM
from thads.core.errors import NotFound


def counted(db: Session) -> Sequence[Tenant]:
    """The active provinces in order of their names. Practice provinces are no part of the nation,
    unless there are no others: then the desk is for practice too."""
    stmt = select(Tenant).where(Tenant.state == ACTIVE).order_by(Tenant.slug)
    found = db.scalars(stmt).all()
    return [one for one in found if not one.is_practice] or found


def get(db: Session, slug: str) -> Tenant:
    """One of the provinces counted; NotFound for any other."""
    for one in counted(db):
        if one.slug == slug:
            return one
    raise NotFound


def is_practice(provinces: Sequence[Tenant]) -> bool:
    """Whether the desk works with practice provinces."""
    return bool(provinces) and provinces[0].is_practice


def day_of(provinces: Sequence[Tenant], now: datetime) -> date:
    """Today; in practice the latest working day of the practice provinces."""
    days = [one.practice_day for one in provinces if one.practice_day]
    return max(days) if days else now.astimezone(VIETNAM).date()


def contacts(db: Session) -> dict[UUID, ProvinceContact]:
    """Whom to call, by province."""
    return {one.tenant_id: one for one in db.scalars(select(ProvinceContact))}


def keep_contact(
    db: Session, province: Tenant, *, name: str, phone: str, email: str | None, now: datetime
) -> None:
    """Name whom to call in a province; the one before is replaced."""
    db.merge(ProvinceContact(
        tenant_id=province.id, name=name, phone=phone, email=email, changed_at=now
    ))  # fmt: skip
