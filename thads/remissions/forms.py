"""What is asked of the finder, and what is typed into a dossier."""

from __future__ import annotations

from uuid import UUID

from thads.cases.forms.asking import AskingForm
from thads.cases.models import SigningMode
from thads.remissions.actions import DossierTerms, StepTerms
from thads.remissions.conditions import State
from thads.remissions.finder import FinderFilter
from thads.remissions.listing import DossierFilter
from thads.remissions.listing import State as DossierState
from thads.remissions.models import StepKind
from thads.rules.remission import Relief
from thads.rules.remission_papers import PaperNeeded
from thads.web.forms import (
    ChoiceField,
    DateField,
    Form,
    LongTextField,
    MoneyField,
    Required,
    TextField,
    WholeNumberField,
    enum_field,
    need,
    uuid_field,
)

LIKELY, EVERYTHING = "likely", "all"
STATES = (
    (LIKELY, "Có thể xét (kể cả phải xác minh lại)"),
    *((state.value, state.label) for state in State),
    (EVERYTHING, "Tất cả"),
)


class BoardForm(AskingForm):
    """Which items are listed; what cannot be read is left out."""

    state = ChoiceField("Điều kiện", choices=STATES, default=LIKELY)
    relief = enum_field("Hình thức", Relief, blank="Miễn và giảm")
    unit = ChoiceField("Đơn vị", coerce=UUID, blank="Tất cả")
    officer = ChoiceField("Chấp hành viên", coerce=UUID, blank="Tất cả")

    def wanted(self, scope: UUID | None) -> FinderFilter:
        """The filter; a unit's reader sees that unit only."""
        self.validate()
        good = {one.name: one.data for one in self if not one.errors and one.data is not None}
        state = good.get("state", LIKELY)
        return FinderFilter(
            unit_id=scope or good.get("unit"), officer_id=good.get("officer"),
            relief=good.get("relief"), likely=state == LIKELY,
            state=next((one for one in State if one.value == state), None),
        )  # fmt: skip


class DossierListForm(AskingForm):
    """Which dossiers are listed; what cannot be read is left out."""

    state = enum_field("Tình trạng", DossierState, blank=None, default=DossierState.RUNNING)
    last = enum_field("Bước gần nhất", StepKind, blank="Tất cả")
    relief = enum_field("Hình thức", Relief, blank="Miễn và giảm")
    unit = ChoiceField("Đơn vị", coerce=UUID, blank="Tất cả")
    officer = ChoiceField("Chấp hành viên", coerce=UUID, blank="Tất cả")

    def wanted(self, scope: UUID | None) -> DossierFilter:
        """The filter; a unit's reader sees that unit only."""
        return DossierFilter(
            unit_id=scope or self.good("unit"), officer_id=self.good("officer"),
            relief=self.good("relief"), last=self.good("last"),
            state=self.good("state") or DossierState.RUNNING,
        )  # fmt: skip


class DossierForm(Form):
    """What the court is asked."""

    item = uuid_field("Khoản đề nghị", [Required("Chọn khoản đề nghị.")])
    way = ChoiceField("Trường hợp", [Required("Chọn trường hợp.")], blank="– Chọn –")
    opened_on = DateField("Ngày lập hồ sơ", [Required("Nhập ngày lập hồ sơ.")])
    amount = MoneyField("Số tiền đề nghị miễn, giảm (đ)")
    first_decision_on = DateField("Ngày quyết định thi hành án đầu tiên")
    reason = LongTextField("Hoàn cảnh đặc biệt khó khăn hoặc lập công lớn")

    def terms(self) -> DossierTerms:
        """As typed terms."""
        return DossierTerms(
            item_id=need(self.item.data), way=need(self.way.data),
            opened_on=need(self.opened_on.data), amount=self.amount.data,
            first_decision_on=self.first_decision_on.data, reason=self.reason.data,
            submission_key=self.submission_key.data or None,
        )  # fmt: skip


class ListForm(Form):
    """The list of a month for the procuracy."""

    unit = uuid_field("Đơn vị", [Required("Chọn đơn vị.")])
    day = DateField("Ngày lập danh sách", [Required("Nhập ngày lập danh sách.")])
    signer = uuid_field("Người ký", [Required("Chọn người ký.")])


class PaperForm(Form):
    """Where a paper of the dossier is."""

    paper = enum_field("Tài liệu", PaperNeeded, [Required("Chọn tài liệu.")])
    attachment = uuid_field("Tệp đã đính kèm vào hồ sơ", blank="– Không có tệp –")
    note = TextField("Ở đâu, bút lục số mấy")


class StepForm(Form):
    """What happened next; fields that the step does not ask for are taken away."""

    day = DateField("Ngày", [Required("Nhập ngày.")])
    number = TextField("Số văn bản", longest=60)
    body = TextField("Tòa án, Viện kiểm sát")
    agrees = ChoiceField(
        "Ý kiến", [Required("Chọn ý kiến của Viện kiểm sát.")], blank="– Chọn –",
        choices=[("yes", "Nhất trí"), ("no", "Không nhất trí")],
    )  # fmt: skip
    amount = MoneyField(
        "Số tiền Tòa án cho miễn, giảm (đ)", [Required("Nhập số tiền, 0 nếu không chấp nhận.")]
    )
    decision_number = WholeNumberField("Số quyết định đình chỉ phần được miễn, giảm")
    signer = uuid_field("Người ký")
    signing_mode = enum_field("Hình thức ký", SigningMode)
    note = LongTextField("Ghi chú")

    def keep(self, kind: StepKind, *, ends: bool) -> None:
        """Take away what this step does not ask for; `ends`: a discontinuance follows."""
        asked = {"day", "note", *STEP_FIELDS.get(kind, ())}
        if kind is StepKind.IN_FORCE and ends:
            asked |= {"decision_number", "signer", "signing_mode"}
        for name in FIELDS - asked:
            delattr(self, name)

    def terms(self, kind: StepKind) -> StepTerms:
        """As typed terms."""
        said = {name: self[name].data for name in FIELDS if name in self}
        agrees = said.pop("agrees", None)
        return StepTerms(
            kind=kind, agrees=agrees == "yes" if agrees else None, day=need(said.pop("day")),
            signer_id=said.pop("signer", None), submission_key=self.submission_key.data or None,
            **said,
        )  # fmt: skip


_COURT = ("number", "body", "amount")
STEP_FIELDS: dict[StepKind, tuple[str, ...]] = {
    StepKind.SENT: ("number", "body"),
    StepKind.OPINION: ("number", "agrees"),
    StepKind.SIGNED: ("body", "signer", "signing_mode"),
    StepKind.FILED: ("body",),
    StepKind.REGISTERED: ("number",),
    StepKind.DECIDED: _COURT,
    StepKind.PROTESTED: ("number", "body"),
    StepKind.RESOLVED: _COURT,
}
FIELDS = {
    "day", "number", "body", "agrees", "amount", "decision_number", "signer", "signing_mode",
    "note",
}  # fmt: skip
