"""An enforcement decision on a judgment received, or on none that stands in the book."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from flask import Response, render_template, request, url_for

from thads.cases import actions, queries
from thads.cases.models import Judgment
from thads.cases.views.blueprint import bp
from thads.cases.views.entering import scope
from thads.cases.views.issuing import Basis, Issuing
from thads.core.errors import NotFound
from thads.identity.policy import Permission
from thads.places import queries as places
from thads.web.access import requires
from thads.web.forms import parse_day
from thads.web.request import db, today, user


@bp.get("/docketing")
@requires(Permission.CASE_DOCKET)
def docketing() -> Response:
    """The empty form, filled with what the judgment says."""
    return Issuing(_basis).show()


@bp.post("/docketing")
@requires(Permission.CASE_DOCKET)
def create_docketing() -> Response:
    """One step of the form, the last of which issues the decision."""
    return Issuing(_basis).create()


@bp.get("/communes")
@requires(Permission.CASE_DOCKET)
def communes() -> str:
    """Communes that a text may mean, for the row that asks."""
    row = request.args.get("row", "")
    text = request.args.get(f"{row}-commune_text", "")
    found = places.search(text, _day_typed(), limit=8) if len(text) > 1 else ()
    return render_template(
        "cases/_communes.html", communes=found, chosen=None, text=text, name=f"{row}-commune_code"
    )


def _basis() -> Basis:
    judgment = _judgment()
    words = "Không gắn với bản án đã nhận"
    way_back: tuple[tuple[str, str], ...] = (("Sổ thụ lý", url_for("cases.index")),)
    if judgment:
        of_day = f" ngày {judgment.judged_on:%d/%m/%Y}" if judgment.judged_on else ""
        words = f"Theo bản án {judgment.number or 'không rõ số'}{of_day}, {judgment.court}"
        way_back = (
            ("Bản án đã nhận", url_for("judgments.index")),
            (judgment.number, url_for("judgments.show", judgment_id=judgment.id)),
        )
    return Basis(
        address=url_for("cases.docketing", judgment=judgment.id if judgment else None),
        words=words,
        way_back=way_back,
        judgment=judgment,
        issue=lambda terms: actions.docket(db(), terms, by=user(), today=today()),
    )


def _judgment() -> Judgment | None:
    """The judgment that the address names, if any."""
    named = request.args.get("judgment")
    if not named:
        return None
    try:
        return queries.get_judgment(db(), UUID(named), scope=scope())
    except ValueError:
        raise NotFound from None


def _day_typed() -> date:
    try:
        return parse_day(request.args.get("docketed_on", ""))
    except ValueError:
        return today()
