"""The screens of figures: the year to a day, and the cases behind each figure."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, request, url_for

from thads.core.days import add_years, month_end, month_number, period_end, statistics_year
from thads.core.errors import NotFound
from thads.identity.policy import Permission, sees_whole_province
from thads.statistics import codes, metrics, titles
from thads.statistics.boundaries import Part, parts_of_unit
from thads.statistics.comparison import Comparison, compare
from thads.statistics.figures import figures
from thads.statistics.forms import ALL, NOW, SCALES, FiguresForm
from thads.statistics.ratio import Ratio
from thads.statistics.rows import Row, broken_identities
from thads.statistics.subject import Subject
from thads.units import queries as units
from thads.web.access import requires
from thads.web.request import db, today, user

bp = Blueprint("statistics", __name__, url_prefix="/statistics")
SHOWN_CASES = (
    "caseload_total", "to_enforce_total", "enforceable_total", "resolved_total",
    "not_yet_enforceable", "postponed_suspended_other", "carried_forward",
)  # fmt: skip
SHOWN_MONEY = (
    "to_enforce", "enforceable", "resolved", "not_yet_enforceable",
    "postponed_suspended_other", "carried_forward",
)  # fmt: skip


@bp.get("/")
@requires(Permission.STATISTICS_VIEW)
def index() -> Response:
    """Figures of the statistics year that holds a day, to the end of that day."""
    form, shown = figures_asked()
    at, unit_id = shown.now.end, shown.unit_id
    every = form.columns.data == ALL
    page = render_template(
        "statistics/index.html", form=form, at=at, unit_id=unit_id, shown=shown,
        whose=whose(shown), periods=_periods(at), years=_years(at),
        scale=SCALES.get(str(form.scale.data), 1),
        case_columns=tuple(titles.CASE_TITLES) if every else SHOWN_CASES,
        money_columns=tuple(titles.MONEY_TITLES) if every else SHOWN_MONEY, titles=titles,
        behind=_behind(shown), months=_months(shown), parts=_parts(shown),
        broken=broken_identities(shown.focus),
    )  # fmt: skip
    return make_response(page)


def figures_asked() -> tuple[FiguresForm, Comparison]:
    """The figures that the address asks for, as far as this person may see them."""
    form = _form()
    at, unit_id = _day(form), form.unit.data
    as_of = today() if form.boundaries.data == NOW else None
    shown = compare(db(), at, unit_id, form.officer.data if unit_id else None, as_of=as_of)
    form.show(at, (row.officer for row in shown.now.officers if unit_id and row.officer))
    return form, shown


def whose(shown: Comparison) -> str:
    """The name of whom the figures are about."""
    if shown.focus.officer:
        return shown.focus.officer.full_name
    return units.get(db(), shown.unit_id).name if shown.unit_id else "Toàn tỉnh"


def _form() -> FiguresForm:
    form = FiguresForm(request.args)
    form.unit.data = unit_seen(form.unit.data)
    existing = units.existing_between(db(), form.at.data or today(), today())
    if not sees_whole_province(user().role):
        existing = [unit for unit in existing if unit.id == user().unit_id]
        form.unit.blank = None  # the whole province is not theirs to choose
    form.unit.offer((unit.id, unit.name) for unit in existing)
    form.validate()
    return form


def _day(form: FiguresForm) -> date:
    """The day asked for; else the newest month's end that is over."""
    day = today()
    if form.at.data and not form.at.errors:
        wanted: date = form.at.data
        return min(wanted, day)
    return day if day == month_end(day) else day.replace(day=1) - timedelta(days=1)


def unit_seen(wanted: UUID | None) -> UUID | None:
    """Heads of units and officers see their own unit; another's looks absent."""
    if sees_whole_province(user().role):
        return units.get(db(), wanted).id if wanted else None
    own = user().unit_id
    if own is None or wanted not in (None, own):
        raise NotFound
    return own


def _periods(at: date) -> list[date]:
    """The official periods of the year: its month ends that are over."""
    year = statistics_year(at)
    return [end for n in range(1, 13) if (end := period_end(year, n)) <= today()]


def _years(at: date) -> list[tuple[int, date]]:
    """The year before and the year after, each at the same day as far as it is over."""
    asked = [(statistics_year(at) + step, add_years(at, step)) for step in (-1, 1)]
    return [(year, min(day, today())) for year, day in asked if period_end(year, 1) <= today()]


def _behind(shown: Comparison) -> Any:
    """The address of a figure; none for a unit on another day's territory, whose cases are listed
    by the units that held them (`parts`)."""
    at, inside = shown.now.end, codes.of_subject(db(), Subject(shown.unit_id))

    def link(row: Row, column: str, money: bool = False) -> str | None:
        if shown.as_of and (shown.unit_id or row.unit):
            return None
        code = codes.code_of(row, metrics.code_of(column, money=money), at, inside)
        return url_for("figures.show", code=str(code))

    return link


def _parts(shown: Comparison) -> list[Part]:
    """What a unit's figures on today's territory are made of."""
    if not shown.as_of or not shown.unit_id:
        return []
    return parts_of_unit(db(), shown.now.end, as_of=shown.as_of, unit_id=shown.unit_id)


def _months(shown: Comparison) -> list[tuple[date, Ratio, Ratio, Ratio, Ratio]]:
    """Rates by month, cases and money, this year and last; the last line is the day shown.

    Not of an officer; nor of a unit on another day's territory, whose months would be put together
    case by case.
    """
    year, unit_id = statistics_year(shown.now.end), shown.unit_id
    if shown.focus.officer or (shown.as_of and unit_id):
        return []
    lines = []
    for n in range(1, month_number(shown.now.end)):
        end = period_end(year, n)
        this = figures(db(), end, unit_id=unit_id).total
        last = figures(db(), period_end(year - 1, n), unit_id=unit_id).total
        lines.append((end, this, last))
    lines.append((shown.now.end, shown.now.total, shown.before.total))
    return [(end, a.case_rate, b.case_rate, a.money_rate, b.money_rate) for end, a, b in lines]
