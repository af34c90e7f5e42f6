"""Money of coercion: lent by the fund, paid by who bears the costs, paid back to the fund."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.cases.actions import file
from thads.cases.models import Case
from thads.core.errors import RuleBroken
from thads.core.money import format_dong
from thads.costs import queries
from thads.costs.actions import KEPT, holder
from thads.costs.models import CostAdvance, CostSheet, SheetKind
from thads.costs.terms import RecoveryTerms
from thads.identity.models import User
from thads.ledger.accounts import Account
from thads.ledger.models import Voucher, VoucherKind
from thads.ledger.posting import Line, VoucherTerms, post
from thads.parties.models import Party, PartyRole

COMES_BY = {
    Account.CASH: VoucherKind.CASH_RECEIPT,
    Account.TRUST: VoucherKind.CREDIT_ADVICE,
    Account.UNALLOCATED: VoucherKind.TRANSFER,
}
GOES_BY = {Account.TRUST: VoucherKind.PAYMENT_ORDER, Account.CASH: VoucherKind.CASH_PAYMENT}


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyTerms:
    """So much on a day, in đồng; `place`: out of the box or the bank, where that is asked."""

    day: date
    amount: int
    counterpart: str
    place: Account = Account.TRUST
    submission_key: str | None = None


def advance(
    db: Session, case: Case, estimate: CostSheet, terms: MoneyTerms, *, by: User, today: date
) -> Voucher:
    """The fund lends on an approved estimate, never above it (NĐ62 Đ.45; NĐ152 Đ.86).

    Errors: RuleBroken for an estimate that is not approved, is settled, or is used up.
    """
    file.hold(db, case)
    if (sent := _earlier(db, terms.submission_key)) is not None:
        return sent
    if estimate.kind is not SheetKind.ESTIMATE or not estimate.is_approved:
        raise RuleBroken(
            "costs.not_approved", f"Dự trù chưa được duyệt nên chưa tạm ứng được. {KEPT}."
        )
    if queries.settled_by(db, estimate) is not None:
        raise RuleBroken("costs.settled", f"Dự trù đã quyết toán, không tạm ứng thêm. {KEPT}.")
    rest = estimate.total - queries.advanced_on(db, estimate.id)
    _at_most(terms.amount, rest, "phần dự trù được duyệt chưa tạm ứng")
    voucher = _post(
        db, case, VoucherKind.TRANSFER, terms,
        f"Tạm ứng chi phí cưỡng chế: {estimate.measure}",
        Line(debit=Account.COST_ADVANCE, credit=Account.COST_FUND, amount=terms.amount, case=case),
        by, today,
    )  # fmt: skip
    db.add(CostAdvance(
        sheet_id=estimate.id, voucher_id=voucher.id, amount=terms.amount, entered_by_id=by.id
    ))  # fmt: skip
    return voucher


def recover(db: Session, case: Case, terms: RecoveryTerms, *, by: User, today: date) -> Voucher:
    """Costs come in from who bears them, or out of money of the case, never above what is due.

    Errors: RuleBroken for a person who is no party here, or more than his kind still owes.
    """
    file.hold(db, case)
    if (sent := _earlier(db, terms.submission_key)) is not None:
        return sent
    party = db.get(Party, terms.party_id) if terms.party_id else None
    if terms.party_id is not None and (party is None or party.case_id != case.id):
        raise RuleBroken(
            "costs.party", f"Người nộp không thuộc hồ sơ. {KEPT}; chọn lại.", field="party"
        )
    bearer = queries.OF_ROLE[party.role if party else PartyRole.DEBTOR]
    share = queries.of_case(db, case.id, today).shares[bearer]
    _at_most(terms.amount, share.due, f"chi phí {bearer.label.lower()} còn phải nộp")
    return _post(
        db, case, COMES_BY[terms.place],
        MoneyTerms(
            day=terms.day, amount=terms.amount, submission_key=terms.submission_key,
            counterpart=party.name if party else "Tiền thu được của hồ sơ",
        ),
        terms.reason,
        Line(
            debit=terms.place, credit=Account.COST_ADVANCE, amount=terms.amount, case=case,
            party_id=party.id if party else None,
        ),
        by, today,
    )  # fmt: skip


def repay(db: Session, case: Case, terms: MoneyTerms, *, by: User, today: date) -> Voucher:
    """What came in is paid back to the fund at once (L25 Đ.53 k.7), never more than came in."""
    file.hold(db, case)
    if (sent := _earlier(db, terms.submission_key)) is not None:
        return sent
    rest = queries.of_case(db, case.id, today).to_repay
    _at_most(terms.amount, rest, "số đã thu hồi chưa hoàn kinh phí")
    return _post(
        db, case, GOES_BY[terms.place], terms, "Hoàn kinh phí đã tạm ứng chi phí cưỡng chế",
        Line(debit=Account.COST_FUND, credit=terms.place, amount=terms.amount, case=case),
        by, today,
    )  # fmt: skip


def _post(
    db: Session, case: Case, kind: VoucherKind, terms: MoneyTerms, reason: str, line: Line,
    by: User, today: date,
) -> Voucher:  # fmt: skip
    file.check_day(case, terms.day, today)
    voucher = VoucherTerms(
        kind=kind, day=terms.day, counterpart=terms.counterpart, reason=reason,
        submission_key=terms.submission_key,
    )  # fmt: skip
    return post(db, holder(db, case), voucher, [line], by=by, today=today)


def _at_most(amount: int, rest: int, what: str) -> None:
    if not 0 < amount <= rest:
        raise RuleBroken(
            "costs.amount",
            f"Số tiền phải từ 1 đến {format_dong(max(rest, 0))} đ: {what}. {KEPT}; nhập lại số "
            "tiền.",
            field="amount",
        )


def _earlier(db: Session, key: str | None) -> Voucher | None:
    """What this form wrote when it was sent before (P15)."""
    if not key:
        return None
    return db.scalars(select(Voucher).where(Voucher.submission_key == key)).one_or_none()
