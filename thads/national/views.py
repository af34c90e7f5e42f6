"""The national desk: published figures and ranks, who must still send, targets, progress."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, request, send_file, url_for

from tenants.control import control_session
from thads.core.days import month_end, period_end, statistics_year
from thads.core.errors import RuleBroken
from thads.imports.exporting import workbook
from thads.national import figures, lateness, menu, provinces, record, targets
from thads.national.forms import ContactForm, ProvinceTargetForm
from thads.national.guard import counted, db, me, requires_desk
from thads.national.sheets import sheets
from thads.statistics import titles
from thads.statistics.ranking import FORMULA
from thads.web.fields import parse_day
from thads.web.forms import need
from thads.web.request import now
from thads.web.screen import Screen, go
from thads.web.tenancy import NATIONAL

bp = Blueprint("national", __name__, url_prefix=NATIONAL)
bp.context_processor(menu.context)
TARGETS = Screen("national/targets.html")
PROVINCE = Screen("national/province.html")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/")
@requires_desk
def index() -> Response:
    """The provinces of a period beside each other: rates, ranks, gaps to their targets."""
    at = _asked_period()
    return _page("index.html", at=at, nation=_nation(at), formula=FORMULA)


@bp.get("/totals")
@requires_desk
def totals() -> Response:
    """Every column of the nation, and by kind of judgment and theme."""
    at = _asked_period()
    groups = figures.groups(db(), at, counted())
    return _page("totals.html", at=at, nation=_nation(at), groups=groups, titles=titles)


@bp.get("/sendings")
@requires_desk
def sendings() -> Response:
    """Who must still send the period, who was late, and whom to call."""
    at = _asked_period(newest_over=True)
    found = lateness.sendings(db(), at, counted(), provinces.contacts(db()), _today())
    rule = lateness.rule(at)
    return _page(
        "sendings.html", at=at, sendings=found, due=lateness.due(at), rule=rule, periods=_over(at)
    )


@bp.get("/progress")
@requires_desk
def progress() -> Response:
    """How far the provinces are with the report of a period."""
    at = _asked_period(newest_over=True)
    found = lateness.progress(db(), at, counted())
    sent = {line.slug: line for line in _nation(at).lines}
    return _page("progress.html", at=at, progress=found, sent=sent, periods=_over(at))


@bp.get("/acts")
@requires_desk
def acts() -> Response:
    """What was done at the desk."""
    return make_response(render_template("national/acts.html", acts=record.latest(db())))


@bp.get("/targets")
@requires_desk
def targets_() -> Response:
    """The targets of provinces in a year."""
    return TARGETS.show(form=_target_form(), **_targets_of(_asked_year()))


@bp.post("/targets")
@requires_desk
def create_target() -> Response:
    """Set a province's target; its own work takes it over."""
    form = _target_form()
    if not form.validate():
        return TARGETS.refuse(form=form, **_targets_of(statistics_year(_today())))
    try:
        target = targets.set_target(
            db(), provinces.get(db(), need(form.province.data)), form.terms(),
            key=UUID(form.submission_key.data), by=me(), today=_today(), now=now(),
        )  # fmt: skip
    except RuleBroken as broken:
        form.refuse(broken)
        return TARGETS.refuse(form=form, **_targets_of(statistics_year(_today())))
    told = "Đã giao chỉ tiêu. Tỉnh tự nhận vào sổ của mình trong ít phút."
    return go(url_for(".targets_", year=target.year), message=told)


@bp.get("/provinces/<province_slug>")
@requires_desk
def province(province_slug: str) -> Response:
    """What a province has published, its units in the newest version, whom to call."""
    return PROVINCE.show(form=_contact_form(province_slug), **_province(province_slug))


@bp.post("/provinces/<province_slug>/contact")
@requires_desk
def keep_contact(province_slug: str) -> Response:
    """Name whom to call."""
    one, form = provinces.get(db(), province_slug), ContactForm()
    if not form.validate():
        return PROVINCE.refuse(form=form, **_province(province_slug))
    provinces.keep_contact(
        db(), one, name=need(form.name.data), phone=need(form.phone.data), email=form.email.data,
        now=now(),
    )  # fmt: skip
    record.note(db(), me(), "contact.kept", province_slug, now=now())
    return go(url_for(".province", province_slug=province_slug), message="Đã ghi đầu mối.")


@bp.get("/file")
@requires_desk
def file() -> Response:
    """The provinces of a period as a workbook."""
    at = _asked_period()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "nation.xlsx"
        workbook.write(path, sheets(_nation(at)))
        made = BytesIO(path.read_bytes())
    with control_session() as writing:  # this request only reads
        record.note(writing, me(), "figures.taken", f"{at:%d/%m/%Y}", now=now())
        writing.commit()
    name = f"Kết quả các tỉnh {at:%Y-%m-%d}.xlsx"
    return send_file(made, mimetype=XLSX, as_attachment=True, download_name=name)


def _page(template: str, **context: object) -> Response:
    given = {"periods": figures.periods(db()), **context}
    return make_response(render_template(f"national/{template}", **given))


def _nation(at: date) -> figures.Nation:
    return figures.nation(db(), at, counted(), targets.in_force(db(), statistics_year(at)))


def _province(slug: str) -> dict[str, object]:
    one = provinces.get(db(), slug)
    versions = figures.versions_of(db(), one)
    newest = versions[0] if versions else None
    return {
        "province": one, "versions": [(held, figures.whole(held)) for held in versions],
        "newest": newest, "units": figures.units_of(db(), newest) if newest else [],
    }  # fmt: skip


def _contact_form(slug: str) -> ContactForm:
    return ContactForm(obj=provinces.contacts(db()).get(provinces.get(db(), slug).id))


def _target_form() -> ProvinceTargetForm:
    form = ProvinceTargetForm()
    form.province.offer((one.slug, one.name) for one in counted())
    if form.year.data is None and not form.is_submitted():
        form.year.data = statistics_year(_today())
    return form


def _targets_of(year: int) -> dict[str, object]:
    rows = list(reversed(targets.history(db(), year)))
    return {
        "year": year, "rows": sorted(rows, key=lambda row: row.tenant.slug),
        "in_force": {row.id for row in targets.in_force(db(), year).values()},
    }  # fmt: skip


def _today() -> date:
    return provinces.day_of(counted(), now())


def _over(at: date) -> list[date]:
    """The periods of a statistics year that are over, newest first."""
    ends = [period_end(statistics_year(at), n) for n in range(12, 0, -1)]
    return [end for end in ends if end <= _today()]


def _asked_year() -> int:
    return request.args.get("year", statistics_year(_today()), type=int)


def _asked_period(*, newest_over: bool = False) -> date:
    """The period asked for; else the newest published, or for what is due the newest over."""
    day = _today()
    over = day if day == month_end(day) else day.replace(day=1) - timedelta(days=1)
    try:
        return min(month_end(parse_day(request.args["at"])), month_end(day))
    except (KeyError, ValueError):
        known = figures.periods(db())
        return known[0] if known and not newest_over else over
