"""Training of the own staff and outreach to the people, and the findings that they answer.

Facts: of attendances and answers the newest record counts; an event entered wrongly is struck.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from thads.core.codes import Coded
from thads.core.db import Entered, Identified, TenantBase, Term
from thads.identity.models import User
from thads.inspections.models import InspectionFinding
from thads.units.models import Unit


class EventKind(Coded):
    """For whom it is held."""

    TRAINING = "training", "Tập huấn, bồi dưỡng"
    OUTREACH = "outreach", "Tuyên truyền pháp luật"


class TrainingEvent(Identified, Entered, TenantBase):
    """One course or one talk to the people: what about, when, how long, by whom."""

    __tablename__ = "training_event"
    __table_args__ = (
        Index(None, "unit_id"),
        Index(None, "first_day"),
        CheckConstraint("last_day >= first_day", name="days_in_order"),
        CheckConstraint("minutes > 0", name="takes_time"),
        CheckConstraint("people > 0", name="people_positive"),
        CheckConstraint(
            "kind = 'outreach' AND people IS NOT NULL AND commune IS NOT NULL OR "
            "kind = 'training' AND people IS NULL AND commune IS NULL",
            name="outreach_counts_people",
        ),
    )

    kind: Mapped[EventKind] = mapped_column(Term(EventKind))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))  # whose event it is
    title: Mapped[str]
    subject: Mapped[str]
    article: Mapped[str | None]  # of law, or the topic of a plan
    first_day: Mapped[date]
    last_day: Mapped[date]
    minutes: Mapped[int]  # taught, all days together
    place: Mapped[str]
    held_by: Mapped[str]
    people: Mapped[int | None]  # reached by outreach
    commune: Mapped[str | None]  # its whole name on the first day
    commune_code: Mapped[str | None]  # of the set of that day; older entries have none
    late_reason: Mapped[str | None]  # of a day inside a closed month
    submission_key: Mapped[str | None] = mapped_column(unique=True)

    unit: Mapped[Unit] = relationship(lazy="joined")
    attendances: Mapped[list[TrainingAttendance]] = relationship(
        order_by="TrainingAttendance.sequence", lazy="raise_on_sql"
    )
    answers: Mapped[list[TrainingFinding]] = relationship(
        order_by="TrainingFinding.sequence", lazy="raise_on_sql"
    )
    strike: Mapped[TrainingStrike | None] = relationship(lazy="joined")

    @property
    def staff(self) -> list[TrainingAttendance]:
        """Who took part, by the newest record of each."""
        newest = {one.user_id: one for one in self.attendances}
        return [one for one in newest.values() if one.minutes]

    @property
    def answered(self) -> list[TrainingFinding]:
        """The findings that it answers, by the newest record of each."""
        newest = {one.finding_id: one for one in self.answers}
        return [one for one in newest.values() if one.answers]


class TrainingAttendance(Identified, Entered, TenantBase):
    """How long one of the staff took part; 0 minutes in a later record: did not."""

    __tablename__ = "training_attendance"
    __table_args__ = (
        UniqueConstraint("event_id", "user_id", "sequence"),
        Index(None, "user_id"),
        CheckConstraint("minutes >= 0", name="minutes_not_negative"),
    )

    event_id: Mapped[UUID] = mapped_column(ForeignKey("training_event.id"))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    sequence: Mapped[int]
    minutes: Mapped[int]

    user: Mapped[User] = relationship(lazy="raise_on_sql")


class TrainingFinding(Identified, Entered, TenantBase):
    """An event answers a finding of an inspection, or in a later record: does not."""

    __tablename__ = "training_finding"
    __table_args__ = (
        UniqueConstraint("event_id", "finding_id", "sequence"),
        Index(None, "finding_id"),
    )

    event_id: Mapped[UUID] = mapped_column(ForeignKey("training_event.id"))
    finding_id: Mapped[UUID] = mapped_column(ForeignKey("inspection_finding.id"))
    sequence: Mapped[int]
    answers: Mapped[bool]

    finding: Mapped[InspectionFinding] = relationship(lazy="raise_on_sql")


class TrainingStrike(Identified, Entered, TenantBase):
    """The event was entered wrongly and counts no more."""

    __tablename__ = "training_strike"

    event_id: Mapped[UUID] = mapped_column(ForeignKey("training_event.id"), unique=True)
    day: Mapped[date]
    reason: Mapped[str]
