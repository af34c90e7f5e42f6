"""Publishing who has no means yet, its changes and its end (NĐ62 Đ.11; NĐ152 Đ.23)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from thads.core.codes import Coded
from thads.core.db import Entered, Identified, TenantBase, Term


class StepKind(Coded):
    """What happens to data that were published."""

    CHANGE_FOUND = "change_found", "Biết thông tin đã công khai thay đổi"
    CHANGED = "changed", "Đã sửa, công khai nội dung thay đổi"
    ENDED = "ended", "Đã chấm dứt công khai"
    COMMUNE_TOLD = "commune_told", "UBND cấp xã nhận căn cứ chấm dứt niêm yết"
    COMMUNE_ENDED = "commune_ended", "UBND cấp xã đã chấm dứt niêm yết"


class DebtorPublication(Identified, Entered, TenantBase):
    """The data of one decision (`act_id`: not yet enforceable) were published on a day."""

    __tablename__ = "debtor_publication"
    __table_args__ = (Index(None, "case_id"), Index(None, "day"))

    case_id: Mapped[UUID] = mapped_column(ForeignKey("enforcement_case.id"))
    act_id: Mapped[UUID] = mapped_column(ForeignKey("case_act.id"), unique=True)
    day: Mapped[date]
    place: Mapped[str]  # the page on which it stands
    commune_sent_on: Mapped[date | None]  # the decision sent to the commune, to be posted there


class PublicationStep(Identified, Entered, TenantBase):
    """One thing that happened to published data on its day."""

    __tablename__ = "publication_step"
    __table_args__ = (
        Index(None, "publication_id"),
        Index(None, "case_id"),
        Index(None, "kind", "day"),
    )

    publication_id: Mapped[UUID] = mapped_column(ForeignKey("debtor_publication.id"))
    case_id: Mapped[UUID] = mapped_column(ForeignKey("enforcement_case.id"))
    kind: Mapped[StepKind] = mapped_column(Term(StepKind))
    day: Mapped[date]
    note: Mapped[str | None]
