"""Requests that another officer take over a case, and their answers (NĐ62 Đ.10; NĐ152 Đ.13)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from thads.cases.models import Case
from thads.core.db import Entered, Identified, TenantBase
from thads.identity.models import User
from thads.parties.models import Party


class OfficerChangeRequest(Identified, Entered, TenantBase):
    """Somebody asks that this officer be replaced; without `party_id` the officer declines."""

    __tablename__ = "officer_change_request"
    __table_args__ = (Index(None, "case_id"), Index(None, "received_on"))

    case_id: Mapped[UUID] = mapped_column(ForeignKey("enforcement_case.id"))
    officer_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    party_id: Mapped[UUID | None] = mapped_column(ForeignKey("party.id"))
    received_on: Mapped[date]  # the clock starts
    ground: Mapped[str]  # code of the ground in the law of that day
    reason: Mapped[str]
    submission_key: Mapped[str | None] = mapped_column(unique=True)

    case: Mapped[Case] = relationship(lazy="raise_on_sql")
    officer: Mapped[User] = relationship(lazy="raise_on_sql")
    party: Mapped[Party | None] = relationship(lazy="raise_on_sql")
    answer: Mapped[OfficerChangeAnswer | None] = relationship(
        lazy="raise_on_sql", back_populates="request"
    )


class OfficerChangeAnswer(Identified, Entered, TenantBase):
    """The head replaces the officer by an assignment, or says in writing why not."""

    __tablename__ = "officer_change_answer"
    __table_args__ = (
        CheckConstraint(
            "(assignment_id IS NULL) = (reply IS NOT NULL)", name="replaced_or_replied"
        ),
    )

    request_id: Mapped[UUID] = mapped_column(ForeignKey("officer_change_request.id"), unique=True)
    answered_on: Mapped[date]
    assignment_id: Mapped[UUID | None] = mapped_column(ForeignKey("case_act.id"))
    number: Mapped[str | None]  # of the written reply
    reply: Mapped[str | None]  # why the officer stays

    request: Mapped[OfficerChangeRequest] = relationship(back_populates="answer")

    @property
    def case_id(self) -> UUID:
        """The case that waited for it."""
        return self.request.case_id
