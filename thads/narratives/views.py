"""The screens on which people write what figures cannot say in a summary."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, Response, request, url_for

from thads.core.days import add_months, month_end, month_number
from thads.core.errors import NotFound, RuleBroken
from thads.identity.policy import Permission
from thads.narratives import actions, queries
from thads.narratives.actions import NewerText
from thads.narratives.blocks import blocks
from thads.narratives.forms import SectionForm
from thads.narratives.models import Section
from thads.rules import report_editions
from thads.web.access import requires
from thads.web.request import db, now, today, user
from thads.web.screen import Screen

bp = Blueprint("narratives", __name__, url_prefix="/report-texts")
INDEX = Screen("narratives/index.html")
SECTION = Screen("narratives/section.html")
PERIODS_OFFERED = 24


@bp.get("/")
@requires(Permission.REPORT_REQUEST)
def index() -> Response:
    """The sections that the summary of a period asks for, and how each stands."""
    period = _period()
    found = queries.standing(db(), period)
    return INDEX.show(
        period=period, periods=_periods(), sections=_sections(period), standing=found,
        writers=queries.writers_of(db(), found.values()), blocks=blocks,
    )  # fmt: skip


@bp.get("/section")
@requires(Permission.REPORT_REQUEST)
def section() -> Response:
    """One section to be written; `from=before` begins with the text of an earlier period."""
    period, of = _period(), _section()
    stands, form = queries.standing(db(), period).get(of), SectionForm()
    form.over.data = str(stands.id) if stands else ""
    form.body.data = stands.body if stands else ""
    before = queries.last_before(db(), period, of)
    if before and request.args.get("from") == "before":
        form.body.data = before.body
    return SECTION.show(form=form, **_context(period, of))


@bp.post("/section")
@requires(Permission.REPORT_REQUEST)
def create_version() -> Response:
    """Write a new version of a section over the one that was read."""
    period, of, form = _period(), _section(), SectionForm()
    if not form.validate():
        return SECTION.refuse(form=form, **_context(period, of))
    try:
        actions.write(
            db(), period, of, form.text, over=form.version_read, by=user(), today=today(), now=now()
        )
    except NewerText as newer:
        form.refuse(newer)
        stands = queries.standing(db(), period).get(of)
        form.over.data = str(stands.id) if stands else ""
        return SECTION.conflict(form=form, newer=stands, **_context(period, of))
    except RuleBroken as broken:
        form.refuse(broken)
        return SECTION.refuse(form=form, **_context(period, of))
    back = url_for(".index", period=period.isoformat())
    return SECTION.done(to=back, message=f"Đã lưu mục “{of.label}”.")


def _context(period: date, of: Section) -> dict[str, Any]:
    history = queries.history(db(), period, of)
    return {
        "period": period, "section": of, "history": history, "blocks": blocks,
        "writers": queries.writers_of(db(), history),
        "before": queries.last_before(db(), period, of),
    }  # fmt: skip


def _sections(period: date) -> list[Section]:
    edition = report_editions.edition(month_number(period), period)
    return [Section.of(value) for value in edition.texts]


def _period() -> date:
    """The period in the address; the month that ended last when none stands there."""
    text = request.args.get("period")
    if text is None:
        return _newest()
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise NotFound from None
    if found != month_end(found) or found < report_editions.PAPERS_SINCE:
        raise NotFound
    return found


def _section() -> Section:
    try:
        return Section.of(request.args.get("section", ""))
    except ValueError:
        raise NotFound from None


def _newest() -> date:
    return today() if today() == month_end(today()) else month_end(add_months(today(), -1))


def _periods() -> list[date]:
    """This month, which may be written ahead, and those before it."""
    first = month_end(today())
    return [month_end(add_months(first, -n)) for n in range(PERIODS_OFFERED)]
