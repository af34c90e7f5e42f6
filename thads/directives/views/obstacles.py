"""What stands in the way of a task or a case, and who decided what on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import Response, request, url_for

from thads.cases import queries as cases
from thads.cases.models import Case
from thads.cases.views.entering import case_of
from thads.cases.views.people import units_of
from thads.directives import actions, asking, queries
from thads.directives.asking import ObstacleFilter
from thads.directives.forms import DecisionForm, ObstacleFilterForm, ObstacleForm
from thads.directives.models import Obstacle, SteeredCase
from thads.directives.views.entering import ENTER, bp, must_see, seen, taken
from thads.directives.views.tasks import task_of
from thads.identity.policy import Permission
from thads.web.access import requires
from thads.web.request import db, me, now, today, user
from thads.web.screen import Screen

INDEX = Screen("directives/obstacles.html")
SHOW = Screen("directives/obstacle.html")


@bp.get("/directives/obstacles/")
@requires(Permission.DIRECTIVE_VIEW)
def obstacles() -> Response:
    """What stands in the way, filtered and sorted; what is due first comes first."""
    form, wanted, order = obstacles_asked()
    number = request.args.get("page", 1, type=int) or 1
    page = asking.obstacles(db(), wanted, today(), order=order, number=number)
    return INDEX.show(form=form, page=page, sort=order)


def obstacles_asked() -> tuple[ObstacleFilterForm, ObstacleFilter, str]:
    """What the address asks the list for, as far as this person sees it, and its order."""
    form, mine = ObstacleFilterForm(request.args), seen()
    form.unit.offer(units_of(today()) if mine is None else [])
    return form, form.wanted(mine, me().id), request.args.get("sort", asking.SOONEST)


@bp.get("/directives/obstacles/<uuid:obstacle_id>")
@requires(Permission.DIRECTIVE_VIEW)
def obstacle(obstacle_id: UUID) -> Response:
    """One obstacle with its decision."""
    return SHOW.show(obstacle=_of(obstacle_id))


@bp.get("/directives/tasks/<uuid:task_id>/obstacles/new")
@requires(Permission.DIRECTIVE_REPORT)
def new_task_obstacle(task_id: UUID) -> Response:
    """The form of an obstacle of a task."""
    task = task_of(task_id)
    back = url_for(".task", task_id=task_id)
    return ENTER.show(form=_form(task.unit_id), back=back, lead=task.what, **NEW)


@bp.post("/directives/tasks/<uuid:task_id>/obstacles/new")
@requires(Permission.DIRECTIVE_REPORT)
def create_task_obstacle(task_id: UUID) -> Response:
    """An obstacle of a task."""
    task = task_of(task_id)
    form, unit_id = _form(task.unit_id), task.unit_id
    return taken(
        form,
        lambda: actions.tell(
            db(), form.terms(unit_id, task_id=task_id), by=user(), today=today(), now=now()
        ),
        to=url_for(".task", task_id=task_id), shown=_page, message="Đã ghi vướng mắc.",
        lead=task.what, **NEW,
    )  # fmt: skip


@bp.get("/cases/<uuid:case_id>/obstacles/new")
@requires(Permission.DIRECTIVE_REPORT)
def new_case_obstacle(case_id: UUID) -> Response:
    """The form of an obstacle of a case."""
    case = case_of(case_id)
    back = url_for("cases.show", case_id=case_id)
    return ENTER.show(form=_form(_holder(case)), back=back, lead=f"Việc {case.title}", **NEW)


@bp.post("/cases/<uuid:case_id>/obstacles/new")
@requires(Permission.DIRECTIVE_REPORT)
def create_case_obstacle(case_id: UUID) -> Response:
    """An obstacle of a case."""
    case = case_of(case_id)
    unit_id = _holder(case)
    form = _form(unit_id)
    return taken(
        form,
        lambda: actions.tell(
            db(), form.terms(unit_id, case_id=case_id), by=user(), today=today(), now=now()
        ),
        to=url_for("cases.show", case_id=case_id), shown=_page, message="Đã ghi vướng mắc.",
        lead=f"Việc {case.title}", **NEW,
    )  # fmt: skip


@bp.get("/directives/obstacles/<uuid:obstacle_id>/decision/new")
@requires(Permission.DIRECTIVE_DECIDE)
def new_decision(obstacle_id: UUID) -> Response:
    """The form of the decision."""
    found, form = _of(obstacle_id), DecisionForm(data={"day": today()})
    back = url_for(".obstacle", obstacle_id=obstacle_id)
    return ENTER.show(form=form, back=back, lead=found.remedy, **DECISION)


@bp.post("/directives/obstacles/<uuid:obstacle_id>/decision/new")
@requires(Permission.DIRECTIVE_DECIDE)
def create_decision(obstacle_id: UUID) -> Response:
    """What was decided."""
    found, form = _of(obstacle_id), DecisionForm()
    return taken(
        form,
        lambda: actions.decide(db(), found, form.terms(), by=user(), today=today(), now=now()),
        to=url_for(".obstacle", obstacle_id=obstacle_id), message="Đã ghi quyết định.",
        lead=found.remedy, **DECISION,
    )  # fmt: skip


@bp.app_template_global("obstacles_of")
def obstacles_of(case: Case) -> Sequence[Obstacle]:
    """What stands in the way of a case; asked by its page."""
    return queries.obstacles(db(), case_id=case.id)


@bp.app_template_global("steering_of")
def steering_of(case: Case) -> Sequence[SteeredCase]:
    """How the steering committee directs a case; asked by its page."""
    return queries.steered(db(), case_id=case.id)


def _of(obstacle_id: UUID) -> Obstacle:
    found = queries.obstacle(db(), obstacle_id)
    must_see(found.unit_id)
    return found


def _holder(case: Case) -> UUID:
    return cases.history_of(case).now.unit_id


def _form(unit_id: UUID) -> ObstacleForm:
    form = ObstacleForm()
    form.decider.offer((one.id, one.full_name) for one in queries.leaders(db(), unit_id))
    if not form.is_submitted():
        form.day.data = today()
    return form


def _page(made: Obstacle) -> str:
    return url_for(".obstacle", obstacle_id=made.id)


NEW: dict[str, Any] = {"title": "Ghi khó khăn, vướng mắc", "submit": "Ghi vướng mắc"}
DECISION: dict[str, Any] = {"title": "Quyết định tháo gỡ vướng mắc", "submit": "Ghi quyết định"}
