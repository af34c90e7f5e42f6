"""The twelve forms of a period on screen, as workbook, as JSON and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, jsonify, make_response, request, send_file, url_for

from tenants import context
from thads.core.days import add_months, month_end, month_number, statistics_year
from thads.figures import versions
from thads.figures.forms import SCALES, PeriodForm
from thads.figures.versions import Version
from thads.formbook import json, papers, queries
from thads.formbook.sheets import Sheet
from thads.formbook.workbook import workbook
from thads.identity.policy import Permission, sees_whole_province
from thads.rules import statistics_regime
from thads.statistics.figures import figures
from thads.statistics.subject import Subject
from thads.statistics.views import unit_seen
from thads.units import queries as units
from thads.web.access import requires
from thads.web.access_log import note
from thads.web.formats import moment
from thads.web.forms import Form
from thads.web.request import db, now, today, user
from thads.web.screen import Screen

bp = Blueprint("forms", __name__, url_prefix="/forms")
INDEX = Screen("formbook/index.html")
SHOW = Screen("formbook/show.html")
OFFERED = 36  # months
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Asked:
    """What the address asks for."""

    form: PeriodForm
    at: date
    subject: Subject
    scale: int
    version: Version | None

    @property
    def standing(self) -> str:
        """Which figures these are."""
        return self.version.standing if self.version else papers.LIVE


@bp.get("/")
@requires(Permission.STATISTICS_VIEW)
def index() -> Response:
    """The forms of a period."""
    asked = asked_for()
    kept = queries.kept_on(asked.at)
    return INDEX.show(
        form=asked.form, at=asked.at, months=month_number(asked.at),
        year=statistics_year(asked.at), regime=statistics_regime.on(asked.at), kept=kept,
        asked=asked,
    )  # fmt: skip


@bp.get("/<int:form_number>")
@requires(Permission.STATISTICS_VIEW)
def show(form_number: int) -> Response:
    """One form, every figure a door."""
    asked = asked_for()
    found = _sheet(asked, form_number)
    return SHOW.show(form=asked.form, sheet=found, asked=asked, button=Form(),
                     every=queries.kept_on(asked.at).forms)  # fmt: skip


@bp.get("/<int:form_number>/workbook")
@requires(Permission.STATISTICS_VIEW)
def book(form_number: int) -> Response:
    """The form as .xlsx."""
    found = _found(form_number, "xlsx")
    return _workbook(asked_for(), [found], f"{_name(found)}.xlsx")


@bp.get("/workbook")
@requires(Permission.STATISTICS_VIEW)
def books() -> Response:
    """All forms of a period in one .xlsx: of a version those that it froze."""
    asked = asked_for()
    note("export.forms", request.path, at=asked.at, query=dict(request.args))
    every = versions.every_sheet(db(), asked.subject, asked.version) if asked.version \
        else queries.every_sheet(db(), asked.at, asked.subject)  # fmt: skip
    return _workbook(asked, every, f"{_name(every[0]).replace('bieu-01', 'bo-bieu')}.xlsx")


@bp.get("/<int:form_number>/json")
@requires(Permission.STATISTICS_VIEW)
def document(form_number: int) -> Response:
    """The form as JSON."""
    found = _found(form_number, "json")
    answer = jsonify(json.document(found))
    answer.headers["Content-Disposition"] = f'attachment; filename="{_name(found)}.json"'
    return answer


@bp.post("/<int:form_number>/papers")
@requires(Permission.STATISTICS_VIEW)
def create_paper(form_number: int) -> Response:
    """Have the form laid out on A4."""
    asked = asked_for()
    job = papers.ask_for(
        db(), form_number, asked.at, asked.subject, scale=asked.scale, door=door_address(),
        version=asked.version.number if asked.version else None, by=user(), today=today(),
        now=now(),
    )  # fmt: skip
    return SHOW.done(to=url_for("jobs.show", job_id=job.id))


@bp.get("/papers/<uuid:job_id>")
@requires(Permission.STATISTICS_VIEW)
def paper(job_id: UUID) -> Response:
    """What was laid out, for who asked for it."""
    job, made = papers.file_of(db(), job_id, by=user())
    named = f"bieu-{job.arguments['form']:02}-{job.arguments['period_end']}.pdf"
    return make_response(
        send_file(made, mimetype="application/pdf", as_attachment=True, download_name=named)
    )


def door_address() -> str:
    """The address before a figure code, as a reader of a paper reaches it."""
    return url_for("figures.show", code="X", _external=True).removesuffix("X")


def asked_for() -> Asked:
    """Read the address: only periods that are over and units that this person may see."""
    form = PeriodForm(request.args)
    newest = today() if today() == month_end(today()) else today().replace(day=1) - timedelta(1)
    ends = _ends(newest)
    form.at.offer((end.isoformat(), _period_name(end)) for end in ends)
    form.unit.data = unit_seen(form.unit.data)
    existing: Any = units.existing_between(db(), ends[-1], newest)
    if not sees_whole_province(user().role):
        existing = [unit for unit in existing if unit.id == user().unit_id]
        form.unit.blank = None  # the whole province is not theirs to choose
    form.unit.offer((unit.id, unit.name) for unit in existing)
    form.validate()
    at = form.at.data if form.at.data in ends else newest
    form.at.data = at
    unit_id = form.unit.data
    officers = figures(db(), at, unit_id=unit_id).officers if unit_id else []
    form.offer_officers(row.officer for row in officers if row.officer)
    scale, made = SCALES.get(str(form.scale.data), 1), versions.of_period(db(), at)
    form.version.offer((one.number, f"Bản {one.number}") for one in made)
    version = next((one for one in made if one.number == form.version.data), None)
    form.version.data = version.number if version else None
    whose = Subject(unit_id, form.officer.data if unit_id else None)
    return Asked(form, at, whose, scale, version)


def _ends(newest: date) -> list[date]:
    """The periods offered: those of the last years, and an older one that the address names."""
    ends = [month_end(add_months(newest, -n)) for n in range(OFFERED)]
    try:
        wanted = date.fromisoformat(request.args.get("at", ""))
    except ValueError:
        return ends
    if wanted == month_end(wanted) and statistics_regime.REGIMES[0].valid_from <= wanted < ends[-1]:
        ends.append(wanted)
    return ends


def _period_name(end: date) -> str:
    return f"{month_number(end)} tháng, năm {statistics_year(end)} (đến {end:%d/%m/%Y})"


def _found(form_number: int, kind: str) -> Sheet:
    asked = asked_for()
    found = _sheet(asked, form_number)
    note("export.form", request.path, at=asked.at, kind=kind, query=dict(request.args))
    return found


def _workbook(asked: Asked, sheets: Sequence[Sheet], name: str) -> Response:
    standing = f"{asked.standing}, đọc lúc {moment(now())}"
    made = workbook(sheets, office=context.current().name, standing=standing)
    return make_response(
        send_file(BytesIO(made), mimetype=XLSX, as_attachment=True, download_name=name)
    )


def _sheet(asked: Asked, form_number: int) -> Sheet:
    if asked.version:
        return versions.sheet(db(), form_number, asked.subject, asked.version)
    return queries.sheet(db(), form_number, asked.at, asked.subject)


def _name(sheet: Sheet) -> str:
    whose = "-".join(filter(None, sheet.whose)).lower() or "tinh"
    version = f"-ban-{sheet.version}" if sheet.version else ""
    return f"bieu-{sheet.form:02}-{whose}-{sheet.end:%Y-%m-%d}{version}"
