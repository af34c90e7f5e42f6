"""What is typed on the pages for those outside the office."""

from collections.abc import Iterable

from flask_wtf.file import FileField, FileRequired

from thads.identity.models import Body
from thads.reports.models import MonthlyReport
from thads.web.forms import Form, TextField, enum_field, uuid_field


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
