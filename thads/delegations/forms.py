"""What the head writes in a paper of delegation, and in the one that ends it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from wtforms import SelectMultipleField
from wtforms.validators import StopValidation
from wtforms.widgets import CheckboxInput, ListWidget

from thads.delegations.actions import EndTerms, GrantTerms
from thads.delegations.models import DelegationMode
from thads.rules import signing
from thads.web.forms import (
    DateField,
    Form,
    LongTextField,
    Required,
    TextField,
    enum_field,
    need,
    uuid_field,
)


class TicksField(SelectMultipleField):  # type: ignore[misc]
    """Several of a list, each with a box of its own."""

    widget = ListWidget(html_tag="ul", prefix_label=False)
    option_widget = CheckboxInput()

    def offer(self, choices: Iterable[tuple[object, str]]) -> None:
        """Say what may be ticked."""
        self.choices = [(str(value), label) for value, label in choices]

    def pre_validate(self, form: object) -> None:
        """Only what is offered may be ticked."""
        del form
        offered = {value for value, _ in self.choices}
        if set(self.data or ()) - offered:
            raise StopValidation("Chọn trong danh sách.")


class GrantForm(Form):
    """A field assigned to a deputy, or powers delegated to a head of division."""

    mode = enum_field("Hình thức", DelegationMode, [Required("Chọn phân công hay ủy quyền.")])
    delegate = uuid_field("Người được giao ký", [Required("Chọn người được giao ký.")])
    number = TextField("Số, ký hiệu văn bản", [Required("Nhập số, ký hiệu văn bản.")], longest=60)
    issued_on = DateField("Ngày văn bản", [Required("Nhập ngày văn bản, ví dụ 25/09/2026.")])
    valid_from = DateField("Có hiệu lực từ ngày", [Required("Nhập ngày bắt đầu có hiệu lực.")])
    valid_to = DateField("Đến hết ngày")
    kinds = TicksField("Loại quyết định được ký")
    units = TicksField("Chỉ đối với việc của đơn vị")

    def offer_kinds(self, day: date) -> None:
        """The papers which another than the head may sign under the law of that day."""
        self.kinds.offer(
            (rule.kind, rule.label)
            for rule in signing.SIGNING
            if rule.holds_on(day) and rule.modes - {"head", "tl"}
        )

    @property
    def day(self) -> date | None:
        """The first day typed, if one was."""
        found: date | None = self.valid_from.data
        return found

    def terms(self) -> GrantTerms:
        """As typed terms."""
        return GrantTerms(
            delegate_id=need(self.delegate.data), mode=need(self.mode.data),
            number=need(self.number.data), issued_on=need(self.issued_on.data),
            valid_from=need(self.valid_from.data), valid_to=self.valid_to.data,
            kinds=tuple(self.kinds.data), unit_ids=tuple(UUID(one) for one in self.units.data),
        )  # fmt: skip


class EndForm(Form):
    """The paper that ends a delegation before its time."""

    number = TextField("Số, ký hiệu văn bản", [Required("Nhập số, ký hiệu văn bản.")], longest=60)
    last_day = DateField("Hết hiệu lực sau ngày", [Required("Nhập ngày hiệu lực cuối cùng.")])
    reason = LongTextField("Lý do", [Required("Nhập lý do chấm dứt.")])

    def terms(self) -> EndTerms:
        """As typed terms."""
        return EndTerms(
            number=need(self.number.data), last_day=need(self.last_day.data),
            reason=need(self.reason.data),
        )  # fmt: skip
