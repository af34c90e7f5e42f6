"""What a chunk of lines is in the books: one transfer of the case's money, one voucher a payee."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from thads.cases.models import Case, MovementKind, ObligationItem
from thads.core.errors import RuleBroken
from thads.ledger.accounts import Account, held
from thads.ledger.models import VoucherKind
from thads.ledger.terms import Line, VoucherTerms
from thads.parties.models import Party, PartyKind
from thads.payouts.drafting import BUDGET, KEPT
from thads.payouts.models import PayeeAccount, PayoutBatch, PayoutLine, PayoutProposal
from thads.payouts.terms import LineKind

TREASURY = "Kho bạc Nhà nước"
INTO = {
    LineKind.COSTS: Account.COST_ADVANCE,
    LineKind.SET_ASIDE: Account.SET_ASIDE,
    LineKind.TRANSFER_TAX: Account.TAX_DUE,
}


@dataclass(frozen=True, slots=True)
class Records:
    """What the lines of a chunk name."""

    cases: Mapping[UUID, Case]
    items: Mapping[UUID, ObligationItem]
    parties: Mapping[UUID, Party]
    accounts: Mapping[UUID, PayeeAccount]


@dataclass(frozen=True, slots=True)
class Draft:
    """A voucher to be posted, and the lines of the proposal that it carries out."""

    terms: VoucherTerms
    entries: list[Line]
    carries_out: list[PayoutLine]


def drafts(
    batch: PayoutBatch, proposal: PayoutProposal, lines: Sequence[PayoutLine], of: Records
) -> Iterator[Draft]:
    """The vouchers of some lines of one proposal; those of one payee stand together."""
    moved = list(_allocation(proposal, lines, of))
    if moved:
        taken = [line for line in lines if line.kind.is_deduction]
        key = f"payout:{lines[0].id}:allocation"
        yield Draft(_terms(batch, proposal, of, key), moved, taken)
    groups: dict[tuple[UUID | None, UUID], list[PayoutLine]] = defaultdict(list)
    for line in lines:
        if not line.kind.is_deduction:
            groups[line.party_id, line.case_id].append(line)
    for group in groups.values():
        yield _payment(batch, proposal, group, of)


def _allocation(
    proposal: PayoutProposal, lines: Sequence[PayoutLine], of: Records
) -> Iterator[Line]:
    """From what the case held without a purpose to what each line is for."""
    source = of.cases[proposal.case_id]
    shared = 0
    for line in lines:
        if line.kind in INTO:
            into = INTO[line.kind]
            yield Line(
                debit=Account.UNALLOCATED, credit=into, amount=line.amount, case=source
            )  # fmt: skip
        elif line.kind is LineKind.REMAINDER:
            yield Line(
                debit=Account.UNALLOCATED, credit=Account.HELD_DEBTOR, amount=line.amount,
                case=source, party_id=line.party_id,
            )  # fmt: skip
        elif line.item_id and line.kind in (LineKind.CLAIM, LineKind.INTEREST):
            is_own = line.case_id == proposal.case_id
            shared += 0 if is_own else line.amount
            yield Line(
                debit=Account.UNALLOCATED if is_own else Account.SHARING, credit=_waits(line, of),
                amount=line.amount, case=of.cases[line.case_id], item=of.items[line.item_id],
                party_id=line.party_id,
                kind=MovementKind.COLLECTED if line.kind is LineKind.CLAIM else None,
            )  # fmt: skip
    if shared:
        yield Line(debit=Account.UNALLOCATED, credit=Account.SHARING, amount=shared, case=source)


def _payment(
    batch: PayoutBatch, proposal: PayoutProposal, group: Sequence[PayoutLine], of: Records
) -> Draft:
    first = group[0]
    if first.party_id is None:
        kind, place = VoucherKind.PAYMENT_ORDER, Account.TRUST
        account, payee = None, TREASURY
    else:
        party = of.parties[first.party_id]
        account, payee = of.accounts.get(party.id), party.name
        kind, place = _way(batch, party, account)
    case = of.cases[first.case_id]
    what = f"Nộp {BUDGET.lower()}" if first.party_id is None else "Chi trả tiền thi hành án"
    terms = VoucherTerms(
        kind=kind, day=batch.day, counterpart=account.holder if account else payee,
        reason=f"{what}, việc {case.title}", account_number=account.number if account else None,
        bank=account.bank if account else None, submission_key=f"payout:{first.id}",
    )  # fmt: skip
    return Draft(terms, [one for line in group for one in _paid(line, place, of)], list(group))


def _way(
    batch: PayoutBatch, party: Party, account: PayeeAccount | None
) -> tuple[VoucherKind, Account]:
    """By transfer; in cash only to a person who gave no account (NĐ152 Đ.30 k.5)."""
    if account is not None:
        return VoucherKind.PAYMENT_ORDER, Account.TRUST
    if batch.in_cash and party.kind is PartyKind.PERSON:
        return VoucherKind.CASH_PAYMENT, Account.CASH
    raise RuleBroken(
        "payouts.no_account",
        f"{party.name} chưa có tài khoản nhận tiền. {KEPT}; ghi tài khoản ở hồ sơ, hoặc chi tiền "
        "mặt nếu là cá nhân.",
    )


def _paid(line: PayoutLine, place: Account, of: Records) -> Iterator[Line]:
    """What the payee gets, and the fee that is kept back of it."""
    item = of.items[line.item_id] if line.item_id else None
    kind = MovementKind.PAID_TO_BUDGET if line.party_id is None else MovementKind.PAID_OUT
    awarded = item is not None and line.kind is not LineKind.INTEREST
    for into, amount in ((place, line.amount - line.fee), (Account.FEE_DUE, line.fee)):
        if amount:
            yield Line(
                debit=_waits(line, of), credit=into, amount=amount,
                case=of.cases[line.case_id], item=item, party_id=line.party_id,
                kind=kind if awarded else None,
            )  # fmt: skip


def _waits(line: PayoutLine, of: Records) -> Account:
    """Where the money of a line waits for its payee."""
    if line.kind is LineKind.INTEREST:
        return Account.HELD_INTEREST
    return held(of.items[line.item_id]) if line.item_id else Account.HELD_DEBTOR


def _terms(batch: PayoutBatch, proposal: PayoutProposal, of: Records, key: str) -> VoucherTerms:
    return VoucherTerms(
        kind=VoucherKind.TRANSFER, day=batch.day, counterpart=of.cases[proposal.case_id].title,
        reason=f"Phân phối tiền thi hành án theo đề xuất ngày {proposal.day:%d/%m/%Y}",
        submission_key=key,
    )  # fmt: skip
