"""Publications: the list with its clocks, publishing a list, what happened to one since."""

from __future__ import annotations

from typing import Any, NamedTuple
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from thads.cases.models import Case
from thads.cases.views.entering import case_of, scope
from thads.cases.views.people import names_of, officers_of, unit_names, units_of
from thads.core.days import statistics_year, year_start
from thads.core.errors import NotFound, RuleBroken
from thads.core.pages import PAGE_SIZE, Page, offset_of
from thads.core.ratio import Ratio
from thads.identity.policy import Permission
from thads.publication import actions, queries
from thads.publication.course import Entry
from thads.publication.forms import FilterForm, PublishForm, StepForm
from thads.web.access import requires
from thads.web.forms import need
from thads.web.request import db, today, user
from thads.web.screen import Screen

bp = Blueprint("publication", __name__)
INDEX = Screen("publication/index.html")
STEP = Screen("publication/step.html")


class Asked(NamedTuple):
    """The list as the address asks for it, and how many of the year were late."""

    form: FilterForm
    rows: list[Entry]
    late: Ratio


@bp.get("/publication/")
@requires(Permission.CASE_VIEW)
def index() -> Response:
    """The decisions to be published with what each waits for."""
    form = PublishForm()
    form.day.data = form.decided_until.data = today()
    return INDEX.show(**_listed(form))


@bp.post("/publication/")
@requires(Permission.PUBLICATION_ENTER)
def create() -> Response:
    """A list was put on the page."""
    form = PublishForm()
    if not form.validate():
        return INDEX.refuse(**_listed(form))
    try:
        number = actions.publish(db(), scope(), form.terms(), by=user(), today=today())
    except RuleBroken as broken:
        db().rollback()
        form.refuse(broken)
        return INDEX.refuse(**_listed(form))
    return INDEX.done(to=url_for(".index"), message=f"Đã ghi công khai {number} quyết định.")


@bp.get("/cases/<uuid:case_id>/publication/<uuid:act>")
@requires(Permission.PUBLICATION_ENTER)
def step(case_id: UUID, act: UUID) -> Response:
    """The form of what happened to one publication."""
    case, form = case_of(case_id), StepForm()
    form.day.data = today()
    return STEP.show(**_step(case, act, form))


@bp.post("/cases/<uuid:case_id>/publication/<uuid:act>")
@requires(Permission.PUBLICATION_ENTER)
def create_step(case_id: UUID, act: UUID) -> Response:
    """Write it down."""
    case, form = case_of(case_id), StepForm()
    context = _step(case, act, form)
    if not form.validate():
        return STEP.refuse(**context)
    try:
        actions.take_step(
            db(), case, act, need(form.kind.data), need(form.day.data), form.note.data,
            by=user(), today=today(),
        )  # fmt: skip
    except RuleBroken as broken:
        db().rollback()
        form.refuse(broken)
        return STEP.refuse(**_step(case_of(case_id), act, form))
    return STEP.done(to=url_for("cases.show", case_id=case_id), message="Đã ghi.")


@bp.app_template_global("publications_of")
def publications_of(case: Case) -> list[Entry]:
    """The decisions of a case with their publications; asked by its page."""
    return queries.of_case(db(), case.id)


def publications_asked() -> Asked:
    """The filter of the address; n late of m due in the days chosen, else in the year."""
    form, mine = FilterForm(request.args), scope()
    form.unit.offer(units_of(today()) if mine is None else [])
    form.officer.offer(officers_of(mine))
    state, officer_id = form.good("state"), form.good("officer")
    since, until, only_late = form.good("since"), form.good("until"), form.good("late")
    found = queries.listed(db(), mine or form.good("unit"))
    if officer_id is not None:
        found = [one for one in found if one.officer_id == officer_id]
    span = since or year_start(statistics_year(today())), until or today()
    rows = [
        one for one in found
        if (state is None or one.state is state)
        and (since is None or one.decided_on >= since)
        and (until is None or one.decided_on <= until)
        and (not only_late or queries.was_late(one, today()) or is_overdue(one))
    ]  # fmt: skip
    return Asked(form, rows, queries.late(found, *span))


def is_overdue(one: Entry) -> bool:
    """What it waits for is late today."""
    return one.due is not None and one.due < today()


def _listed(form: PublishForm) -> dict[str, Any]:
    asked = publications_asked()
    number = max(1, request.args.get("page", 1, type=int) or 1)
    first = offset_of(number)
    rows = asked.rows[first : first + PAGE_SIZE]
    return {
        "filter": asked.form, "form": form, "late": asked.late, "units": unit_names(),
        "page": Page(rows, number, PAGE_SIZE, len(asked.rows)), "is_overdue": is_overdue,
        "names": names_of(one.officer_id for one in rows), "whole_province": scope() is None,
        "waiting": queries.waiting(asked.rows),
    }  # fmt: skip


def _step(case: Case, act_id: UUID, form: StepForm) -> dict[str, Any]:
    entry = queries.entry(db(), case.id, act_id)
    if entry.publication is None:
        raise NotFound
    form.kind.offer((kind.value, kind.label) for kind in actions.possible(entry))
    return {"case": case, "entry": entry, "form": form}
