"""The five answers of each case, and the board of those that are missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import add
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, g, request, url_for

from thads.accountability import actions, queries
from thads.accountability.forms import StepEndForm, StepForm
from thads.accountability.models import NextStep, Slot
from thads.accountability.results import result_of
from thads.cases import queries as cases
from thads.cases.models import Case
from thads.cases.queries import CaseFilter
from thads.cases.views.entering import case_of, scope
from thads.cases.views.people import names_of, unit_names
from thads.core.errors import NotFound, RuleBroken
from thads.identity.policy import Permission
from thads.web.access import requires
from thads.web.forms import Form, need
from thads.web.request import db, today, user
from thads.web.screen import Screen

bp = Blueprint("accountability", __name__)
BOARD = Screen("accountability/index.html")
LIST = Screen("accountability/cases.html")
STEP = Screen("accountability/step.html", part="next-step")
LATE, NOBODY = "late", "none"


@dataclass(frozen=True)
class Answers:
    """What a case's page says of it; a missing answer is None."""

    act: str | None
    due_on: date | None
    result: str | None
    leader: str | None
    step: NextStep | None


@bp.get("/accountability/")
@requires(Permission.CASE_VIEW)
def index() -> Response:
    """How many open cases lack what, by unit and officer."""
    counts = queries.board(db(), today(), unit_id=scope())
    names, places = names_of(count.officer_id for count in counts), unit_names()
    return BOARD.show(
        rows=sorted(counts, key=lambda c: (places[c.unit_id], names.get(c.officer_id, ""))),
        total=reduce(add, counts) if counts else None, names=names, units=places, slots=Slot,
        nobody=NOBODY,
    )  # fmt: skip


@bp.get("/accountability/cases")
@requires(Permission.CASE_VIEW)
def listed() -> Response:
    """The cases behind one count of the board."""
    what = request.args.get("what")
    slot = next((slot for slot in Slot if slot.value == what), None)
    unit_id, officer = _id(request.args.get("unit")), request.args.get("officer")
    wanted = CaseFilter(
        unit_id=unit_id, unassigned=officer == NOBODY,
        officer_id=_id(officer) if officer != NOBODY else None,
        among=queries.late(today(), unit_id=scope()) if what == LATE
        else queries.lacking(today(), slot, unit_id=scope()),
    )  # fmt: skip
    number = max(1, request.args.get("page", 1, type=int) or 1)
    page = cases.search(db(), wanted, day=today(), scope=scope(), page=number)
    missing = queries.missing_of(db(), [line.case_id for line in page.rows], today())
    return LIST.show(
        page=page, slot=slot, missing=missing, is_late=what == LATE, whole_province=scope() is None
    )


@bp.get("/cases/<uuid:case_id>/next-step")
@requires(Permission.CASE_PLAN)
def step(case_id: UUID) -> Response:
    """The step that runs, to be ended; else the form of the next."""
    return STEP.show(**_context(case_of(case_id)))


@bp.post("/cases/<uuid:case_id>/next-step")
@requires(Permission.CASE_PLAN)
def create_step(case_id: UUID) -> Response:
    """Say what comes next."""
    case = case_of(case_id)
    form = _form(case)
    if not form.validate():
        return STEP.refuse(**_context(case, form))
    try:
        actions.plan(db(), case, form.terms(), by=user(), today=today())
    except RuleBroken as broken:
        form.refuse(broken)
        return STEP.refuse(**_context(case, form))
    return STEP.done(to=url_for("cases.show", case_id=case_id), message="Đã ghi bước tiếp theo.")


@bp.post("/cases/<uuid:case_id>/next-step/<uuid:step_id>/end")
@requires(Permission.CASE_PLAN)
def create_end(case_id: UUID, step_id: UUID) -> Response:
    """Say how a step ended; the next one is asked for at once."""
    case, form = case_of(case_id), StepEndForm()
    planned = queries.step(db(), step_id, case_id=case_id)
    if not form.validate():
        return STEP.refuse(**_context(case, form))
    try:
        actions.end(
            db(), case, planned, need(form.ending.data), on=need(form.ended_on.data),
            note=form.note.data, by=user(), today=today(),
        )  # fmt: skip
    except RuleBroken as broken:
        form.refuse(broken)
        return STEP.refuse(**_context(case, form))
    return STEP.done(to=url_for(".step", case_id=case_id), message="Đã ghi kết quả của bước.")


@bp.app_template_global("answers_of")
def answers_of(case: Case) -> Answers:
    """The five answers of a case; asked by its page, once a request."""
    kept: dict[UUID, Answers] = g.setdefault("answers", {})
    if case.id not in kept:
        kept[case.id] = _answers(case)
    return kept[case.id]


def _answers(case: Case) -> Answers:
    running = queries.running(db(), case.id)
    if running is not None:
        return Answers(
            running.act, running.due_on, running.result, running.leader.full_name, running
        )
    head = next(iter(queries.leaders(db(), cases.history_of(case).now.unit_id)), None)
    leader = head.full_name if head else None
    duty, due_on = queries.next_duty(db(), case.id, today()) or (None, None)
    if duty is None:
        return Answers(None, None, None, leader, None)
    return Answers(duty.label, due_on, result_of(duty), leader, None)


def _form(case: Case) -> StepForm:
    form, held = StepForm(), cases.history_of(case).now.unit_id
    offered = [(leader.id, leader.full_name) for leader in queries.leaders(db(), held)]
    form.leader.offer(offered)
    if not form.is_submitted() and offered:
        form.leader.data = offered[0][0]
    return form


def _context(case: Case, form: Form | None = None) -> dict[str, Any]:
    steps = queries.steps_of(db(), case.id)
    running = next((one for one in steps if one.end is None), None)
    if form is None and running is None:
        form = _form(case)
    elif form is None:
        form = StepEndForm(formdata=None)
        form.ended_on.data = today()
    return {"case": case, "form": form, "steps": steps, "running": running}


def _id(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise NotFound from None
