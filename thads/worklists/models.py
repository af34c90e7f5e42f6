"""What must still be done, case by case, and until when."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from thads.core.db import Identified, TenantBase, Term
from thads.rules.deadlines import Duty

RESTS = date.max  # opens on no day: its case has ended


class OpenDuty(TenantBase):
    """Read model: one duty that the facts leave open, with its last day.

    Written only by `thads.worklists.readmodel` from the facts and by `registers` from the records
    of registers, in the transaction of the fact.
    `subject_id` is what the duty is about: a case, an item, a file of exhibits, a judgment.
    `opens_on`: the first day on which it is a duty. `due` empty: the law known here sets no day.
    """

    __tablename__ = "open_duty"
    __table_args__ = (
        Index(None, "case_id"),
        Index("ix_open_duty_soonest", "due", "subject_id", "duty", "opens_on"),  # as lists go
        Index(  # covers the counts by unit, officer and kind
            "ix_open_duty_counts", "unit_id", "officer_id", "duty", "due", "opens_on"
        ),
    )

    duty: Mapped[Duty] = mapped_column(Term(Duty), primary_key=True)
    subject_id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("enforcement_case.id"))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    since: Mapped[date]  # the event that started the clock
    opens_on: Mapped[date]
    due: Mapped[date | None]


class CalendarLink(Identified, TenantBase):
    """A private address at which a calendar program reads a person's due days.

    Who knows the token may read them; the table keeps only its hash. A person has one at a time.
    """

    __tablename__ = "calendar_link"
    __table_args__ = (
        Index(
            "uq_calendar_link_valid",
            "user_id",
            unique=True,
            sqlite_where=text("revoked_at IS NULL"),
            postgresql_where=text("revoked_at IS NULL"),
        ),
    )

    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    token_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class WorkDigest(Identified, TenantBase):
    """What changed in a person's work since the digest before: made once a working day."""

    __tablename__ = "work_digest"
    __table_args__ = (UniqueConstraint("user_id", "day"),)

    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    day: Mapped[date]
    since: Mapped[date]  # the day of the digest before
    made_at: Mapped[datetime]
    became_late: Mapped[int]
    due_soon: Mapped[int]  # from the day on, within 7 days
    came_in: Mapped[int]
    dismissed_at: Mapped[datetime | None]

    @property
    def after(self) -> date:
        """The first day after the digest before."""
        return self.since + timedelta(days=1)

    @property
    def eve(self) -> date:
        """The day before: what was due until then is late now."""
        return self.day - timedelta(days=1)

    @property
    def is_empty(self) -> bool:
        """Nothing to tell."""
        return not (self.became_late or self.due_soon or self.came_in)
