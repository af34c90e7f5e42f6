"""Luật áp dụng: which rule of which article holds on a day, and what changes between two."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, request

from thads.cases import queries as cases
from thads.cases.models import Case
from thads.cases.views.entering import case_of
from thads.core.errors import NotFound
from thads.desk import crossing, law
from thads.desk.law_forms import DayForm, SpanForm
from thads.identity.policy import Permission
from thads.rules import numbering, transition
from thads.rules.citation import cited
from thads.rules.dated import NEW_LAW
from thads.web.access import requires
from thads.web.forms import DateField
from thads.web.request import today

bp = Blueprint("law", __name__, url_prefix="/law")


@bp.get("/")
@requires(Permission.OWN_ACCOUNT)
def index() -> Response:
    """The deadlines in force on a day, and when each would be over if it began then."""
    form, day = _asked()
    page = render_template(
        "desk/law.html", form=form, day=day, cited=cited, book=law.timetable(day),
        digest=law.digest_count(day), passages=transition.passages(day),
    )  # fmt: skip
    return make_response(page)


@bp.get("/grounds")
@requires(Permission.OWN_ACCOUNT)
def grounds() -> Response:
    """The grounds that a decision of a day may name."""
    form, day = _asked()
    page = render_template(
        "desk/law_chapters.html", form=form, day=day, cited=cited, title="Căn cứ của quyết định",
        chapters=law.grounds_on(day), head="Mã", series=(),
    )  # fmt: skip
    return make_response(page)


@bp.get("/competence")
@requires(Permission.OWN_ACCOUNT)
def competence() -> Response:
    """Who signs what, what is enforced ex officio, and how decisions are numbered."""
    form, day = _asked()
    page = render_template(
        "desk/law_chapters.html", form=form, day=day, cited=cited, title="Thẩm quyền, số hiệu",
        chapters=law.competence_on(day), head="Nội dung",
        series=[one for one in numbering.SERIES if one.holds_on(day)],
    )  # fmt: skip
    return make_response(page)


@bp.get("/calendar")
@requires(Permission.OWN_ACCOUNT)
def calendar() -> Response:
    """The days off that were announced, year by year; other years are forecasts."""
    page = render_template("desk/law_calendar.html", years=law.calendar(), day=today())
    return make_response(page)


@bp.get("/changes")
@requires(Permission.OWN_ACCOUNT)
def changes() -> Response:
    """The rules of two days side by side, where they differ."""
    form = SpanForm(request.args)
    if request.args:
        form.validate()
    after = _day_of(form.after, NEW_LAW)
    before = _day_of(form.before, after - timedelta(days=1))
    page = render_template(
        "desk/law_changes.html", form=form, before=before, after=after, cited=cited,
        chapters=law.changes(before, after), passages=transition.passages(after),
    )  # fmt: skip
    return make_response(page)


@bp.get("/cases/<uuid:case_id>")
@requires(Permission.CASE_VIEW)
def case(case_id: UUID) -> Response:
    """What the change of law does to one case; absent for one that it does not touch."""
    found = case_of(case_id)
    crossed = crossing.of_case(found, cases.history_of(found), today())
    if crossed is None:
        raise NotFound
    page = render_template(
        "desk/law_case.html", case=found, crossed=crossed, cited=cited, changed_on=NEW_LAW,
        has_come=today() >= NEW_LAW,
    )  # fmt: skip
    return make_response(page)


@bp.app_template_global("law_changes_for")
def law_changes_for(case: Case) -> date | None:
    """The day on which the law changes for a case, or changed; None where it was opened since."""
    return NEW_LAW if case.docketed_on < NEW_LAW and not case.is_struck else None


def _asked() -> tuple[DayForm, date]:
    form = DayForm(request.args)
    if request.args:
        form.validate()
    return form, _day_of(form.day, today())


def _day_of(field: DateField, otherwise: date) -> date:
    """The day that was typed; the field shows the day taken when none was, or none can be read."""
    if not field.errors and field.data is None:
        field.raw_data, field.data = None, otherwise
    return otherwise if field.errors or field.data is None else field.data
