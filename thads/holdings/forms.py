"""What people ask of the lists of money that waits, and type about it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from wtforms import HiddenField

from thads.cases.forms.asking import AskingForm
from thads.cases.forms.bulk import ALL_LISTED, TICKED
from thads.cases.models import ItemKind
from thads.holdings.actions import BankTerms, NoticeTerms
from thads.holdings.listing import Lateness, Wanted
from thads.holdings.queries import WAITING, Age
from thads.ledger.accounts import Account
from thads.rules.unclaimed import NextStep
from thads.web.forms import (
    ChoiceField,
    DateField,
    Form,
    Required,
    TextField,
    enum_field,
    need,
    uuid_field,
)

GIVE_DAY = "Nhập ngày, ví dụ 25/09/2024."
FOR_STATE = tuple(kind for kind in ItemKind if kind.due_to_state)


class StateForm(AskingForm):
    """Which money for the budget, as it stands in the address."""

    unit = uuid_field("Đơn vị", blank="Toàn tỉnh")
    kind = enum_field("Loại khoản", ItemKind, only=FOR_STATE, blank="Mọi khoản")
    age = enum_field("Đã giữ", Age, blank="Mọi thời gian")
    lateness = enum_field("Hạn nộp", Lateness, blank="Mọi hạn")

    def wanted(self, scope: UUID | None) -> Wanted:
        """For who sees this unit (None: the province)."""
        return Wanted(
            unit_id=self.good("unit") if scope is None else scope, kind=self.good("kind"),
            age=self.good("age"), lateness=self.good("lateness"),
        )  # fmt: skip


class WaitingForm(AskingForm):
    """Which money that waits for parties."""

    unit = uuid_field("Đơn vị", blank="Toàn tỉnh")
    account = enum_field("Tiền", Account, only=WAITING, blank="Mọi khoản tiền")
    age = enum_field("Đã giữ", Age, blank="Mọi thời gian")
    step = enum_field("Bước tiếp theo", NextStep, blank="Mọi bước")
    lateness = enum_field("Hạn", Lateness, blank="Mọi hạn")

    def wanted(self, scope: UUID | None) -> Wanted:
        """For who sees this unit (None: the province)."""
        return Wanted(
            unit_id=self.good("unit") if scope is None else scope, account=self.good("account"),
            age=self.good("age"), step=self.good("step"), lateness=self.good("lateness"),
        )  # fmt: skip


class BankForm(Form):
    """To which bank or treasury, on which day."""

    day = DateField("Ngày", [Required(GIVE_DAY)])
    bank = TextField("Ngân hàng, Kho bạc", [Required("Nhập tên ngân hàng hoặc Kho bạc.")])
    account_number = TextField("Số tài khoản", longest=60)
    reason = TextField("Nội dung, số quyết định")

    @property
    def terms(self) -> BankTerms:
        """What was typed."""
        return BankTerms(
            day=need(self.day.data), bank=need(self.bank.data),
            account_number=self.account_number.data, reason=self.reason.data or "",
            submission_key=self.submission_key.data or None,
        )  # fmt: skip


class RemittanceForm(BankForm):
    """Many items in one payment order; `seen`: the sum that was shown for all of the list."""

    which = ChoiceField("Những khoản nào", [Required("Chọn những khoản cần nộp.")], default=TICKED)
    seen = HiddenField()

    def offer_selection(self, listed: int) -> None:
        """The items ticked on this page, or all of the list."""
        whole = f"Cả {listed} khoản đang lọc"
        self.which.offer([(TICKED, "Những khoản đánh dấu ở trang này"), (ALL_LISTED, whole)])

    @property
    def takes_all(self) -> bool:
        """Whether the whole list is meant."""
        return bool(self.which.data == ALL_LISTED)


class NoticeForm(Form):
    """The payee was told to come."""

    told_on = DateField("Ngày báo hợp lệ", [Required(GIVE_DAY)])
    how = TextField("Cách báo, số văn bản", [Required("Ghi cách báo hoặc số văn bản.")])
    in_force_on = DateField("Ngày bản án có hiệu lực")

    @property
    def terms(self) -> NoticeTerms:
        """What was typed."""
        return NoticeTerms(
            told_on=need(self.told_on.data), how=need(self.how.data),
            in_force_on=self.in_force_on.data, submission_key=self.submission_key.data or None,
        )  # fmt: skip


def begun(form: BankForm, day: date, bank: str, reason: str) -> BankForm:
    """A form with what is most likely, unless it was sent."""
    if not form.is_submitted():
        form.day.data, form.bank.data, form.reason.data = day, bank, reason
    return form
