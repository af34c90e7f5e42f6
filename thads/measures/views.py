"""Measures of security and coercion: the list, a case's own, applying one, one with its course."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from thads.cases import queries as cases
from thads.cases import standstills
from thads.cases.models import Case, CaseAct
from thads.cases.views.entering import case_of, scope
from thads.cases.views.people import names_of, next_number, officers_of, unit_names, units_of
from thads.cases.views.signing import offer_signing
from thads.core.errors import RuleBroken
from thads.delegations.competence import Paper
from thads.documents import queries as documents
from thads.identity.models import User
from thads.identity.policy import Permission
from thads.measures import actions, course, listing, papers, queries
from thads.measures.forms import ListForm, MeasureForm
from thads.measures.models import Measure, MeasureState
from thads.rules import measures
from thads.rules.measures import MeasureKind
from thads.units import queries as units
from thads.web.access import requires
from thads.web.forms import Form
from thads.web.request import db, today, user
from thads.web.screen import Screen

bp = Blueprint("measures", __name__)
INDEX = Screen("measures/index.html")
NEW = Screen("measures/new.html")
SHOW = Screen("measures/show.html")


@bp.get("/measures/")
@requires(Permission.CASE_VIEW)
def index() -> Response:
    """Measures by kind, unit, officer, state and forces; sums; those with a time that is over."""
    form, mine = list_form(), scope()
    number = max(1, request.args.get("page", 1, type=int) or 1)
    sort = request.args.get("sort", listing.NEWEST)
    page = listing.page(db(), form.wanted(mine), today(), order=sort, number=number)
    return INDEX.show(
        form=form, page=page, sort=sort, whole_province=mine is None, units=unit_names(),
        names=names_of(line.officer_id for line in page.rows),
        overdue=listing.overdue(db(), today(), mine),
    )  # fmt: skip


@bp.get("/cases/<uuid:case_id>/measures")
@requires(Permission.MEASURE_ENTER)
def new(case_id: UUID) -> Response:
    """The measures of the law of today, then the form of the one chosen."""
    case, kind = case_of(case_id), kind_named(request.args.get("kind"))
    return NEW.show(**asking(case, kind, MeasureForm() if kind else None))


@bp.post("/cases/<uuid:case_id>/measures")
@requires(Permission.MEASURE_ENTER)
def create(case_id: UUID) -> Response:
    """Decide a measure, or begin it with minutes."""
    case, kind = case_of(case_id), kind_named(request.form.get("kind"))
    if kind is None:
        return NEW.refuse(**asking(case, None, None))
    form = MeasureForm()
    context = asking(case, kind, form)
    if not form.validate():
        return NEW.refuse(**context)
    try:
        made = actions.apply(db(), case, form.terms(kind), by=user(), today=today())
        db().flush()
    except RuleBroken as broken:
        db().rollback()
        form.refuse(broken)
        return NEW.refuse(**asking(case_of(case_id), kind, form))
    return NEW.done(to=url_for(".show", measure_id=made.id), message="Đã ghi biện pháp.")


@bp.get("/measures/<uuid:measure_id>")
@requires(Permission.CASE_VIEW)
def show(measure_id: UUID) -> Response:
    """One measure: what it is, its steps, what may follow until when, its papers."""
    record, case = measure_of(measure_id)
    made = papers.of_measure(db(), record)
    began = record.decision or record.steps[0]
    return SHOW.show(
        measure=record, case=case, rule=measures.rule(record.kind, began.day),
        clocks=course.clocks(record, standstills.of_history(cases.history_of(case))),
        next=list(course.grouped(course.may_follow(record))),
        collected=queries.collected(db(), [record.id]).get(record.id, 0),
        names=names_of(one.entered_by_id for one in record.steps),
        offered=papers.offered(record), documents=made, work=documents.unfinished(db(), made),
        empty=Form(),
    )  # fmt: skip


@bp.app_template_global("measures_of")
def measures_of(case: Case) -> Sequence[Measure]:
    """The measures of a case; asked by its page."""
    return queries.of_case(db(), case.id)


@bp.app_template_global("secures")
def secures(found: Sequence[Measure]) -> bool:
    """Whether a security measure stands on the case now (row 8 of the life cycle)."""
    return any(one.kind.is_security and one.state is MeasureState.RUNNING for one in found)


def measure_of(measure_id: UUID) -> tuple[Measure, Case]:
    """One measure, if its case is for this person; NotFound otherwise."""
    record = queries.get(db(), measure_id)
    return record, case_of(record.case_id)


def list_form() -> ListForm:
    """The filter as it stands in the address, with what this person may choose."""
    form, mine = ListForm(request.args), scope()
    form.unit.offer(units_of(today()) if mine is None else [])
    form.officer.offer(officers_of(mine))
    return form


def paper_of(case: Case, kind: MeasureKind, day: date) -> Paper:
    """Its decision as the rule of competence asks for it; the law of today where its has none."""
    held = cases.history_of(case).at(day) or cases.history_of(case).now
    officer = db().get(User, held.officer_id) if held.officer_id else None
    try:
        name = measures.rule(kind, day).paper
    except RuleBroken:  # said when it is entered
        name = "security"
    return Paper(name, day, units.get(db(), held.unit_id), officer)


def kind_named(text: str | None) -> MeasureKind | None:
    """The measure that an address or a form names."""
    return next((one for one in MeasureKind if one.value == text), None)


def asking(case: Case, kind: MeasureKind | None, form: MeasureForm | None) -> dict[str, Any]:
    """What the page of a new measure shows: those of the law, or the form of the one chosen."""
    context = {"case": case, "kind": kind, "form": form, "rules": measures.rules(today()),
               "handover": None}  # fmt: skip
    if form is None or kind is None:
        return context
    if "party" in form._fields and not form.is_submitted():
        form.day.data = today()
    form.keep(kind)
    day = form.day.data if isinstance(form.day.data, date) else today()
    form.party.offer((one.id, f"{one.name} ({one.role.label})") for one in case.parties)
    form.item.offer((one.id, f"{one.position}. {one.kind.label}") for one in case.items)
    if form.follows:
        form.follows.offer(_standing(case))
    paper = paper_of(case, kind, day)
    offer_signing(form.signer, form.signing_mode, paper, sent=form.is_submitted())
    if not form.is_submitted():
        form.number.data = next_number(paper.unit, of=CaseAct)
        if len(case.debtors) == 1:
            form.party.data = case.debtors[0].id
    return context


def _standing(case: Case) -> list[tuple[UUID, str]]:
    found = queries.of_case(db(), case.id)
    return [
        (one.id, f"{one.kind.label}, {one.decision.title}")
        for one in found
        if one.kind.is_security and one.state is MeasureState.RUNNING and one.decision
        and one.kind is not MeasureKind.EXIT_BAN
    ]  # fmt: skip
