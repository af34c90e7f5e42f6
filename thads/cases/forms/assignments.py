"""Which cases are given over, to whom, from which day."""

from __future__ import annotations

from functools import cached_property
from uuid import UUID, uuid4

from flask import request
from wtforms import HiddenField

from thads.cases.actions.bulk import HandOver
from thads.core.errors import NotFound
from thads.web.forms import ChoiceField, DateField, Form, Required, TextField, need, uuid_field

TICKED, ALL_LISTED = "ticked", "all"
SHARE = "share-"


class HandOverForm(Form):
    """A hand-over before it is done.

    `form_key` makes a second sending harmless case by case; `seen` tells the list that was shown.
    """

    form_key = HiddenField(default=lambda: str(uuid4()))
    seen = HiddenField()
    which = ChoiceField("Những việc nào", [Required("Chọn những việc được giao.")], default=TICKED)
    officer = uuid_field("Giao cho Chấp hành viên", blank="– Không chọn –")
    to_unit = uuid_field("Chuyển sang đơn vị", blank="– Giữ nguyên đơn vị –")
    day = DateField("Kể từ ngày", [Required("Nhập ngày giao, ví dụ 25/09/2024.")])
    note = TextField("Căn cứ, lý do")

    def offer_selection(self, listed: int) -> None:
        """The cases ticked on this page, or all of the list."""
        whole = f"Cả {listed} việc đang lọc"
        self.which.offer([(TICKED, "Những việc đánh dấu ở trang này"), (ALL_LISTED, whole)])

    def validate(self, *, dealing: bool = False, **options: object) -> bool:
        """Somebody must take them; `dealing`: who takes how many is said otherwise."""
        sound = super().validate(**options)
        if sound and not dealing and self.officer.data is None and self.to_unit.data is None:
            message = "Chọn Chấp hành viên nhận việc, hoặc đơn vị nhận."
            self.officer.errors = [*self.officer.errors, message]
        return bool(sound) and not self.officer.errors

    @property
    def takes_all(self) -> bool:
        """Whether the whole list is meant."""
        return bool(self.which.data == ALL_LISTED)

    @property
    def key(self) -> UUID:
        """The form's own key; a new one when what was sent is none."""
        try:
            return UUID(self.form_key.data or "")
        except ValueError:
            return uuid4()

    @property
    def wanted(self) -> HandOver:
        """To whom and from which day."""
        return HandOver(
            day=need(self.day.data), officer_id=self.officer.data, to_unit_id=self.to_unit.data,
            note=self.note.data,
        )  # fmt: skip

    @property
    def carried(self) -> list[tuple[str, str]]:
        """All that was typed, for the page that shows what it would do."""
        names = ("form_key", "which", "officer", "to_unit", "day", "note")
        shares = [(f"{SHARE}{officer_id}", text) for officer_id, text in self.shares.items()]
        return [(name, self._text(name)) for name in names] + shares

    @cached_property
    def shares(self) -> dict[UUID, str]:
        """How many each officer is to get, as typed: fields `share-<officer>`."""
        sent = ((name.removeprefix(SHARE), text) for name, text in request.form.items()
                if name.startswith(SHARE))  # fmt: skip
        try:
            return {UUID(officer_id): text.strip() for officer_id, text in sent}
        except ValueError:
            raise NotFound from None

    def quotas(self, cases: int) -> dict[UUID, int]:
        """The same as numbers that add up to the cases chosen; ValueError says what is wrong."""
        wrong = [text for text in self.shares.values() if text and not text.isdecimal()]
        if wrong:
            raise ValueError(f"“{wrong[0]}” không phải số việc. Nhập số nguyên, hoặc để trống.")
        found = {officer_id: int(text or 0) for officer_id, text in self.shares.items()}
        if sum(found.values()) != cases:
            raise ValueError(
                f"Các số cộng lại là {sum(found.values())}, nhưng chọn {cases} việc. Sửa cho bằng."
            )
        return found

    def _text(self, name: str) -> str:
        field = self[name]
        return field.chosen if isinstance(field, ChoiceField) else str(field._value() or "")
