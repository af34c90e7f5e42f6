"""A year's target of the province or of a unit."""

from decimal import Decimal

from thads.targets.actions import Terms
from thads.web.forms import Form, PercentField, Required, WholeNumberField, need, uuid_field


class TargetForm(Form):
    """Two rates, in percent of what is enforceable."""

    year = WholeNumberField("Năm thống kê", [Required("Nhập năm thống kê.")])
    unit_id = uuid_field("Đơn vị", blank="Toàn tỉnh")
    cases_percent = PercentField("Chỉ tiêu về việc (%)", [Required("Nhập chỉ tiêu về việc.")])
    money_percent = PercentField("Chỉ tiêu về tiền (%)", [Required("Nhập chỉ tiêu về tiền.")])

    def terms(self) -> Terms:
        """The typed terms."""
        return Terms(
            year=need(self.year.data), unit_id=self.unit_id.data,
            cases_percent=Decimal(need(self.cases_percent.data)),
            money_percent=Decimal(need(self.money_percent.data)),
        )  # fmt: skip
