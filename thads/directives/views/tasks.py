"""One task: its five answers, milestones, progress, and how it was done."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, url_for

from thads.directives import actions, queries
from thads.directives.forms import ClosingForm, MilestoneForm, ReportForm
from thads.directives.models import DirectiveTask
from thads.directives.views.entering import ENTER, bp, must_see, paper, taken
from thads.identity.policy import Permission
from thads.web.access import requires
from thads.web.forms import need
from thads.web.request import db, now, today, user
from thads.web.screen import Screen

SHOW = Screen("directives/task.html")


@bp.get("/directives/tasks/<uuid:task_id>")
@requires(Permission.DIRECTIVE_VIEW)
def task(task_id: UUID) -> Response:
    """One task with what was said of it."""
    found = task_of(task_id)
    return SHOW.show(task=found, obstacles=queries.obstacles(db(), task_id=task_id))


@bp.get("/directives/tasks/<uuid:task_id>/milestones/new")
@requires(Permission.DIRECTIVE_KEEP)
def new_milestone(task_id: UUID) -> Response:
    """The form of a milestone."""
    found = task_of(task_id)
    return ENTER.show(form=MilestoneForm(), back=_page_of(found), lead=found.what, **MILESTONE)


@bp.post("/directives/tasks/<uuid:task_id>/milestones/new")
@requires(Permission.DIRECTIVE_KEEP)
def create_milestone(task_id: UUID) -> Response:
    """Set a milestone."""
    found, form = task_of(task_id), MilestoneForm()
    return taken(
        form,
        lambda: actions.set_milestone(
            db(), found, need(form.what.data), need(form.due_on.data), by=user(), now=now()
        ),
        to=_page_of(found), message="Đã ghi mốc.", lead=found.what, **MILESTONE,
    )  # fmt: skip


@bp.get("/directives/tasks/<uuid:task_id>/reports/new")
@requires(Permission.DIRECTIVE_REPORT)
def new_report(task_id: UUID) -> Response:
    """The form of progress."""
    found, form = task_of(task_id), ReportForm(data={"day": today()})
    form.offer(found.open_milestones)
    return ENTER.show(form=form, back=_page_of(found), lead=found.what, **REPORT)


@bp.post("/directives/tasks/<uuid:task_id>/reports/new")
@requires(Permission.DIRECTIVE_REPORT)
def create_report(task_id: UUID) -> Response:
    """Say how far the task is."""
    found, form = task_of(task_id), ReportForm()
    form.offer(found.open_milestones)
    return taken(
        form,
        lambda: actions.report(
            db(), found, need(form.note.data), form.milestone.data, day=need(form.day.data),
            by=user(), today=today(), now=now(),
        ),
        to=_page_of(found), message="Đã ghi tiến độ.", lead=found.what, **REPORT,
    )  # fmt: skip


@bp.get("/directives/tasks/<uuid:task_id>/closing/new")
@requires(Permission.DIRECTIVE_REPORT)
def new_closing(task_id: UUID) -> Response:
    """The form of the result."""
    found, form = task_of(task_id), ClosingForm(data={"day": today()})
    return ENTER.show(form=form, back=_page_of(found), lead=found.result, **CLOSING)


@bp.post("/directives/tasks/<uuid:task_id>/closing/new")
@requires(Permission.DIRECTIVE_REPORT)
def create_closing(task_id: UUID) -> Response:
    """The task is done."""
    found, form = task_of(task_id), ClosingForm()
    return taken(
        form,
        lambda: actions.close(db(), found, form.terms(), by=user(), today=today(), now=now()),
        to=_page_of(found), message="Đã ghi hoàn thành nhiệm vụ.", lead=found.result, **CLOSING,
    )  # fmt: skip


@bp.get("/directives/tasks/<uuid:task_id>/closing/file")
@requires(Permission.DIRECTIVE_VIEW)
def closing_file(task_id: UUID) -> Response:
    """The paper of the result."""
    closing = task_of(task_id).closing
    return paper(closing.file_key if closing else None, "ket-qua")


def task_of(task_id: UUID) -> DirectiveTask:
    """The task, if this person sees its unit's."""
    found = queries.task(db(), task_id)
    must_see(found.unit_id)
    return found


def _page_of(task: DirectiveTask) -> str:
    return url_for(".task", task_id=task.id)


MILESTONE: dict[str, Any] = {"title": "Ghi mốc của nhiệm vụ", "submit": "Ghi mốc"}
REPORT: dict[str, Any] = {"title": "Ghi tiến độ nhiệm vụ", "submit": "Ghi tiến độ"}
CLOSING: dict[str, Any] = {"title": "Ghi hoàn thành nhiệm vụ", "submit": "Ghi hoàn thành"}
