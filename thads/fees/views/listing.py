"""The list of decisions on fees, with what waits for the head."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from flask import Response, request

from thads.cases.views.entering import scope
from thads.fees.forms import FilterForm
from thads.fees.queries.listing import Wanted, decided, proposals_waiting, reliefs_waiting
from thads.fees.views.blueprint import bp
from thads.identity.policy import Permission
from thads.units import queries as units
from thads.web.access import requires
from thads.web.request import db, today
from thads.web.screen import Screen

INDEX = Screen("fees/index.html", part="charges")


class Asked(NamedTuple):
    """What the address asks of the list."""

    form: FilterForm
    wanted: Wanted


@bp.get("/fees/")
@requires(Permission.CASE_VIEW)
def index() -> Response:
    """Charges that were decided, with their sums; proposals and requests that wait."""
    asked = filter_asked()
    number = max(1, request.args.get("page", 1, type=int) or 1)
    page = decided(db(), asked.wanted, day=today(), page=number)
    reliefs = reliefs_waiting(db(), asked.wanted.unit_id, today())
    return INDEX.show(
        form=asked.form, page=page, reliefs=reliefs,
        proposals=proposals_waiting(db(), asked.wanted.unit_id, today()),
        late=sum(one.is_late_on(today()) for one in reliefs),
    )  # fmt: skip


def filter_asked() -> Asked:
    """The filter in the address; a unit's people see their own unit whatever it says."""
    form = FilterForm(request.args)
    own = scope()
    if own is None:
        form.unit.offer(units.names_on(db(), today()))
    else:
        del form.unit
    wanted = Wanted(
        unit_id=own, since=form.good("since"), until=form.good("until"), basis=form.good("basis")
    )
    if own is None and (chosen := form.good("unit")):
        wanted = replace(wanted, unit_id=chosen)
    return Asked(form, wanted)
