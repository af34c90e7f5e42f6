"""Collecting money of a case: from whom, by which means, for which items; the rest may wait.

What comes in is shared out to the items of one case, principal first in their order unless a
person says otherwise; what is not shared out stays on the case until it is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.cases.actions import file
from thads.cases.history import CaseHistory, replay
from thads.cases.models import Case, MovementKind, ObligationItem
from thads.core.errors import RuleBroken
from thads.core.money import format_dong
from thads.core.text import clean
from thads.identity.models import User
from thads.ledger import books, posting, queries
from thads.ledger.accounts import Account, sides
from thads.ledger.books import KEPT
from thads.ledger.models import Collection, Means, Voucher, VoucherKind
from thads.ledger.terms import Line, VoucherTerms
from thads.units.models import Unit

PLACE = {Means.CASH: Account.CASH, Means.DIRECT: Account.DIRECT}  # all others come to the bank
PAPER = {Means.CASH: VoucherKind.COLLECTION_RECEIPT, Means.DIRECT: VoucherKind.TRANSFER}
CASH_PAPERS = (VoucherKind.COLLECTION_RECEIPT, VoucherKind.CASH_RECEIPT)
Shares = Mapping[UUID, int]  # đồng by item


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionTerms:
    """Money that came in for a case, in đồng; `shares` None: principal first, item by item."""

    means: Means
    day: date
    amount: int
    payer: str
    reason: str
    shares: Shares | None = None
    paper: VoucherKind | None = None  # which of the papers for cash
    payer_party_id: UUID | None = None
    payer_address: str | None = None
    on_behalf_of: str | None = None
    account_number: str | None = None
    bank: str | None = None
    paper_number: str | None = None  # of a receipt written by hand
    submission_key: str | None = None
    revision: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocationTerms:
    """What of the money that waits is for which item."""

    shares: Shares
    note: str | None = None
    submission_key: str | None = None
    revision: int | None = None


def propose(case: Case, history: CaseHistory, amount: int) -> dict[UUID, int]:
    """Share an amount out in the order of the items, never above what remains of one.

    Principal first (L25 Đ.29; ND152 Đ.29): interest is no item and gets nothing here.
    """
    shares = {}
    for item in case.items:
        now = history.item(item.id).now
        share = 0 if now.standing.has_ended else min(amount, now.remaining)
        if share > 0:
            shares[item.id] = share
            amount -= share
    return shares


def unallocated(db: Session, case: Case) -> int:
    """Đồng that came in for a case and wait to be shared out."""
    return queries.balance(db, Account.UNALLOCATED, case_id=case.id)


def collect(
    db: Session, case: Case, terms: CollectionTerms, *, by: User, today: date
) -> Voucher:  # fmt: skip
    """Enter one receipt with its voucher. RuleBroken: nothing was written."""
    history, unit, before = _held(db, case, terms.submission_key, terms.revision, by, today)
    if before is not None:
        return before
    file.check_day(case, terms.day, today)
    shares = propose(case, history, terms.amount) if terms.shares is None else terms.shares
    if terms.amount <= 0:
        raise RuleBroken(
            "money.not_positive", f"Số tiền phải lớn hơn 0. {KEPT}; nhập lại số tiền.",
            field="amount",
        )  # fmt: skip
    place = PLACE.get(terms.means, Account.TRUST)
    _check_shares(case, history, shares, terms.amount)
    lines = [
        line for item, amount in _shared(case, shares)
        for line in _to_item(case, item, amount, place, terms)
    ]  # fmt: skip
    rest = terms.amount - sum(shares.values())
    if rest > 0:
        lines.append(_rest(case, rest, place, terms))
    voucher = posting.post(db, unit, _paper(terms), lines, by=by, today=today)
    db.add(
        Collection(
            voucher_id=voucher.id, case_id=case.id, means=terms.means,
            payer_party_id=terms.payer_party_id, payer_address=_cleaned(terms.payer_address),
            on_behalf_of=_cleaned(terms.on_behalf_of), entered_by_id=by.id,
        )
    )  # fmt: skip
    db.flush()
    return voucher


def allocate(
    db: Session, case: Case, terms: AllocationTerms, *, by: User, today: date
) -> Voucher:  # fmt: skip
    """Share out what waits on the case, dated today."""
    history, unit, before = _held(db, case, terms.submission_key, terms.revision, by, today)
    if before is not None:
        return before
    _check_shares(case, history, terms.shares, unallocated(db, case))
    if not any(terms.shares.values()):
        raise RuleBroken(
            "money.nothing_shared", f"Chưa phân bổ cho khoản nào. {KEPT}; nhập số tiền của khoản."
        )
    paper = VoucherTerms(
        kind=VoucherKind.TRANSFER, day=today, counterpart=case.title,
        reason=terms.note or "Phân bổ tiền đã thu", submission_key=terms.submission_key,
    )  # fmt: skip
    lines = [
        Line(
            debit=Account.UNALLOCATED, credit=sides(
                MovementKind.COLLECTED, state_budget=item.state_budget
            )[1],
            amount=amount, case=case, item=item, kind=MovementKind.COLLECTED, note=terms.note,
        )
        for item, amount in _shared(case, terms.shares)
    ]  # fmt: skip
    return posting.post(db, unit, paper, lines, by=by, today=today)


def collection_of(db: Session, voucher_id: UUID) -> Collection | None:
    """What a voucher collected; None for a voucher that is no collection."""
    return db.scalar(select(Collection).where(Collection.voucher_id == voucher_id))


def _held(
    db: Session, case: Case, key: str | None, seen: int | None, by: User, today: date
) -> tuple[CaseHistory, Unit, Voucher | None]:
    """The held file as it stands, the unit that has it, and what this form wrote before."""
    revision = file.hold(db, case)
    history = replay(file.known(db, case))
    unit = db.get_one(Unit, history.now.unit_id)
    before = posting.earlier(db, books.keeper(db, unit, today), [key]).get(key)
    if before is None:
        file.check_revision(case, revision, seen)
        books.check_case(db, history, by, today)
    return history, unit, before


def _paper(terms: CollectionTerms) -> VoucherTerms:
    kind = PAPER.get(terms.means, VoucherKind.CREDIT_ADVICE)
    if terms.means is Means.CASH and terms.paper in CASH_PAPERS:
        kind = terms.paper or kind
    return VoucherTerms(
        kind=kind, day=terms.day, counterpart=terms.payer, reason=terms.reason,
        account_number=terms.account_number, bank=terms.bank,
        paper_number=terms.paper_number, submission_key=terms.submission_key,
    )  # fmt: skip


def _shared(case: Case, shares: Shares) -> Iterable[tuple[ObligationItem, int]]:
    return ((item, shares[item.id]) for item in case.items if shares.get(item.id))


def _to_item(
    case: Case, item: ObligationItem, amount: int, place: Account, terms: CollectionTerms
) -> Sequence[Line]:
    """What the parties hand over directly comes in and goes out at once."""
    kinds = [MovementKind.COLLECTED]
    if place is Account.DIRECT:
        paid = MovementKind.PAID_TO_BUDGET if item.state_budget else MovementKind.PAID_OUT
        kinds.append(paid)
    lines = []
    for kind in kinds:
        debit, credit = sides(kind, state_budget=item.state_budget, place=place)
        lines.append(
            Line(
                debit=debit, credit=credit, amount=amount, case=case, item=item, kind=kind,
                party_id=terms.payer_party_id,
            )
        )  # fmt: skip
    return lines


def _rest(case: Case, amount: int, place: Account, terms: CollectionTerms) -> Line:
    if place is Account.DIRECT:
        raise RuleBroken(
            "money.direct_rest",
            f"Tiền các bên giao nhận trực tiếp phải phân bổ hết: còn {format_dong(amount)} đ. "
            f"{KEPT}; nhập số tiền không quá số còn phải thi hành.",
            field="amount",
        )
    return Line(
        debit=place, credit=Account.UNALLOCATED, amount=amount, case=case,
        party_id=terms.payer_party_id,
    )  # fmt: skip


def _check_shares(case: Case, history: CaseHistory, shares: Shares, amount: int) -> None:
    """Each item at most what remains of it, all together at most what came in."""
    if shares.keys() - {item.id for item in case.items}:
        raise RuleBroken(
            "money.unknown_item", f"Khoản này không thuộc hồ sơ. {KEPT}; mở lại trang rồi nhập lại."
        )
    left = amount
    for item, share in _shared(case, shares):
        remaining = history.item(item.id).now.remaining
        if share > remaining:
            _refuse_share(
                item, f"Khoản {item.position} chỉ còn phải thi hành {format_dong(remaining)} đ, "
                f"không nhận được {format_dong(share)} đ",
            )  # fmt: skip
        left -= share
        if left < 0:
            _refuse_share(
                item, f"Các khoản cộng lại nhiều hơn số tiền {format_dong(amount)} đ: thừa "
                f"{format_dong(-left)} đ",
            )  # fmt: skip


def _refuse_share(item: ObligationItem, what: str) -> None:
    raise RuleBroken(
        "money.over_allocated",
        f"{what}. {KEPT}; sửa số của các khoản, hoặc xóa hết để phân bổ lại theo thứ tự.",
        field=share_field(item.position),
    )


def share_field(position: int) -> str:
    """The name of the field in which an item's share is typed."""
    return f"share_{position}"


def _cleaned(text: str | None) -> str | None:
    return (clean(text) or None) if text else None
