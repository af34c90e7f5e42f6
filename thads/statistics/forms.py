"""Which figures to show: a day and a unit; the values stand in the address."""

from thads.web.forms import ChoiceField, DateField, Form, uuid_field

DONG, MILLIONS = "dong", "trieu"


class FiguresForm(Form):
    """The day to which figures are counted, whose they are, and the unit of money."""

    class Meta(Form.Meta):
        """A search changes nothing, so it needs no seal."""

        csrf = False

    at = DateField("Số liệu đến hết ngày")
    unit = uuid_field("Đơn vị", blank="Toàn tỉnh")
    scale = ChoiceField(
        "Đơn vị tiền", choices=[(DONG, "đồng"), (MILLIONS, "triệu đồng")], default=DONG
    )
