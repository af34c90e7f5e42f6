"""The form of an enforcement decision: head, parties and items in rows that can be added."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from wtforms import Field, FieldList, FormField, HiddenField
from wtforms import Form as Rows
from wtforms.validators import Regexp, ValidationError

from thads.cases.models import Initiation, ItemKind, JudgmentKind
from thads.core.errors import RuleBroken
from thads.parties.models import PartyKind, PartyRole
from thads.places import queries as places
from thads.places.models import Commune
from thads.web.forms import (
    CheckField,
    ChoiceField,
    DateField,
    Form,
    LongTextField,
    MoneyField,
    Required,
    TextField,
    WholeNumberField,
    enum_field,
    uuid_field,
)

MOST_ROWS = 60
ROWS = ("parties", "items")
NOT_CARRIED = frozenset({"csrf_token", "submission_key"})


class PartyRow(Rows):  # type: ignore[misc]
    """One party as typed."""

    role = enum_field("Tư cách", PartyRole, [Required("Chọn tư cách của đương sự.")])
    kind = enum_field("Là", PartyKind, [Required("Chọn cá nhân hoặc tổ chức.")], blank=None)
    name = TextField("Họ tên hoặc tên tổ chức", [Required("Nhập tên đương sự.")])
    personal_id_number = TextField(
        "Số định danh, mã số thuế",
        [Regexp(r"^\d{9}$|^\d{12}$|^\d{10}(-\d{3})?$",
                message="Nhập 9 hoặc 12 chữ số (cá nhân), 10 hoặc 13 chữ số (tổ chức).")],
    )  # fmt: skip
    address = TextField("Số nhà, thôn, tổ")
    commune_text = TextField("Xã, phường")
    commune_code = TextField("Xã, phường đã chọn")

    def on(self, day: date) -> None:
        """Remember the day whose communes are meant."""
        self._day = day

    @property
    def commune(self) -> Commune | None:
        """The commune chosen, as it was named on the decision's day."""
        return places.commune(self.commune_code.data, self._day) if self.commune_code.data else None

    @property
    def communes(self) -> tuple[Commune, ...]:
        """What may be meant by the text typed."""
        text = self.commune_text.data
        return places.search(text, self._day, limit=8) if text and not self.commune else ()

    def validate_commune_text(self, field: TextField) -> None:
        """A commune is chosen from the list, not only typed."""
        if self.commune_code.data and not self.commune:
            raise ValidationError("Xã, phường này không có vào ngày ra quyết định; chọn lại.")
        if field.data and not self.commune_code.data:
            raise ValidationError("Bấm “Tìm xã” rồi chọn một xã, phường trong danh sách.")


class ItemRow(Rows):  # type: ignore[misc]
    """One obligation item as typed."""

    kind = enum_field("Loại khoản", ItemKind, [Required("Chọn loại khoản.")])
    description = TextField("Nội dung")
    amount = MoneyField("Số tiền (đ)", [Required("Nhập số tiền; không phải trả tiền thì nhập 0.")])
    state_budget = ChoiceField(
        "Nộp ngân sách", choices=[("yes", "Có"), ("no", "Không")], blank="Theo loại khoản"
    )

    @property
    def due_to_state(self) -> bool:
        """As chosen, else as the kind of item says."""
        if self.state_budget.data:
            return bool(self.state_budget.data == "yes")
        return bool(self.kind.data and self.kind.data.due_to_state)


class DocketingForm(Form):
    """An enforcement decision before it is issued (L08 Đ.36; L25 Đ.33–34)."""

    initiation = enum_field("Hình thức ra quyết định", Initiation,
                            [Required("Chọn chủ động hoặc theo yêu cầu.")])  # fmt: skip
    kind = enum_field("Loại án", JudgmentKind, [Required("Chọn loại án.")])
    unit = uuid_field("Đơn vị ra quyết định", [Required("Chọn đơn vị ra quyết định.")])
    docketed_on = DateField("Ngày ra quyết định", [Required("Nhập ngày, ví dụ 25/09/2024.")])
    number = WholeNumberField("Số quyết định", [Required("Nhập số quyết định.")])
    officer = uuid_field("Chấp hành viên", blank="– Phân công sau –")
    signer = uuid_field("Người ký", blank="– Thủ trưởng cơ quan ra quyết định –")
    entrusted_in = CheckField("Nhận ủy thác từ nơi khác đến")
    bank = TextField("Tổ chức tín dụng")
    conflict_answer = LongTextField("Giải trình việc trùng họ tên với người thân thích")
    corruption = CheckField("Án tham nhũng, kinh tế")
    drugs = CheckField("Án ma túy")
    foreign_element = CheckField("Có yếu tố nước ngoài")
    parties = FieldList(FormField(PartyRow), min_entries=2, max_entries=MOST_ROWS)
    items = FieldList(FormField(ItemRow), min_entries=1, max_entries=MOST_ROWS)
    step = HiddenField()

    def begin(self, today: date) -> None:
        """What a new decision most often has: one creditor, one debtor."""
        self.docketed_on.data = today
        self.parties[0].form.role.data = PartyRole.DEBTOR
        self.parties[1].form.role.data = PartyRole.CREDITOR

    def communes_on(self, day: date) -> None:
        """The communes of the rows are those of this day."""
        for row in self.parties:
            row.form.on(day)

    def change_rows(self, step: str) -> bool:
        """Carry out "add-parties" or "drop-items-2"; False when the step is another one."""
        match = re.fullmatch(r"(add|drop)-(parties|items)(?:-(\d+))?", step)
        if match is None:
            return False
        rows: FieldList = self[match[2]]
        if match[1] == "add" and len(rows.entries) < MOST_ROWS:
            rows.append_entry()
        elif match[3] and len(rows.entries) > 1:
            rows.entries = [row for row in rows.entries if row.name != f"{match[2]}-{match[3]}"]
        return True

    def refuse(self, broken: RuleBroken) -> None:
        """A rule about the rows as a whole is shown at the first of them."""
        if broken.field in ROWS:
            first = next(_leaves(self[broken.field]))
            first.errors = [*first.errors, broken.message]
        else:
            super().refuse(broken)

    def leaves(self) -> Iterator[Field]:
        """Every single field, those of the rows too."""
        for field in self:
            yield from _leaves(field)

    @property
    def wrong(self) -> list[Field]:
        """The single fields that have an error, in the order of the page."""
        return [field for field in self.leaves() if field.errors]

    @property
    def carried(self) -> list[tuple[str, str]]:
        """All that was typed, for the page that checks it before it is issued."""
        return [
            (field.name, _text(field))
            for field in self.leaves()
            if field.name not in NOT_CARRIED and field.name != "step" and field.data is not None
            and field.data is not False
        ]  # fmt: skip

    @property
    def total(self) -> int:
        """Đồng of all items."""
        return sum(row.form.amount.data or 0 for row in self.items)

    def validate_parties(self, field: FieldList) -> None:
        """Someone must perform."""
        if not any(row.form.role.data is PartyRole.DEBTOR for row in field):
            field[0].form.role.errors = [
                *field[0].form.role.errors, "Cần ít nhất một người phải thi hành án.",
            ]  # fmt: skip
            raise ValidationError("Cần ít nhất một người phải thi hành án.")


def rows_of(field: FieldList) -> Iterable[Any]:
    """The nested forms of a list of rows."""
    return (entry.form for entry in field)


def _leaves(field: Field) -> Iterator[Field]:
    if isinstance(field, FieldList):
        for entry in field:
            yield from _leaves(entry)
    elif isinstance(field, FormField):
        for inner in field.form:
            yield from _leaves(inner)
    else:
        yield field


def _text(field: Field) -> str:
    if isinstance(field, CheckField):
        return "y"
    if isinstance(field, ChoiceField):
        return str(field.data)
    return str(field._value())
