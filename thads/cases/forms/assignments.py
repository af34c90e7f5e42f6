"""Which cases are given over, to whom, from which day."""

from __future__ import annotations

from functools import cached_property
from uuid import UUID

from flask import request

from thads.cases.actions.bulk import HandOver
from thads.cases.forms.bulk import BulkForm
from thads.core.errors import NotFound
from thads.web.forms import DateField, Required, TextField, need, uuid_field

SHARE = "share-"


class HandOverForm(BulkForm):
    """A hand-over before it is done."""

    officer = uuid_field("Giao cho Chấp hành viên", blank="– Không chọn –")
    to_unit = uuid_field("Chuyển sang đơn vị", blank="– Giữ nguyên đơn vị –")
    day = DateField("Kể từ ngày", [Required("Nhập ngày giao, ví dụ 25/09/2024.")])
    note = TextField("Căn cứ, lý do")

    def validate(self, *, dealing: bool = False, **options: object) -> bool:
        """Somebody must take them; `dealing`: who takes how many is said otherwise."""
        sound = super().validate(**options)
        if sound and not dealing and self.officer.data is None and self.to_unit.data is None:
            message = "Chọn Chấp hành viên nhận việc, hoặc đơn vị nhận."
            self.officer.errors = [*self.officer.errors, message]
        return bool(sound) and not self.officer.errors

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
        shares = [(f"{SHARE}{officer_id}", text) for officer_id, text in self.shares.items()]
        return super().carried + shares

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
