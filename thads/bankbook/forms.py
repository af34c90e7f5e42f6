"""What people give and choose about bank statements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from flask_wtf.file import FileField, FileRequired
from wtforms import Form as Fields
from wtforms import HiddenField

from thads.bankbook.queries import Shown, Way
from thads.cases.models import Case
from thads.ledger.collections import share_field
from thads.web.forms import (
    Form,
    LongTextField,
    MoneyField,
    Required,
    TextField,
    WholeNumberField,
    enum_field,
    uuid_field,
)


class AccountForm(Form):
    """An account of the office."""

    bank = TextField("Ngân hàng, Kho bạc", [Required("Nhập tên ngân hàng hoặc Kho bạc.")])
    number = TextField("Số tài khoản", [Required("Nhập số tài khoản.")], longest=40)


class StatementForm(Form):
    """A statement file of one account."""

    account = uuid_field("Tài khoản", [Required("Chọn tài khoản.")])
    file = FileField("Tệp sao kê (.csv, .xlsx)", [FileRequired("Chọn tệp sao kê.")])


class ColumnsForm(Form):
    """Which row names the columns; the columns themselves are chosen above each of them."""

    heading = WholeNumberField("Dòng tên cột", [Required("Nhập số dòng có tên cột.")])


class RowFilter(Fields):  # type: ignore[misc]
    """Which rows of an account are listed."""

    shown = enum_field("Tình trạng", Shown, blank="Tất cả")
    way = enum_field("Chiều", Way, blank="Tất cả")


class LookForm(Form):
    """Which case a person thinks of."""

    typed = TextField("Số quyết định, tên hoặc số định danh của đương sự",
                      [Required("Nhập số quyết định, tên hoặc số định danh.")])  # fmt: skip


class PostingForm(Form):
    """A row posted as a collection of this case; without shares principal goes first."""

    case = HiddenField()

    @property
    def shares(self) -> dict[str, Any]:
        """The fields of the shares by name."""
        return {one.name: one for one in self if one.name.startswith("share_")}

    def fill(self, case: Case, proposed: Mapping[UUID, int]) -> None:
        """Show what is proposed."""
        for item in case.items:
            self.shares[share_field(item.position)].data = proposed.get(item.id, 0)


class MatchForm(Form):
    """A row that is this voucher."""

    voucher = HiddenField()


class UndoForm(Form):
    """Why a row is taken apart from its voucher."""

    reason = LongTextField("Lý do gỡ", [Required("Nhập lý do gỡ.")])


def posting_form(case: Case) -> PostingForm:
    """The form with a field for each item of the case."""
    fields = {
        share_field(item.position): MoneyField(f"{item.position}. {item.kind.label} (đ)")
        for item in case.items
    }
    form: PostingForm = type("PostingForm", (PostingForm,), fields)()
    return form


def shares_of(form: PostingForm, case: Case) -> dict[UUID, int] | None:
    """What was typed, by item; None when nothing was."""
    fields = form.shares
    named: Iterable[tuple[UUID, Any]] = (
        (item.id, fields.get(share_field(item.position))) for item in case.items
    )
    typed = {item_id: one.data or 0 for item_id, one in named if one is not None and one.raw_data}
    return typed or None
