"""What people type about measures: the measure, each step, and what the list is asked for."""

from __future__ import annotations

from uuid import UUID

from wtforms import HiddenField

from thads.cases.forms.asking import SpanForm
from thads.cases.models import SigningMode
from thads.measures.checks import NEEDED
from thads.measures.listing import Wanted
from thads.measures.models import MeasureState, StepKind
from thads.measures.terms import MeasureTerms, PlanTerms, StepTerms
from thads.rules.income import WageRegion
from thads.rules.measures import MeasureKind
from thads.web.forms import (
    CheckField,
    ChoiceField,
    DateField,
    Form,
    HourField,
    LongTextField,
    MoneyField,
    Required,
    TextField,
    WholeNumberField,
    enum_field,
    need,
    uuid_field,
)

YES, NO = "yes", "no"
GIVE_DAY, GIVE_HOUR = Required("Nhập ngày."), Required("Nhập giờ, ví dụ 08:30.")
_ACCOUNT = ("holder", "account_name", "account_number", "amount")
OF_KIND: dict[MeasureKind, tuple[str, ...]] = {  # fields beside those that every measure has
    MeasureKind.FREEZE: ("first", *_ACCOUNT),
    MeasureKind.SEIZURE: ("first", "holder"),
    MeasureKind.STOP: ("holder",),
    MeasureKind.EXIT_BAN: ("signing_mode", "amount"),
    MeasureKind.DEDUCTION: (*_ACCOUNT, "receiving_account", "follows"),
    MeasureKind.INCOME_DEDUCTION: (
        "holder",
        "receiving_account",
        "monthly_amount",
        "left_amount",
        "wage_region",
        "dependants",
        "is_other_income",
        "is_agreed",
        "amount",
    ),
    MeasureKind.ATTACHMENT: ("is_real_estate", "holder", "amount", "follows"),
    MeasureKind.EXPLOITATION: ("holder", "amount", "follows"),
    MeasureKind.HANDOVER: ("holder", "follows"),
    MeasureKind.COMPELLED_ACT: (),
}
OWN = frozenset(name for names in OF_KIND.values() for name in names)


class ListForm(SpanForm):
    """Which measures, as it stands in the address."""

    unit = uuid_field("Đơn vị", blank="Toàn tỉnh")
    officer = uuid_field("Chấp hành viên", blank="Tất cả")
    kind = enum_field("Biện pháp", MeasureKind, blank="Tất cả biện pháp")
    state = enum_field("Tình trạng", MeasureState, blank="Mọi tình trạng")
    force = ChoiceField(
        "Lực lượng",
        choices=[(YES, "Có huy động lực lượng"), (NO, "Không huy động")],
        blank="Tất cả",
    )

    def wanted(self, scope: UUID | None) -> Wanted:
        """For who sees this unit (None: the province)."""
        force = self.good("force")
        return Wanted(
            unit_id=self.good("unit") if scope is None else scope, officer_id=self.good("officer"),
            kind=self.good("kind"), state=self.good("state"),
            with_force=None if force is None else force == YES,
            since=self.good("since"), until=self.good("until"),
        )  # fmt: skip


class MeasureForm(Form):
    """A measure with its decision, or the minutes that come before it."""

    kind = HiddenField()
    first = ChoiceField(
        "Ghi", [Required("Chọn quyết định hay biên bản.")], default=StepKind.DECIDED.value,
        choices=[(StepKind.DECIDED.value, "Quyết định"),
                 (StepKind.MINUTES.value, "Biên bản, quyết định ra sau trong 24 giờ")],
    )  # fmt: skip
    day = DateField("Ngày", [GIVE_DAY])
    hour = HourField("Giờ", [GIVE_HOUR])
    number = WholeNumberField("Số quyết định")
    signer = uuid_field("Người ký quyết định")
    signing_mode = enum_field("Hình thức ký", SigningMode)
    party = uuid_field("Người bị áp dụng", [Required("Chọn người bị áp dụng.")])
    item = uuid_field("Để thi hành khoản", blank="Mọi khoản của hồ sơ")
    follows = uuid_field("Tiếp theo biện pháp bảo đảm", blank="– Không –")
    object = LongTextField("Tài sản, giấy tờ, công việc", [Required("Nhập đối tượng.")])
    is_real_estate = CheckField("Là bất động sản")
    holder = TextField("Ngân hàng, cơ quan, người đang quản lý")
    account_name = TextField("Tên tài khoản")
    account_number = TextField("Số tài khoản", longest=60)
    receiving_account = TextField("Tài khoản nhận tiền của cơ quan", longest=60)
    amount = MoneyField("Số tiền (đ)")
    monthly_amount = MoneyField("Trừ mỗi tháng (đ)")
    left_amount = MoneyField("Thu nhập để lại mỗi tháng (đ)")
    wage_region = enum_field("Vùng lương tối thiểu nơi đang sống", WageRegion)
    dependants = WholeNumberField("Số người được nuôi dưỡng (cơ quan thuế xác nhận)")
    is_other_income = CheckField("Thu nhập khác, không phải lương, lương hưu, trợ cấp")
    is_agreed = CheckField("Đương sự thỏa thuận mức trừ")
    ground = LongTextField("Căn cứ, lý do", [Required("Nhập căn cứ, lý do.")])

    def keep(self, kind: MeasureKind) -> None:
        """Take away what a measure of this kind does not say; ask for what it must."""
        self.kind.data = kind.value
        decides = () if "first" in OF_KIND[kind] else ("signer",)
        for name in (*NEEDED.get(kind, ()), *decides):
            asked = self[name]
            asked.validators = (Required(f"Nhập mục “{asked.label.text}”."),)
            asked.flags.required = True
        for name in OWN & set(self._fields) - set(OF_KIND[kind]):
            delattr(self, name)

    def terms(self, kind: MeasureKind) -> MeasureTerms:
        """As typed terms."""
        said = {name: self[name].data for name in OWN & set(self._fields)}
        mode, follows = said.pop("signing_mode", None), said.pop("follows", None)
        first = StepTerms(
            kind=StepKind.of(said.pop("first", StepKind.DECIDED.value)), day=need(self.day.data),
            hour=need(self.hour.data), number=self.number.data, signer_id=self.signer.data,
            signing_mode=mode,
        )  # fmt: skip
        return MeasureTerms(
            kind=kind, first=first, party_id=need(self.party.data), item_id=self.item.data,
            follows_id=follows, object=need(self.object.data), ground=need(self.ground.data),
            submission_key=self.submission_key.data or None, **said,
        )  # fmt: skip


class StepForm(Form):
    """What happened next; fields that the step does not ask for are taken away."""

    day = DateField("Ngày", [GIVE_DAY])
    hour = HourField("Giờ", [GIVE_HOUR])
    number = WholeNumberField("Số quyết định")
    signer = uuid_field("Người ký", [Required("Chọn người ký.")])
    signing_mode = enum_field("Hình thức ký", SigningMode)
    agrees = ChoiceField(
        "Ý kiến", [Required("Chọn ý kiến.")], choices=[(YES, "Nhất trí"), (NO, "Có ý kiến khác")],
        blank="– Chọn –",
    )  # fmt: skip
    on_day = DateField("Ngày cưỡng chế", [Required("Nhập ngày cưỡng chế.")])
    on_hour = HourField("Giờ cưỡng chế", [GIVE_HOUR])
    place = TextField("Địa điểm")
    method = LongTextField("Phương án tiến hành", [Required("Nhập phương án tiến hành.")])
    forces = LongTextField("Lực lượng tham gia, bảo vệ", [Required("Nhập lực lượng.")])
    people = WholeNumberField("Số người tham gia", [Required("Nhập số người.")])
    situation = LongTextField("Tóm tắt vụ việc, khả năng chống đối", [Required("Nhập tóm tắt.")])
    estimate = uuid_field("Dự trù chi phí", [Required("Chọn dự trù chi phí cưỡng chế.")])
    of_policy_family = CheckField("Người bị cưỡng chế là đối tượng chính sách")
    entry = uuid_field("Khoản thu trong sổ tiền", [Required("Chọn khoản thu.")])
    note = LongTextField("Ghi chú")

    def keep(self, kind: StepKind) -> None:
        """Take away what this step does not ask for."""
        for name in FIELDS & set(self._fields) - {"day", "note", *OF_STEP.get(kind, ())}:
            delattr(self, name)

    def terms(self, kind: StepKind) -> StepTerms:
        """As typed terms."""
        said = {name: self[name].data for name in FIELDS & set(self._fields)}
        agrees, of_plan = said.pop("agrees", None), {}
        if kind is StepKind.PLANNED:
            of_plan = {name: said.pop(name) for name in OF_PLAN}
            of_plan["estimate_id"] = of_plan.pop("estimate")
        return StepTerms(
            kind=kind, day=need(said.pop("day")), agrees=agrees == YES if agrees else None,
            signer_id=said.pop("signer", None), entry_id=said.pop("entry", None),
            plan=PlanTerms(**of_plan) if of_plan else None,
            submission_key=self.submission_key.data or None, **said,
        )  # fmt: skip


_NUMBERED = ("hour", "number", "signer", "signing_mode")
_APPOINTED = ("on_day", "on_hour", "place")
OF_PLAN = ("method", "forces", "people", "situation", "estimate", "of_policy_family")
OF_STEP: dict[StepKind, tuple[str, ...]] = {
    StepKind.DECIDED: _NUMBERED,
    StepKind.LIFTED: _NUMBERED[1:],
    StepKind.POLICE_ANSWERED: ("agrees",),
    StepKind.PROVINCE_ANSWERED: ("agrees",),
    StepKind.PLANNED: (*_APPOINTED, *OF_PLAN),
    StepKind.SCHEDULED: _APPOINTED,
    StepKind.CARRIED_OUT: ("hour",),
    StepKind.COMPLIED_ON_SPOT: ("hour",),
    StepKind.MONEY: ("entry",),
}
FIELDS = frozenset({"day", "note", "agrees", "entry", *_NUMBERED, *_APPOINTED, *OF_PLAN})
