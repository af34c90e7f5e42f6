"""What people type about payouts."""

from __future__ import annotations

from wtforms import HiddenField, PasswordField

from thads.cases.forms.asking import SpanForm
from thads.payouts.terms import ProposalState
from thads.web.forms import (
    CheckField,
    DateField,
    Form,
    LongTextField,
    MoneyField,
    Required,
    TextField,
    enum_field,
    uuid_field,
)


class ProposalForm(Form):
    """The money of a case and what comes off first; ranks of items stand in the table below."""

    debtor = uuid_field(
        "Người phải thi hành án", [Required("Chọn người phải thi hành án.")], blank=None
    )
    received_on = DateField("Ngày thu được tiền", [Required("Nhập ngày thu được tiền.")])
    coercion_on = DateField("Ngày quyết định cưỡng chế đã thu tiền này")
    costs = MoneyField("Trừ chi phí thi hành án (đ)")
    set_aside = MoneyField("Trích lại tiền thuê nhà (đ)")
    transfer_tax = MoneyField("Trừ thuế, phí chuyển nhượng (đ)")
    note = LongTextField("Ghi chú")
    seen = HiddenField()  # the đồng of the table that the person looked at

    @property
    def seen_sum(self) -> int:
        """The sum that was shown; -1 when nothing was."""
        text = str(self.seen.data or "")
        return int(text) if text.isdecimal() else -1


class ConsentForm(Form):
    """To agree, or to pay: the own password again."""

    password = PasswordField("Mật khẩu của bạn", [Required("Nhập mật khẩu của bạn.")])


class PaymentForm(ConsentForm):
    """Paying: persons without an account may come for cash."""

    in_cash = CheckField("Chi tiền mặt cho cá nhân chưa có tài khoản")


class CancellationForm(Form):
    """Why a proposal is not to be paid."""

    reason = LongTextField("Lý do hủy", [Required("Nhập lý do hủy đề xuất.")])


class AccountForm(Form):
    """Where a party wants its money."""

    party = uuid_field("Người nhận", [Required("Chọn người nhận.")])
    bank = TextField("Ngân hàng", [Required("Nhập tên ngân hàng, chi nhánh.")], longest=200)
    number = TextField("Số tài khoản", [Required("Nhập số tài khoản.")], longest=40)
    holder = TextField("Chủ tài khoản", longest=200)


class PayeeForm(Form):
    """Which creditor gets the money of an item."""

    item = uuid_field("Khoản", [Required("Chọn khoản.")])
    party = uuid_field("Người nhận", [Required("Chọn người nhận.")])


class ProposalsForm(SpanForm):
    """Which proposals are listed."""

    state = enum_field("Tình trạng", ProposalState, blank="Tất cả")
