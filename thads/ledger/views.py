"""Money of a case: collected, paid, taken back; and the journal of all movements."""

from __future__ import annotations

from flask import Blueprint, Response, request

from thads.cases.forms.acts import page_of
from thads.cases.models import Case, MovementKind
from thads.cases.views.entering import Entering, scope
from thads.cases.views.people import names_of
from thads.cases.views.story import money_of, reversed_ids
from thads.core.money import format_dong
from thads.identity.policy import Permission
from thads.ledger import actions, journal
from thads.ledger.accounts import Account
from thads.ledger.forms import JournalFilter, PaymentForm, ReversalForm
from thads.ledger.models import LedgerEntry
from thads.ledger.terms import MovementTerms, ReversalTerms
from thads.web.access import requires
from thads.web.forms import need
from thads.web.request import db, today, user
from thads.web.screen import Screen

bp = Blueprint("ledger", __name__)

INDEX = Screen("ledger/index.html", part="movements")


@bp.get("/ledger/")
@requires(Permission.CASE_VIEW)
def index() -> Response:
    """Movements of money by day, with the sums of each kind."""
    form = JournalFilter(request.args)
    good = form.validate()
    span = journal.Span(
        kind=form.kind.data if good else None,
        since=form.since.data if good else None,
        until=form.until.data if good else None,
    )
    number = max(1, request.args.get("page", 1, type=int) or 1)
    page = journal.movements(db(), span, day=today(), scope=scope(), page=number)
    names = names_of(row.entry.entered_by_id for row in page.rows)
    return INDEX.show(form=form, page=page, names=names)


def _payment_form(case: Case) -> PaymentForm:
    form = PaymentForm(case)
    form.offer("item", _payable(case))
    return _begun(form)


def _reversal_form(case: Case) -> ReversalForm:
    form = ReversalForm(case)
    said = {
        MovementKind.COLLECTED: "thu", MovementKind.PAID_OUT: "chi trả",
        MovementKind.PAID_TO_BUDGET: "nộp ngân sách",
    }  # fmt: skip
    taken_back = reversed_ids(case)
    form.offer(
        "reverses",
        [
            (entry.id, f"{entry.day:%d/%m/%Y} – {said[entry.kind]} {format_dong(entry.amount)} đ")
            for entry in reversed(case.entries)
            if entry.kind in said and entry.id not in taken_back
        ],
    )
    return form


def _begun(form: PaymentForm) -> PaymentForm:
    if not form.is_submitted():
        form.suggest(day=today())
        offered = [choice.value for choice in form.item.choices if choice.value]
        if len(offered) == 1:
            form.item.data = offered[0]
    return form


def _payable(case: Case) -> list[tuple[object, str]]:
    """Items with money in hand, and where the law sends it (L08 Đ.47; L25 Đ.54)."""
    found: list[tuple[object, str]] = []
    for item in case.items:
        in_hand = money_of(case, item.id).in_hand
        if in_hand > 0:
            to = "nộp ngân sách" if item.state_budget else "chi trả người được thi hành án"
            label = f"{item.position}. {item.kind.label} – {to} (còn giữ {format_dong(in_hand)} đ)"
            found.append((item.id, label))
    return found


def _pay(case: Case, form: PaymentForm) -> LedgerEntry:
    """What is due to the state goes to the budget, all else to the creditor."""
    terms = _terms(form)
    item = next(item for item in case.items if item.id == terms.item_id)
    pay = actions.pay_to_budget if item.state_budget else actions.pay_out
    return pay(db(), case, terms, by=user(), today=today())


def _reverse(case: Case, form: ReversalForm) -> LedgerEntry:
    terms = ReversalTerms(
        reverses_id=need(form.reverses.data),
        voucher=form.voucher.data,
        note=form.note.data,
        submission_key=form.submission_key.data or None,
        revision=form.seen_revision,
    )
    return actions.reverse(db(), case, terms, by=user(), today=today())


def _terms(form: PaymentForm) -> MovementTerms:
    return MovementTerms(
        day=need(form.day.data),
        item_id=need(form.item.data),
        amount=need(form.amount.data),
        place=Account.of(form.place.data.value) if form.place.data else Account.TRUST,
        voucher=form.voucher.data,
        note=form.note.data,
        conflict_answer=form.conflict_answer.data,
        submission_key=form.submission_key.data or None,
        revision=form.seen_revision,
    )


for _entering in (
    Entering(page_of("payment"), _payment_form, _pay),
    Entering(page_of("reversal"), _reversal_form, _reverse),
):
    _entering.register(bp)
