"""What ties a printed paper to the record of acts: its short code and the record's end then."""

from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from thads.core.db import Entered, Identified, TenantBase


class PaperAnchor(Identified, Entered, TenantBase):
    """The code printed on a report and the last entry of the audit when it was made (B15).

    The paper in other hands is the witness: whoever rewrites or cuts the record cannot reprint it.
    """

    __tablename__ = "paper_anchor"

    code: Mapped[str] = mapped_column(unique=True)
    report_id: Mapped[UUID] = mapped_column(ForeignKey("monthly_report.id"), unique=True)
    audit_number: Mapped[int]
    audit_mac: Mapped[str]
