"""A reorganisation of the offices: the plan, what came of it, who succeeded whom (B18)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from thads.core.db import Entered, Identified, TenantBase, Term
from thads.identity.models import Role, User
from thads.units.models import Unit, UnitKind


class Reorganisation(Identified, Entered, TenantBase):
    """A plan for one day: until `started_at` it may be changed, from then on it is as it was run.

    `before` and `after`: open cases and đồng by unit and standing, and the figures, as they were
    right before and right after the run.
    """

    __tablename__ = "reorganisation"

    day: Mapped[date]  # new units open and cases change hands from this day
    title: Mapped[str]
    ground: Mapped[str | None]  # the decision that orders it
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    job_id: Mapped[UUID | None] = mapped_column(ForeignKey("background_job.id"))
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON)

    openings: Mapped[list[Opening]] = relationship(
        order_by="Opening.position", cascade="all, delete-orphan"
    )
    closings: Mapped[list[Closing]] = relationship(cascade="all, delete-orphan")
    routes: Mapped[list[Route]] = relationship(cascade="all, delete-orphan")
    moves: Mapped[list[Move]] = relationship(cascade="all, delete-orphan")

    @property
    def is_draft(self) -> bool:
        """May still be changed."""
        return self.started_at is None and self.withdrawn_at is None


class Opening(TenantBase):
    """A unit that opens on the plan's day."""

    __tablename__ = "reorganisation_opening"

    reorganisation_id: Mapped[UUID] = mapped_column(
        ForeignKey("reorganisation.id"), primary_key=True
    )
    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[UnitKind] = mapped_column(Term(UnitKind))
    place: Mapped[str]
    position: Mapped[int]


class Closing(Identified, TenantBase):
    """A unit that ends the day before, and to which unit's code its work goes; several: a split.

    `successor_code` empty: nobody has said yet; such a plan is not run.
    """

    __tablename__ = "reorganisation_closing"
    __table_args__ = (UniqueConstraint("reorganisation_id", "unit_id", "successor_code"),)

    reorganisation_id: Mapped[UUID] = mapped_column(ForeignKey("reorganisation.id"))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    successor_code: Mapped[str | None]

    unit: Mapped[Unit] = relationship(lazy="joined")


class Route(TenantBase):
    """Where the cases of a unit that is split go, by the debtor's commune as of the plan's day."""

    __tablename__ = "reorganisation_route"

    reorganisation_id: Mapped[UUID] = mapped_column(
        ForeignKey("reorganisation.id"), primary_key=True
    )
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    commune_code: Mapped[str] = mapped_column(primary_key=True)
    successor_code: Mapped[str]


class Move(TenantBase):
    """Where a person goes, when it is not simply along with the unit; role as named anew."""

    __tablename__ = "reorganisation_move"

    reorganisation_id: Mapped[UUID] = mapped_column(
        ForeignKey("reorganisation.id"), primary_key=True
    )
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"), primary_key=True)
    successor_code: Mapped[str]
    role: Mapped[Role] = mapped_column(Term(Role))

    user: Mapped[User] = relationship(lazy="joined")
