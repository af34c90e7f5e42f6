"""What is typed when another officer is asked for, and when the head answers."""

from __future__ import annotations

from datetime import date

from thads.cases.models import SigningMode
from thads.recusals.actions import AnswerTerms, ChangeTerms
from thads.rules import impartiality
from thads.web.forms import (
    ChoiceField,
    DateField,
    Form,
    LongTextField,
    Required,
    TextField,
    WholeNumberField,
    enum_field,
    need,
    uuid_field,
)

REPLACED, STAYS = "replaced", "stays"


class ChangeForm(Form):
    """A request as received."""

    party = uuid_field("Người yêu cầu", blank="Chấp hành viên tự từ chối")
    received_on = DateField("Ngày nhận", [Required("Nhập ngày nhận yêu cầu.")])
    ground = ChoiceField("Căn cứ", [Required("Chọn căn cứ.")], blank="– Chọn căn cứ –")
    reason = LongTextField("Lý do cụ thể", [Required("Nhập lý do.")])

    def offer_grounds(self, today: date) -> None:
        """The grounds of the law of the day typed so far."""
        day = self.received_on.data
        known = impartiality.change_grounds(day if isinstance(day, date) else today)
        self.ground.offer((ground.code, ground.label) for ground in known)

    def terms(self) -> ChangeTerms:
        """As typed terms."""
        return ChangeTerms(
            party_id=self.party.data, received_on=need(self.received_on.data),
            ground=need(self.ground.data), reason=need(self.reason.data),
            submission_key=self.submission_key.data or None,
        )  # fmt: skip


class AnswerForm(Form):
    """The head's answer; which fields count says the first."""

    outcome = ChoiceField(
        "Trả lời", [Required("Chọn thay đổi hay không.")], blank="– Chọn –",
        choices=[(REPLACED, "Thay đổi Chấp hành viên"), (STAYS, "Không thay đổi, trả lời văn bản")],
    )  # fmt: skip
    answered_on = DateField("Ngày trả lời", [Required("Nhập ngày trả lời.")])
    officer = uuid_field("Chấp hành viên mới", blank="– Không thay đổi –")
    number = WholeNumberField("Số quyết định thay đổi")
    signer = uuid_field("Người ký quyết định", blank="– Không có quyết định –")
    signing_mode = enum_field("Hình thức ký", SigningMode, blank="– Không có quyết định –")
    reply_number = TextField("Số văn bản trả lời", longest=60)
    reply = LongTextField("Lý do không thay đổi")
    conflict_answer = LongTextField("Giải trình việc trùng họ tên với người thân thích")

    def validate(self, **options: object) -> bool:
        """A new officer by a numbered and signed decision, or a reason."""
        sound = bool(super().validate(**options))
        replaced = self.outcome.data == REPLACED
        for name in ("officer", "number", "signer", "signing_mode") if replaced else ("reply",):
            if self[name].data is None and not self[name].errors:
                self[name].errors = [f"Nhập {self[name].label.text.lower()}."]
                sound = False
        return sound

    def terms(self) -> AnswerTerms:
        """As typed terms."""
        day = need(self.answered_on.data)
        if self.outcome.data == STAYS:
            return AnswerTerms(
                answered_on=day, reply=self.reply.data, reply_number=self.reply_number.data
            )
        return AnswerTerms(
            answered_on=day, officer_id=self.officer.data, number=self.number.data,
            signer_id=self.signer.data, signing_mode=self.signing_mode.data,
            conflict_answer=self.conflict_answer.data,
        )  # fmt: skip
