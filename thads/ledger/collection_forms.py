"""Collecting money of a case, and sharing out what waits, with a field for each item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from thads.cases.forms.fact import FactForm
from thads.cases.models import Case, ObligationItem
from thads.core.money import format_dong
from thads.ledger.collections import CASH_PAPERS, share_field
from thads.ledger.models import Means, VoucherKind
from thads.web.forms import (
    DateField,
    LongTextField,
    MoneyField,
    Required,
    TextField,
    enum_field,
    uuid_field,
)

ANOTHER = "Người khác (ghi ở dưới)"
REST = "Chưa phân bổ"


class SharingForm(FactForm):
    """Fields `share_1`, `share_2` … for the items of a case; see `with_shares`."""

    @property
    def share_fields(self) -> list[Any]:
        """The fields of the items."""
        return [one for one in self if one.name.startswith("share_")]

    def shares(self, case: Case) -> dict[UUID, int] | None:
        """What was typed, in đồng by item; None when all was left empty."""
        typed = {
            item.id: self._fields[share_field(item.position)].data
            for item in case.items
            if share_field(item.position) in self._fields
        }
        if all(amount is None for amount in typed.values()):
            return None
        return {item_id: amount or 0 for item_id, amount in typed.items()}

    def fill(self, case: Case, shares: Mapping[UUID, int]) -> None:
        """Show how it is shared out, so that it can be read and changed."""
        for item in case.items:
            field = self._fields.get(share_field(item.position))
            if field is not None:
                field.data = shares.get(item.id, 0)
                field.raw_data = [format_dong(field.data)]


class CollectionForm(SharingForm):
    """Money that came in: how, from whom, for whom, why, and for which items."""

    means = enum_field("Hình thức thu", Means, [Required("Chọn hình thức thu.")], blank=None)
    paper = enum_field("Chứng từ khi thu tiền mặt", VoucherKind, only=CASH_PAPERS, blank=None)
    amount = MoneyField("Số tiền thu (đ)", [Required("Nhập số tiền thu, ví dụ 1.250.000.")])
    day = DateField("Ngày thu", [Required("Nhập ngày thu, ví dụ 25/09/2024.")])
    payer_party = uuid_field("Người nộp tiền", blank=ANOTHER)
    payer = TextField("Họ tên người nộp, nếu là người khác", longest=200)
    payer_address = TextField("Địa chỉ người nộp", longest=300)
    on_behalf_of = TextField("Nộp thay cho", longest=200)
    account_number = TextField("Số tài khoản chuyển đến", longest=40)
    bank = TextField("Ngân hàng, cơ quan chuyển", longest=200)
    voucher = TextField("Số biên lai, phiếu thu đã viết tay", longest=60)
    reason = LongTextField("Nội dung thu", [Required("Nhập nội dung thu.")])

    def validate(self, extra_validators: Any = None) -> bool:
        """Another person who pays is named, with address and whom it is for (TT04 Đ.16 k.1)."""
        good = bool(super().validate(extra_validators))
        if self.payer_party.data is not None:
            return good
        for field, message in (
            (self.payer, "Chọn đương sự nộp tiền, hoặc nhập họ tên người nộp."),
            (self.payer_address, "Nhập địa chỉ người nộp thay."),
            (self.on_behalf_of, "Nhập họ tên người được nộp thay."),
        ):
            if not field.data and not field.errors:
                field.errors = [message]
                good = False
        return good

    @property
    def sums(self) -> list[tuple[str, int]]:
        """What is left when the items have their shares."""
        if not isinstance(self.amount.data, int):
            return []
        rest = self.amount.data - sum(one.data or 0 for one in self.share_fields)
        return [(REST, max(0, rest))]


class AllocationForm(SharingForm):
    """Which items get what waits on the case."""

    note = LongTextField("Ghi chú")


F = TypeVar("F", bound=SharingForm)


def with_shares(form: type[F], items: Sequence[tuple[ObligationItem, int]]) -> type[F]:
    """The form with a field for each item and what remains of it, in đồng."""
    fields = {}
    for item, remaining in items:
        field = MoneyField(
            f"Khoản {item.position}. {item.kind.label} (đ)",
            description=f"Còn phải thi hành {format_dong(remaining)} đ.",
        )
        fields[share_field(item.position)] = field
    return type(form.__name__, (form,), fields)
