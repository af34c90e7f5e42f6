"""What people write into the summary of a period, section by section."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from thads.core.codes import Coded
from thads.core.db import Entered, Identified, TenantBase, Term


class Section(Coded):
    """The sections that figures cannot write (reference 7.2)."""

    LEADERSHIP = "leadership", "Công tác chỉ đạo, điều hành"
    COORDINATION = "coordination", "Công tác phối hợp"
    ORGANISATION = "organisation", "Tổ chức, cán bộ, cơ sở vật chất"
    ASSESSMENT = "assessment", "Đánh giá chung"
    CAUSES = "causes", "Nguyên nhân của tồn tại, hạn chế"
    TASKS = "tasks", "Nhiệm vụ, giải pháp"
    RECOMMENDATIONS = "recommendations", "Kiến nghị, đề xuất"


class ReportText(Identified, Entered, TenantBase):
    """One version of a section's text; the latest of a period and section stands.

    `body`: paragraphs, and lists of lines that begin with "- "; empty: the section was cleared.
    """

    __tablename__ = "report_text"
    __table_args__ = (
        Index(None, "period_end", "section"),
        Index(  # one first version; every later one replaces one, once
            "uq_report_text_first",
            "period_end",
            "section",
            unique=True,
            sqlite_where=text("replaces_id IS NULL"),
            postgresql_where=text("replaces_id IS NULL"),
        ),
    )

    period_end: Mapped[date]
    section: Mapped[Section] = mapped_column(Term(Section))
    body: Mapped[str]
    replaces_id: Mapped[UUID | None] = mapped_column(ForeignKey("report_text.id"), unique=True)
