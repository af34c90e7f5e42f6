"""What comes next and how it ended, as people type it; which part of the board is asked for."""

from __future__ import annotations

from uuid import UUID

from thads.accountability.actions import StepTerms
from thads.accountability.models import StepEnding
from thads.web.forms import DateField, Form, Required, TextField, enum_field, need, uuid_field


class StepForm(Form):
    """The next act on a case."""

    act = TextField("Việc phải làm", [Required("Nhập việc phải làm tiếp theo.")])
    due_on = DateField("Phải xong trước hết ngày", [Required("Nhập ngày, ví dụ 15/10/2024.")])
    result = TextField("Kết quả phải đạt", [Required("Nhập kết quả phải đạt.")])
    leader = uuid_field("Lãnh đạo chịu trách nhiệm", [Required("Chọn lãnh đạo chịu trách nhiệm.")])

    def terms(self) -> StepTerms:
        """What was typed, typed."""
        leader: UUID = need(self.leader.data)
        return StepTerms(
            act=need(self.act.data), due_on=need(self.due_on.data),
            result=need(self.result.data), leader_id=leader,
        )  # fmt: skip


class StepEndForm(Form):
    """How the step ended."""

    ending = enum_field("Kết quả", StepEnding, [Required("Chọn kết quả.")], blank=None)
    ended_on = DateField("Ngày kết thúc", [Required("Nhập ngày kết thúc, ví dụ 25/09/2024.")])
    note = TextField("Ghi chú, lý do")
