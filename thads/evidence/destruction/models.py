"""Councils that destroy exhibits: members, sessions, votes, photos (L08 Đ.125; L25 Đ.58)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from thads.attachments.models import Attachment
from thads.cases.models import SigningMode
from thads.core.db import Entered, Identified, TenantBase, Term
from thads.evidence.kinds import Method, Moment, Seat, Voice
from thads.identity.models import User


class DestructionCouncil(Identified, Entered, TenantBase):
    """A council and the decision that set it up; `number` empty: taken over from old records,
    which knew the day alone."""

    __tablename__ = "destruction_council"
    __table_args__ = (
        Index(None, "unit_id", "formed_on"),
        CheckConstraint("number IS NULL OR signer_id IS NOT NULL", name="decision_signed"),
    )

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    formed_on: Mapped[date]
    number: Mapped[str | None]
    signer_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    signing_mode: Mapped[SigningMode | None] = mapped_column(Term(SigningMode))

    signer: Mapped[User | None] = relationship(lazy="raise_on_sql")
    members: Mapped[list[CouncilMember]] = relationship(
        order_by="CouncilMember.position", lazy="raise_on_sql"
    )
    sessions: Mapped[list[CouncilSession]] = relationship(
        order_by="CouncilSession.held_on, CouncilSession.id", lazy="raise_on_sql"
    )
    photos: Mapped[list[DestructionPhoto]] = relationship(
        order_by="DestructionPhoto.id", lazy="raise_on_sql"
    )

    @property
    def title(self) -> str:
        """As lists name it."""
        number = f" số {self.number}" if self.number else ""
        return f"Hội đồng tiêu hủy{number} lập ngày {self.formed_on:%d/%m/%Y}"


class CouncilMember(Identified, Entered, TenantBase):
    """Who sits on a council, and for whom."""

    __tablename__ = "council_member"
    __table_args__ = (UniqueConstraint("council_id", "position"),)

    council_id: Mapped[UUID] = mapped_column(ForeignKey("destruction_council.id"))
    position: Mapped[int]
    seat: Mapped[Seat] = mapped_column(Term(Seat))
    name: Mapped[str]
    office: Mapped[str]  # title and body
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))


class CouncilSession(Identified, Entered, TenantBase):
    """One sitting: what was decided and carried out, as its minutes tell it."""

    __tablename__ = "council_session"
    __table_args__ = (
        Index(None, "council_id"),
        CheckConstraint("method <> 'contractor' OR contractor IS NOT NULL", name="contractor"),
    )

    council_id: Mapped[UUID] = mapped_column(ForeignKey("destruction_council.id"))
    held_on: Mapped[date]
    hour: Mapped[str]
    place: Mapped[str]
    method: Mapped[Method] = mapped_column(Term(Method))
    contractor: Mapped[str | None]
    prosecutor: Mapped[str | None]
    course: Mapped[str | None]
    is_approved: Mapped[bool]

    votes: Mapped[list[CouncilVote]] = relationship(order_by="CouncilVote.id", lazy="raise_on_sql")
    exhibits: Mapped[list[SessionExhibit]] = relationship(
        order_by="SessionExhibit.id", lazy="raise_on_sql"
    )

    @property
    def exhibit_ids(self) -> set[UUID]:
        """What was voted on; empty of a refusal in old records, which did not say."""
        return {one.exhibit_id for one in self.exhibits}


class SessionExhibit(Identified, Entered, TenantBase):
    """One exhibit that a sitting was about, destroyed or not."""

    __tablename__ = "session_exhibit"
    __table_args__ = (UniqueConstraint("session_id", "exhibit_id"), Index(None, "exhibit_id"))

    session_id: Mapped[UUID] = mapped_column(ForeignKey("council_session.id"))
    exhibit_id: Mapped[UUID] = mapped_column(ForeignKey("exhibit.id"))


class CouncilVote(Identified, Entered, TenantBase):
    """How one member voted; whoever stands here signed the minutes."""

    __tablename__ = "council_vote"
    __table_args__ = (UniqueConstraint("session_id", "member_id"),)

    session_id: Mapped[UUID] = mapped_column(ForeignKey("council_session.id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("council_member.id"))
    voice: Mapped[Voice] = mapped_column(Term(Voice))

    member: Mapped[CouncilMember] = relationship(lazy="raise_on_sql")


class DestructionPhoto(Identified, Entered, TenantBase):
    """A photo of an exhibit before or after; the file and its hash are the attachment's."""

    __tablename__ = "destruction_photo"
    __table_args__ = (UniqueConstraint("attachment_id"), Index(None, "council_id"))

    council_id: Mapped[UUID] = mapped_column(ForeignKey("destruction_council.id"))
    exhibit_id: Mapped[UUID] = mapped_column(ForeignKey("exhibit.id"))
    moment: Mapped[Moment] = mapped_column(Term(Moment))
    attachment_id: Mapped[UUID] = mapped_column(ForeignKey("attachment.id"))

    attachment: Mapped[Attachment] = relationship(lazy="raise_on_sql")
