"""One proposal: why each line is as it is, who agreed, what was paid; and the next step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Response, make_response, request, send_file, url_for

from thads.cases.models import Case
from thads.cases.views.entering import scope
from thads.cases.views.people import names_of
from thads.core.errors import RuleBroken
from thads.core.jobs import BackgroundJob
from thads.identity.policy import Permission
from thads.payouts import actions, asking, printing, queries
from thads.payouts.forms import CancellationForm, ConsentForm, PaymentForm
from thads.payouts.models import PayoutProposal
from thads.payouts.queries import ProposalRow
from thads.payouts.terms import Step
from thads.payouts.views.blueprint import bp
from thads.rules import payment_order
from thads.web import reauthentication
from thads.web.access import requires
from thads.web.forms import Form, need
from thads.web.request import db, now, today, user
from thads.web.screen import Screen

SHOW = Screen("payouts/show.html")
DONE = {
    Step.CHECKED: "Đã ghi kế toán kiểm tra; đề xuất chờ Thủ trưởng duyệt.",
    Step.APPROVED: "Đã duyệt; đề xuất chờ kế toán chi trả.",
}


@bp.get("/payouts/<uuid:proposal_id>")
@requires(Permission.PAYOUT_VIEW)
def show(proposal_id: UUID) -> Response:
    """The proposal line by line."""
    return SHOW.show(**context(proposal_id))


@bp.post("/payouts/<uuid:proposal_id>/check")
@requires(Permission.PAYOUT_CHECK)
def create_check(proposal_id: UUID) -> Response:
    """The accountant has checked it against the books."""
    return _agree(proposal_id, Step.CHECKED)


@bp.post("/payouts/<uuid:proposal_id>/approval")
@requires(Permission.PAYOUT_APPROVE)
def create_approval(proposal_id: UUID) -> Response:
    """The head approves it."""
    return _agree(proposal_id, Step.APPROVED)


@bp.post("/payouts/<uuid:proposal_id>/cancellation")
@requires(Permission.PAYOUT_CANCEL)
def create_cancellation(proposal_id: UUID) -> Response:
    """It is not to be paid."""
    form = CancellationForm()

    def cancel(proposal: PayoutProposal) -> None:
        actions.cancel(db(), proposal, need(form.reason.data), by=user(), today=today())

    return _do(proposal_id, "cancellation", form, cancel, "Đã hủy đề xuất.")


@bp.post("/payouts/<uuid:proposal_id>/paper")
@requires(Permission.PAYOUT_VIEW)
def create_paper(proposal_id: UUID) -> Response:
    """Have the list of payments printed in the background."""
    proposal = queries.get(db(), proposal_id, scope=scope())
    job = printing.ask_for(db(), proposal, by=user(), today=today(), now=now())
    return SHOW.done(to=url_for("jobs.show", job_id=job.id))


@bp.get("/payout-papers/<uuid:job_id>")
@requires(Permission.PAYOUT_VIEW)
def paper(job_id: UUID) -> Response:
    """What was printed, for who asked for it."""
    made = printing.file_of(db(), job_id, by=user())
    name = "Bảng kê chi trả.pdf"
    return make_response(
        send_file(made, mimetype="application/pdf", as_attachment=True, download_name=name)
    )


@bp.app_template_global("payouts_of")
def payouts_of(case: Case) -> list[ProposalRow]:
    """The proposals for the money of a case, for its page."""
    return queries.of_case(db(), case.id)


def _agree(proposal_id: UUID, step: Step) -> Response:
    form = ConsentForm()

    def agree(proposal: PayoutProposal) -> BackgroundJob | None:
        if queries.count_of_lines(db(), proposal.id) > asking.MANY:
            return asking.ask_to_agree(
                db(), proposal, step, by=user(), today=today(), now=now()
            )  # fmt: skip
        actions.agree(db(), proposal, step, by=user(), today=today())
        return None

    return _do(proposal_id, "consent", form, agree, DONE[step])


def _do(
    proposal_id: UUID, name: str, form: Form,
    act: Callable[[PayoutProposal], BackgroundJob | None], told: str,
) -> Response:  # fmt: skip
    """One step of a proposal; refused, its page with what was typed and why not."""
    try:
        if form.validate():
            if isinstance(form, ConsentForm):
                reauthentication.confirm(form.password.data)
            job = act(queries.get(db(), proposal_id, scope=scope()))
            if job is not None:
                return SHOW.done(to=url_for("jobs.show", job_id=job.id))
            return SHOW.done(to=url_for(".show", proposal_id=proposal_id), message=told)
    except RuleBroken as broken:
        form.refuse(broken)
    db().rollback()
    return SHOW.refuse(**context(proposal_id, **{name: form}))


def context(proposal_id: UUID, **forms: Any) -> dict[str, Any]:
    """All that the page of a proposal shows; `forms`: those that were refused."""
    proposal = queries.get(db(), proposal_id, scope=scope())
    page, vouchers = queries.page_of_lines(
        db(), proposal_id, max(1, request.args.get("page", 1, type=int) or 1)
    )
    approvals = queries.approvals_of(db(), proposal_id)
    cancelled = queries.cancellation_of(db(), proposal_id)
    batch = queries.batch_of(db(), proposal_id)
    people = [proposal.entered_by_id, *(one.entered_by_id for one in approvals)]
    people += [one.entered_by_id for one in (cancelled, batch) if one]
    empty: dict[str, Form] = {
        "consent": ConsentForm(formdata=None), "payment": PaymentForm(formdata=None),
        "cancellation": CancellationForm(formdata=None),
    }  # fmt: skip
    return {
        "proposal": proposal, "case": proposal.case, "state": queries.state_of(db(), proposal_id),
        "page": page, "vouchers": vouchers, "sums": queries.sums_of(db(), proposal_id),
        "approvals": approvals, "cancelled": cancelled, "batch": batch,
        "names": names_of(people), "law": payment_order.order_on(proposal.day),
        "term": payment_order.term_of(proposal.received_on), "rounding": payment_order.ROUNDING,
        **empty, **forms,
    }  # fmt: skip
