"""One unit on one page, and the same page on A4."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, make_response, request, send_file, url_for

from thads.cases.views.entering import scope
from thads.cases.views.people import units_of
from thads.checkups import queries
from thads.checkups.forms import UnitForm
from thads.core.errors import NotFound
from thads.identity.policy import Permission
from thads.inspections import printing
from thads.rules.citation import cited
from thads.statistics import codes, metrics
from thads.statistics.rows import Row
from thads.statistics.subject import Subject
from thads.units import queries as units
from thads.web.access import requires
from thads.web.forms import Form
from thads.web.request import db, now, today, user
from thads.web.screen import Screen

bp = Blueprint("checkups", __name__, url_prefix="/checkups")
SHOW = Screen("checkups/show.html")


@bp.get("/")
@requires(Permission.INSPECTION_VIEW)
def show() -> Response:
    """The unit asked for, its figures and what is wrong in it; without one the choice of a unit."""
    form = _asked()
    unit = units.get(db(), form.unit.data) if form.unit.data else None
    found = queries.of(db(), unit, today()) if unit else None
    return SHOW.show(form=form, checkup=found, button=Form(), door=_door, cited=cited)


@bp.post("/papers")
@requires(Permission.INSPECTION_VIEW)
def create_paper() -> Response:
    """Have the page of the unit asked for laid out on A4."""
    unit_id = _asked().unit.data
    if unit_id is None:
        raise NotFound
    terms = {"checkup_unit_id": str(unit_id), "day": today().isoformat()}
    job = printing.ask_for(db(), terms, by=user(), now=now())
    return SHOW.done(to=url_for("jobs.show", job_id=job.id))


@bp.get("/papers/<uuid:job_id>")
@requires(Permission.INSPECTION_VIEW)
def paper(job_id: UUID) -> Response:
    """What was laid out, of a unit or of the conclusion of an inspection, for who asked for it."""
    job, made = printing.file_of(db(), job_id, by=user())
    name = "kiem-tra-toan-dien" if "checkup_unit_id" in job.arguments else "ket-luan-kiem-tra"
    return make_response(
        send_file(made, mimetype="application/pdf", as_attachment=True,
                  download_name=f"{name}.pdf")
    )  # fmt: skip


def _asked() -> UnitForm:
    form, offered = UnitForm(request.args), _offered()
    form.unit.offer(offered)
    form.validate()
    if form.unit.errors:
        raise NotFound
    if scope() is not None:  # who sees one unit need not choose it
        form.unit.data = scope()
    return form


def _offered() -> list[tuple[object, str]]:
    mine = scope()
    return [(key, name) for key, name in units_of(today()) if mine in (None, key)]


def _door(found: queries.Checkup, row: Row, column: str, *, money: bool = False) -> str:
    """The address of the list behind a figure."""
    inside = codes.of_subject(db(), Subject(found.unit.id))
    code = codes.code_of(row, metrics.code_of(column, money=money), found.day, inside)
    return url_for("figures.show", code=str(code))
