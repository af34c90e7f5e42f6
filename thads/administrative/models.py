"""Administrative judgments that the office watches over (register 19, form 12; reference 3.12)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from thads.core.codes import Coded
from thads.core.db import TenantBase, Term
from thads.identity.models import User
from thads.registers.records import Registered, Stepped


class DutyBody(Coded):
    """Who must carry the judgment out."""

    COMMUNE = "commune", "Ủy ban nhân dân, Chủ tịch Ủy ban nhân dân cấp xã"
    DISTRICT = "district", "Ủy ban nhân dân, Chủ tịch Ủy ban nhân dân cấp huyện"
    PROVINCE = "province", "Ủy ban nhân dân, Chủ tịch Ủy ban nhân dân cấp tỉnh"
    OTHER = "other", "Cơ quan, tổ chức khác"


class StepKind(Coded):
    """What happens to it."""

    URGED = "urged", "Đôn đốc bằng văn bản"
    ORDERED = "ordered", "Tòa án ra quyết định buộc thi hành"
    PROGRESS = "progress", "Người phải thi hành báo cáo đang thi hành"
    RECOMMENDED = "recommended", "Kiến nghị xử lý trách nhiệm"
    DONE = "done", "Thi hành xong"
    DROPPED = "dropped", "Thôi theo dõi: bản án bị hủy, đình chỉ"
    STRUCK = "struck", "Ghi nhầm, bỏ khỏi sổ"

    @property
    def ends_it(self) -> bool:
        """Nothing more is watched."""
        return self in (StepKind.DONE, StepKind.DROPPED, StepKind.STRUCK)


class AdministrativeJudgment(Registered, TenantBase):
    """A judgment upon an administrative body with something to carry out."""

    __tablename__ = "administrative_judgment"
    __table_args__ = (Index(None, "unit_id", "received_on"), Index(None, "case_id"))

    kind: Mapped[DutyBody] = mapped_column(Term(DutyBody))
    number: Mapped[str]
    judged_on: Mapped[date]
    court: Mapped[str]
    debtor_body: Mapped[str]  # which body must act
    creditor_name: Mapped[str]
    content: Mapped[str]  # what must be done
    watcher_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    check_on: Mapped[date]  # when it is looked at next

    watcher: Mapped[User | None] = relationship(lazy="raise_on_sql")
    steps: Mapped[list[AdministrativeStep]] = relationship(
        order_by="AdministrativeStep.sequence", lazy="raise_on_sql"
    )

    @property
    def last(self) -> AdministrativeStep | None:
        """What happened last."""
        return self.steps[-1] if self.steps else None

    @property
    def is_open(self) -> bool:
        """It is still watched."""
        return self.last is None or not self.last.kind.ends_it

    @property
    def next_check(self) -> date | None:
        """The day promised for looking at it again; None when nothing is watched any more."""
        if not self.is_open:
            return None
        promised = [one.check_on for one in self.steps if one.check_on]
        return promised[-1] if promised else self.check_on


class AdministrativeStep(Stepped, TenantBase):
    """One step, and when the matter is looked at again."""

    __tablename__ = "administrative_step"
    __table_args__ = (UniqueConstraint("record_id", "sequence"), Index(None, "kind", "day"))

    record_id: Mapped[UUID] = mapped_column(ForeignKey("administrative_judgment.id"))
    kind: Mapped[StepKind] = mapped_column(Term(StepKind))
    check_on: Mapped[date | None]
