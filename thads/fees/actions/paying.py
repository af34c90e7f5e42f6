"""Fees paid in by people, given back to them, and paid over to the treasury (TT216 Đ.5, 8, 9)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.cases.models import Case, ObligationItem
from thads.core.days import month_end
from thads.core.money import format_dong
from thads.fees import queries
from thads.fees.actions.proposing import KEPT, refuse
from thads.fees.models import FeeRemittance
from thads.fees.queries import MonthOfFees
from thads.fees.reckoning import divide
from thads.fees.terms import FeePaymentTerms, RemittanceTerms
from thads.identity.models import User
from thads.ledger.accounts import Account
from thads.ledger.books import keeper
from thads.ledger.models import Voucher, VoucherKind
from thads.ledger.posting import Line, VoucherTerms, post
from thads.parties.models import Party
from thads.rules import fee_table
from thads.rules.citation import cited
from thads.units.models import Unit

PLACES = (Account.CASH, Account.TRUST)


def collect(
    db: Session, case: Case, unit: Unit, terms: FeePaymentTerms, *, by: User, today: date
) -> Voucher:
    """The person pays a fee that was decided and not deducted: of property, or a supplement."""
    owed = _owed(db, case, terms, today)
    if terms.amount > max(0, owed):
        refuse("more_than_owed", f"Người này còn phải nộp {format_dong(max(0, owed))} đ phí. "
               f"{KEPT}; nhập số nhỏ hơn hoặc ra quyết định thu phí trước.", "amount")  # fmt: skip
    kind = VoucherKind.CASH_RECEIPT if terms.place is Account.CASH else VoucherKind.CREDIT_ADVICE
    line = Line(
        debit=terms.place, credit=Account.FEE_DUE, amount=terms.amount, case=case,
        party_id=terms.party_id,
    )  # fmt: skip
    return _post(db, unit, terms, kind, [line], "Thu phí thi hành án", by, today)


def give_back(
    db: Session, case: Case, unit: Unit, terms: FeePaymentTerms, *, by: User, today: date
) -> Voucher:
    """Give back what was collected too much (TT216 Đ.5 k.5)."""
    owed = _owed(db, case, terms, today)
    if terms.amount > max(0, -owed):
        refuse("more_than_excess", f"Số phí thu thừa của người này là {format_dong(max(0, -owed))} "
               f"đ. {KEPT}; nhập số nhỏ hơn.", "amount")  # fmt: skip
    kind = VoucherKind.CASH_PAYMENT if terms.place is Account.CASH else VoucherKind.PAYMENT_ORDER
    lines = _from_waiting(db, case, unit, terms)
    return _post(db, unit, terms, kind, lines, "Hoàn trả phí thi hành án thu thừa", by, today)


def _from_waiting(db: Session, case: Case, unit: Unit, terms: FeePaymentTerms) -> list[Line]:
    """Out of the case's fees that are still with the office, item by item."""
    waiting = queries.waiting_of(db, keeper(db, unit, terms.day).id, case.id, terms.day)
    if sum(waiting.values()) < terms.amount:
        refuse("paid_over", f"Phí của hồ sơ còn giữ {format_dong(sum(waiting.values()))} đ, phần "
               f"còn lại đã nộp Kho bạc. {KEPT}; làm thủ tục hoàn trả với Kho bạc Nhà nước cho "
               "phần đã nộp.", "amount")  # fmt: skip
    lines, left = [], terms.amount
    for item_id, held in waiting.items():
        part = min(held, left)
        left -= part
        if part:
            lines.append(
                Line(debit=Account.FEE_DUE, credit=terms.place, amount=part, case=case,
                     item=db.get(ObligationItem, item_id) if item_id else None,
                     party_id=terms.party_id)
            )  # fmt: skip
    return lines


def remit(db: Session, terms: RemittanceTerms, *, by: User, today: date) -> FeeRemittance:
    """Pay over all that is left of a month's fees, in its three parts (TT216 Đ.8 k.1, 9 k.2)."""
    unit = db.get_one(Unit, terms.unit_id)
    before = queries.remitted_by(db, terms.submission_key)
    if before is not None:
        return before
    month = _to_remit(db, unit, terms)
    amount, split = month.left, fee_table.split(terms.month)
    parts = divide(amount, terms.month)
    told = VoucherTerms(
        kind=VoucherKind.PAYMENT_ORDER, day=terms.day,
        counterpart="Tài khoản phí chờ nộp ngân sách tại Kho bạc Nhà nước",
        reason=f"Nộp phí thi hành án đã thu tháng {terms.month:%m/%Y} ({cited(split.source)})",
        submission_key=terms.submission_key,
    )  # fmt: skip
    lines = _lines(db, month)
    voucher = post(db, unit, told, lines, by=by, today=today)
    paid = FeeRemittance(
        unit_id=voucher.unit_id, month=terms.month, amount=amount, kept=parts.kept,
        central=parts.central, budget=parts.budget, voucher_id=voucher.id, entered_by_id=by.id,
    )  # fmt: skip
    db.add(paid)
    db.flush()
    audit.record(
        db, by, "fee.remitted", paid, month=terms.month, amount=amount, voucher_id=voucher.id
    )
    return paid


def _to_remit(db: Session, unit: Unit, terms: RemittanceTerms) -> MonthOfFees:
    """The month that is asked for, when it is over, something is left, and no older one waits."""
    waiting = [one for one in queries.fees_by_month(db, terms.day, unit_id=unit.id) if one.left]
    found = next((one for one in waiting if one.month == terms.month), None)
    if found is None or terms.day <= month_end(terms.month):
        refuse("nothing_left", f"Phí của tháng {terms.month:%m/%Y} chưa hết tháng hoặc không còn "
               f"số nào phải nộp. {KEPT}; xem lại danh sách.", "month")  # fmt: skip
    oldest = waiting[-1]
    if oldest is not found:
        refuse("older_month", f"Phí của tháng {oldest.month:%m/%Y} còn {format_dong(oldest.left)} "
               f"đ chưa nộp. {KEPT}; nộp tháng đó trước.", "month")  # fmt: skip
    return found


def _lines(db: Session, month: MonthOfFees) -> list[Line]:
    """One transfer for each item, since each keeps its own account of fees."""
    ids = {pot.case_id for pot in month.left_of if pot.case_id}
    cases = {one.id: one for one in db.scalars(select(Case).where(Case.id.in_(ids)))}
    items = {
        one.id: one
        for one in db.scalars(select(ObligationItem).where(ObligationItem.case_id.in_(ids)))
    }
    return [
        Line(
            debit=Account.FEE_DUE, credit=Account.TRUST, amount=amount,
            case=cases[pot.case_id] if pot.case_id else None,
            item=items[pot.item_id] if pot.item_id else None,
        )
        for pot, amount in month.left_of.items()
    ]  # fmt: skip


def _owed(db: Session, case: Case, terms: FeePaymentTerms, today: date) -> int:
    account = queries.accounts(db, case, today).get(terms.party_id)
    if account is None or terms.place not in PLACES:
        refuse("party_unknown", "Người này không phải người được thi hành án trong hồ sơ. "
               f"{KEPT}; chọn lại.", "party")  # fmt: skip
    return account.owed


def _post(
    db: Session, unit: Unit, terms: FeePaymentTerms, kind: VoucherKind, lines: list[Line],
    reason: str, by: User, today: date,
) -> Voucher:  # fmt: skip
    told = VoucherTerms(
        kind=kind, day=terms.day, counterpart=db.get_one(Party, terms.party_id).name,
        reason=reason, submission_key=terms.submission_key,
    )  # fmt: skip
    return post(db, unit, told, lines, by=by, today=today)
