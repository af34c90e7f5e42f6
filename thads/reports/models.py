"""Monthly summaries: asked for, made in the background, published, never changed afterwards."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, backref, foreign, mapped_column, relationship

from thads.closing.models import PeriodVersion
from thads.core.db import Entered, Identified, TenantBase, Term
from thads.documents.models import SigningStage
from thads.identity.models import User


class MonthlyReport(Identified, Entered, TenantBase):
    """The province's summary of one period with the figures it was made from.

    It is the paper of a version of the period and bears its number; without one it is provisional
    ("số liệu tạm tính"), counted by itself and never published. What it holds never changes.
    """

    __tablename__ = "monthly_report"
    __table_args__ = (Index(None, "period_end"), Index(None, "period_version_id"))

    period_end: Mapped[date]
    version: Mapped[int]
    period_version_id: Mapped[UUID | None] = mapped_column(ForeignKey("period_version.id"))
    regime: Mapped[str]
    figures: Mapped[dict[str, Any]] = mapped_column(JSON)  # all that the paper prints
    file_key: Mapped[str | None]  # set once, by the worker
    file_sha256: Mapped[str | None]
    made_at: Mapped[datetime | None]

    publication: Mapped[ReportPublication | None] = relationship(lazy="joined", uselist=False)
    signatures: Mapped[list[ReportSignature]] = relationship(
        order_by="ReportSignature.id", lazy="selectin"
    )
    period_version: Mapped[PeriodVersion | None] = relationship(lazy="joined")

    @property
    def is_provisional(self) -> bool:
        """Made of the figures of its moment, whether or not anybody approved them."""
        return self.period_version_id is None and self.publication is None

    @property
    def edition(self) -> str:
        """Bản 2; Tạm tính, lần 3."""
        return f"Tạm tính, lần {self.version}" if self.is_provisional else f"Bản {self.version}"

    @property
    def newest(self) -> MonthlyReport | ReportSignature:
        """What holds the file that is the paper now: the last signature's, else its own."""
        return self.signatures[-1] if self.signatures else self

    @property
    def next_stage(self) -> SigningStage | None:
        """Which signature may follow; None while it is not made and when it has both."""
        stages = list(SigningStage)
        done = len(self.signatures)
        return stages[done] if self.file_key and done < len(stages) else None


class ReportSignature(Identified, Entered, TenantBase):
    """One electronic signature on a report: the file with it is the paper from then on."""

    __tablename__ = "report_signature"
    __table_args__ = (UniqueConstraint("report_id", "stage"),)

    report_id: Mapped[UUID] = mapped_column(ForeignKey("monthly_report.id"))
    stage: Mapped[SigningStage] = mapped_column(Term(SigningStage))
    signer_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))  # of a person
    name: Mapped[str]  # whom the certificate names
    personal_id: Mapped[str | None]  # as the authority wrote it: CCCD:…, MST:…
    serial: Mapped[str]
    certificate_sha256: Mapped[str]
    trust_root_id: Mapped[UUID] = mapped_column(ForeignKey("trust_root.id"))
    claimed_at: Mapped[datetime | None]  # what the signer's own clock said
    file_key: Mapped[str]
    file_sha256: Mapped[str]


class ReportPublication(Identified, Entered, TenantBase):
    """The decision to publish a report: from this moment oversight bodies may read it."""

    __tablename__ = "report_publication"

    report_id: Mapped[UUID] = mapped_column(ForeignKey("monthly_report.id"), unique=True)
    published_on: Mapped[date]
    published_by_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))

    published_by: Mapped[User] = relationship(lazy="joined")
    period_version: Mapped[PeriodVersion | None] = relationship(  # which knows it as `publication`
        secondary=MonthlyReport.__table__, uselist=False, viewonly=True,
        primaryjoin=report_id == foreign(MonthlyReport.__table__.c.id),
        secondaryjoin=PeriodVersion.id == foreign(MonthlyReport.__table__.c.period_version_id),
        backref=backref("publication", uselist=False, viewonly=True),
    )  # fmt: skip
