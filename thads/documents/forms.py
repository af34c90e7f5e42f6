"""What a person says when asking for a paper."""

from dataclasses import replace

from thads.cases.models import SigningMode
from thads.documents.actions import PaperTerms
from thads.web.forms import DateField, Form, Required, enum_field, need, uuid_field


class PaperForm(Form):
    """Who signs and how; the law of the day and the file say the rest."""

    signer = uuid_field("Người ký", [Required("Chọn người ký.")])
    signing_mode = enum_field("Hình thức ký", SigningMode, [Required("Chọn hình thức ký.")])

    def terms(self) -> PaperTerms:
        """As typed terms."""
        if self.signer is None:  # the file says who signed and how
            return PaperTerms()
        return PaperTerms(signer_id=self.signer.data, signing_mode=self.signing_mode.data)


class RequestPaperForm(PaperForm):
    """The same, and the day of the creditor's request, which the file does not hold."""

    requested_on = DateField(
        "Ngày đơn yêu cầu thi hành án", [Required("Nhập ngày ghi trên đơn yêu cầu.")]
    )

    def terms(self) -> PaperTerms:
        """As typed terms."""
        return replace(super().terms(), requested_on=need(self.requested_on.data))
