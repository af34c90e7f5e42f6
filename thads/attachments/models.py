"""Scans, photos and other files attached to a case, and the closing of its file."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from thads.attachments.filetypes import FileType
from thads.core.codes import Coded
from thads.core.db import Entered, Identified, TenantBase, Term


class PaperKind(Coded):
    """What a paper is to the file: the first three have their place there (TT04/2023 Đ.31 k.2)."""

    DECISION = "decision", "Quyết định thi hành án"
    REQUEST = "request", "Tài liệu về việc yêu cầu thi hành án"
    JUDGMENT = "judgment", "Bản án, quyết định được thi hành"
    PROOF = "proof", "Biên bản, tài liệu chứng minh"
    OTHER = "other", "Tài liệu khác"

    @property
    def is_one_leaf(self) -> bool:
        """Bears one number however many sheets it has (TT04/2023 Đ.31 k.2 a)."""
        return self in (PaperKind.DECISION, PaperKind.JUDGMENT)


class Attachment(Identified, Entered, TenantBase):
    """One file as it was given, to the case (`act_id` empty) or to one act of it. It is never
    changed or deleted: a mistake is struck out by a further record."""

    __tablename__ = "attachment"
    __table_args__ = (
        Index(None, "case_id"),
        Index(None, "act_id"),
        CheckConstraint("size > 0", name="size_positive"),
        CheckConstraint("pages > 0", name="pages_positive"),
        CheckConstraint("issued_on <= received_on", name="issued_before_received"),
    )

    case_id: Mapped[UUID] = mapped_column(ForeignKey("enforcement_case.id"))
    act_id: Mapped[UUID | None] = mapped_column(ForeignKey("case_act.id"))
    kind: Mapped[PaperKind] = mapped_column(Term(PaperKind))
    title: Mapped[str]
    received_on: Mapped[date]  # when the office had it
    issued_on: Mapped[date | None]
    file_type: Mapped[FileType] = mapped_column(Term(FileType))
    file_name: Mapped[str]  # as it was given, without folders
    size: Mapped[int]  # bytes
    sha256: Mapped[str]
    pages: Mapped[int | None]  # empty: a Word or Excel file, whose pages nobody knows
    has_picture: Mapped[bool]  # a small picture of it is kept beside it
    submission_key: Mapped[str | None] = mapped_column(unique=True)

    strike: Mapped[AttachmentStrike | None] = relationship(lazy="raise_on_sql")

    @property
    def file_key(self) -> str:
        """Where the file stands."""
        return f"attachments/{self.id}.{self.file_type.code}"

    @property
    def picture_key(self) -> str:
        """Where its small picture stands, if it has one."""
        return f"attachments/{self.id}-small.jpg"

    @property
    def download_name(self) -> str:
        """The given name with the ending of what the file is."""
        stem = self.file_name.rpartition(".")[0] or self.file_name
        return f"{stem}.{self.file_type.code}"


class AttachmentStrike(Identified, Entered, TenantBase):
    """An attachment that was a mistake: it stays readable, and says why it does not count."""

    __tablename__ = "attachment_strike"

    attachment_id: Mapped[UUID] = mapped_column(ForeignKey("attachment.id"), unique=True)
    day: Mapped[date]
    reason: Mapped[str]


class ClosingStep(Coded):
    """The way of a finished file into the archive (TT04/2023 Đ.32 k.2)."""

    SIGNED_OFF = "signed_off", "Chấp hành viên ký xác nhận"
    CHECKED = "checked", "Thẩm tra viên kiểm tra"
    ARCHIVED = "archived", "Thủ trưởng cho lưu trữ"
    RETURNED = "returned", "Trả lại, rút ra khỏi lưu trữ"

    @property
    def is_open(self) -> bool:
        """Papers may be added again."""
        return self is ClosingStep.RETURNED


class FileClosing(Identified, Entered, TenantBase):
    """One step of the closing of a case's file; the last one says how the file stands."""

    __tablename__ = "file_closing"
    __table_args__ = (UniqueConstraint("case_id", "sequence"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("enforcement_case.id"))
    sequence: Mapped[int]
    step: Mapped[ClosingStep] = mapped_column(Term(ClosingStep))
    day: Mapped[date]
    note: Mapped[str | None]  # why it was returned
