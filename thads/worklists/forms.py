"""What is asked of the lists, as it stands in the address."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from wtforms import Form as Rows

from thads.cases.forms.fact import words_of
from thads.cases.forms.filters import UNASSIGNED
from thads.rules.deadlines import Duty
from thads.web.fields import enum_field
from thads.web.forms import ChoiceField, DateField, uuid_field
from thads.worklists.asked import Horizon, Wanted, Whose
from thads.worklists.tasks import DUTIES


class WantedForm(Rows):  # type: ignore[misc]
    """Which duties are asked for: the same choice above the counts and above their lists."""

    due = enum_field("Thời hạn", Horizon, blank="Mọi thời hạn")
    duty = ChoiceField("Loại việc", blank="Mọi loại việc")
    unit = uuid_field("Đơn vị", blank="Toàn tỉnh")
    officer = ChoiceField("Chấp hành viên", blank="Mọi Chấp hành viên")
    mine = ChoiceField("Của ai", blank="Mọi người")
    due_from = DateField("Hạn từ ngày")
    due_to = DateField("Hạn đến ngày")
    opened_from = DateField("Phát sinh từ ngày")

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.duty.offer([(duty.value, title_of(duty)) for duty in DUTIES])
        self.mine.offer([("1", "Việc của tôi")])

    def good(self, name: str) -> Any:
        """What was chosen in a field; None where nothing, or nothing that is offered."""
        field = self[name]
        return field.data if field.validate(self) else None

    def wanted(self, scope: UUID | None, whose: Whose) -> Wanted:
        """What is meant; `scope`: the unit whose work the reader sees (None: all)."""
        officer, duty = self.good("officer"), self.good("duty")
        return Wanted(
            unit_id=self.good("unit") if scope is None else scope,
            officer_id=UUID(officer) if officer and officer != UNASSIGNED else None,
            unassigned=officer == UNASSIGNED,
            duty=Duty.of(duty) if duty else None,
            horizon=self.good("due"),
            whose=whose if self.good("mine") else None,
            due_from=_day(self, "due_from"),
            due_to=_day(self, "due_to"),
            opened_from=_day(self, "opened_from"),
        )

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """Chips: what is being filtered by, and the query name that takes it away."""
        shown = [f for f in self if f.data is not None and not f.errors]
        return [(f"{f.label.text}: {words_of(f)}", f.name) for f in shown]

    @property
    def asked(self) -> dict[str, Any]:
        """The same choice for another address."""
        shown = [f for f in self if f.data is not None and not f.errors]
        return {f.name: f.chosen if isinstance(f, ChoiceField) else f._value() for f in shown}


def title_of(duty: Duty) -> str:
    """A kind of duty at the head of a line."""
    return duty.label[0].upper() + duty.label[1:]


def _day(form: WantedForm, name: str) -> date | None:
    found: date | None = form.good(name)
    return found
