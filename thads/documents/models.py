"""Papers of a case: composed once, printed in the background, never changed afterwards."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from thads.cases.models import Case
from thads.core.db import Entered, Identified, TenantBase


class CaseDocument(Identified, Entered, TenantBase):
    """One version of one paper, with all that it prints. `act_id` empty: the enforcement decision.

    The same fact said in the same words is the same version; other words are the next one.
    """

    __tablename__ = "case_document"
    __table_args__ = (
        UniqueConstraint("act_id", "version"),
        Index(
            "uq_case_document_decision",
            "case_id",
            "version",
            unique=True,
            sqlite_where=text("act_id IS NULL"),
            postgresql_where=text("act_id IS NULL"),
        ),
        Index(None, "case_id"),
    )

    case_id: Mapped[UUID] = mapped_column(ForeignKey("enforcement_case.id"))
    act_id: Mapped[UUID | None] = mapped_column(ForeignKey("case_act.id"))
    version: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)  # all that the paper prints
    file_key: Mapped[str | None]  # set once, by the worker
    file_sha256: Mapped[str | None]
    made_at: Mapped[datetime | None]

    case: Mapped[Case] = relationship(lazy="raise_on_sql")

    @property
    def fact_id(self) -> UUID:
        """The act, or the case for its enforcement decision."""
        return self.act_id or self.case_id

    @property
    def file_name(self) -> str:
        """What a download is called: kind and day, no personal data."""
        said = self.content
        return f"{said['code']}-{said['dated']}-ban-{self.version}.pdf"
