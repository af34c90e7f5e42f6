"""Visits: the list, one visit with its clocks, and what is written down about it."""

from __future__ import annotations

from uuid import UUID

from flask import Response, make_response, render_template, url_for

from thads.identity.policy import Permission
from thads.reports import queries as reports
from thads.rules import oversight_visits
from thads.visits import actions, queries
from thads.visits.forms import AnswerForm, QuestionForm, StepForm, VisitForm
from thads.visits.metrics import value_in
from thads.visits.models import OversightVisit, StepKind
from thads.visits.views.entering import ENTER, bp, keep, seen, taken
from thads.web.access import requires
from thads.web.reader import reader
from thads.web.request import db, now, today, user


@bp.get("/")
@requires(Permission.VISIT_VIEW)
def index() -> Response:
    """All visits, and how many conclusions are still open."""
    whose = seen()
    found = queries.visits(db(), whose)
    late = queries.conclusions(db(), whose, late_on=today())
    page = render_template("visits/index.html", visits=found, late=len(late), reader=reader())
    return make_response(page)


@bp.get("/new")
@requires(Permission.VISIT_KEEP)
def new() -> Response:
    """The form of a decision to oversee."""
    keep()
    return ENTER.show(form=VisitForm(), back=url_for(".index"), **NEW)


@bp.post("/")
@requires(Permission.VISIT_KEEP)
def create() -> Response:
    """Record a decision to oversee."""
    keep()
    form = VisitForm()
    return taken(
        form, lambda: actions.record(db(), form.terms(), by=user(), today=today(), now=now()),
        to=url_for(".index"), message="Đã ghi đoàn giám sát.", **NEW,
    )  # fmt: skip


@bp.get("/<uuid:visit_id>")
@requires(Permission.VISIT_VIEW)
def show(visit_id: UUID) -> Response:
    """One visit: what was asked before and what we did, the outline, the conclusions."""
    visit = queries.get(db(), visit_id, seen())
    page = render_template(
        "visits/show.html", visit=visit, clocks=clocks(visit), value_in=value_in,
        before=queries.before(db(), visit), kinds=StepKind, reader=reader(),
    )  # fmt: skip
    return make_response(page)


@bp.get("/<uuid:visit_id>/steps/new")
@requires(Permission.VISIT_KEEP)
def new_step(visit_id: UUID) -> Response:
    """The form of a step."""
    keep()
    visit = queries.get(db(), visit_id, seen())
    return ENTER.show(form=StepForm(), back=_page_of(visit), **STEP)


@bp.post("/<uuid:visit_id>/steps/new")
@requires(Permission.VISIT_KEEP)
def create_step(visit_id: UUID) -> Response:
    """Record a step."""
    keep()
    form, visit = StepForm(), queries.get(db(), visit_id, seen())
    return taken(
        form,
        lambda: actions.take_step(
            db(), visit, form.terms(), by=user(), today=today(), now=now()
        ),
        to=_page_of(visit), message="Đã ghi.", **STEP,
    )  # fmt: skip


@bp.get("/<uuid:visit_id>/questions/new")
@requires(Permission.VISIT_KEEP)
def new_question(visit_id: UUID) -> Response:
    """The form of a question."""
    keep()
    visit = queries.get(db(), visit_id, seen())
    return ENTER.show(form=QuestionForm(), back=_page_of(visit), **QUESTION)


@bp.post("/<uuid:visit_id>/questions/new")
@requires(Permission.VISIT_KEEP)
def create_question(visit_id: UUID) -> Response:
    """Write down a question of the outline."""
    keep()
    form, visit = QuestionForm(), queries.get(db(), visit_id, seen())
    return taken(
        form, lambda: actions.ask(db(), visit, str(form.content.data), by=user(), now=now()),
        to=_page_of(visit), message="Đã ghi câu hỏi.", **QUESTION,
    )  # fmt: skip


@bp.get("/questions/<uuid:question_id>/answer")
@requires(Permission.VISIT_KEEP)
def new_answer(question_id: UUID) -> Response:
    """The form of an answer, with the question above it."""
    keep()
    question, form = queries.question(db(), question_id), AnswerForm()
    form.offer(reports.published(db()))
    return ENTER.show(form=form, back=_page_of(question.visit), lead=question.content, **ANSWER)


@bp.post("/questions/<uuid:question_id>/answer")
@requires(Permission.VISIT_KEEP)
def create_answer(question_id: UUID) -> Response:
    """Answer a question."""
    keep()
    question, form = queries.question(db(), question_id), AnswerForm()
    form.offer(reports.published(db()))
    return taken(
        form,
        lambda: actions.answer(
            db(), question, str(form.content.data), form.figure(), by=user(), now=now()
        ),
        to=_page_of(question.visit), message="Đã ghi câu trả lời.", lead=question.content,
        **ANSWER,
    )  # fmt: skip


def clocks(visit: OversightVisit) -> dict[str, object]:
    """Until when the delegation sends its outline and tells of the working day, and by what law."""
    working_on = visit.day_of(StepKind.WORKING_DAY)
    return {
        "outline_due": oversight_visits.outline_due(visit.decided_on),
        "notice_due": oversight_visits.notice_due(visit.decided_on, working_on)
        if working_on
        else None,
        "source": oversight_visits.terms_on(visit.decided_on).source,
    }


def _page_of(visit: OversightVisit) -> str:
    return url_for(".show", visit_id=visit.id)


NEW = {"title": "Ghi đoàn giám sát", "submit": "Ghi đoàn giám sát"}
STEP = {"title": "Ghi diễn biến của đoàn giám sát", "submit": "Ghi"}
QUESTION = {"title": "Ghi câu hỏi của đề cương", "submit": "Ghi câu hỏi"}
ANSWER = {"title": "Trả lời câu hỏi của đề cương", "submit": "Ghi câu trả lời"}
