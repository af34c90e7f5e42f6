"""The leader's board, the list of directives and tasks, and one directive."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import Response, request, url_for

from thads.cases.views.people import units_of
from thads.directives import actions, asking, queries
from thads.directives.asking import State, TaskFilter
from thads.directives.forms import DirectiveForm, TaskFilterForm, TaskForm, UnitForm
from thads.directives.views.entering import ENTER, bp, must_see, paper, seen, taken
from thads.identity.policy import Permission
from thads.web.access import requires
from thads.web.request import db, now, today, user
from thads.web.screen import Screen

INDEX = Screen("directives/index.html")
SHOW = Screen("directives/show.html")
TASKS = Screen("directives/tasks.html")
NEW_TASK = Screen("directives/new_task.html")


@bp.get("/directives/")
@requires(Permission.DIRECTIVE_VIEW)
def index() -> Response:
    """What is late, with whom, since when; then all directives, the newest first."""
    unit_id = seen()
    return INDEX.show(
        late=queries.late(db(), today(), unit_id),
        directives=asking.directives(db(), number=_number()),
        waiting=queries.obstacles(db(), unit_id=unit_id, open_only=True),
        running=asking.count(db(), TaskFilter(unit_id=unit_id, state=State.OPEN), today()),
    )  # fmt: skip


@bp.get("/directives/tasks")
@requires(Permission.DIRECTIVE_VIEW)
def tasks() -> Response:
    """The tasks of a filter, the first due first unless sorted otherwise."""
    form, wanted, order = filtered()
    page = asking.tasks(db(), wanted, today(), order=order, number=_number())
    done = asking.count(db(), replace(wanted, state=State.DONE), today())
    return TASKS.show(form=form, page=page, sort=order, done=done)


def filtered() -> tuple[TaskFilterForm, TaskFilter, str]:
    """What the address asks the list for, as far as this person sees it, and its order."""
    form, mine = TaskFilterForm(request.args), seen()
    form.unit.offer(units_of(today()) if mine is None else [])
    return form, form.wanted(mine), request.args.get("sort", asking.SOONEST)


def _number() -> int:
    return request.args.get("page", 1, type=int) or 1


@bp.get("/directives/new")
@requires(Permission.DIRECTIVE_KEEP)
def new() -> Response:
    """The form of a directive."""
    return ENTER.show(form=DirectiveForm(), back=url_for(".index"), **NEW)


@bp.post("/directives/new")
@requires(Permission.DIRECTIVE_KEEP)
def create() -> Response:
    """Record a directive."""
    form = DirectiveForm()
    return taken(
        form, lambda: actions.record(db(), form.terms(), by=user(), today=today(), now=now()),
        to=url_for(".index"), message="Đã ghi văn bản chỉ đạo.",
        shown=lambda made: url_for(".show", directive_id=made.id), **NEW,
    )  # fmt: skip


@bp.get("/directives/<uuid:directive_id>")
@requires(Permission.DIRECTIVE_VIEW)
def show(directive_id: UUID) -> Response:
    """One directive with its tasks."""
    directive, mine = queries.get(db(), directive_id), seen()
    shown = [task for task in directive.tasks if mine in (None, task.unit_id)]
    return SHOW.show(directive=directive, tasks=shown)


@bp.get("/directives/<uuid:directive_id>/file")
@requires(Permission.DIRECTIVE_VIEW)
def file(directive_id: UUID) -> Response:
    """The document itself."""
    return paper(queries.get(db(), directive_id).file_key, "van-ban-chi-dao")


@bp.get("/directives/<uuid:directive_id>/tasks/new")
@requires(Permission.DIRECTIVE_KEEP)
def new_task(directive_id: UUID) -> Response:
    """Which unit, then the five answers."""
    directive = queries.get(db(), directive_id)
    chosen, form = _asked_unit(), TaskForm()
    if chosen.unit.data:
        _offer(form, chosen.unit.data)
    return NEW_TASK.show(directive=directive, chosen=chosen, form=form)


@bp.post("/directives/<uuid:directive_id>/tasks/new")
@requires(Permission.DIRECTIVE_KEEP)
def create_task(directive_id: UUID) -> Response:
    """Give a task."""
    directive, chosen, form = queries.get(db(), directive_id), _asked_unit(), TaskForm()
    unit_id = chosen.unit.data
    if unit_id is None:
        return NEW_TASK.refuse(directive=directive, chosen=chosen, form=form)
    must_see(unit_id)
    _offer(form, unit_id)
    return taken(
        form,
        lambda: actions.give(
            db(), directive, form.terms(unit_id), by=user(), today=today(), now=now()
        ),
        to=url_for(".show", directive_id=directive_id), message="Đã giao nhiệm vụ.",
        lead=f"{directive.number}: {directive.title}", **TASK,
    )  # fmt: skip


def _asked_unit() -> UnitForm:
    chosen, mine = UnitForm(request.args), seen()
    known = units_of(today())
    chosen.unit.offer([one for one in known if mine in (None, one[0])])
    chosen.validate()
    if chosen.unit.errors:
        chosen.unit.data = None
    return chosen


def _offer(form: TaskForm, unit_id: UUID) -> None:
    people, leaders = queries.people_of(db(), unit_id), queries.leaders(db(), unit_id)
    form.owner.offer((one.id, f"{one.full_name} ({one.role.label})") for one in people)
    form.leader.offer((one.id, f"{one.full_name} ({one.role.label})") for one in leaders)


NEW: dict[str, Any] = {"title": "Ghi văn bản chỉ đạo", "submit": "Ghi văn bản"}
TASK: dict[str, Any] = {"title": "Giao nhiệm vụ", "submit": "Giao nhiệm vụ"}
