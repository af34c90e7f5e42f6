"""What people ask of the board, and one conclusion on many cases before it is written."""

from __future__ import annotations

from thads.cases.forms.asking import AskingForm
from thads.cases.forms.bulk import BulkForm
from thads.cases.models import ActKind, SigningMode, Standing
from thads.classification.actions.deciding import CONCLUSIONS, Decision
from thads.classification.actions.notes import NoteTerms
from thads.classification.models import NoteSubject
from thads.classification.queries.ageing import Idle
from thads.classification.queries.board import Age, LastVerified
from thads.classification.queries.cover import Part
from thads.classification.queries.flow import Side
from thads.web.forms import (
    ChoiceField,
    DateField,
    Form,
    LongTextField,
    PercentField,
    Required,
    TextField,
    enum_field,
    need,
    uuid_field,
)

OPEN = tuple(standing for standing in Standing if not standing.has_ended)


class BoardForm(AskingForm):
    """Which open cases are reviewed, as it stands in the address."""

    unit = uuid_field("Đơn vị", blank="Toàn tỉnh")
    officer = ChoiceField("Chấp hành viên", blank="Mọi Chấp hành viên")
    standing = enum_field("Trạng thái", Standing, only=OPEN, blank="Mọi việc chưa kết thúc")
    verified = enum_field("Xác minh", LastVerified, blank="Mọi lần xác minh")
    age = enum_field("Tuổi án", Age, blank="Mọi tuổi án")


class CoverForm(AskingForm):
    """Whose cover is looked at, and which cases of it."""

    unit = uuid_field("Đơn vị", blank="Toàn tỉnh")
    officer = uuid_field("Chấp hành viên", blank="Mọi Chấp hành viên")
    part = enum_field("Phần", Part, blank="Mọi việc có điều kiện còn tiền")


class ThresholdForm(Form):
    """The cover that the head of the province asks for."""

    percent = PercentField("Ngưỡng bảo đảm (%)", [Required("Nhập ngưỡng, ví dụ 50.")])
    valid_from = DateField("Áp dụng từ ngày", [Required("Nhập ngày áp dụng, ví dụ 25/09/2024.")])


class AgeingForm(AskingForm):
    """Whose stock is looked at, and which cases of it."""

    unit = uuid_field("Đơn vị", blank="Toàn tỉnh")
    officer = ChoiceField("Chấp hành viên", blank="Mọi Chấp hành viên")
    year = ChoiceField("Năm thụ lý", coerce=int, blank="Mọi năm")
    standing = enum_field("Trạng thái", Standing, only=OPEN, blank="Mọi trạng thái")
    old = ChoiceField("Tuổi án", choices=[("1", "Có điều kiện, quá 1 năm")], blank="Mọi tuổi án")
    idle = enum_field("Tác động gần nhất", Idle, blank="Mọi lúc")
    reason = ChoiceField("Lý do tồn", blank="Mọi lý do")


class FlowForm(AskingForm):
    """Whose stock is followed through which year, and which cases of it."""

    unit = uuid_field("Đơn vị", blank="Toàn tỉnh")
    officer = ChoiceField("Chấp hành viên", blank="Mọi Chấp hành viên")
    year = ChoiceField("Năm thống kê", coerce=int, blank="Năm nay")
    old = ChoiceField("Tuổi án", choices=[("1", "Có điều kiện, quá 1 năm")], blank="Mọi tuổi án")
    month = ChoiceField("Tháng", coerce=int, blank="Cả năm")
    side = enum_field("Việc", Side, blank="Vào và ra")
    reason = ChoiceField("Lý do", blank="Mọi lý do")


class NoteForm(Form):
    """Why a case has little cover, or is not finished."""

    subject = enum_field("Về việc", NoteSubject, [Required("Chọn nội dung.")], blank=None)
    reason = ChoiceField("Lý do", blank="– Chọn lý do –")
    text = LongTextField("Ghi chú")

    @property
    def terms(self) -> NoteTerms:
        """What was typed."""
        subject = need(self.subject.data)
        return NoteTerms(
            subject=subject, text=self.text.data,
            reason=self.reason.data if subject is NoteSubject.AGEING else None,
            submission_key=self.submission_key.data or None,
        )  # fmt: skip


class DecisionForm(BulkForm):
    """One conclusion on many cases; `seen` tells the files that were shown."""

    conclusion = enum_field("Kết luận", ActKind, [Required("Chọn kết luận.")], only=CONCLUSIONS)
    day = DateField("Ngày", [Required("Nhập ngày, ví dụ 25/09/2024.")])
    ground = ChoiceField("Căn cứ", blank="– Chọn căn cứ –")
    signer = uuid_field("Người ký quyết định")
    signing_mode = enum_field("Hình thức ký", SigningMode)
    note = TextField("Ghi chú")

    def validate(self, **options: object) -> bool:
        """A decision bears a signature; that there are no means bears a ground."""
        sound = bool(super().validate(**options))
        if not sound:
            return False
        kind, asked = self.conclusion.data, []
        if kind is ActKind.NOT_YET_ENFORCEABLE:
            asked.append((self.ground, "Chọn căn cứ."))
        if kind is not ActKind.ENFORCEABLE:
            asked += [(self.signer, "Chọn người ký."), (self.signing_mode, "Chọn hình thức ký.")]
        for field, message in asked:
            if field.data is None:
                field.errors = [*field.errors, message]
                sound = False
        return sound

    @property
    def wanted(self) -> Decision:
        """The conclusion, without what it does not ask for."""
        kind = need(self.conclusion.data)
        signed = kind is not ActKind.ENFORCEABLE  # a decision, with its ground
        return Decision(
            kind=kind, day=need(self.day.data), note=self.note.data,
            ground=self.ground.data if signed else None,
            signer_id=self.signer.data if signed else None,
            signing_mode=self.signing_mode.data if signed else None,
        )  # fmt: skip
