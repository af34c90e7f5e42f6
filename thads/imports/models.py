"""What was brought in from workbooks: by whom, what was found, what became of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from thads.core.codes import Coded
from thads.core.db import Entered, Identified, TenantBase, Term


class ImportPurpose(Coded):
    """Why a workbook was given: to enter it, or only to compare it with what we hold."""

    REGISTER = "register", "Nhập vào sổ"
    COMPARISON = "comparison", "Đối chiếu"


class Severity(Coded):
    """A fault keeps a case out; a warning does not."""

    FAULT = "fault", "Lỗi"
    WARNING = "warning", "Lưu ý"


class DifferenceKind(Coded):
    """How a case of the workbook stands to ours."""

    ONLY_OURS = "only_ours", "Chỉ có trong hệ thống"
    ONLY_THEIRS = "only_theirs", "Chỉ có trong tệp"
    DIFFERENT = "different", "Khác nhau"


class RegisterImport(Identified, Entered, TenantBase):
    """One workbook: received, checked, then perhaps entered, then perhaps taken back.

    The cases that it wrote name it (`Case.import_id`); those that it replaced, or that were taken
    back with it, are struck out and stay readable (`Case.struck_by_id`).
    """

    __tablename__ = "register_import"
    __table_args__ = (Index(None, "entered_at"),)

    purpose: Mapped[ImportPurpose] = mapped_column(Term(ImportPurpose))
    file_name: Mapped[str]
    file_key: Mapped[str]
    file_sha256: Mapped[str]
    job_id: Mapped[UUID | None] = mapped_column(ForeignKey("background_job.id"))  # the latest
    checked_at: Mapped[datetime | None]
    unusable: Mapped[str | None]  # why the file could not be read at all
    findings: Mapped[dict[str, Any] | None] = mapped_column(JSON)  # counts, sums, faults
    sound_only: Mapped[bool] = mapped_column(default=False)
    applied_at: Mapped[datetime | None]
    applied_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))


class ImportFault(TenantBase):
    """One thing wrong in a cell or a row: where, what, and what would be right."""

    __tablename__ = "import_fault"

    import_id: Mapped[UUID] = mapped_column(ForeignKey("register_import.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    severity: Mapped[Severity] = mapped_column(Term(Severity))
    sheet: Mapped[str]
    row: Mapped[int]  # as Excel numbers it: the names of the columns stand in row 1
    column: Mapped[str | None]
    code: Mapped[str]
    message: Mapped[str]
    remedy: Mapped[str]
    cells: Mapped[dict[str, str] | None] = mapped_column(JSON)  # the row as it was read


class ImportDifference(TenantBase):
    """One thing in which a case of the workbook and ours differ."""

    __tablename__ = "import_difference"

    import_id: Mapped[UUID] = mapped_column(ForeignKey("register_import.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[DifferenceKind] = mapped_column(Term(DifferenceKind))
    key: Mapped[str]  # the case as people name it
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("enforcement_case.id"))  # ours
    sheet: Mapped[str | None]
    row: Mapped[int | None]  # in the workbook
    field: Mapped[str | None]
    ours: Mapped[str | None]
    theirs: Mapped[str | None]
