"""Lists of a statistics period for other bodies, as workbooks."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, url_for

from tenants import context
from tenants.sessions import TenantSession
from thads.cases.views.entering import scope
from thads.cases.views.people import units_of
from thads.core.days import add_months, month_end
from thads.core.errors import NotFound
from thads.identity.policy import Permission
from thads.imports.export_views import download
from thads.imports.exporting.actions import AT_ONCE
from thads.imports.exporting.forms import PeriodForm
from thads.imports.exporting.period import actions, procuracy
from thads.imports.exporting.period.asked import PeriodAsked, asked_of
from thads.web.access import requires
from thads.web.forms import need
from thads.web.request import db, now, today, user
from thads.web.screen import Screen

bp = Blueprint("period_exports", __name__, url_prefix="/exports/period")
ASKING = Screen("exports/period.html")
PERIODS_OFFERED = 24


@bp.get("/")
@requires(Permission.CASE_VIEW)
def index() -> Response:
    """Which lists there are, of which period and unit."""
    return ASKING.show(**_context(_form()))


@bp.post("/")
@requires(Permission.CASE_VIEW)
def create() -> Response:
    """Make the workbook now, or in the background when it is long."""
    form = _form()
    if not form.validate():
        return ASKING.refuse(**_context(form))
    asked, purpose = _asked(form), need(form.purpose.data)
    if actions.count(db(), asked) > AT_ONCE:
        job = actions.ask_for(db(), asked, purpose, by=user(), now=now())
        return ASKING.done(to=url_for("jobs.show", job_id=job.id))
    with TenantSession(info={"read_only": True}) as reading:
        job = actions.make_at_once(
            db(), reading, asked, purpose, office=context.current().name, by=user(), now=now()
        )
    return ASKING.done(to=url_for(".file", job_id=job.id))


@bp.get("/<uuid:job_id>/file")
@requires(Permission.CASE_VIEW)
def file(job_id: UUID) -> Response:
    """A finished list, for who asked for it."""
    job, made = actions.file_of(db(), job_id, by=user())
    asked = asked_of(job.arguments)
    return download(made, f"{asked.kind.label} {asked.period_end:%Y-%m}")


def _form() -> PeriodForm:
    form, mine = PeriodForm(), scope()
    newest = today() if today() == month_end(today()) else month_end(add_months(today(), -1))
    ends = [month_end(add_months(newest, -n)) for n in range(PERIODS_OFFERED)]
    form.period_end.offer((end.isoformat(), f"Đến hết ngày {end:%d/%m/%Y}") for end in ends)
    offered = [(key, name) for key, name in units_of(today()) if mine in (None, key)]
    if mine is not None:
        form.unit.blank = None
    form.unit.offer(offered)
    return form


def _asked(form: PeriodForm) -> PeriodAsked:
    """What was chosen; another's unit looks absent."""
    mine, wanted = scope(), form.unit.data
    if mine is not None and wanted not in (None, mine):
        raise NotFound
    end: date = need(form.period_end.data)
    return PeriodAsked(need(form.kind.data), end, mine or wanted)


def _context(form: PeriodForm) -> dict[str, Any]:
    return {"form": form, "at_once": AT_ONCE, "columns": procuracy.COLUMNS}
