"""The leader's morning page."""

from __future__ import annotations

from flask import Blueprint, Response

from thads.cases.views.entering import scope
from thads.cases.views.people import unit_names
from thads.desk import morning
from thads.identity.policy import Permission
from thads.web.access import requires
from thads.web.request import db, me, today
from thads.web.screen import Screen

bp = Blueprint("morning", __name__)
MORNING = Screen("desk/morning.html")


@bp.get("/morning")
@requires(Permission.DIRECTIVE_DECIDE)
def show() -> Response:
    """What went wrong since yesterday, what falls due, which unit needs me."""
    found = morning.of(db(), me().id, scope(), today())
    return MORNING.show(morning=found, units=unit_names(), whole_province=scope() is None)
