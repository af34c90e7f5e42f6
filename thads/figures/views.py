"""The door of every figure: by its code, what it is, what it rests on, which cases make it."""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for

from thads.core.errors import NotFound, RuleBroken
from thads.core.pages import PAGE_SIZE, Page
from thads.figures import versions
from thads.figures.forms import CodeForm
from thads.figures.versions import Version
from thads.formbook import doors
from thads.formbook.doors import Door
from thads.identity import queries as people
from thads.identity.policy import Permission, may, sees_whole_province
from thads.rules import statistics_regime
from thads.statistics import codes, metrics, titles
from thads.statistics.codes import FigureCode
from thads.statistics.ratio import Ratio
from thads.statistics.views import unit_seen
from thads.units import queries as units
from thads.web.access import requires
from thads.web.request import db, me, today
from thads.web.screen import Screen, go

bp = Blueprint("figures", __name__, url_prefix="/figures")
INDEX = Screen("figures/index.html")
SHOW = Screen("figures/show.html")


@bp.get("/")
@requires(Permission.FIGURE_VIEW)
def index() -> Response:
    """The dictionary of metrics, and the field that opens a code."""
    form = CodeForm(request.args)
    if "code" in request.args and form.validate():
        try:
            wanted = codes.read(str(form.code.data))
            _opened(wanted)
        except RuleBroken as broken:
            form.refuse(broken)
        except NotFound:
            form.code.errors = [
                f"Không có số liệu nào mang mã {wanted} mà bạn được xem. Chưa mở gì; kiểm tra "
                "từng phần của mã: chỉ tiêu, dòng, đơn vị, ngày."
            ]
        else:
            return go(url_for(".show", code=str(wanted)))
    show = INDEX.refuse if form.refused else INDEX.show
    return show(
        form=form, metrics=metrics.METRICS.values(), own=doors.own_metrics(today()),
        titles=titles, regimes=statistics_regime.REGIMES,
    )  # fmt: skip


@bp.get("/<code>")
@requires(Permission.FIGURE_VIEW)
def show(code: str) -> Response:
    """One figure: name, definition, sources, value, and the list whose count or sum it is."""
    try:
        wanted = codes.read(code)
    except RuleBroken:
        raise NotFound(code) from None
    if code != str(wanted):
        return go(url_for(".show", code=str(wanted)))
    found, version = _opened(wanted)
    number = max(1, request.args.get("page", 1, type=int))
    behind = None if found.is_rate else versions.behind(
        db(), found, version, page=number, per_page=PAGE_SIZE
    )  # fmt: skip
    subject = found.subject
    return SHOW.show(
        door=found, version=version, behind=behind,
        ratio=_ratio(found, version) if found.is_rate else None,
        page=Page(behind.lines or behind.entries, number, PAGE_SIZE, behind.count)
        if behind else None,
        unit=units.get(db(), subject.unit_id) if subject.unit_id else None,
        officer=people.get(db(), subject.officer_id) if subject.officer_id else None,
        unit_names={unit.code: unit.name for unit in units.every(db())},
    )  # fmt: skip


def _opened(code: FigureCode) -> tuple[Door, Version | None]:
    """The figure, for those who may see it; for others it looks absent.

    Who reads no figures of the records may open those of published versions, without their lists.
    """
    reads_records = may(me().role, Permission.STATISTICS_VIEW)
    if code.version is None and not reads_records:
        raise NotFound(str(code))
    found, version = doors.door(db(), code), None
    if code.version is not None:
        version = versions.get(db(), code.day, code.version, published=not reads_records)
    if reads_records:
        if found.subject.unit_id is None and not sees_whole_province(me().role):
            raise NotFound(str(code))
        unit_seen(found.subject.unit_id)
    return found, version


def _ratio(found: Door, version: Version | None) -> Ratio:
    parts = [doors.door(db(), term.code) for term in found.terms]
    over, under = (versions.behind(db(), part, version, per_page=1).total for part in parts)
    names = (f"{part.metric.title} ({part.metric.unit})" for part in parts)
    return Ratio(over, under, *names)
