"""The list of facts entered into closed months."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, Response, request

from thads.cases.forms.asking import AskingForm
from thads.cases.views.entering import scope
from thads.cases.views.people import units_of
from thads.identity.policy import Permission
from thads.statistics import latefacts
from thads.statistics.latefacts import LateFilter
from thads.web.access import requires
from thads.web.forms import ChoiceField, uuid_field
from thads.web.request import db, today
from thads.web.screen import Screen

bp = Blueprint("late_facts", __name__, url_prefix="/late-facts")
INDEX = Screen("statistics/late.html")


class LateForm(AskingForm):
    """By what the list is narrowed."""

    month = ChoiceField("Tháng đã khóa", coerce=date.fromisoformat, blank="Mọi tháng")
    unit = uuid_field("Đơn vị", blank="Mọi đơn vị")
    by = uuid_field("Người ghi", blank="Mọi người")
    found = ChoiceField("Tháng phát hiện", coerce=date.fromisoformat, blank="Mọi tháng")


@bp.get("/")
@requires(Permission.CASE_VIEW)
def index() -> Response:
    """Late facts, those entered last first."""
    form, wanted = late_asked()
    number = max(1, request.args.get("page", 1, type=int) or 1)
    page = latefacts.late_facts(db(), wanted, page=number)
    return INDEX.show(form=form, page=page, whole_province=scope() is None)


def late_asked() -> tuple[LateForm, LateFilter]:
    """Read the address: only what this person may see counts."""
    form, mine = LateForm(request.args), scope()
    form.month.offer((day.isoformat(), f"{day:%m/%Y}") for day in latefacts.months(db()))
    form.found.offer((day.isoformat(), f"{day:%m/%Y}") for day in latefacts.months_found(db()))
    form.unit.offer(units_of(today()) if mine is None else [])
    form.by.offer(latefacts.people(db()) if mine is None else [])
    return form, LateFilter(
        month=form.good("month"), unit_id=form.good("unit") if mine is None else mine,
        by_id=form.good("by"), found=form.good("found"),
    )  # fmt: skip
