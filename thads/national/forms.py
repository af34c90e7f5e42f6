"""What the desk types: a target of a province, whom to call there."""

from decimal import Decimal

from thads.national.targets import Terms
from thads.web.forms import (
    ChoiceField,
    DateField,
    Form,
    PercentField,
    Required,
    TextField,
    WholeNumberField,
    need,
)


class ProvinceTargetForm(Form):
    """Two rates of a year and the paper that gives them."""

    province = ChoiceField("Tỉnh", [Required("Chọn tỉnh.")], blank="Chọn tỉnh")
    year = WholeNumberField("Năm thống kê", [Required("Nhập năm thống kê.")])
    cases_percent = PercentField("Chỉ tiêu về việc (%)", [Required("Nhập chỉ tiêu về việc.")])
    money_percent = PercentField("Chỉ tiêu về tiền (%)", [Required("Nhập chỉ tiêu về tiền.")])
    document = TextField("Số văn bản", [Required("Nhập số văn bản giao chỉ tiêu.")], longest=100)
    document_day = DateField("Ngày văn bản", [Required("Nhập ngày văn bản giao chỉ tiêu.")])

    def terms(self) -> Terms:
        """The typed terms."""
        return Terms(
            year=need(self.year.data), cases_percent=Decimal(need(self.cases_percent.data)),
            money_percent=Decimal(need(self.money_percent.data)),
            document=need(self.document.data), document_day=need(self.document_day.data),
        )  # fmt: skip


class ContactForm(Form):
    """Whom to call in a province about its figures."""

    name = TextField("Người đầu mối", [Required("Nhập họ tên người đầu mối.")], longest=120)
    phone = TextField("Điện thoại", [Required("Nhập số điện thoại.")], longest=40)
    email = TextField("Thư điện tử", longest=120)
