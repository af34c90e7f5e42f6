"""Explanations of what the rules found: words that go with the report (R8)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from thads.core.db import Entered, Identified, TenantBase
from thads.identity.models import User


class Explanation(Identified, Entered, TenantBase):
    """Why a number stands although a rule would not have it.

    It holds while the finding has the same `digest`, that is, while the numbers are the same.
    `found` keeps what was explained as it was told. Neither unit nor officer: the province's.
    """

    __tablename__ = "finding_explanation"
    __table_args__ = (Index(None, "period_end", "digest"),)

    period_end: Mapped[date]
    unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))
    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    rule: Mapped[str]  # the code of the rule
    found: Mapped[str]
    digest: Mapped[str]
    content: Mapped[str]

    author: Mapped[User | None] = relationship(
        primaryjoin="foreign(Explanation.entered_by_id) == User.id", viewonly=True, lazy="joined"
    )
