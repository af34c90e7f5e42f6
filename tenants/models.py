"""The control database: which provinces exist, where their data lives, and the national desk:
its people, the targets of provinces, whom to call, what provinces have published. No case is here.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Date,
    DateTime,
    ForeignKey,
    Index,
    MetaData,
    Numeric,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlalchemy.types import TypeDecorator


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept in UTC: SQLite forgets the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value if value is None else value.replace(tzinfo=UTC)


class ControlBase(DeclarativeBase):
    """Every table of the control database."""

    metadata = MetaData(info={"bind_key": "control"})
    type_annotation_map = {
        str: Text,
        int: BigInteger,
        date: Date,
        datetime: Moment,
        UUID: Uuid,
    }


class Tenant(ControlBase):
    """A province. `practice_day` is set on practice provinces only: their working day."""

    __tablename__ = "tenant"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    host: Mapped[str | None] = mapped_column(unique=True)
    database_url: Mapped[str]
    state: Mapped[str] = mapped_column(default="active")  # active, suspended
    practice_day: Mapped[date | None]
    is_copy: Mapped[bool] = mapped_column(default=False)  # of a province: nothing goes out of it
    schema_version: Mapped[str | None]
    created_at: Mapped[datetime]

    @property
    def is_practice(self) -> bool:
        """A practice province (TẬP HUẤN) has a working day of its own."""
        return self.practice_day is not None


def _province(**options: Any) -> Mapped[UUID]:
    """Whose row it is; it goes with a practice province that is taken away."""
    return mapped_column(ForeignKey("tenant.id", ondelete="CASCADE"), **options)


class NationalAccount(ControlBase):
    """A person of the national desk: signs in there and nowhere else."""

    __tablename__ = "national_account"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    username: Mapped[str] = mapped_column(unique=True)
    full_name: Mapped[str]
    password_hash: Mapped[str | None]
    failed_logins: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
    disabled_at: Mapped[datetime | None]
    created_at: Mapped[datetime]


class NationalSession(ControlBase):
    """One sign-in at the desk: the cookie holds the token, the table only its hash."""

    __tablename__ = "national_session"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    token_hash: Mapped[str] = mapped_column(unique=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("national_account.id"))
    address: Mapped[str]
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[str | None]

    account: Mapped[NationalAccount] = relationship(lazy="joined")


class NationalInvitation(ControlBase):
    """A one-time link by which a person of the desk sets a password."""

    __tablename__ = "national_invitation"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("national_account.id"))
    token_hash: Mapped[str] = mapped_column(unique=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    account: Mapped[NationalAccount] = relationship(lazy="joined")


class NationalAct(ControlBase):
    """What was done at the desk, by whom, from where; the database refuses to change it."""

    __tablename__ = "national_act"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    happened_at: Mapped[datetime] = mapped_column(index=True)
    username: Mapped[str]
    act: Mapped[str]
    subject: Mapped[str]
    details: Mapped[dict[str, Any]] = mapped_column(JSON)


class ProvinceTarget(ControlBase):
    """A year's target of a province; a later row replaces the earlier. `taken_at`: the province
    has taken it over."""

    __tablename__ = "province_target"
    __table_args__ = (
        CheckConstraint("cases_percent BETWEEN 0 AND 100", name="ck_province_target_cases"),
        CheckConstraint("money_percent BETWEEN 0 AND 100", name="ck_province_target_money"),
        Index("ix_province_target_year", "year"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    tenant_id: Mapped[UUID] = _province()
    year: Mapped[int]
    cases_percent: Mapped[Decimal] = mapped_column(Numeric(5, 2))
    money_percent: Mapped[Decimal] = mapped_column(Numeric(5, 2))
    document: Mapped[str]
    document_day: Mapped[date]
    entered_at: Mapped[datetime]
    entered_by_id: Mapped[UUID] = mapped_column(ForeignKey("national_account.id"))
    taken_at: Mapped[datetime | None]

    tenant: Mapped[Tenant] = relationship(lazy="joined")


class ProvinceContact(ControlBase):
    """Whom the desk calls in a province."""

    __tablename__ = "province_contact"

    tenant_id: Mapped[UUID] = _province(primary_key=True)
    name: Mapped[str]
    phone: Mapped[str]
    email: Mapped[str | None]
    changed_at: Mapped[datetime]


class PublishedPeriod(ControlBase):
    """A version of a period as its province published it; never changed, later ones stand beside.

    `total` holds the columns of the whole province, `lines` those of units, kinds and themes.
    """

    __tablename__ = "published_period"
    __table_args__ = (
        UniqueConstraint("tenant_id", "period_end", "version", name="uq_published_period_version"),
        Index("ix_published_period_period_end", "period_end"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    tenant_id: Mapped[UUID] = _province()
    period_end: Mapped[date]
    version: Mapped[int]
    published_on: Mapped[date]
    regime: Mapped[str]
    total: Mapped[dict[str, Any]] = mapped_column(JSON)
    lines: Mapped[list[dict[str, Any]]] = mapped_column(JSON, deferred=True)
    digest: Mapped[str]
    received_at: Mapped[datetime]


class ReportProgress(ControlBase):
    """How far a province is with the report of a period, as its own work says."""

    __tablename__ = "report_progress"

    tenant_id: Mapped[UUID] = _province(primary_key=True)
    period_end: Mapped[date] = mapped_column(primary_key=True)
    state: Mapped[str]  # as thads.core.jobs.JobState
    steps_done: Mapped[int]
    steps_total: Mapped[int]
    label: Mapped[str]
    changed_at: Mapped[datetime]
