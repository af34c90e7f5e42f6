"""The form of a duty that falls due month by month."""

from thads.cases.forms.fact import FactForm
from thads.web.forms import DateField, MoneyField, Required, uuid_field


class ScheduleForm(FactForm):
    """So much a month, from one month to another."""

    item = uuid_field("Khoản", [Required("Chọn khoản.")], blank="– Chọn khoản –")
    monthly_amount = MoneyField("Mỗi tháng (đ)", [Required("Nhập số tiền mỗi tháng.")])
    first_month = DateField(
        "Từ tháng", [Required("Nhập một ngày của tháng đầu, ví dụ 01/10/2026.")],
        description="Nhập một ngày của tháng đầu, ví dụ 01/10/2026",
    )  # fmt: skip
    last_month = DateField(
        "Đến hết tháng", description="Một ngày của tháng cuối; chưa rõ khi nào hết thì bỏ trống"
    )
