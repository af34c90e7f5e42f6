"""What is typed on the pages for those outside the office."""

from collections.abc import Iterable

from flask_wtf.file import FileField, FileRequired

from thads.dispatches.actions import DispatchTerms
from thads.dispatches.models import Channel, Receiver
from thads.identity.models import Body
from thads.reports.models import MonthlyReport
from thads.web.forms import (
    DateField,
    Form,
    Required,
    TextField,
    enum_field,
    need,
    uuid_field,
)


class CheckForm(Form):
    """The short code of a paper; it stands in the address."""

    class Meta(Form.Meta):
        """A question changes nothing, so it needs no seal."""

        csrf = False

    code = TextField("Mã kiểm tra in ở chân trang", longest=40)


class PaperForm(Form):
    """The file to compare."""

    file = FileField("Tệp PDF bạn đang có", [FileRequired("Chọn tệp PDF cần so.")])


class ComparisonForm(Form):
    """Which two published periods stand side by side."""

    class Meta(Form.Meta):
        """A question changes nothing, so it needs no seal."""

        csrf = False

    first = uuid_field("Kỳ thứ nhất")
    second = uuid_field("So với kỳ")

    def offer(self, reports: Iterable[MonthlyReport]) -> None:
        """Published versions only."""
        lines = [
            (report.id, f"Đến hết {report.period_end:%d/%m/%Y}, bản {report.version}")
            for report in reports
        ]
        self.first.offer(lines)
        self.second.offer(lines)


class AccessForm(Form):
    """Whose accesses the office looks at."""

    class Meta(Form.Meta):
        """A question changes nothing, so it needs no seal."""

        csrf = False

    body = enum_field("Cơ quan", Body, blank="Tất cả")


class DispatchForm(Form):
    """To whom a copy was given, when, how, on what ground."""

    receiver = enum_field("Loại cơ quan nhận", Receiver, [Required("Chọn loại cơ quan nhận.")])
    recipient = TextField("Nơi nhận", [Required("Nhập tên nơi nhận.")])
    sent_on = DateField("Ngày gửi", [Required("Nhập ngày gửi.")])
    channel = enum_field("Cách gửi", Channel, [Required("Chọn cách gửi.")])
    basis = TextField("Căn cứ (văn bản yêu cầu, quy định)", [Required("Nhập căn cứ gửi.")])

    def terms(self) -> DispatchTerms:
        """As typed terms."""
        return DispatchTerms(
            need(self.receiver.data), need(self.recipient.data), need(self.sent_on.data),
            need(self.channel.data), need(self.basis.data),
        )  # fmt: skip


class DispatchFilterForm(Form):
    """Which copies to show."""

    class Meta(Form.Meta):
        """A question changes nothing, so it needs no seal."""

        csrf = False

    receiver = enum_field("Loại cơ quan nhận", Receiver, blank="Tất cả")
    report = uuid_field("Báo cáo", blank="Tất cả")
    since = DateField("Từ ngày")
    until = DateField("Đến ngày")
