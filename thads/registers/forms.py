"""What a list of a register is asked for, as it stands in the address."""

from __future__ import annotations

from uuid import UUID

from thads.cases.forms.asking import SpanForm
from thads.registers.listing import NEWEST, State, Wanted
from thads.web.forms import ChoiceField, enum_field

ORDERS = ((NEWEST, "Mới nhất trước"), ("day", "Cũ nhất trước"), ("unit", "Theo đơn vị"))


class ListForm(SpanForm):
    """Filters of every register; one that has kinds offers them."""

    kind = ChoiceField("Loại", blank="Tất cả")
    state = enum_field("Tình trạng", State, blank="Tất cả")
    unit = ChoiceField("Đơn vị", coerce=UUID, blank="Tất cả")
    sort = ChoiceField("Sắp xếp", choices=list(ORDERS))

    def wanted(self, scope: UUID | None) -> Wanted:
        """The filter; a unit's reader sees that unit only, nothing unreadable counts."""
        self.validate()
        return Wanted(
            unit_id=scope or self.good("unit"), since=self.good("since"), until=self.good("until"),
            kind=self.good("kind"), state=self.good("state"),
            order=self.good("sort") or NEWEST,
        )  # fmt: skip
