"""Which figures to show: a day, whose, how much of them; the values stand in the address."""

from collections.abc import Iterable
from datetime import date

from thads.statistics.rows import OfficerName
from thads.web.forms import ChoiceField, DateField, Form, uuid_field

DONG, THOUSANDS, MILLIONS = "dong", "nghin", "trieu"
SCALES = {DONG: 1, THOUSANDS: 1_000, MILLIONS: 1_000_000}
MAIN, ALL = "chinh", "du"
THEN, NOW = "luc-do", "nay"


class FiguresForm(Form):
    """The day to which figures are counted, whose they are, and the unit of money."""

    class Meta(Form.Meta):
        """A search changes nothing, so it needs no seal."""

        csrf = False

    at = DateField("Số liệu đến hết ngày")
    unit = uuid_field("Đơn vị", blank="Toàn tỉnh")
    officer = uuid_field("Chấp hành viên", blank="Mọi Chấp hành viên")
    columns = ChoiceField(
        "Các cột", choices=[(MAIN, "cột chính"), (ALL, "đủ các cột")], default=MAIN
    )
    boundaries = ChoiceField(
        "Địa bàn", choices=[(THEN, "theo tổ chức lúc đó"), (NOW, "theo tổ chức nay")], default=THEN
    )
    scale = ChoiceField(
        "Đơn vị tiền",
        choices=[(DONG, "đồng"), (THOUSANDS, "nghìn đồng"), (MILLIONS, "triệu đồng")],
        default=DONG,
    )

    def show(self, at: date, officers: Iterable[OfficerName]) -> None:
        """Offer the officers of the unit shown; fill in the day that was taken when none is asked.

        An officer of another unit, left over from the unit shown before, means every officer.
        """
        self.officer.offer((officer.id, officer.full_name) for officer in officers)
        self.officer.errors = []
        if str(self.officer.data) not in {choice.value for choice in self.officer.choices}:
            self.officer.data = None
        if not self.at.errors and not self.at.data:
            self.at.raw_data, self.at.data = None, at
