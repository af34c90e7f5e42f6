"""Promises and obstacles: writing them down, one of them, what became of it."""

from __future__ import annotations

from uuid import UUID

from flask import Response, url_for

from thads.banks.actions import records as actions
from thads.banks.course import state_on
from thads.banks.models import BankObstacle, BankPromise
from thads.banks.queries import records, register
from thads.banks.record_forms import ObstacleEndForm, ObstacleForm, OutcomeForm, PromiseForm
from thads.banks.views.choosing import chosen_case, offered, seen
from thads.banks.views.entering import ENTER, bp, taken, taken_on
from thads.identity.policy import Permission
from thads.web.access import requires
from thads.web.forms import need
from thads.web.request import db, today, user
from thads.web.screen import Screen

PROMISE = Screen("banks/promise.html")
OBSTACLE = Screen("banks/obstacle.html")
NEW_PROMISE = {"title": "Ghi lời hẹn", "submit": "Ghi lời hẹn"}
NEW_OBSTACLE = {"title": "Ghi khó khăn, vướng mắc", "submit": "Ghi vướng mắc"}


@bp.get("/credit-institutions/<uuid:institution_id>/promises/new")
@requires(Permission.CREDIT_KEEP)
def new_promise(institution_id: UUID) -> Response:
    """The form of a promise."""
    found = register.get(db(), institution_id)
    form = offered(PromiseForm(), found)
    return ENTER.show(form=form, back=_work(institution_id), lead=found.title, **NEW_PROMISE)


@bp.post("/credit-institutions/<uuid:institution_id>/promises/new")
@requires(Permission.CREDIT_KEEP)
def create_promise(institution_id: UUID) -> Response:
    """Write it down: its day becomes a task."""
    form, found = PromiseForm(), register.get(db(), institution_id)
    offered(form, found)
    return taken(
        form,
        lambda: actions.promise(
            db(), found, chosen_case(form.case.data), form.terms(), by=user(), today=today()
        ),
        to=_work(institution_id), message="Đã ghi lời hẹn; ngày hẹn là việc phải làm.",
        lead=found.title, **NEW_PROMISE,
    )  # fmt: skip


@bp.get("/bank-promises/<uuid:bank_promise_id>")
@requires(Permission.CREDIT_VIEW)
def show_promise(bank_promise_id: UUID) -> Response:
    """One promise and how it stands."""
    return PROMISE.show(form=OutcomeForm(data={"settled_on": today()}), **_promise(bank_promise_id))


@bp.post("/bank-promises/<uuid:bank_promise_id>")
@requires(Permission.CREDIT_KEEP)
def settle_promise(bank_promise_id: UUID) -> Response:
    """Say what became of it."""
    form = OutcomeForm()
    context = _promise(bank_promise_id)
    found: BankPromise = records.get(db(), BankPromise, bank_promise_id)
    return taken_on(
        PROMISE, form,
        lambda: actions.settle(
            db(), found, need(form.outcome.data), need(form.settled_on.data),
            need(form.note.data), by=user(), today=today(),
        ),
        to=url_for(".show_promise", bank_promise_id=bank_promise_id), message="Đã ghi kết quả.",
        **context,
    )  # fmt: skip


@bp.get("/credit-institutions/<uuid:institution_id>/obstacles/new")
@requires(Permission.CREDIT_KEEP)
def new_obstacle(institution_id: UUID) -> Response:
    """The form of an obstacle."""
    found = register.get(db(), institution_id)
    form = offered(ObstacleForm(), found)
    return ENTER.show(form=form, back=_work(institution_id), lead=found.title, **NEW_OBSTACLE)


@bp.post("/credit-institutions/<uuid:institution_id>/obstacles/new")
@requires(Permission.CREDIT_KEEP)
def create_obstacle(institution_id: UUID) -> Response:
    """Write it down for who decides."""
    form, found = ObstacleForm(), register.get(db(), institution_id)
    offered(form, found)
    return taken(
        form,
        lambda: actions.raise_obstacle(
            db(), found, chosen_case(form.case.data), form.terms(), by=user(), today=today()
        ),
        to=_work(institution_id), message="Đã ghi vướng mắc.", lead=found.title, **NEW_OBSTACLE,
    )  # fmt: skip


@bp.get("/bank-obstacles/<uuid:bank_obstacle_id>")
@requires(Permission.CREDIT_VIEW)
def show_obstacle(bank_obstacle_id: UUID) -> Response:
    """One obstacle with the proposal and who decides."""
    return OBSTACLE.show(
        form=ObstacleEndForm(data={"ended_on": today()}), **_obstacle(bank_obstacle_id)
    )


@bp.post("/bank-obstacles/<uuid:bank_obstacle_id>")
@requires(Permission.CREDIT_KEEP)
def end_obstacle(bank_obstacle_id: UUID) -> Response:
    """Say how it was settled."""
    form = ObstacleEndForm()
    context = _obstacle(bank_obstacle_id)
    found: BankObstacle = records.get(db(), BankObstacle, bank_obstacle_id)
    return taken_on(
        OBSTACLE, form,
        lambda: actions.end_obstacle(
            db(), found, need(form.ended_on.data), need(form.result.data), form.paper.data,
            by=user(), today=today(),
        ),
        to=url_for(".show_obstacle", bank_obstacle_id=bank_obstacle_id), message="Đã ghi kết quả.",
        **context,
    )  # fmt: skip


def _promise(promise_id: UUID) -> dict[str, object]:
    found = records.get(db(), BankPromise, promise_id)
    seen(found)
    return {"promise": found, "state": state_on(found, today())}


def _obstacle(obstacle_id: UUID) -> dict[str, object]:
    found = records.get(db(), BankObstacle, obstacle_id)
    seen(found)
    return {"obstacle": found}


def _work(institution_id: UUID) -> str:
    return url_for(".work", institution_id=institution_id)
