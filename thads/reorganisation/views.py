"""Reorganising the province's offices: the plan, what it would do, the run, the proof."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from thads.cases.models import Case
from thads.core.errors import NotFound, RuleBroken
from thads.core.jobs import BackgroundJob, JobState
from thads.identity.forms import EmptyForm
from thads.identity.models import Role
from thads.identity.policy import Permission
from thads.reorganisation import actions, people, preview, proof, queries, running
from thads.reorganisation.forms import ClosingForm, OpeningForm, PlanForm, moves_of, routes_of
from thads.reorganisation.models import Reorganisation
from thads.reorganisation.tree import Tree
from thads.statistics.boundaries import figures_on
from thads.statistics.figures import figures
from thads.units import queries as units
from thads.web.access import requires
from thads.web.forms import Form, need, parse_day
from thads.web.request import db, now, today, user
from thads.web.screen import Screen

bp = Blueprint("reorganisations", __name__, url_prefix="/reorganisations")
INDEX = Screen("reorganisations/index.html")
SHOW = Screen("reorganisations/show.html")
RUN = Screen("reorganisations/run.html", part="run")
UNCLEAR = Screen("reorganisations/unclear.html")
MOST_UNCLEAR = 500


@bp.get("/")
@requires(Permission.UNIT_PLAN)
def index() -> Response:
    """All plans, and the form of a new one."""
    return INDEX.show(plans=queries.plans(db()), form=PlanForm())


@bp.post("/")
@requires(Permission.UNIT_PLAN)
def create() -> Response:
    """A new plan."""
    form = PlanForm()
    if not form.validate():
        return INDEX.refuse(plans=queries.plans(db()), form=form)
    plan = actions.draft(
        db(), day=need(form.day.data), title=need(form.title.data), ground=form.ground.data,
        by=user(),
    )  # fmt: skip
    return INDEX.done(to=url_for(".show", reorganisation_id=plan.id))


@bp.get("/<uuid:reorganisation_id>")
@requires(Permission.UNIT_PLAN)
def show(reorganisation_id: UUID) -> Response:
    """The plan while it may be changed; then how far it is, and the proof."""
    plan = queries.get(db(), reorganisation_id)
    if plan.started_at is not None:
        return _run(plan)
    return SHOW.show(**_context(plan))


@bp.post("/<uuid:reorganisation_id>/openings")
@requires(Permission.UNIT_PLAN)
def create_opening(reorganisation_id: UUID) -> Response:
    """One more unit to open."""
    plan, form = queries.get(db(), reorganisation_id), OpeningForm(prefix="opening")
    if not form.validate():
        return SHOW.refuse(**_context(plan) | {"opening": form})
    return _changed(
        plan, "opening", form, lambda: actions.add_opening(db(), plan, form.terms, by=user())
    )


@bp.post("/<uuid:reorganisation_id>/openings/removal")
@requires(Permission.UNIT_PLAN)
def remove_opening(reorganisation_id: UUID) -> Response:
    """Not open it after all."""
    plan, code = queries.get(db(), reorganisation_id), request.form.get("code", "")
    return _changed(
        plan, "form", EmptyForm(), lambda: actions.remove_opening(db(), plan, code, by=user())
    )


@bp.post("/<uuid:reorganisation_id>/closings")
@requires(Permission.UNIT_PLAN)
def create_closing(reorganisation_id: UUID) -> Response:
    """One more unit that ends, or one more successor of it."""
    plan = queries.get(db(), reorganisation_id)
    form = _closing_form(queries.tree(db(), plan))
    if not form.validate():
        return SHOW.refuse(**_context(plan) | {"closing": form})
    unit_id, code = need(form.unit.data), form.successor.data
    return _changed(
        plan, "closing", form,
        lambda: actions.add_closing(db(), plan, unit_id, code, by=user()),
    )  # fmt: skip


@bp.post("/<uuid:reorganisation_id>/closings/removal")
@requires(Permission.UNIT_PLAN)
def remove_closing(reorganisation_id: UUID) -> Response:
    """Take one line back."""
    plan, closing_id = queries.get(db(), reorganisation_id), _uuid(request.form.get("closing"))
    return _changed(
        plan, "form", EmptyForm(),
        lambda: actions.remove_closing(db(), plan, closing_id, by=user()),
    )  # fmt: skip


@bp.post("/<uuid:reorganisation_id>/routes")
@requires(Permission.UNIT_PLAN)
def set_routes(reorganisation_id: UUID) -> Response:
    """Where the communes of split units go."""
    plan, routes = queries.get(db(), reorganisation_id), routes_of(request.form)
    return _changed(
        plan, "form", EmptyForm(), lambda: actions.set_routes(db(), plan, routes, by=user())
    )


@bp.post("/<uuid:reorganisation_id>/people")
@requires(Permission.UNIT_PLAN)
def set_people(reorganisation_id: UUID) -> Response:
    """Where people go and as what."""
    plan, moves = queries.get(db(), reorganisation_id), moves_of(request.form)
    return _changed(
        plan, "form", EmptyForm(), lambda: actions.set_moves(db(), plan, moves, by=user())
    )


@bp.post("/<uuid:reorganisation_id>/withdrawal")
@requires(Permission.UNIT_PLAN)
def withdraw(reorganisation_id: UUID) -> Response:
    """Give the plan up."""
    plan = queries.get(db(), reorganisation_id)
    return _changed(
        plan, "form", EmptyForm(), lambda: actions.withdraw(db(), plan, by=user(), now=now())
    )


@bp.post("/<uuid:reorganisation_id>/run")
@requires(Permission.UNIT_REORGANISE)
def run(reorganisation_id: UUID) -> Response:
    """Let it run in the background, or go on."""
    plan = queries.get(db(), reorganisation_id)
    return _changed(
        plan, "form", EmptyForm(),
        lambda: actions.start(db(), plan, by=user(), today=today(), now=now()),
    )  # fmt: skip


@bp.get("/<uuid:reorganisation_id>/unclear")
@requires(Permission.UNIT_REORGANISE)
def unclear(reorganisation_id: UUID) -> Response:
    """The cases still with a unit that ended, to be given by hand."""
    return UNCLEAR.show(**_unclear(_finished(reorganisation_id)))


@bp.post("/<uuid:reorganisation_id>/unclear")
@requires(Permission.UNIT_REORGANISE)
def give_unclear(reorganisation_id: UUID) -> Response:
    """Give those that were ticked to one of the successors, each by its own act."""
    plan = _finished(reorganisation_id)
    found = _unclear(plan)
    form, ticked = found["form"], {_uuid(text) for text in request.form.getlist("case")}
    unit = units.by_code(db(), request.form.get("successor", ""))
    chosen = [held for held in found["held"] if held.case_id in ticked]
    if not chosen or unit is None:
        form.form_errors.append("Đánh dấu việc và chọn đơn vị nhận.")
        return UNCLEAR.refuse(**found)
    refused = []
    for held in chosen:
        if unit.code not in found["tree"].successors(held.unit_id):
            raise NotFound
        reason = running.move(db(), plan, held, unit.id, by=user(), today=today())
        refused += [reason] if reason else []
    told = f"Đã chuyển {len(chosen) - len(refused)} trên {len(chosen)} việc."
    message = " ".join([told, *refused[:1]])
    return UNCLEAR.done(to=url_for(".unclear", reorganisation_id=plan.id), message=message)


def _changed(plan: Reorganisation, name: str, form: Form, change: Callable[[], object]) -> Response:
    """Make the change and show the plan anew, or say why not."""
    plan_id = plan.id
    try:
        change()
    except RuleBroken as broken:
        db().rollback()
        form.refuse(broken)
        plan = queries.get(db(), plan_id)
        if plan.started_at is not None:
            return RUN.refuse(**_run_context(plan) | {"form": form})
        return SHOW.refuse(**_context(plan) | {name: form})
    return SHOW.done(to=url_for(".show", reorganisation_id=plan_id))


def _context(plan: Reorganisation) -> dict[str, Any]:
    tree = queries.tree(db(), plan)
    return {
        "plan": plan, "tree": tree, "opening": OpeningForm(None, prefix="opening"),
        "closing": _closing_form(tree, None), "form": EmptyForm(None),
        "found": preview.of(db(), tree), "faults": queries.faults(db(), plan, today()),
        "roles": [role for role in Role if role not in (Role.OVERSIGHT, Role.ADMINISTRATOR)],
    }  # fmt: skip


def _closing_form(tree: Tree, *given: None) -> ClosingForm:
    form = ClosingForm(*given, prefix="closing")
    eve = tree.plan.day - timedelta(days=1)
    form.offer_units(units.names_on(db(), eve), tree.names)
    return form


def _run(plan: Reorganisation) -> Response:
    return RUN.show(**_run_context(plan))


def _run_context(plan: Reorganisation) -> dict[str, Any]:
    job = db().get(BackgroundJob, plan.job_id) if plan.job_id else None
    tree, at = queries.tree(db(), plan), _day_asked(plan)
    found = figures(db(), at) if plan.finished_at else None
    return {
        "plan": plan, "job": job, "tree": tree, "form": EmptyForm(None), "at": at,
        "running": job is not None and job.finished_at is None,
        "failed": job is not None and job.state is JobState.FAILED,
        "differences": proof.differences(plan) if plan.finished_at else [],
        "groups": proof.by_group(plan, tree, units.every(db())) if plan.finished_at else [],
        "then": found.units if found else [], "total": found.total if found else None,
        "present": figures_on(db(), at, as_of=today()).units if found else [],
        "left": len(running.left(db(), plan, tree)) if plan.finished_at else 0,
        "people": people.ways(db(), tree) if plan.finished_at is None else [],
    }  # fmt: skip


def _day_asked(plan: Reorganisation) -> date:
    """Until which day figures are asked for: the old units' last day unless said otherwise."""
    try:
        return min(parse_day(request.args.get("at", "")), today())
    except ValueError:
        return plan.day - timedelta(days=1)


def _finished(plan_id: UUID) -> Reorganisation:
    plan = queries.get(db(), plan_id)
    if plan.finished_at is None:
        raise NotFound
    return plan


def _unclear(plan: Reorganisation) -> dict[str, Any]:
    tree = queries.tree(db(), plan)
    held = running.left(db(), plan, tree)
    shown = held[:MOST_UNCLEAR]
    titles = {
        case.id: case
        for case in db().query(Case).filter(Case.id.in_([one.case_id for one in shown]))
    }
    return {
        "plan": plan, "tree": tree, "held": shown, "total": len(held), "cases": titles,
        "form": EmptyForm(),
    }  # fmt: skip


def _uuid(text: str | None) -> UUID:
    try:
        return UUID(text or "")
    except ValueError:
        raise NotFound from None
