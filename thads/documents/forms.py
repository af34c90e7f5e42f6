"""What a person says when asking for a paper, and the files that are given back."""

from dataclasses import replace
from datetime import date

from flask_wtf.file import FileField, FileRequired
from wtforms.validators import Regexp

from thads.cases.models import SigningMode
from thads.documents.actions import PaperTerms
from thads.documents.catalogue import Form as Paper
from thads.documents.issuing import IssueTerms
from thads.documents.lists import ListKind
from thads.documents.of_judgments import Delivery, ReceiptTerms
from thads.documents.said import LABELS
from thads.web.forms import (
    CheckField,
    DateField,
    Form,
    LongTextField,
    Required,
    TextField,
    enum_field,
    need,
    uuid_field,
)


class PaperForm(Form):
    """Who signs and how; the law of the day and the file say the rest."""

    signer = uuid_field("Người ký", [Required("Chọn người ký.")])
    signing_mode = enum_field("Hình thức ký", SigningMode, [Required("Chọn hình thức ký.")])
    numbered = CheckField("Lấy số ngay, để ký số (không lấy thì văn thư ghi số sau khi ký tay)")

    @property
    def takes_number(self) -> bool:
        """Whether a number of the series is asked for now."""
        return bool(self.numbered and self.numbered.data)

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


class IssueForm(Form):
    """A paper that follows from no act; what its form does not ask for is taken away."""

    day = DateField("Ngày văn bản", [Required("Nhập ngày văn bản.")])
    signer = uuid_field("Người ký", [Required("Chọn người ký.")])
    signing_mode = enum_field("Hình thức ký", SigningMode, [Required("Chọn hình thức ký.")])
    asked_of = TextField(LABELS["asked_of"], [Required("Nhập nơi nhận ủy quyền.")])
    addressee = TextField(LABELS["addressee"], [Required("Nhập người nhận.")])
    posted = TextField(LABELS["posted"], [Required("Nhập văn bản được niêm yết.")])
    delivered = TextField(LABELS["delivered"], [Required("Nhập văn bản được giao.")])
    hour = TextField(
        LABELS["hour"],
        [Required("Nhập giờ làm việc."),
         Regexp(r"([01]\d|2[0-3]):[0-5]\d$", message="Nhập giờ dạng 08:30.")],
    )  # fmt: skip
    on_day = DateField(LABELS["on_day"], [Required("Nhập ngày làm việc.")])
    place = TextField(LABELS["place"], [Required("Nhập địa điểm.")])
    content = LongTextField(LABELS["content"], [Required("Nhập nội dung.")])
    offer = LongTextField(LABELS["offer"], [Required("Nhập điều đề nghị.")])
    to_verify = LongTextField(LABELS["to_verify"], [Required("Nhập nội dung cần xác minh.")])

    def keep(self, paper: Paper) -> None:
        """Take away what this paper does not ask for; an officer signs in one way only."""
        for name in LABELS.keys() - set(paper.asks):
            delattr(self, name)
        if paper.by_officer:
            self.signer.label.text = "Chấp hành viên ký"
            del self.signing_mode

    def terms(self) -> IssueTerms:
        """As typed terms."""
        found = {name: self[name].data for name in LABELS if name in self}
        return IssueTerms(
            day=need(self.day.data), signer_id=need(self.signer.data),
            signing_mode=need(self.signing_mode.data) if self.signing_mode else SigningMode.HEAD,
            said={name: one.isoformat() if isinstance(one, date) else need(one)
                  for name, one in found.items()},
        )  # fmt: skip


class JudgmentReceiptForm(Form):
    """What the book of judgments does not tell of how one came."""

    delivery = enum_field("Hình thức giao, nhận", Delivery, [Required("Chọn hình thức.")])
    handed_by = TextField("Bên giao", [Required("Nhập cơ quan, người giao.")])
    enclosures = LongTextField(
        "Tài liệu kèm theo", [Required("Ghi tài liệu kèm theo, hoặc ghi: không có.")]
    )

    def terms(self) -> ReceiptTerms:
        """As typed terms."""
        return ReceiptTerms(
            delivery=need(self.delivery.data), handed_by=need(self.handed_by.data),
            enclosures=need(self.enclosures.data),
        )  # fmt: skip


class ListForm(Form):
    """Which list of which unit, until which day."""

    kind = enum_field(
        "Danh sách", ListKind, [Required("Chọn danh sách.")], blank=None,
        default=ListKind.NOT_YET_LIST,
    )  # fmt: skip
    unit = uuid_field("Đơn vị", [Required("Chọn đơn vị.")])
    day = DateField("Ngày lập danh sách", [Required("Nhập ngày lập danh sách.")])
    signer = uuid_field("Người ký", [Required("Chọn người ký.")])
    signing_mode = enum_field("Hình thức ký", SigningMode, [Required("Chọn hình thức ký.")])


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
