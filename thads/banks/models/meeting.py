"""Meetings with a credit institution, and what was promised or stood in the way."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from thads.attachments.filetypes import FileType
from thads.banks.models.institution import CreditInstitution
from thads.cases.models import Case
from thads.core.codes import Coded
from thads.core.db import Entered, Identified, TenantBase, Term
from thads.units.models import Unit


class Promiser(Coded):
    """Who gave the promise."""

    INSTITUTION = "institution", "Tổ chức tín dụng"
    DEBTOR = "debtor", "Người phải thi hành án"
    OFFICE = "office", "Cơ quan thi hành án"


class Outcome(Coded):
    """What became of a promise."""

    KEPT = "kept", "Đã thực hiện"
    BROKEN = "broken", "Không thực hiện"


class Decider(Coded):
    """Who decides on an obstacle (khó khăn, vướng mắc)."""

    UNIT_HEAD = "unit_head", "Thủ trưởng đơn vị thi hành"
    AGENCY_HEAD = "agency_head", "Thủ trưởng cơ quan THADS tỉnh"
    INSTITUTION = "institution", "Tổ chức tín dụng"
    COURT = "court", "Tòa án"
    PROCURACY = "procuracy", "Viện kiểm sát"
    STEERING_COMMITTEE = "steering_committee", "Ban Chỉ đạo THADS"
    PEOPLES_COMMITTEE = "peoples_committee", "Ủy ban nhân dân"
    SUPERIOR = "superior", "Cơ quan quản lý THADS cấp trên"
    OTHER = "other", "Cơ quan khác"


class BankMeeting(Identified, Entered, TenantBase):
    """A meeting with an institution: the day, the people, what was said and concluded."""

    __tablename__ = "bank_meeting"
    __table_args__ = (Index(None, "institution_id", "held_on"), Index(None, "held_on"))

    institution_id: Mapped[UUID] = mapped_column(ForeignKey("credit_institution.id"))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))  # whose meeting it was
    held_on: Mapped[date]
    place: Mapped[str]
    people: Mapped[str]  # who took part, a line each side
    subject: Mapped[str]
    conclusion: Mapped[str]
    submission_key: Mapped[str | None] = mapped_column(unique=True)

    institution: Mapped[CreditInstitution] = relationship(lazy="joined")
    unit: Mapped[Unit] = relationship(lazy="joined")
    papers: Mapped[list[BankMeetingPaper]] = relationship(
        order_by="BankMeetingPaper.id", lazy="selectin"
    )


class BankMeetingPaper(Identified, Entered, TenantBase):
    """A file of a meeting as it was given: its minutes, an annex."""

    __tablename__ = "bank_meeting_paper"
    __table_args__ = (Index(None, "meeting_id"), CheckConstraint("size > 0", name="size_positive"))

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("bank_meeting.id"))
    file_type: Mapped[FileType] = mapped_column(Term(FileType))
    file_name: Mapped[str]
    size: Mapped[int]  # bytes
    sha256: Mapped[str]

    meeting: Mapped[BankMeeting] = relationship(viewonly=True)

    @property
    def file_key(self) -> str:
        """Where the file stands."""
        return f"bank-meetings/{self.id}.{self.file_type.code}"


class BankPromise(Identified, Entered, TenantBase):
    """Somebody promised something for a day; without a case it is about all of them."""

    __tablename__ = "bank_promise"
    __table_args__ = (
        Index(None, "institution_id"),
        Index(None, "case_id"),
        Index(None, "made_on"),
        CheckConstraint("due_on >= made_on", name="due_after_made"),
    )

    institution_id: Mapped[UUID] = mapped_column(ForeignKey("credit_institution.id"))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("enforcement_case.id"))
    meeting_id: Mapped[UUID | None] = mapped_column(ForeignKey("bank_meeting.id"))
    promiser: Mapped[Promiser] = mapped_column(Term(Promiser))
    content: Mapped[str]
    made_on: Mapped[date]
    due_on: Mapped[date]
    submission_key: Mapped[str | None] = mapped_column(unique=True)

    institution: Mapped[CreditInstitution] = relationship(lazy="joined")
    case: Mapped[Case | None] = relationship(lazy="joined")
    meeting: Mapped[BankMeeting | None] = relationship(lazy="raise_on_sql")
    outcome: Mapped[BankPromiseOutcome | None] = relationship(lazy="joined")


class BankPromiseOutcome(Identified, Entered, TenantBase):
    """A promise was kept or broken, and on which day that was plain."""

    __tablename__ = "bank_promise_outcome"

    promise_id: Mapped[UUID] = mapped_column(ForeignKey("bank_promise.id"), unique=True)
    outcome: Mapped[Outcome] = mapped_column(Term(Outcome))
    settled_on: Mapped[date]
    note: Mapped[str]


class BankObstacle(Identified, Entered, TenantBase):
    """What stands in the way, what is proposed against it, and who decides."""

    __tablename__ = "bank_obstacle"
    __table_args__ = (
        Index(None, "institution_id"),
        Index(None, "case_id"),
        Index(None, "raised_on"),
        CheckConstraint("due_on >= raised_on", name="due_after_raised"),
    )

    institution_id: Mapped[UUID] = mapped_column(ForeignKey("credit_institution.id"))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("enforcement_case.id"))
    meeting_id: Mapped[UUID | None] = mapped_column(ForeignKey("bank_meeting.id"))
    raised_on: Mapped[date]
    content: Mapped[str]
    proposal: Mapped[str]
    decider: Mapped[Decider] = mapped_column(Term(Decider))
    due_on: Mapped[date | None]  # until when an answer was asked for
    submission_key: Mapped[str | None] = mapped_column(unique=True)

    institution: Mapped[CreditInstitution] = relationship(lazy="joined")
    case: Mapped[Case | None] = relationship(lazy="joined")
    meeting: Mapped[BankMeeting | None] = relationship(lazy="raise_on_sql")
    end: Mapped[BankObstacleEnd | None] = relationship(lazy="joined")


class BankObstacleEnd(Identified, Entered, TenantBase):
    """How an obstacle was settled, and by which paper."""

    __tablename__ = "bank_obstacle_end"

    obstacle_id: Mapped[UUID] = mapped_column(ForeignKey("bank_obstacle.id"), unique=True)
    ended_on: Mapped[date]
    result: Mapped[str]
    paper: Mapped[str | None]
