"""The control database: which provinces exist and where their data lives."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, Date, DateTime, MetaData, Text, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class ControlBase(DeclarativeBase):
    """Every table of the control database."""

    metadata = MetaData(info={"bind_key": "control"})
    type_annotation_map = {
        str: Text,
        int: BigInteger,
        date: Date,
        datetime: DateTime(timezone=True),
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
    schema_version: Mapped[str | None]
    created_at: Mapped[datetime]

    @property
    def is_practice(self) -> bool:
        """A practice province (TẬP HUẤN) has a working day of its own."""
        return self.practice_day is not None
