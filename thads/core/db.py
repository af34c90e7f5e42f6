"""Base of the tenant's tables and the column types that both engines share.

Nothing here knows Flask, a tenant or an engine: those belong to `tenants` and `thads.web`.
"""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Date, DateTime, MetaData, String, Text, Uuid
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column  # noqa: F401
from sqlalchemy.types import TypeDecorator

from thads.core.ids import new_id

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, kept in UTC; naive times are refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value if value is None else value.replace(tzinfo=UTC)


class Term(TypeDecorator[Any]):
    """A StrEnum kept as its text."""

    impl = String(40)
    cache_ok = True

    def __init__(self, terms: type[StrEnum]) -> None:
        super().__init__()
        self.terms = terms
        self.by_text = {term.value: term for term in terms}

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else str(self.terms(value).value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else self.by_text[value]


class TenantBase(DeclarativeBase):
    """Every table of one province's database."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {
        str: Text,
        int: BigInteger,
        date: Date,
        datetime: UtcDateTime,
        UUID: Uuid,
    }


class Identified:
    """A record with a UUID of its own, known before it is written."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)


class Entered:
    """When a fact was entered and by whom; the legal day is a column of the record itself."""

    entered_at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))
    entered_by_id: Mapped[UUID | None]
