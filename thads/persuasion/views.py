"""The log of persuasion: the list with its shares, recording a talk, linking what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from thads.cases.models import Case
from thads.cases.views.entering import case_of, scope
from thads.cases.views.people import names_of, officers_of, unit_names, units_of
from thads.core.days import statistics_year, year_start
from thads.core.errors import RuleBroken
from thads.identity.policy import Permission
from thads.persuasion import actions, queries
from thads.persuasion.forms import ContactForm, FilterForm, ResultForm
from thads.persuasion.models import PersuasionContact
from thads.persuasion.queries import ContactFilter
from thads.web.access import requires
from thads.web.forms import Form, need
from thads.web.request import db, today, user
from thads.web.screen import Screen

bp = Blueprint("persuasion", __name__)
INDEX = Screen("persuasion/index.html")
ENTER = Screen("persuasion/enter.html")


class Asked(NamedTuple):
    """The list as the address asks for it."""

    form: FilterForm
    wanted: ContactFilter


@bp.get("/persuasion/")
@requires(Permission.PERSUASION_VIEW)
def index() -> Response:
    """Talks of the year unless other days are chosen, and the share of each way of talking."""
    asked, mine = filter_asked(), scope()
    number = max(1, request.args.get("page", 1, type=int) or 1)
    page = queries.search(db(), asked.wanted, page=number)
    everyone = replace(asked.wanted, voluntary=None)
    return INDEX.show(
        form=asked.form, wanted=asked.wanted, page=page, shares=queries.shares(db(), everyone),
        whole=queries.whole(db(), everyone), units=unit_names(), whole_province=mine is None,
        names=names_of(row.officer_id for row in page.rows),
    )  # fmt: skip


@bp.get("/cases/<uuid:case_id>/persuasion")
@requires(Permission.PERSUASION_ENTER)
def new(case_id: UUID) -> Response:
    """The form of a talk."""
    case, form = case_of(case_id), ContactForm()
    form.day.data = today()
    return ENTER.show(**_talk(case, form))


@bp.post("/cases/<uuid:case_id>/persuasion")
@requires(Permission.PERSUASION_ENTER)
def create(case_id: UUID) -> Response:
    """A talk took place."""
    form = ContactForm()
    return _taken(
        case_of(case_id), form, _talk,
        lambda case: actions.record(db(), case, form.terms(), by=user(), today=today()),
        "Đã ghi lần vận động.",
    )  # fmt: skip


@bp.get("/persuasion/<uuid:contact_id>/correction")
@requires(Permission.PERSUASION_ENTER)
def correction(contact_id: UUID) -> Response:
    """The talk as it was recorded, to be put right."""
    contact, case = _of(contact_id)
    return ENTER.show(**_correction(case, ContactForm(obj=contact)))


@bp.post("/persuasion/<uuid:contact_id>/correction")
@requires(Permission.PERSUASION_ENTER)
def create_correction(contact_id: UUID) -> Response:
    """A record in the place of the wrong one, which stays in the books."""
    form = ContactForm()
    return _taken(
        _of(contact_id)[1], form, _correction,
        lambda case: actions.record(
            db(), case, form.terms(corrects=contact_id), by=user(), today=today()
        ),
        "Đã ghi lại lần vận động.",
    )  # fmt: skip


@bp.get("/persuasion/<uuid:contact_id>/result")
@requires(Permission.PERSUASION_ENTER)
def result(contact_id: UUID) -> Response:
    """What may have followed a talk of free will."""
    contact, case = _of(contact_id)
    return ENTER.show(**_result(case, _result_form(contact)))


@bp.post("/persuasion/<uuid:contact_id>/result")
@requires(Permission.PERSUASION_ENTER)
def create_result(contact_id: UUID) -> Response:
    """Say what followed."""
    contact, case = _of(contact_id)
    form = _result_form(contact)
    return _taken(
        case, form, _result,
        lambda _: actions.link(
            db(), queries.get(db(), contact_id), need(form.result.data), note=form.note.data,
            by=user(),
        ),
        "Đã gắn kết quả tự nguyện.",
    )  # fmt: skip


@bp.app_template_global("persuasion_of")
def persuasion_of(case: Case) -> Sequence[PersuasionContact]:
    """The talks of a case; asked by its page."""
    return queries.of_case(db(), case.id)


def filter_asked() -> Asked:
    """The filter of the address; the statistics year of today where no days are chosen."""
    form, mine = FilterForm(request.args), scope()
    form.unit.offer(units_of(today()) if mine is None else [])
    form.officer.offer(officers_of(mine))
    first = year_start(statistics_year(today()))
    return Asked(form, form.wanted(mine, since=first, until=today()))


def _of(contact_id: UUID) -> tuple[PersuasionContact, Case]:
    """One talk, if its case is for this person; NotFound otherwise."""
    contact = queries.get(db(), contact_id)
    return contact, case_of(contact.case_id)


def _result_form(contact: PersuasionContact) -> ResultForm:
    form = ResultForm()
    form.offer(queries.results_to_link(db(), contact))
    return form


def _taken(
    case: Case, form: Form, context: Callable[[Case, Any], dict[str, Any]],
    act: Callable[[Case], object], message: str,
) -> Response:  # fmt: skip
    """Check, act, answer; refused, the form comes back with what was typed."""
    case_id = case.id
    if not form.validate():
        return ENTER.refuse(**context(case, form))
    try:
        act(case)
    except RuleBroken as broken:
        db().rollback()
        form.refuse(broken)
        return ENTER.refuse(**context(case_of(case_id), form))
    return ENTER.done(to=url_for("cases.show", case_id=case_id), message=message)


def _talk(case: Case, form: Form) -> dict[str, Any]:
    return {"case": case, "form": form, "title": "Ghi lần vận động, thuyết phục",
            "submit": "Ghi lần vận động"}  # fmt: skip


def _correction(case: Case, form: Form) -> dict[str, Any]:
    return {"case": case, "form": form, "title": "Ghi lại lần vận động cho đúng",
            "submit": "Ghi lại"}  # fmt: skip


def _result(case: Case, form: Form) -> dict[str, Any]:
    return {"case": case, "form": form, "title": "Gắn kết quả tự nguyện",
            "submit": "Gắn kết quả"}  # fmt: skip
