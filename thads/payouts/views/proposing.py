"""Proposing: the money of a case, who asks for it, and what the law makes of both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import Response, request, url_for

from thads.cases.models import Case
from thads.cases.views.entering import case_of
from thads.core.errors import RuleBroken
from thads.identity.policy import Permission
from thads.parties.models import Party, PartyRole
from thads.payouts import actions, asking, sources
from thads.payouts.drafting import Draft, ProposalTerms, draft
from thads.payouts.forms import ProposalForm
from thads.payouts.sources import Asked, Others
from thads.payouts.views.blueprint import bp
from thads.rules.payment_order import ROUNDING, Deducted, PaymentOrder, order_on
from thads.web.access import requires
from thads.web.forms import need
from thads.web.request import db, now, today, user
from thads.web.screen import Screen

PROPOSE = Screen("payouts/propose.html")
SHOWN = 200  # items whose rank may be said one by one


@bp.get("/cases/<uuid:case_id>/payouts/new")
@requires(Permission.PAYOUT_PROPOSE)
def proposal(case_id: UUID) -> Response:
    """What there is to pay, and who asks."""
    case = case_of(case_id)
    form = _form(case)
    return PROPOSE.show(**_context(case, form, None))


@bp.post("/cases/<uuid:case_id>/payouts/new")
@requires(Permission.PAYOUT_PROPOSE)
def create_proposal(case_id: UUID) -> Response:
    """One step: the lines are shown, or sent to the accountant."""
    case = case_of(case_id)
    form = _form(case)
    if not form.validate():
        db().rollback()
        return PROPOSE.refuse(**_context(case_of(case_id), form, None))
    try:
        terms, many = _terms(form), _is_long(case, form)
        if request.form.get("step") != "propose":
            found = None if many else draft(db(), case, terms)
            context = _context(case, form, found)
            db().rollback()
            return PROPOSE.show(**context)
        if many:
            job = asking.ask_to_propose(
                db(), case, terms, seen=form.seen_sum, by=user(), now=now()
            )  # fmt: skip
            return PROPOSE.done(to=url_for("jobs.show", job_id=job.id))
        made = actions.propose(
            db(), case, terms, seen=form.seen_sum, by=user(), today=today()
        )  # fmt: skip
    except RuleBroken as broken:
        db().rollback()
        form.refuse(broken)
        return PROPOSE.refuse(**_context(case_of(case_id), form, None))
    return PROPOSE.done(
        to=url_for(".show", proposal_id=made.id), message="Đã gửi đề xuất chi trả cho kế toán."
    )


def _form(case: Case) -> ProposalForm:
    form = ProposalForm()
    form.debtor.offer((party.id, party.name) for party in _debtors(case))
    if not form.is_submitted():
        money = sources.money_of(db(), case.id, sources.books_of(db(), case.id, today()).id)
        form.received_on.data = money.received_on
        costs = sources.costs_due(db(), case.id, money, today())
        form.costs.data = min(costs, money.unallocated) or None
    return form


def _is_long(case: Case, form: ProposalForm) -> bool:
    """Too many items for a person to wait for what the law makes of them."""
    others = _others(case, form)
    sharing = (others.more if _unlisted(form) else 0) + len(_ids("other"))
    return len(case.items) + sharing > asking.MANY


def _others(case: Case, form: ProposalForm) -> Others:
    debtors = _debtors(case)
    debtor = next((d for d in debtors if d.id == form.debtor.data), next(iter(debtors), None))
    if debtor is None:
        return Others([], 0, 0)
    return sources.others_of(db(), case, debtor, sources.books_of(db(), case.id, today()), today())


def _unlisted(form: ProposalForm) -> bool:
    return not form.is_submitted() or "unlisted" in request.form


def _debtors(case: Case) -> list[Party]:
    return [party for party in case.parties if party.role is PartyRole.DEBTOR]


def _terms(form: ProposalForm) -> ProposalTerms:
    return ProposalTerms(
        day=today(), received_on=need(form.received_on.data), debtor_id=need(form.debtor.data),
        coercion_on=form.coercion_on.data, others=_ids("other"), unlisted=_unlisted(form),
        ranks=_ranks(), other_rank=request.form.get("other_rank", type=int),
        secured=frozenset(_ids("secured")), note=form.note.data,
        deductions={kind: form[kind.value].data or 0 for kind in Deducted},
        submission_key=form.submission_key.data or None,
    )  # fmt: skip


def _ranks() -> Mapping[UUID, int]:
    """What was said of the ranks of items, each under `rank-<item>`."""
    found = dict[UUID, int]()
    for name, value in request.form.items():
        if name.startswith("rank-") and value.isdecimal():
            found[_uuid(name.removeprefix("rank-"))] = int(value)
    return found


def _ids(name: str) -> Sequence[UUID]:
    return [_uuid(text) for text in request.form.getlist(name)]


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise RuleBroken(
            "payouts.unreadable", "Không đọc được mẫu. Chưa ghi gì; mở lại trang rồi nhập lại."
        ) from None


def _context(case: Case, form: ProposalForm, found: Draft | None) -> dict[str, Any]:
    day = today()
    unit, law = sources.books_of(db(), case.id, day), order_on(day)
    money = sources.money_of(db(), case.id, unit.id)
    others, sent = _others(case, form), form.is_submitted()
    chosen = set(_ids("other")) if sent else {other.id for other in others.listed}
    asked = [
        one
        for one in sources.asked_of(db(), [case, *(o for o in others.listed if o.id in chosen)])
        if one.moment.remaining > 0 and not one.moment.standing.has_ended
    ]
    long, held = _is_long(case, form), money.unallocated + sum(money.held.values())
    form.seen.data = str(held) if found or long else ""
    return {
        "case": case, "form": form, "unit": unit, "law": law, "money": money, "others": others,
        "costs": sources.costs_due(db(), case.id, money, day),
        "chosen": chosen, "asked": asked[:SHOWN], "more": len(asked) - len(asked[:SHOWN]),
        "asked_sum": sum(one.moment.remaining for one in asked), "draft": found,
        "unlisted": _unlisted(form) and others.more > 0, "long": long,
        "other_rank": request.form.get("other_rank", type=int),
        "ranks": _offered(asked[:SHOWN], law, _ranks() if sent else {}),
        "secured": set(_ids("secured")) if sent else set(), "rounding": ROUNDING,
        "deductions": [kind for kind in Deducted if kind in law.deductions],
    }  # fmt: skip


def _offered(
    asked: Sequence[Asked], law: PaymentOrder, said: Mapping[UUID, int]
) -> dict[UUID, int | None]:
    """The rank that stands chosen for each item; None: it must be read from the judgment."""
    found = dict[UUID, int | None]()
    for one in asked:
        rank = law.rank_of(one.item.kind.value)
        found[one.item.id] = said.get(one.item.id) or (rank.number if rank else None)
    return found
