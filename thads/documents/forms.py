"""What a person says when asking for a paper, and the files that are given back."""

from dataclasses import replace

from flask_wtf.file import FileField, FileRequired

from thads.cases.models import SigningMode
from thads.documents.actions import PaperTerms
from thads.web.forms import (
    DateField,
    Form,
    LongTextField,
    Required,
    enum_field,
    need,
    uuid_field,
)


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


class MisfitForm(Form):
    """Why a form does not fit the case in hand."""

    note = LongTextField(
        "Mẫu không phù hợp ở điểm nào", [Required("Viết mẫu không phù hợp ở điểm nào.")]
    )


class SignedFileForm(Form):
    """The paper with one more signature."""

    file = FileField("Tệp PDF đã ký số", [FileRequired("Chọn tệp PDF đã ký số.")])


class CertificateForm(Form):
    """A certificate that an authority publishes."""

    file = FileField("Chứng thư gốc (.cer, .crt, .pem)", [FileRequired("Chọn tệp chứng thư gốc.")])
