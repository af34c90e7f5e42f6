"""What a record of an oversight register is, and a step of its course: facts, never changed."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from thads.cases.models import Case
from thads.core.db import Entered, Identified
from thads.units.models import Unit


class Registered(Identified, Entered):
    """Whose register it stands in, since which day, and upon which case if upon one."""

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("enforcement_case.id"))
    received_on: Mapped[date]

    @declared_attr
    def case(self) -> Mapped[Case | None]:
        """The case, loaded by the query that shows it."""
        return relationship(lazy="raise_on_sql")

    @declared_attr
    def unit(self) -> Mapped[Unit]:
        """The office that keeps the register."""
        return relationship(lazy="raise_on_sql")


class Stepped(Identified, Entered):
    """One thing that happened to a record on its day, by the paper of that number."""

    sequence: Mapped[int]
    day: Mapped[date]
    number: Mapped[str | None]
    note: Mapped[str | None]
