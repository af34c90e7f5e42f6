"""What ended in a month, as the list that goes to the procuracy."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from flask import Response, request
from werkzeug.datastructures import MultiDict
from wtforms import Form

from thads.cases.queries.endings import ENDS
from thads.cases.views.entering import scope
from thads.cases.views.people import units_of
from thads.closing import endings
from thads.closing.endings import Endings
from thads.closing.views.blueprint import bp
from thads.core.days import add_months
from thads.core.pages import PAGE_SIZE
from thads.identity.policy import Permission
from thads.rules.dated import NEW_LAW
from thads.web.access import requires
from thads.web.forms import ChoiceField
from thads.web.request import db, today
from thads.web.screen import Screen

SCREEN = Screen("closing/endings.html")
MONTHS = 36  # back from this one


class EndingsForm(Form):  # type: ignore[misc]
    """Which month, of which unit."""

    month = ChoiceField("Tháng")
    unit = ChoiceField("Đơn vị", coerce=UUID, blank="Toàn tỉnh")

    def __init__(self, asked: MultiDict[str, str], day: date, **options: Any) -> None:
        super().__init__(asked, **options)
        firsts = [add_months(day.replace(day=1), -n) for n in range(MONTHS)]
        self.month.offer((f"{first:%Y-%m}", f"{first:%m/%Y}") for first in firsts)

    def chosen_month(self, otherwise: date) -> date:
        """The first day of the month chosen."""
        if self.month.data and self.month.validate(self):
            return date.fromisoformat(f"{self.month.data}-01")
        return otherwise


class Asked(NamedTuple):
    """The part of the list that the address asks for."""

    form: EndingsForm
    month: date
    unit_id: UUID | None
    found: Endings


@bp.get("/endings")
@requires(Permission.CASE_VIEW)
def ended() -> Response:
    """The cases that ended in a month, the last whole one unless another is chosen."""
    asked = endings_asked()
    by_standing = [(s, asked.found.page.sums.get(s.value, 0)) for s in ENDS]
    return SCREEN.show(
        asked=asked, by_standing=by_standing, whole_province=scope() is None,
        is_sent=asked.month >= NEW_LAW,
    )  # fmt: skip


def endings_asked(size: int = PAGE_SIZE) -> Asked:
    """Read the address: only what this person may choose counts."""
    form, mine = EndingsForm(request.args, today()), scope()
    form.unit.offer(units_of(today()) if mine is None else [])
    month = form.chosen_month(add_months(today().replace(day=1), -1))
    form.month.data = f"{month:%Y-%m}"
    unit_id = form.unit.data if form.unit.validate(form) else None
    number = max(1, request.args.get("page", 1, type=int) or 1)
    found = endings.in_month(db(), month, unit_id=mine or unit_id, page=number, size=size)
    return Asked(form, month, mine or unit_id, found)
