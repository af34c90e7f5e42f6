"""Forms of fees: text in, typed terms out."""

from __future__ import annotations

from datetime import date

from thads.cases.forms.asking import AskingForm, SpanForm
from thads.cases.models import SigningMode
from thads.core.money import parse_dong
from thads.fees.reckoning import Basis
from thads.fees.terms import (
    CorrectionTerms,
    DecisionTerms,
    FeePaymentTerms,
    LiabilityTerms,
    PropertyTerms,
    ProposalTerms,
    ReliefTerms,
)
from thads.ledger.accounts import Account
from thads.rules import fee_grounds
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

CHARGED = (Basis.COLLECTED, Basis.SELF_HANDED)
BEARS = "bears"  # no clause frees the item


class LiabilityForm(Form):
    """Whether an item bears a fee."""

    item = uuid_field("Khoản", [Required("Chọn khoản.")])
    no_fee = ChoiceField("Thuộc trường hợp", [Required("Chọn trường hợp.")], blank="– Chọn –")
    reason = TextField("Căn cứ trong hồ sơ", [Required("Nhập căn cứ, ví dụ phần quyết định của "
                                                       "bản án.")])  # fmt: skip

    def offer_clauses(self, day: date) -> None:
        """The clauses of that day, and that none applies."""
        clauses = [(one.code, one.text) for one in fee_grounds.no_fees(day)]
        self.no_fee.offer([(BEARS, "Chịu phí"), *clauses])

    def terms(self) -> LiabilityTerms:
        """As typed terms."""
        return LiabilityTerms(
            item_id=need(self.item.data), reason=need(self.reason.data),
            no_fee=None if self.no_fee.data == BEARS else self.no_fee.data,
            submission_key=self.submission_key.data or None,
        )  # fmt: skip


class PropertyForm(Form):
    """Property that a person receives, or what was said of it put right."""

    replaces = uuid_field("Thay cho tài sản đã ghi", blank="– Ghi tài sản mới –")
    party = uuid_field("Người nhận", [Required("Chọn người nhận.")])
    description = TextField("Tài sản", [Required("Nhập tài sản.")])
    day = DateField("Ngày giao (dự kiến hoặc đã giao)", [Required("Nhập ngày giao.")])
    value = MoneyField("Giá trị (đ)", [Required("Nhập giá trị; 0 để bỏ tài sản đã ghi.")])
    paid_to_others = MoneyField("Phải thanh toán lại cho người khác (đ)")
    valued_by = TextField("Căn cứ giá trị", [Required("Nhập căn cứ: bản án hoặc kết quả định "
                                                      "giá.")])  # fmt: skip
    basis = enum_field("Nhận theo cách", Basis, [Required("Chọn cách nhận.")], blank=None)

    def terms(self) -> PropertyTerms:
        """As typed terms."""
        return PropertyTerms(
            party_id=need(self.party.data), day=need(self.day.data),
            description=need(self.description.data), value=need(self.value.data),
            paid_to_others=self.paid_to_others.data or 0, valued_by=need(self.valued_by.data),
            basis=need(self.basis.data), replaces_id=self.replaces.data,
            submission_key=self.submission_key.data or None,
        )  # fmt: skip


class ProposalForm(Form):
    """Whom to charge, and for what is about to be received beside what was."""

    party = uuid_field("Người phải nộp phí", [Required("Chọn người phải nộp phí.")])
    amount = MoneyField("Số tiền sắp chi trả (đ)")
    item = uuid_field("Của khoản", blank="– Khoản duy nhất –")
    property = uuid_field("Tài sản sắp giao", blank="– Không –")
    basis = enum_field("Phần các bên tự giao, nhận", Basis, only=CHARGED,
                       blank="Theo sổ tiền của hồ sơ")  # fmt: skip

    def terms(self) -> ProposalTerms:
        """As typed terms."""
        return ProposalTerms(
            party_id=need(self.party.data), amount=self.amount.data, item_id=self.item.data,
            property_id=self.property.data, basis=self.basis.data,
            submission_key=self.submission_key.data or None,
        )  # fmt: skip


class CorrectionForm(Form):
    """A charge put right."""

    charge = uuid_field("Lần thu phí bị nhầm", [Required("Chọn lần thu phí.")])
    amount = MoneyField("Số tiền, giá trị đúng (đ)", [Required("Nhập số đúng.")])
    basis = enum_field("Nhận theo cách", Basis, [Required("Chọn cách nhận.")], blank=None)
    reason = TextField("Nhầm lẫn", [Required("Nhập nhầm lẫn cần sửa.")])

    def terms(self) -> CorrectionTerms:
        """As typed terms."""
        return CorrectionTerms(
            charge_id=need(self.charge.data), amount=need(self.amount.data),
            basis=need(self.basis.data), reason=need(self.reason.data),
            submission_key=self.submission_key.data or None,
        )  # fmt: skip


class ReliefForm(Form):
    """A request to pay less, with what proves it."""

    charge = uuid_field("Lần thu phí", [Required("Chọn lần thu phí.")])
    ground = ChoiceField("Căn cứ", [Required("Chọn căn cứ.")], blank="– Chọn –")
    percent = WholeNumberField("Tỷ lệ miễn, giảm (%)", [Required("Nhập tỷ lệ.")])
    of_amount = MoneyField("Riêng số tiền thu từ tài sản tự xác minh (đ)")
    complete_on = DateField("Ngày nhận đủ hồ sơ", [Required("Nhập ngày nhận đủ hồ sơ.")])
    documents = LongTextField("Tài liệu chứng minh", [Required("Nhập tài liệu đã nhận.")])

    def offer_grounds(self, day: date) -> None:
        """The grounds of that day, with how much they allow."""
        self.ground.offer(
            (one.code, f"{one.text} – {_allowed(one)}") for one in fee_grounds.reliefs(day)
        )

    def terms(self) -> ReliefTerms:
        """As typed terms."""
        return ReliefTerms(
            charge_id=need(self.charge.data), ground=need(self.ground.data),
            percent=need(self.percent.data), of_amount=self.of_amount.data,
            complete_on=need(self.complete_on.data), documents=need(self.documents.data),
            submission_key=self.submission_key.data or None,
        )  # fmt: skip


class DecisionForm(Form):
    """The head's decision: signed, or refused with the reason."""

    day = DateField("Ngày quyết định", [Required("Nhập ngày.")])
    number = WholeNumberField("Số quyết định")
    signer = uuid_field("Người ký", blank="– Chọn –")
    signing_mode = enum_field("Hình thức ký", SigningMode)
    conflict_answer = TextField("Giải trình về người thân thích")
    reply = LongTextField("Không chấp nhận, vì")

    def terms(self) -> DecisionTerms:
        """As typed terms; a reason makes it a refusal."""
        refused = self.reply.data is not None
        return DecisionTerms(
            day=need(self.day.data), reply=self.reply.data,
            number=None if refused else self.number.data,
            signer_id=None if refused else self.signer.data,
            signing_mode=None if refused else self.signing_mode.data,
            conflict_answer=self.conflict_answer.data,
            submission_key=self.submission_key.data or None,
        )  # fmt: skip


class SigningForm(Form):
    """The day of a notice and who signs it."""

    property = uuid_field("Tài sản", [Required("Chọn tài sản.")])
    day = DateField("Ngày văn bản", [Required("Nhập ngày văn bản.")])
    signer = uuid_field("Người ký", [Required("Chọn người ký.")])
    signing_mode = enum_field("Hình thức ký", SigningMode, [Required("Chọn hình thức ký.")])


class FeePaymentForm(Form):
    """A fee paid in, or given back."""

    party = uuid_field("Người được thi hành án", [Required("Chọn người.")])
    direction = ChoiceField(
        "Việc", [Required("Chọn việc.")], blank=None,
        choices=[("in", "Thu phí người đó nộp"), ("out", "Hoàn trả phí thu thừa")],
    )  # fmt: skip
    amount = MoneyField("Số tiền (đ)", [Required("Nhập số tiền.")])
    place = enum_field("Bằng", Account, [Required("Chọn nơi.")], blank=None,
                       only=(Account.CASH, Account.TRUST))  # fmt: skip
    day = DateField("Ngày", [Required("Nhập ngày.")])

    @property
    def gives_back(self) -> bool:
        """Money goes to the person."""
        return bool(self.direction.data == "out")

    def terms(self) -> FeePaymentTerms:
        """As typed terms."""
        return FeePaymentTerms(
            party_id=need(self.party.data), day=need(self.day.data),
            amount=need(self.amount.data), place=need(self.place.data),
            submission_key=self.submission_key.data or None,
        )  # fmt: skip


class RemittanceForm(Form):
    """One month paid over."""

    day = DateField("Ngày nộp", [Required("Nhập ngày nộp.")])


class CalculatorForm(AskingForm):
    """Amounts received one after the other, and how."""

    amounts = TextField("Các lần nhận (đ), cách nhau bằng dấu chấm phẩy", longest=1000)
    basis = enum_field("Nhận theo cách", Basis, only=CHARGED, blank=None, default=Basis.COLLECTED)
    day = DateField("Ngày nhận")

    @property
    def typed(self) -> list[int]:
        """The amounts; ValueError when one is none."""
        parts = [part.strip() for part in (self.amounts.data or "").split(";")]
        found = [parse_dong(part) for part in parts if part]
        if any(amount <= 0 or amount > MoneyField.largest for amount in found):
            raise ValueError(self.amounts.data)
        return found


class FilterForm(SpanForm):
    """Which decisions on fees are listed."""

    unit = uuid_field("Đơn vị", blank="Toàn tỉnh")
    basis = enum_field("Nhận theo cách", Basis, only=CHARGED, blank="Mọi cách")


def _allowed(one: fee_grounds.Relief) -> str:
    if one.is_exemption:
        return "miễn 100%"
    return f"giảm {one.least}%" if one.least == one.most else f"giảm đến {one.most}%"
