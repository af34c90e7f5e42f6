"""Collecting money of a case and sharing out what waits, each through the form of a fact."""

from __future__ import annotations

from flask import Blueprint

from thads.cases.forms.acts import ActPage, page_of
from thads.cases.models import Case, MovementKind, ObligationItem
from thads.cases.queries import history_of
from thads.cases.views.entering import Entering
from thads.identity.policy import Permission
from thads.ledger import collections
from thads.ledger.collection_forms import AllocationForm, CollectionForm, with_shares
from thads.ledger.collections import AllocationTerms, CollectionTerms
from thads.ledger.models import Means, Voucher
from thads.parties.models import Party
from thads.web.forms import need
from thads.web.request import db, today, user

bp = Blueprint("collections", __name__)

HOW = (
    "Để trống các khoản: phân bổ gốc lần lượt theo thứ tự khoản; bước kiểm tra cho xem và sửa. "
    "Phần còn lại ở “Tiền đã thu chưa phân bổ” của việc."
)
ALLOCATION = ActPage(
    "allocation", MovementKind.COLLECTED, Permission.MONEY_COLLECT, "Tiền thi hành án",
    "Phân bổ tiền đã thu", "Phân bổ tiền đã thu",
    "Điều 47 Luật THADS 2008; Điều 54 Luật THADS 2025",
    explains="Bút toán đề ngày hôm nay; tiền đã vào sổ từ ngày thu.", area="collections",
)  # fmt: skip


def _open_items(case: Case) -> list[tuple[ObligationItem, int]]:
    """Items on which money remains, with how much, in đồng."""
    history = history_of(case)
    found = [(item, history.item(item.id).now) for item in case.items]
    return [
        (item, now.remaining) for item, now in found if now.remaining and not now.standing.has_ended
    ]


def _collection_form(case: Case) -> CollectionForm:
    form = with_shares(CollectionForm, _open_items(case))(case)
    parties = [*case.debtors, *(one for one in case.parties if one not in case.debtors)]
    form.offer(
        "payer_party", [(one.id, f"{one.name} ({one.role.label.lower()})") for one in parties]
    )
    form.amount.description = HOW
    if not form.is_submitted():
        form.suggest(
            day=today(), means=Means.CASH, reason="Thu tiền thi hành án",
            payer_party=case.debtors[0].id if len(case.debtors) == 1 else None,
        )  # fmt: skip
    return form


def _collect(case: Case, form: CollectionForm) -> Voucher:
    shares = form.shares(case)
    if shares is None:
        shares = collections.propose(case, history_of(case), need(form.amount.data))
        form.fill(case, shares)
    party = next((one for one in case.parties if one.id == form.payer_party.data), None)
    terms = CollectionTerms(
        means=need(form.means.data), paper=form.paper.data, day=need(form.day.data),
        amount=need(form.amount.data), shares=shares, payer=_payer(form, party),
        payer_party_id=party.id if party else None,
        payer_address=form.payer_address.data or (party.address if party else None),
        on_behalf_of=form.on_behalf_of.data, account_number=form.account_number.data,
        bank=form.bank.data, paper_number=form.voucher.data, reason=need(form.reason.data),
        submission_key=form.submission_key.data or None, revision=form.seen_revision,
    )  # fmt: skip
    return collections.collect(db(), case, terms, by=user(), today=today())


def _payer(form: CollectionForm, party: Party | None) -> str:
    return party.name if party else need(form.payer.data)


def _allocation_form(case: Case) -> AllocationForm:
    form = with_shares(AllocationForm, _open_items(case))(case)
    if not form.is_submitted():
        waiting = collections.unallocated(db(), case)
        form.fill(case, collections.propose(case, history_of(case), waiting))
    return form


def _allocate(case: Case, form: AllocationForm) -> Voucher:
    terms = AllocationTerms(
        shares=form.shares(case) or {}, note=form.note.data,
        submission_key=form.submission_key.data or None, revision=form.seen_revision,
    )  # fmt: skip
    return collections.allocate(db(), case, terms, by=user(), today=today())


@bp.app_template_global("unallocated_of")
def unallocated_of(case: Case) -> int:
    """Đồng that came in for a case and wait to be shared out."""
    return collections.unallocated(db(), case)


for _entering in (
    Entering(page_of("collection"), _collection_form, _collect),
    Entering(ALLOCATION, _allocation_form, _allocate),
):
    _entering.register(bp)
