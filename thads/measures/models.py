"""Measures of security and coercion on a case, and what happened to each, step by step."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Time, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from thads.cases.models import Case, NumberedDecision, ObligationItem, SigningMode
from thads.core.codes import Coded
from thads.core.days import VIETNAM
from thads.core.db import Entered, Identified, TenantBase, Term
from thads.identity.models import User
from thads.ledger.models import LedgerEntry
from thads.parties.models import Party
from thads.rules.income import WageRegion
from thads.rules.measures import MeasureKind


class StepKind(Coded):
    """What happens to a measure (L08 Đ.66–73; L25 Đ.66–95; NĐ152 Đ.42–47)."""

    MINUTES = "minutes", "Lập biên bản trước khi có quyết định"
    DECIDED = "decided", "Ra quyết định"
    GROUNDS = "grounds", "Có căn cứ cưỡng chế tài sản đang được bảo đảm"
    POLICE_ASKED = "police_asked", "Công an cấp xã nhận văn bản trao đổi"
    POLICE_ANSWERED = "police_answered", "Công an cấp xã trả lời"
    PROVINCE_TOLD = "province_told", "Công an cấp tỉnh nhận báo cáo"
    PROVINCE_ANSWERED = "province_answered", "Công an cấp tỉnh trả lời"
    DIRECTED = "directed", "Ban Chỉ đạo thi hành án có ý kiến"
    PLANNED = "planned", "Lập kế hoạch cưỡng chế có huy động lực lượng"
    APPROVED = "approved", "Thủ trưởng duyệt kế hoạch cưỡng chế"
    PLAN_SENT = "plan_sent", "Công an nhận kế hoạch cưỡng chế"
    GUARDED = "guarded", "Công an gửi phương án bảo vệ"
    COMMUNE = "commune", "Làm việc với Ủy ban nhân dân cấp xã"
    MEETING = "meeting", "Họp triển khai kế hoạch cưỡng chế"
    SCHEDULED = "scheduled", "Ấn định ngày cưỡng chế không huy động lực lượng"
    NOTICE = "notice", "Thông báo trước khi kê biên bất động sản"
    CARRIED_OUT = "carried_out", "Cưỡng chế thành công"
    COMPLIED_ON_SPOT = "complied_on_spot", "Tự nguyện tại buổi cưỡng chế"
    COMPLIED = "complied", "Tự nguyện sau khi có quyết định"
    MONEY = "money", "Thu được tiền"
    FOLLOWED = "followed", "Đã có quyết định cưỡng chế"
    LIFTING_GROUND = "lifting_ground", "Có căn cứ giải tỏa, chấm dứt"
    LIFTED = "lifted", "Giải tỏa, chấm dứt"
    CANCELLED = "cancelled", "Hủy bỏ"


class MeasureState(Coded):
    """How far it is; the form counts by it."""

    MINUTED = "minuted", "Có biên bản, chưa có quyết định"
    RUNNING = "running", "Đang thực hiện"
    CARRIED_OUT = "carried_out", "Cưỡng chế thành công"
    COMPLIED = "complied", "Tự nguyện sau khi có quyết định"
    ENDED = "ended", "Chấm dứt, hủy bỏ"


RESULTS = {
    StepKind.CARRIED_OUT: MeasureState.CARRIED_OUT,
    StepKind.COMPLIED_ON_SPOT: MeasureState.COMPLIED,
    StepKind.COMPLIED: MeasureState.COMPLIED,
    StepKind.FOLLOWED: MeasureState.ENDED,
    StepKind.LIFTED: MeasureState.ENDED,
    StepKind.CANCELLED: MeasureState.ENDED,
}
AGREEING = frozenset({StepKind.POLICE_ANSWERED, StepKind.PROVINCE_ANSWERED})
APPOINTING = frozenset({StepKind.PLANNED, StepKind.SCHEDULED})


class Measure(Identified, Entered, TenantBase):
    """One measure on a case: against whom, upon what. The decision and all else are its steps.

    `follows_id`: the security measure that this coercion puts an end to.
    """

    __tablename__ = "measure"
    __table_args__ = (
        Index(None, "case_id"),
        Index(None, "follows_id"),
        CheckConstraint("amount IS NULL OR amount > 0", name="amount_positive"),
        CheckConstraint(
            "monthly_amount IS NULL OR monthly_amount > 0", name="monthly_amount_positive"
        ),
        CheckConstraint("dependants >= 0", name="dependants_not_negative"),
    )

    case_id: Mapped[UUID] = mapped_column(ForeignKey("enforcement_case.id"))
    item_id: Mapped[UUID | None] = mapped_column(ForeignKey("obligation_item.id"))
    party_id: Mapped[UUID] = mapped_column(ForeignKey("party.id"))  # whom it strikes
    kind: Mapped[MeasureKind] = mapped_column(Term(MeasureKind))
    follows_id: Mapped[UUID | None] = mapped_column(ForeignKey("measure.id"))
    object: Mapped[str]  # the asset, the papers, the act, in words
    ground: Mapped[str]  # why, in words
    amount: Mapped[int | None]  # đồng secured or to be raised
    is_real_estate: Mapped[bool]
    holder: Mapped[str | None]  # bank, employer, office of registration, who keeps it
    account_name: Mapped[str | None]
    account_number: Mapped[str | None]
    receiving_account: Mapped[str | None]
    monthly_amount: Mapped[int | None]  # đồng taken off an income each month
    left_amount: Mapped[int | None]  # đồng of the income that stay with the debtor
    wage_region: Mapped[WageRegion | None] = mapped_column(Term(WageRegion))  # where he lives
    dependants: Mapped[int | None]  # whom he keeps, as the tax office confirms
    is_agreed: Mapped[bool | None]  # the parties agreed how much is taken of an income
    is_other_income: Mapped[bool | None]  # no wage, no pension, no allowance
    submission_key: Mapped[str | None] = mapped_column(unique=True)

    case: Mapped[Case] = relationship(lazy="raise_on_sql")
    item: Mapped[ObligationItem | None] = relationship(lazy="raise_on_sql")
    party: Mapped[Party] = relationship(lazy="raise_on_sql")
    steps: Mapped[list[MeasureStep]] = relationship(
        order_by="MeasureStep.sequence", lazy="raise_on_sql", back_populates="measure"
    )

    def step(self, kind: StepKind) -> MeasureStep | None:
        """The latest step of this kind."""
        return next((one for one in reversed(self.steps) if one.kind is kind), None)

    @property
    def decision(self) -> MeasureStep | None:
        """The decision, once there is one."""
        return self.step(StepKind.DECIDED)

    @property
    def result(self) -> MeasureStep | None:
        """What came of it: the first of what may end it, for a later release changes no result."""
        return next((one for one in self.steps if one.kind in RESULTS), None)

    @property
    def state(self) -> MeasureState:
        """How far it is now."""
        if self.result:
            return RESULTS[self.result.kind]
        return MeasureState.RUNNING if self.decision else MeasureState.MINUTED

    @property
    def appointed(self) -> MeasureStep | None:
        """The plan or the appointment that counts: the latest."""
        return next((one for one in reversed(self.steps) if one.kind in APPOINTING), None)

    @property
    def with_force(self) -> bool:
        """Forces are mobilised: a plan is made in that case (L08 Đ.72 k.1; L25 Đ.72 k.6)."""
        return self.appointed is not None and self.appointed.kind is StepKind.PLANNED


class MeasureStep(NumberedDecision, Identified, Entered, TenantBase):
    """One thing that happened to a measure. Decisions bear a number of the office's series.

    `on_day`, `on_hour`: for when a plan or an appointment sets the coercion.
    """

    __tablename__ = "measure_step"
    __table_args__ = (
        UniqueConstraint("measure_id", "sequence"),
        UniqueConstraint("unit_id", "series", "numbering_year", "number"),
        Index(None, "kind", "day"),
        CheckConstraint("(number IS NULL) = (series IS NULL)", name="numbered"),
        CheckConstraint("kind <> 'decided' OR number IS NOT NULL", name="decision_numbered"),
        CheckConstraint("(kind = 'money') = (entry_id IS NOT NULL)", name="money_of_the_books"),
        CheckConstraint(
            "(kind IN ('planned', 'scheduled')) = (on_day IS NOT NULL AND on_hour IS NOT NULL)",
            name="appointed",
        ),
        CheckConstraint("kind <> 'cancelled' OR note IS NOT NULL", name="cancelled_says_why"),
    )

    measure_id: Mapped[UUID] = mapped_column(ForeignKey("measure.id"))
    sequence: Mapped[int]
    kind: Mapped[StepKind] = mapped_column(Term(StepKind))
    day: Mapped[date]
    hour: Mapped[time | None] = mapped_column(Time)
    unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))  # whose number series
    number: Mapped[int | None]
    series: Mapped[str | None]
    numbering_year: Mapped[int | None]
    signer_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    signing_mode: Mapped[SigningMode | None] = mapped_column(Term(SigningMode))
    agrees: Mapped[bool | None]  # what the police say
    on_day: Mapped[date | None]
    on_hour: Mapped[time | None] = mapped_column(Time)
    place: Mapped[str | None]
    entry_id: Mapped[UUID | None] = mapped_column(ForeignKey("ledger_entry.id"), unique=True)
    note: Mapped[str | None]
    late_reason: Mapped[str | None]  # of a day inside a closed month
    submission_key: Mapped[str | None] = mapped_column(unique=True)

    measure: Mapped[Measure] = relationship(back_populates="steps", lazy="raise_on_sql")
    signer: Mapped[User | None] = relationship(lazy="raise_on_sql")
    entry: Mapped[LedgerEntry | None] = relationship(lazy="raise_on_sql")
    plan: Mapped[CoercionPlan | None] = relationship(lazy="raise_on_sql", back_populates="step")

    @property
    def title(self) -> str | None:
        """12/QĐ-CCTHADS; None where it bears no number."""
        return f"{self.number}/{self.series}" if self.number else None

    @property
    def in_words(self) -> str:
        """As a refusal of its number names it."""
        return f"{self.kind.label.lower()} về biện pháp bảo đảm, cưỡng chế ngày {self.day:%d/%m/%Y}"

    @property
    def moment(self) -> datetime | None:
        """Day and hour in Vietnam."""
        return datetime.combine(self.day, self.hour, VIETNAM) if self.hour else None


class CoercionPlan(Identified, Entered, TenantBase):
    """What a plan says beside its time and place (L08 Đ.72 k.2; L25 Đ.72 k.6; NĐ152 Đ.46)."""

    __tablename__ = "coercion_plan"
    __table_args__ = (CheckConstraint("people > 0", name="people_positive"),)

    step_id: Mapped[UUID] = mapped_column(ForeignKey("measure_step.id"), unique=True)
    method: Mapped[str]
    forces: Mapped[str]  # which forces protect it, in words
    people: Mapped[int]
    situation: Mapped[str]  # the case in short; area, attitude, resistance to be expected
    of_policy_family: Mapped[bool]
    estimate_id: Mapped[UUID] = mapped_column(ForeignKey("cost_sheet.id"))

    step: Mapped[MeasureStep] = relationship(back_populates="plan", lazy="raise_on_sql")
