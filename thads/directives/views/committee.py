"""The steering committee: meetings, minutes, and the cases it directs."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, url_for

from thads.cases.views.entering import case_of
from thads.core.errors import NotFound
from thads.directives import actions, queries
from thads.directives.forms import MeetingForm, ReleaseForm, SteeringForm
from thads.directives.models import SteeredCase
from thads.directives.views.entering import ENTER, bp, paper, seen, taken
from thads.identity.policy import Permission
from thads.web.access import requires
from thads.web.forms import need
from thads.web.request import db, now, today, user
from thads.web.screen import Screen

INDEX = Screen("directives/committee.html")
SHOW = Screen("directives/meeting.html")


@bp.get("/directives/committee/")
@requires(Permission.DIRECTIVE_VIEW)
def committee() -> Response:
    """All meetings; to the head office, the cases that the committee directs."""
    of_all = at_head_office()
    steered = queries.steered(db()) if of_all else ()
    return INDEX.show(meetings=queries.meetings(db()), steered=steered, of_all=of_all)


@bp.get("/directives/committee/new")
@requires(Permission.DIRECTIVE_KEEP)
def new_meeting() -> Response:
    """The form of a meeting."""
    _keep()
    return ENTER.show(form=MeetingForm(), back=url_for(".committee"), **MEETING)


@bp.post("/directives/committee/new")
@requires(Permission.DIRECTIVE_KEEP)
def create_meeting() -> Response:
    """Record a meeting."""
    _keep()
    form = MeetingForm()
    return taken(
        form, lambda: actions.meet(db(), form.terms(), by=user(), today=today(), now=now()),
        to=url_for(".committee"), message="Đã ghi cuộc họp.",
        shown=lambda made: url_for(".meeting", meeting_id=made.id), **MEETING,
    )  # fmt: skip


@bp.get("/directives/committee/<uuid:meeting_id>")
@requires(Permission.DIRECTIVE_VIEW)
def meeting(meeting_id: UUID) -> Response:
    """One meeting with its minutes."""
    return SHOW.show(meeting=queries.meeting(db(), meeting_id), of_all=at_head_office())


@bp.get("/directives/committee/<uuid:meeting_id>/file")
@requires(Permission.DIRECTIVE_VIEW)
def minutes(meeting_id: UUID) -> Response:
    """The signed minutes."""
    return paper(queries.meeting(db(), meeting_id).file_key, "bien-ban-hop")


@bp.get("/cases/<uuid:case_id>/steering/new")
@requires(Permission.DIRECTIVE_KEEP)
def new_steering(case_id: UUID) -> Response:
    """The form by which the committee takes a case."""
    _keep()
    case = case_of(case_id)
    back = url_for("cases.show", case_id=case_id)
    return ENTER.show(form=_steering(), back=back, lead=f"Việc {case.title}", **STEER)


@bp.post("/cases/<uuid:case_id>/steering/new")
@requires(Permission.DIRECTIVE_KEEP)
def create_steering(case_id: UUID) -> Response:
    """The committee takes a case under its direction."""
    _keep()
    case, form = case_of(case_id), _steering()
    return taken(
        form,
        lambda: actions.steer(
            db(), queries.meeting(db(), need(form.meeting.data)), case, need(form.direction.data),
            by=user(), now=now(),
        ),
        to=url_for("cases.show", case_id=case_id), message="Đã ghi việc do Ban Chỉ đạo chỉ đạo.",
        lead=f"Việc {case.title}", **STEER,
    )  # fmt: skip


@bp.get("/directives/committee/cases/<uuid:steered_id>/end")
@requires(Permission.DIRECTIVE_KEEP)
def new_release(steered_id: UUID) -> Response:
    """The form by which a case is given back."""
    found, form = _kept(steered_id), ReleaseForm(data={"day": today()})
    return ENTER.show(form=form, back=_page_of(found), lead=found.direction, **RELEASE)


@bp.post("/directives/committee/cases/<uuid:steered_id>/end")
@requires(Permission.DIRECTIVE_KEEP)
def create_release(steered_id: UUID) -> Response:
    """The committee directs it no longer."""
    found, form = _kept(steered_id), ReleaseForm()
    return taken(
        form,
        lambda: actions.release(
            db(), found, need(form.day.data), need(form.note.data), by=user(), today=today(),
            now=now(),
        ),
        to=_page_of(found), message="Đã ghi thôi chỉ đạo.", lead=found.direction, **RELEASE,
    )  # fmt: skip


@bp.app_template_global("at_head_office")
def at_head_office() -> bool:
    """Whether this person's desk is the province's, where the committee's book is kept."""
    return seen() is None


def _keep() -> None:
    """The committee's book is kept at the head office; elsewhere the page does not exist."""
    if not at_head_office():
        raise NotFound


def _kept(steered_id: UUID) -> SteeredCase:
    _keep()
    return queries.steered_one(db(), steered_id)


def _steering() -> SteeringForm:
    form = SteeringForm()
    form.meeting.offer(
        (one.id, f"{one.held_on:%d/%m/%Y}: {one.subject}") for one in queries.meetings(db())
    )
    return form


def _page_of(steered: SteeredCase) -> str:
    return url_for(".meeting", meeting_id=steered.meeting_id)


MEETING: dict[str, Any] = {"title": "Ghi cuộc họp Ban Chỉ đạo", "submit": "Ghi cuộc họp"}
STEER: dict[str, Any] = {"title": "Đưa việc vào diện Ban Chỉ đạo chỉ đạo", "submit": "Ghi"}
RELEASE: dict[str, Any] = {
    "title": "Ban Chỉ đạo thôi chỉ đạo việc này",
    "submit": "Ghi thôi chỉ đạo",
}
