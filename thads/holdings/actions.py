"""Money that waits is told of, put into savings, taken out again, paid into the budget.

Each guards, posts one voucher and seals; the caller commits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.cases.actions import file
from thads.cases.models import MovementKind
from thads.core.errors import RuleBroken
from thads.core.money import format_dong
from thads.core.text import clean
from thads.holdings.models import PayeeNotice
from thads.holdings.queries import PAYEES, Holding
from thads.identity.models import User
from thads.ledger.accounts import Account
from thads.ledger.models import Voucher, VoucherKind
from thads.ledger.posting import Line, VoucherTerms, post
from thads.rules import unclaimed
from thads.rules.unclaimed import NextStep
from thads.units.models import Unit

KEPT = "Chưa ghi gì"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeTerms:
    """When and how the payee was told; since when the judgment has force, where it is known."""

    told_on: date
    how: str
    in_force_on: date | None = None
    submission_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BankTerms:
    """To which bank or treasury, on which account, and on what paper."""

    day: date
    bank: str
    account_number: str | None = None
    reason: str = ""
    submission_key: str | None = None


def remit(
    db: Session, unit: Unit, holdings: Sequence[Holding], terms: BankTerms, *, by: User,
    today: date,
) -> Voucher:  # fmt: skip
    """Pay money of many items into the budget with one payment order (TT04 Đ.19).

    Errors: RuleBroken for money that came in after the day of the order.
    """
    lines = [
        Line(
            debit=Account.HELD_STATE, credit=Account.TRUST, amount=one.amount, case=one.case,
            item=one.item, kind=MovementKind.PAID_TO_BUDGET,
        )
        for one in holdings
    ]  # fmt: skip
    reason = terms.reason or f"Nộp ngân sách nhà nước {len(lines)} khoản"
    return _pay(db, unit, terms, reason, lines, by, today)


def tell(
    db: Session, holding: Holding, terms: NoticeTerms, *, by: User, today: date
) -> PayeeNotice:
    """The payee was told to come; his fifteen days run from then."""
    case, place = holding.case, holding.place
    file.hold(db, case)
    before = file.earlier(db, PayeeNotice, terms.submission_key, case.id)
    if before is not None:
        return before
    file.check_day(case, terms.told_on, today)
    _check_payee(holding)
    if terms.told_on < holding.since:
        raise RuleBroken(
            "holdings.told_before",
            f"Tiền thu ngày {holding.since:%d/%m/%Y}, ngày báo không thể trước đó. {KEPT}; nhập "
            "lại ngày.",
            field="told_on",
        )
    if terms.in_force_on is not None and terms.in_force_on > today:
        raise RuleBroken(
            "holdings.in_force", f"Ngày có hiệu lực ở sau hôm nay. {KEPT}; nhập lại ngày.",
            field="in_force_on",
        )  # fmt: skip
    notice = PayeeNotice(
        case_id=case.id, item_id=place.item_id, account=place.account, told_on=terms.told_on,
        how=clean(terms.how), in_force_on=terms.in_force_on, submission_key=terms.submission_key,
        entered_by_id=by.id,
    )  # fmt: skip
    db.add(notice)
    db.flush()
    audit.record(
        db, by, "holdings.told", case, notice_id=notice.id, account=place.account,
        item_id=place.item_id, told_on=terms.told_on,
    )  # fmt: skip
    return notice


def deposit(
    db: Session, unit: Unit, holding: Holding, terms: BankTerms, *, by: User, today: date
) -> Voucher:
    """Put what nobody came for into savings, once his fifteen days are over.

    Errors: RuleBroken when nobody was told, or his time is not over on the day of the order.
    """
    _check_payee(holding)
    notice = holding.notice
    if notice is None or not unclaimed.may_be_deposited(notice.told_on, terms.day):
        raise RuleBroken(
            "holdings.too_early",
            "Chỉ gửi tiết kiệm khi đã báo người được nhận và hết 15 ngày kể từ ngày được báo mà "
            f"họ không đến ({holding.step.source}). {KEPT}; ghi thông báo hoặc chờ hết hạn.",
            field="day",
        )
    line = _line(Account.SAVINGS, Account.TRUST, holding.at_hand, holding)
    reason = terms.reason or "Gửi tiết kiệm tiền người được nhận không đến nhận"
    return _pay(db, unit, terms, reason, [line], by, today)


def withdraw(
    db: Session, unit: Unit, holding: Holding, terms: BankTerms, *, by: User, today: date
) -> Voucher:
    """Take it out of savings again: its owner came, or it goes elsewhere."""
    line = _line(Account.TRUST, Account.SAVINGS, holding.deposited, holding)
    reason = terms.reason or "Rút tiền gửi tiết kiệm để chi trả"
    return _pay(db, unit, terms, reason, [line], by, today, VoucherKind.CREDIT_ADVICE)


def give_to_state(
    db: Session, unit: Unit, holding: Holding, terms: BankTerms, *, by: User, today: date
) -> Voucher:
    """Nobody came in all the years: by decision of the head the money goes to the budget.

    Errors: RuleBroken before the time is over, or when it is not known since when it runs.
    """
    _check_payee(holding)
    step = holding.step
    if step.kind is not NextStep.TO_STATE or step.due is None or terms.day <= step.due:
        until = f": hết hạn ngày {step.due:%d/%m/%Y}" if step.due else ""
        raise RuleBroken(
            "holdings.not_yet",
            f"Chưa đủ điều kiện sung quỹ nhà nước{until} ({step.source}). {KEPT}; báo người được "
            "nhận, gửi tiết kiệm và chờ hết thời hạn.",
            field="day",
        )
    line = Line(
        debit=holding.place.account, credit=Account.SAVINGS, amount=holding.amount,
        case=holding.case, item=holding.item, note="Sung quỹ nhà nước",
        kind=MovementKind.PAID_OUT if holding.place.account is Account.HELD_CREDITOR else None,
    )  # fmt: skip
    return _pay(db, unit, terms, terms.reason, [line], by, today)


def _line(debit: Account, credit: Account, amount: int, holding: Holding) -> Line:
    if amount <= 0:
        raise RuleBroken("holdings.nothing", f"Không còn tiền để ghi. {KEPT}; xem lại số dư.")
    return Line(debit=debit, credit=credit, amount=amount, case=holding.case, item=holding.item)


def _check_payee(holding: Holding) -> None:
    if holding.place.account not in PAYEES:
        raise RuleBroken(
            "holdings.no_payee",
            f"“{holding.place.account.label}” không có người nhận để báo. {KEPT}; phân bổ hoặc nộp "
            f"ngân sách {format_dong(holding.amount)} đ.",
        )


def _pay(
    db: Session, unit: Unit, terms: BankTerms, reason: str, lines: Sequence[Line], by: User,
    today: date, kind: VoucherKind = VoucherKind.PAYMENT_ORDER,
) -> Voucher:  # fmt: skip
    voucher = VoucherTerms(
        kind=kind, day=terms.day, counterpart=terms.bank, account_number=terms.account_number,
        bank=terms.bank, reason=reason, submission_key=terms.submission_key,
    )  # fmt: skip
    return post(db, unit, voucher, lines, by=by, today=today)
