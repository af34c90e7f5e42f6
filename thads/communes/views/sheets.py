"""Worksheets that were made: the list, one worksheet, its return, its paper."""

from __future__ import annotations

from typing import Any, NamedTuple
from uuid import UUID

from flask import Response, make_response, request, send_file, url_for

from thads.cases.views.entering import scope
from thads.cases.views.people import units_of
from thads.communes import actions, listing, printing, queries
from thads.communes.forms import ReturnForm, SheetFilterForm
from thads.communes.listing import SheetFilter
from thads.communes.models import CommuneSheet
from thads.communes.views.blueprint import bp
from thads.core.errors import RuleBroken
from thads.identity.policy import Permission
from thads.web.access import requires
from thads.web.forms import need
from thads.web.request import db, today, user
from thads.web.screen import Screen

LIST = Screen("communes/sheets.html")
SHEET = Screen("communes/sheet.html")


class Asked(NamedTuple):
    """The list as the address asks for it."""

    form: SheetFilterForm
    wanted: SheetFilter


@bp.get("/sheets")
@requires(Permission.COMMUNE_VIEW)
def sheets() -> Response:
    """The worksheets of this person's cases, the newest first."""
    asked = sheets_asked()
    number = max(1, request.args.get("page", 1, type=int) or 1)
    page = listing.sheets(db(), asked.wanted, page=number)
    return LIST.show(page=page, form=asked.form, whole_province=scope() is None)


@bp.get("/sheets/<uuid:sheet_id>")
@requires(Permission.COMMUNE_VIEW)
def sheet(sheet_id: UUID) -> Response:
    """One worksheet with its lines and what the commune said of them."""
    found = queries.sheet(db(), sheet_id, scope())
    form = ReturnForm()
    form.day.data = today()
    return SHEET.show(**_context(found, form))


@bp.post("/sheets/<uuid:sheet_id>/return")
@requires(Permission.COMMUNE_REMARK)
def create_return(sheet_id: UUID) -> Response:
    """The worksheet came back."""
    found, form = queries.sheet(db(), sheet_id, scope()), ReturnForm()
    if not form.validate():
        return SHEET.refuse(**_context(found, form))
    try:
        actions.take_back(
            db(), found, need(form.day.data), form.note.data, by=user(), today=today()
        )
    except RuleBroken as broken:
        db().rollback()
        form.refuse(broken)
        return SHEET.refuse(**_context(queries.sheet(db(), sheet_id, scope()), form))
    return SHEET.done(to=url_for(".sheet", sheet_id=sheet_id), message="Đã ghi nhận lại phiếu.")


@bp.get("/papers/<uuid:job_id>")
@requires(Permission.COMMUNE_PRINT)
def paper(job_id: UUID) -> Response:
    """What was printed, for who asked for it."""
    made = printing.file_of(db(), job_id, by=user())
    name = "Phiếu địa bàn.pdf"
    return make_response(
        send_file(made, mimetype="application/pdf", as_attachment=True, download_name=name)
    )


def sheets_asked() -> Asked:
    """The filter of the address."""
    form, mine = SheetFilterForm(request.args), scope()
    form.unit.offer(units_of(today()) if mine is None else [])
    return Asked(form, form.wanted(mine, today()))


def _context(found: CommuneSheet, form: ReturnForm) -> dict[str, Any]:
    remarked = sum(1 for line in found.lines if line.remarks)
    remaining = sum(line.remaining for line in found.lines)
    return {"sheet": found, "form": form, "remarked": remarked, "remaining": remaining}
