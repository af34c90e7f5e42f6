"""The record of acts: append-only, each row bound to the one before by an HMAC."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from thads.core.db import TenantBase


class AuditEntry(TenantBase):
    """Who did what to which record, when, in what role and unit, and what it changed."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        Index(None, "subject_id"),
        Index(None, "happened_at"),
        Index(
            "ix_audit_entry_of_oversight",  # what bodies outside read: few among many
            "number",
            sqlite_where=text("role = 'oversight'"),
            postgresql_where=text("role = 'oversight'"),
        ),
    )

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    happened_at: Mapped[datetime]
    user_id: Mapped[UUID | None]
    username: Mapped[str]  # as it was then; "system" for jobs and commands
    role: Mapped[str]
    unit_code: Mapped[str]
    act: Mapped[str]  # e.g. "case.postponed", "sign_in.refused"
    subject_type: Mapped[str]
    subject_id: Mapped[str]
    details: Mapped[dict[str, Any]] = mapped_column(JSON)
    previous_mac: Mapped[str]
    mac: Mapped[str]
