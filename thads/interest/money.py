"""Late interest that comes in for the creditor and is paid on: the awarded sums are untouched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NoReturn
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from thads.cases.actions import file
from thads.cases.history import CaseHistory, replay
from thads.cases.models import Case, ObligationItem
from thads.conflicts import actions as conflicts
from thads.core.errors import RuleBroken
from thads.core.money import format_dong
from thads.identity.models import User
from thads.interest import queries
from thads.ledger import books, posting
from thads.ledger.accounts import Account
from thads.ledger.actions import OUT_SERIES
from thads.ledger.models import LedgerEntry, Voucher, VoucherKind
from thads.ledger.terms import Line, MovementTerms, VoucherTerms
from thads.parties.models import Party
from thads.units.models import Unit

KEPT = "Chưa ghi gì"
HELD = Account.HELD_INTEREST
RECEIPTS = {Account.CASH: VoucherKind.CASH_RECEIPT, Account.TRUST: VoucherKind.CREDIT_ADVICE}


@dataclass(frozen=True, slots=True)
class InterestMoney:
    """What came in on one item's interest and what was paid on, in đồng."""

    received: int = 0
    paid: int = 0

    @property
    def held(self) -> int:
        """Not yet paid on."""
        return self.received - self.paid


def money_of(db: Session, case_id: UUID) -> dict[UUID, InterestMoney]:
    """By item: what came in and went out; what was taken back counts no more."""
    entry, comes_in = LedgerEntry, LedgerEntry.credit == HELD
    taken_back = entry.reverses_id.is_not(None)
    stmt = (
        select(entry.item_id, comes_in, taken_back, func.sum(entry.amount))
        .where(entry.case_id == case_id, entry.item_id.is_not(None))
        .where(comes_in | (entry.debit == HELD))
        .group_by(entry.item_id, comes_in, taken_back)
    )
    found: dict[UUID, InterestMoney] = {}
    for item_id, is_in, is_back, amount in db.execute(stmt):
        assert item_id is not None  # asked for
        before, change = found.get(item_id, InterestMoney()), int(-amount if is_back else amount)
        if is_in != is_back:  # a payment taken back comes in, and is a payment less
            found[item_id] = InterestMoney(before.received + change, before.paid)
        else:
            found[item_id] = InterestMoney(before.received, before.paid + change)
    return found


def collect(db: Session, case: Case, terms: MovementTerms, *, by: User, today: date) -> Voucher:
    """Interest that the debtor pays, within what has run up: what was awarded comes first, unless
    the judgment or the parties want it otherwise (NĐ152 Đ.29 k.1)."""
    history, item = _begin(db, case, terms, by, today)
    sent = _sent(db, terms)
    if sent is not None:
        return sent
    _check_due(db, case, item, terms)
    line = Line(debit=terms.place, credit=HELD, amount=terms.amount, case=case, item=item,
                note=terms.note)  # fmt: skip
    paper = VoucherTerms(
        kind=RECEIPTS[terms.place], day=terms.day, counterpart=_name(case, case.debtors),
        reason=terms.note or "Thu lãi chậm thi hành án", paper_number=terms.voucher,
        submission_key=terms.submission_key,
    )  # fmt: skip
    return posting.post(db, _unit(db, history), paper, [line], by=by, today=today)


def pay_out(db: Session, case: Case, terms: MovementTerms, *, by: User, today: date) -> Voucher:
    """Interest paid on to the creditor, within what came in."""
    history, item = _begin(db, case, terms, by, today)
    sent = _sent(db, terms)
    if sent is not None:
        return sent
    held = money_of(db, case.id).get(item.id, InterestMoney()).held
    if terms.amount > held:
        _refuse("more_than_held", f"Lãi đã thu chưa chi của khoản này là {format_dong(held)} đ. "
                f"{KEPT}; nhập số tiền nhỏ hơn.", "amount")  # fmt: skip
    people: dict[UUID, str | None] = {by.id: None}
    if history.now.officer_id:
        people[history.now.officer_id] = None
    asked = conflicts.check(db, case.id, people, answer=terms.conflict_answer, day=terms.day)
    only = case.creditors[0].id if len(case.creditors) == 1 else None  # whose fee it bears
    line = Line(debit=HELD, credit=terms.place, amount=terms.amount, case=case, item=item,
                party_id=only, note=terms.note)  # fmt: skip
    paper = VoucherTerms(
        kind=OUT_SERIES[terms.place], day=terms.day, counterpart=_name(case, case.creditors),
        reason=terms.note or "Chi trả lãi chậm thi hành án", paper_number=terms.voucher,
        submission_key=terms.submission_key,
    )  # fmt: skip
    voucher = posting.post(db, _unit(db, history), paper, [line], by=by, today=today)
    conflicts.keep(db, asked, terms.conflict_answer, by=by, today=today)
    return voucher


def _begin(
    db: Session, case: Case, terms: MovementTerms, by: User, today: date
) -> tuple[CaseHistory, ObligationItem]:
    file.hold(db, case)
    file.check_day(case, terms.day, today)
    if terms.amount <= 0:
        _refuse("not_positive", f"Số tiền phải lớn hơn 0. {KEPT}; nhập lại số tiền.", "amount")
    if terms.place not in RECEIPTS:
        _refuse("place", f"Lãi thu, chi bằng tiền mặt hoặc chuyển khoản. {KEPT}; chọn lại.",
                "place")  # fmt: skip
    item = db.get(ObligationItem, terms.item_id)
    if item is None or item.case_id != case.id:
        _refuse("unknown_item", f"Khoản này không thuộc hồ sơ. {KEPT}; chọn lại khoản.", "item")
    history = replay(file.known(db, case))
    books.check_case(db, history, by, today)
    return history, item


def _check_due(db: Session, case: Case, item: ObligationItem, terms: MovementTerms) -> None:
    statement = queries.statement(db, case, terms.day)
    found = next((one for one in statement.items if one.item.id == item.id), None)
    if found is None:
        _refuse("no_clause", "Khoản này chưa ghi điều khoản lãi theo bản án. "
                f"{KEPT}; ghi điều khoản lãi trước.", "item")  # fmt: skip
    if found.unknown is not None:
        _refuse("unknown_rate", f"{found.unknown} {KEPT}.", "item")
    if found.remaining and not found.clause.interest_first:
        _refuse("principal_first", f"Khoản này còn {format_dong(found.remaining)} đ gốc: thu gốc "
                f"trước, lãi sau (Điều 29 Nghị định 152/2026). {KEPT}; ghi thu vào khoản gốc.",
                "amount")  # fmt: skip
    due = found.total - money_of(db, case.id).get(item.id, InterestMoney()).received
    if terms.amount > due:
        _refuse("more_than_due", f"Lãi còn phải trả đến ngày {terms.day:%d/%m/%Y} là "
                f"{format_dong(max(0, due))} đ. {KEPT}; nhập số tiền nhỏ hơn.",
                "amount")  # fmt: skip


def _sent(db: Session, terms: MovementTerms) -> Voucher | None:
    """What this form wrote when it was sent before (P15)."""
    stmt = select(Voucher).where(Voucher.submission_key == terms.submission_key)
    return db.scalars(stmt).one_or_none() if terms.submission_key else None


def _unit(db: Session, history: CaseHistory) -> Unit:
    return db.get_one(Unit, history.now.unit_id)


def _name(case: Case, people: list[Party]) -> str:
    return people[0].name if people else case.title


def _refuse(code: str, message: str, field: str | None = None) -> NoReturn:
    raise RuleBroken(f"interest.{code}", message, field=field)
