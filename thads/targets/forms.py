"""A year's target of the province, of a unit or of an officer, and the paper that gives it."""

from decimal import Decimal

from thads.targets.actions import Terms
from thads.web.forms import (
    DateField,
    Form,
    PercentField,
    Required,
    TextField,
    WholeNumberField,
    need,
    uuid_field,
)


class TargetForm(Form):
    """Two rates, in percent of what is enforceable."""

    year = WholeNumberField("Năm thống kê", [Required("Nhập năm thống kê.")])
    unit_id = uuid_field("Đơn vị", blank="Toàn tỉnh")
    officer_id = uuid_field("Chấp hành viên", blank="Cả đơn vị")
    cases_percent = PercentField("Chỉ tiêu về việc (%)", [Required("Nhập chỉ tiêu về việc.")])
    money_percent = PercentField("Chỉ tiêu về tiền (%)", [Required("Nhập chỉ tiêu về tiền.")])
    given_by = TextField("Cơ quan, người giao", [Required("Nhập cơ quan, người giao chỉ tiêu.")])
    document = TextField("Số văn bản", [Required("Nhập số văn bản giao chỉ tiêu.")], longest=100)
    document_day = DateField("Ngày văn bản", [Required("Nhập ngày văn bản giao chỉ tiêu.")])

    def terms(self) -> Terms:
        """The typed terms."""
        return Terms(
            year=need(self.year.data), unit_id=self.unit_id.data, officer_id=self.officer_id.data,
            cases_percent=Decimal(need(self.cases_percent.data)),
            money_percent=Decimal(need(self.money_percent.data)),
            given_by=need(self.given_by.data), document=need(self.document.data),
            document_day=need(self.document_day.data),
        )  # fmt: skip
