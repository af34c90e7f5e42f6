"""One form for every act upon a case: the fields that an act asks for stay, the others go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from thads.cases.forms.acts import ActPage
from thads.cases.forms.fact import FactForm
from thads.cases.models import ActKind, Case, SigningMode
from thads.web.forms import (
    ChoiceField,
    DateField,
    LongTextField,
    MoneyField,
    Required,
    TextField,
    WholeNumberField,
    enum_field,
    uuid_field,
)

ALWAYS = frozenset(
    {"day", "ground", "note", "conflict_answer", "revision", "submission_key", "csrf_token"}
)
STANDS_FOR = {  # an act asks for a field under the condition that its name says
    "one_item": "item",
    "amount_needed": "amount",
    "new_officer": "officer",
    "reason": "note",
    "what": "note",
}
ALL_ITEMS = "Cả việc (mọi khoản còn mở)"


class ActForm(FactForm):
    """What a person types to enter one act."""

    enforceable = ChoiceField(
        "Kết luận",
        [Required("Chọn kết luận về điều kiện thi hành.")],
        choices=[("no", "Chưa có điều kiện thi hành"), ("yes", "Có điều kiện thi hành")],
        blank="– Chọn –",
    )
    corrects = uuid_field("Ghi nhận cần gạch bỏ", [Required("Chọn ghi nhận cần gạch bỏ.")])
    day = DateField("Ngày", [Required("Nhập ngày, ví dụ 25/09/2024.")])
    officer = uuid_field("Chấp hành viên", [Required("Chọn Chấp hành viên.")])
    to_unit = uuid_field("Đơn vị nhận", [Required("Chọn đơn vị nhận hồ sơ.")])
    receiver = TextField("Cơ quan nhận ủy thác", [Required("Nhập tên cơ quan nhận ủy thác.")])
    ground = ChoiceField("Căn cứ", [Required("Chọn căn cứ.")], blank="– Chọn căn cứ –")
    until = DateField("Đến hết ngày")
    item = uuid_field("Khoản", blank=ALL_ITEMS)
    amount = MoneyField("Số tiền (đ)")
    number = WholeNumberField("Số quyết định", [Required("Nhập số quyết định.")])
    signer = uuid_field("Người ký", [Required("Chọn người ký.")])
    signing_mode = enum_field("Hình thức ký", SigningMode, [Required("Chọn hình thức ký.")])
    note = LongTextField("Ghi chú")

    def __init__(self, page: ActPage, case: Case, **options: Any) -> None:
        super().__init__(case, **options)
        self.page = page
        asked = {STANDS_FOR.get(name, name) for name in page.asks}
        for name in set(self._fields) - asked - ALWAYS:
            del self[name]
        if "corrects" in asked:
            del self.day  # a correction is dated today
        self._narrow()

    def _narrow(self) -> None:
        """Conditions that the act adds to a field."""
        asks = self.page.asks
        if "one_item" in asks:
            _demand(self.item, "Chọn khoản.")
            self.item.blank = "– Chọn khoản –"
        if "amount_needed" in asks:
            _demand(self.amount, "Nhập số tiền lớn hơn 0.")
        elif "amount" in asks:
            self.amount.description = "Bỏ trống: toàn bộ số còn lại. Nhập một phần thì chọn khoản."
        if "new_officer" in asks:
            _release(self.officer)
            self.officer.blank = "– Đơn vị nhận sẽ phân công –"
        if "what" in asks:
            amends = self.page.kind is ActKind.AMENDMENT
            self.note.label.text = "Nội dung sửa đổi" if amends else "Tài sản ủy thác xử lý"
            _demand(self.note, "Nhập nội dung này.")
        if "reason" in asks:
            self.note.label.text = "Lý do đính chính"
            _demand(self.note, "Nhập lý do đính chính.")

    def offer_grounds(self, choices: Sequence[tuple[object, str]], *, needed: bool) -> None:
        """The grounds of the law of the day; an act for which it names none does not ask."""
        if not choices:
            del self.ground
            return
        self.ground.offer(choices)
        if not needed:
            _release(self.ground)

    def release_decision(self) -> None:
        """A finding that the debtor has means is minuted; it needs no numbered decision."""
        for name in ("number", "signer", "signing_mode"):
            _release(self[name])

    @property
    def item_id(self) -> UUID | None:
        """The item chosen; None for the whole case."""
        chosen: UUID | None = self.value("item")
        return chosen


def _demand(field: Any, message: str) -> None:
    field.validators = [Required(message)]
    field.flags.required = True


def _release(field: Any) -> None:
    field.validators = [one for one in field.validators if not isinstance(one, Required)]
    field.flags.required = False
