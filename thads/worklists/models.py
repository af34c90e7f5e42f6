"""What must still be done, case by case, and until when."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from thads.core.db import TenantBase, Term
from thads.rules.deadlines import Duty


class OpenDuty(TenantBase):
    """Read model: one duty that the facts leave open, with its last day.

    Written only by `thads.worklists.readmodel` from the facts, in the transaction of the fact.
    `subject_id` is what the duty is about: a case, an item, a file of exhibits, a judgment.
    `opens_on`: the first day on which it is a duty. `due` empty: the law known here sets no day.
    """

    __tablename__ = "open_duty"
    __table_args__ = (
        Index(None, "case_id"),
        Index(None, "due"),
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
