"""Paying: one approved proposal or all of a list, at once or by a worker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from flask import Response, url_for

from thads.cases.views.entering import scope
from thads.cases.views.people import names_of
from thads.core.errors import RuleBroken
from thads.core.jobs import JobState
from thads.identity.policy import Permission
from thads.payouts import actions, queries
from thads.payouts.forms import PaymentForm
from thads.payouts.models import PayoutProposal
from thads.payouts.queries import ProposalFilter
from thads.payouts.terms import ProposalState
from thads.payouts.views import index, show
from thads.payouts.views.blueprint import bp
from thads.web import reauthentication
from thads.web.access import requires
from thads.web.forms import Form
from thads.web.request import db, now, today, user
from thads.web.screen import Screen, go

BATCH = Screen("payouts/batch.html", part="batch")


@bp.post("/payouts/")
@requires(Permission.MONEY_PAY)
def create_batch() -> Response:
    """Pay all approved proposals of the list."""

    def listed() -> Sequence[PayoutProposal]:
        _, asked = index.wanted()
        approved = ProposalFilter(
            states=(ProposalState.APPROVED,), since=asked.since, until=asked.until
        )
        return queries.every(db(), approved, scope=scope())

    return _pay(listed, lambda form: index.INDEX.refuse(**index.context(form)))


@bp.post("/payouts/<uuid:proposal_id>/payment")
@requires(Permission.MONEY_PAY)
def create_payment(proposal_id: UUID) -> Response:
    """Pay this one."""
    return _pay(
        lambda: [queries.get(db(), proposal_id, scope=scope())],
        lambda form: show.SHOW.refuse(**show.context(proposal_id, payment=form)),
    )


@bp.get("/payout-batches/<uuid:batch_id>")
@requires(Permission.PAYOUT_VIEW)
def batch(batch_id: UUID) -> Response:
    """How much of it is paid; renews itself while a worker is at it."""
    return BATCH.show(**_context(batch_id))


@bp.post("/payout-batches/<uuid:batch_id>/runs")
@requires(Permission.MONEY_PAY)
def create_run(batch_id: UUID) -> Response:
    """Go on where a worker gave up: what is paid stays paid."""
    found = queries.get_batch(db(), batch_id, scope=scope())
    actions.start(db(), found, by=user(), now=now())
    return BATCH.done(to=url_for(".batch", batch_id=batch_id))


def _pay(
    chosen: Callable[[], Sequence[PayoutProposal]], refuse: Callable[[PaymentForm], Response]
) -> Response:
    form = PaymentForm()
    try:
        if form.validate():
            reauthentication.confirm(form.password.data)
            made = actions.open_batch(
                db(), chosen(), in_cash=bool(form.in_cash.data),
                key=str(form.submission_key.data), by=user(), today=today(),
            )  # fmt: skip
            if queries.progress_of(db(), made.id).lines <= actions.AT_ONCE:
                while actions.pay_some(db(), made):
                    pass
            else:
                actions.start(db(), made, by=user(), now=now())
            to = url_for(".batch", batch_id=made.id)
            db().commit()
            return go(to)
    except RuleBroken as broken:
        form.refuse(broken)
    db().rollback()
    return refuse(form)


def _context(batch_id: UUID) -> dict[str, Any]:
    found = queries.get_batch(db(), batch_id, scope=scope())
    run = queries.last_run(db(), batch_id)
    return {
        "batch": found, "progress": queries.progress_of(db(), batch_id), "run": run,
        "running": run is not None and run.finished_at is None,
        "failed": run is not None and run.state is JobState.FAILED, "form": Form(),
        "names": names_of([found.entered_by_id]),
    }  # fmt: skip
