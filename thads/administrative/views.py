"""Register 19: administrative judgments watched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, url_for

from thads.administrative import actions, queries
from thads.administrative.forms import JudgmentForm, StepForm
from thads.administrative.models import AdministrativeJudgment, DutyBody, StepKind
from thads.cases.models import Case
from thads.cases.views.people import names_of, officers_of
from thads.core.errors import NotFound
from thads.identity.policy import Permission
from thads.registers.entering import ENTER, asked, asked_case, offer_units, seen, taken
from thads.web.access import requires
from thads.web.request import db, me, now, today, user
from thads.web.screen import Screen

bp = Blueprint("administrative", __name__, url_prefix="/administrative-judgments")
INDEX = Screen("administrative/index.html")
SHOW = Screen("administrative/show.html")


@bp.get("/")
@requires(Permission.ADMINISTRATIVE_VIEW)
def index() -> Response:
    """The judgments watched, with the day on which each is looked at again."""
    form, wanted, number = asked(DutyBody)
    late = queries.lateness(db(), today(), wanted.unit_id)
    return INDEX.show(form=form, page=queries.page_of(db(), wanted, number), late=late)


@bp.get("/new")
@requires(Permission.ADMINISTRATIVE_ENTER)
def new() -> Response:
    """The form of a judgment to watch, perhaps with a case for its money part."""
    case = asked_case()
    return ENTER.show(**_receiving(_form(), case))


@bp.post("/new")
@requires(Permission.ADMINISTRATIVE_ENTER)
def create() -> Response:
    """Begin to watch a judgment."""
    case, form = asked_case(), _form()
    return taken(
        lambda: actions.receive(db(), form.terms(), case, by=user(), today=today(), now=now()),
        to=lambda made: url_for(".show", watched_id=made.id), message="Đã ghi bản án hành chính.",
        **_receiving(form, case),
    )  # fmt: skip


@bp.get("/<uuid:watched_id>")
@requires(Permission.ADMINISTRATIVE_VIEW)
def show(watched_id: UUID) -> Response:
    """One judgment and what was done about it."""
    found = _of(watched_id)
    last = found.last.kind if found.last else None
    return SHOW.show(
        one=found, next=actions.FOLLOWS[last],
        names=names_of([*(step.entered_by_id for step in found.steps), found.watcher_id]),
    )  # fmt: skip


@bp.get("/<uuid:watched_id>/steps/<administrative_step>")
@requires(Permission.ADMINISTRATIVE_ENTER)
def step(watched_id: UUID, administrative_step: str) -> Response:
    """The form of what happened next."""
    found, kind = _of(watched_id), _kind(administrative_step)
    return ENTER.show(**_stepping(found, kind, _step_form(kind)))


@bp.post("/<uuid:watched_id>/steps/<administrative_step>")
@requires(Permission.ADMINISTRATIVE_ENTER)
def create_step(watched_id: UUID, administrative_step: str) -> Response:
    """Write it down."""
    found, kind = _of(watched_id), _kind(administrative_step)
    form = _step_form(kind)
    return taken(
        lambda: actions.take_step(
            db(), found, form.terms(kind), by=user(), today=today(), now=now()
        ),
        to=lambda _: url_for(".show", watched_id=watched_id), message=f"Đã ghi: {kind.label}.",
        **_stepping(found, kind, form),
    )  # fmt: skip


@bp.app_template_global("administrative_of")
def administrative_of(case: Case) -> Sequence[AdministrativeJudgment]:
    """The judgments whose money part is a case; asked by its page."""
    return queries.of_case(db(), case.id)


def _of(watched_id: UUID) -> AdministrativeJudgment:
    found = queries.get(db(), watched_id)
    seen(found)
    return found


def _kind(text: str) -> StepKind:
    found = next((kind for kind in StepKind if kind.value == text), None)
    if found is None:
        raise NotFound
    return found


def _form() -> JudgmentForm:
    form = JudgmentForm()
    offer_units(form)
    form.watcher.offer(officers_of(me().unit_id))
    if not form.is_submitted():
        form.received_on.data = today()
    return form


def _step_form(kind: StepKind) -> StepForm:
    form = StepForm()
    form.keep(kind)
    if not form.is_submitted():
        form.day.data = today()
    return form


def _receiving(form: JudgmentForm, case: Case | None) -> dict[str, Any]:
    upon = f" (phần tài sản: việc số {case.title})" if case else ""
    return {
        "form": form, "title": f"Theo dõi bản án hành chính{upon}", "submit": "Ghi vào sổ",
        "back": url_for("cases.show", case_id=case.id) if case else url_for(".index"),
        "hints": {},
    }  # fmt: skip


def _stepping(found: AdministrativeJudgment, kind: StepKind, form: StepForm) -> dict[str, Any]:
    return {
        "form": form, "title": kind.label, "submit": "Ghi",
        "lead": f"Bản án số {found.number}: {found.debtor_body}",
        "back": url_for(".show", watched_id=found.id), "hints": {},
    }  # fmt: skip
