"""What classification adds to a case file: proofs of decisions, notes, and the head's threshold."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric
from sqlalchemy.orm import Mapped, mapped_column

from thads.core.codes import Coded
from thads.core.db import Entered, Identified, TenantBase, Term


class NoteSubject(Coded):
    """What an officer's note on a case explains."""

    COVER = "cover", "Tài sản không đủ bảo đảm"
    AGEING = "ageing", "Tồn đọng trên một năm"


class ClassificationProof(Identified, Entered, TenantBase):
    """Which minutes of verification prove a decision on ability (L08 Đ.44a; L25 Đ.38)."""

    __tablename__ = "classification_proof"
    __table_args__ = (Index(None, "verification_id"),)

    act_id: Mapped[UUID] = mapped_column(ForeignKey("case_act.id"), unique=True)
    verification_id: Mapped[UUID] = mapped_column(ForeignKey("verification.id"))


class ClassificationNote(Identified, Entered, TenantBase):
    """Why an enforceable case has little cover or is not finished; a later note stands over it.

    `reason` is a code of `thads.rules.ageing_reasons` on the day of the note.
    """

    __tablename__ = "classification_note"
    __table_args__ = (
        Index(None, "case_id", "subject", "day"),
        CheckConstraint("(subject = 'ageing') = (reason IS NOT NULL)", name="reason_of_ageing"),
        CheckConstraint("subject = 'ageing' OR text IS NOT NULL", name="says_something"),
    )

    case_id: Mapped[UUID] = mapped_column(ForeignKey("enforcement_case.id"))
    subject: Mapped[NoteSubject] = mapped_column(Term(NoteSubject))
    day: Mapped[date]
    reason: Mapped[str | None]
    text: Mapped[str | None]
    submission_key: Mapped[str | None] = mapped_column(unique=True)


class CoverThreshold(Identified, Entered, TenantBase):
    """From `valid_from` on, an enforceable case whose verified assets cover less than this share
    of what remains asks for a note; the latest row of the latest day stands."""

    __tablename__ = "cover_threshold"
    __table_args__ = (CheckConstraint("percent > 0 AND percent <= 100", name="percent"),)

    valid_from: Mapped[date]
    percent: Mapped[Decimal] = mapped_column(Numeric(5, 2))
