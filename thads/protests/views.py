"""The register of the procuracy's papers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, url_for

from thads.cases.models import Case
from thads.cases.views.entering import case_of
from thads.cases.views.people import names_of
from thads.cases.views.signing import offer_signing
from thads.core.errors import NotFound
from thads.delegations.competence import Paper
from thads.documents import queries as documents
from thads.identity import queries as people
from thads.identity.policy import Permission
from thads.protests import actions, course, papers, queries
from thads.protests.forms import DoneForm, PointForm, ProtestForm, StepForm
from thads.protests.models import PaperKind, Protest, ProtestPoint, StepKind
from thads.registers.entering import (
    ENTER,
    asked,
    asked_case,
    offer_units,
    seen,
    taken,
    unit_of,
)
from thads.registers.printing import printed
from thads.web.access import requires
from thads.web.forms import Form, need
from thads.web.request import db, now, today, user
from thads.web.screen import Screen

bp = Blueprint("protests", __name__, url_prefix="/protests")
INDEX = Screen("protests/index.html")
SHOW = Screen("protests/show.html")


@bp.get("/")
@requires(Permission.PROTEST_VIEW)
def index() -> Response:
    """What the procuracy sent, and what is owed on each."""
    form, wanted, number = asked(PaperKind)
    page = queries.page_of(db(), wanted, number)
    return INDEX.show(
        form=form, page=page, dues={one.id: min(course.dues(one), default=None)
                                    for one in page.rows},
        late=queries.lateness(db(), today(), wanted.unit_id),
    )  # fmt: skip


@bp.get("/new")
@requires(Permission.PROTEST_ENTER)
def new() -> Response:
    """The form of a paper, perhaps upon a case."""
    case = asked_case()
    return ENTER.show(**_receiving(_form(case), case))


@bp.post("/new")
@requires(Permission.PROTEST_ENTER)
def create() -> Response:
    """Enter a paper."""
    case = asked_case()
    form = _form(case)
    return taken(
        lambda: actions.receive(db(), form.terms(), case, by=user(), today=today(), now=now()),
        to=lambda made: url_for(".show", protest_id=made.id),
        message="Đã ghi văn bản của Viện kiểm sát.",
        **_receiving(form, case),
    )  # fmt: skip


@bp.get("/<uuid:protest_id>")
@requires(Permission.PROTEST_VIEW)
def show(protest_id: UUID) -> Response:
    """One paper: what it says, what was answered, who carries out what."""
    found = _of(protest_id)
    made = papers.of_protest(db(), found)
    return SHOW.show(
        case=found.case, documents=made, work=documents.unfinished(db(), made),
        offered=papers.is_offered(found), empty=Form(), one=found,
        answering=course.answering(found) or course.reviewing(found), acting=course.acting(found),
        accepted=course.accepted(found), next=course.may_follow(found),
        names=names_of(step.entered_by_id for step in found.steps),
    )  # fmt: skip


@bp.get("/<uuid:protest_id>/steps/<protest_step>")
@requires(Permission.PROTEST_ANSWER)
def step(protest_id: UUID, protest_step: str) -> Response:
    """The form of what happened next."""
    found, kind = _of(protest_id), _kind(protest_step)
    return ENTER.show(**_stepping(found, kind, _step_form(found, kind)))


@bp.post("/<uuid:protest_id>/steps/<protest_step>")
@requires(Permission.PROTEST_ANSWER)
def create_step(protest_id: UUID, protest_step: str) -> Response:
    """Write it down."""
    found, kind = _of(protest_id), _kind(protest_step)
    form = _step_form(found, kind)
    return taken(
        lambda: actions.take_step(
            db(), found, form.terms(kind), by=user(), today=today(), now=now()
        ),
        to=lambda _: url_for(".show", protest_id=protest_id), message=f"Đã ghi: {kind.label}.",
        **_stepping(found, kind, form),
    )  # fmt: skip


@bp.get("/<uuid:protest_id>/points/new")
@requires(Permission.PROTEST_ANSWER)
def new_point(protest_id: UUID) -> Response:
    """The form of one accepted point."""
    found = _of(protest_id)
    return ENTER.show(**_pointing(found, _point_form(found)))


@bp.post("/<uuid:protest_id>/points/new")
@requires(Permission.PROTEST_ANSWER)
def create_point(protest_id: UUID) -> Response:
    """Say who carries out one accepted point."""
    found = _of(protest_id)
    form = _point_form(found)
    return taken(
        lambda: actions.set_point(db(), found, form.terms(), by=user(), now=now()),
        to=lambda _: url_for(".show", protest_id=protest_id), message="Đã giao thực hiện.",
        **_pointing(found, form),
    )  # fmt: skip


@bp.get("/points/<uuid:point_id>/done")
@requires(Permission.PROTEST_ENTER)
def new_done(point_id: UUID) -> Response:
    """The form of a point carried out."""
    point, found = _point(point_id)
    return ENTER.show(**_doing(point, found, DoneForm(data={"day": today()})))


@bp.post("/points/<uuid:point_id>/done")
@requires(Permission.PROTEST_ENTER)
def create_done(point_id: UUID) -> Response:
    """Write down that a point was carried out."""
    point, found = _point(point_id)
    form = DoneForm()
    return taken(
        lambda: actions.carry_out(
            db(), found, point, need(form.day.data), str(form.result.data), by=user(),
            today=today(), now=now(),
        ),
        to=lambda _: url_for(".show", protest_id=found.id), message="Đã ghi thực hiện.",
        **_doing(point, found, form),
    )  # fmt: skip


@bp.post("/<uuid:protest_id>/reply")
@requires(Permission.PROTEST_ANSWER)
def create_reply(protest_id: UUID) -> Response:
    """Compose the answer; it is printed in the background."""
    found = _of(protest_id)
    if not papers.is_offered(found) or found.case_id is None:
        raise NotFound
    case = case_of(found.case_id)
    return printed(
        lambda: papers.make(db(), case, found, by=user(), now=now()),
        shown=url_for(".show", protest_id=protest_id),
    )


@bp.app_template_global("protests_of")
def protests_of(case: Case) -> Sequence[Protest]:
    """The procuracy's papers upon a case; asked by its page."""
    return queries.of_case(db(), case.id)


def _of(protest_id: UUID) -> Protest:
    found = queries.get(db(), protest_id)
    seen(found)
    return found


def _point(point_id: UUID) -> tuple[ProtestPoint, Protest]:
    point = queries.point(db(), point_id)
    return point, _of(point.record_id)


def _kind(text: str) -> StepKind:
    found = next((kind for kind in StepKind if kind.value == text), None)
    if found is None:
        raise NotFound
    return found


def _form(case: Case | None) -> ProtestForm:
    form = ProtestForm()
    offer_units(form)
    if case:
        form.act.offer((act.id, f"{act.kind.label} {act.day:%d/%m/%Y}") for act in case.acts)
    else:
        del form.act
    if not form.is_submitted():
        form.received_on.data = today()
    return form


def _step_form(found: Protest, kind: StepKind) -> StepForm:
    form = StepForm()
    form.keep(kind)
    if not form.is_submitted():
        form.day.data = today()
    if form.signer:
        paper = Paper("protest_answer", form.day.data or today(), unit_of(found.unit_id))
        offer_signing(form.signer, form.signing_mode, paper, sent=form.is_submitted())
    return form


def _point_form(found: Protest) -> PointForm:
    form = PointForm()
    form.owner.offer(
        (one.id, f"{one.full_name}, {one.role.label}")
        for one in people.users(db())
        if one.is_active and one.unit_id == found.unit_id
    )
    if not form.is_submitted():
        form.due_on.data = course.last_day_of_points(found)
    return form


def _receiving(form: ProtestForm, case: Case | None) -> dict[str, Any]:
    upon = f" về việc số {case.title}" if case else ""
    return {
        "form": form, "title": f"Nhận văn bản của Viện kiểm sát{upon}", "submit": "Ghi vào sổ",
        "back": url_for("cases.show", case_id=case.id) if case else url_for(".index"),
        "hints": {},
    }  # fmt: skip


def _stepping(found: Protest, kind: StepKind, form: StepForm) -> dict[str, Any]:
    return {"form": form, "title": kind.label, "submit": "Ghi", **_upon(found)}


def _pointing(found: Protest, form: PointForm) -> dict[str, Any]:
    title = "Giao thực hiện nội dung đã chấp nhận"
    return {"form": form, "title": title, "submit": "Giao", **_upon(found)}


def _doing(point: ProtestPoint, found: Protest, form: DoneForm) -> dict[str, Any]:
    told = {"form": form, "title": "Ghi thực hiện", "submit": "Ghi", **_upon(found)}
    return told | {"lead": point.content}


def _upon(found: Protest) -> dict[str, Any]:
    return {
        "lead": f"{found.kind.label} số {found.number} ngày {found.issued_on:%d/%m/%Y} của "
        f"{found.body}",
        "back": url_for(".show", protest_id=found.id), "hints": {},
    }  # fmt: skip
