"""Money of an item goes out, or is taken back; `thads.ledger.collections` takes it in.

Rows are only ever added. Each action guards, proves the case with the movement in its legal place,
writes a voucher, and seals its entry in the record of acts. The caller commits.
"""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from thads.cases.actions import file
from thads.cases.history import CaseHistory
from thads.cases.models import Case, MovementKind, ObligationItem
from thads.conflicts import actions as conflicts
from thads.conflicts.queries import Conflict
from thads.core.errors import RuleBroken
from thads.identity.models import User
from thads.ledger import books, posting, queries
from thads.ledger.accounts import Account, sides
from thads.ledger.files import open_files
from thads.ledger.models import LedgerEntry, Voucher, VoucherKind
from thads.ledger.terms import Line, MovementTerms, ReversalTerms, VoucherTerms
from thads.units.models import Unit

__all__ = ["MovementTerms", "ReversalTerms", "pay_out", "pay_to_budget", "reverse"]

KEPT = "Chưa ghi gì"
OUT_SERIES = {Account.CASH: VoucherKind.CASH_PAYMENT, Account.TRUST: VoucherKind.PAYMENT_ORDER}


def pay_out(db: Session, case: Case, terms: MovementTerms, *, by: User, today: date) -> LedgerEntry:
    """Money paid to the creditor, never above what was collected and not yet paid (L25 Đ.54)."""
    return _pay(db, case, MovementKind.PAID_OUT, terms, by=by, today=today)


def pay_to_budget(
    db: Session, case: Case, terms: MovementTerms, *, by: User, today: date
) -> LedgerEntry:
    """Money of a state-budget item paid to the budget, within what was collected on it."""
    return _pay(db, case, MovementKind.PAID_TO_BUDGET, terms, by=by, today=today)


def reverse(db: Session, case: Case, terms: ReversalTerms, *, by: User, today: date) -> LedgerEntry:
    """Take one collection or payment back, whole, with all of its voucher, dated today; both stay
    readable. A payment is taken back when its money came back."""
    revision = file.hold(db, case)
    entry = _moved(db, case, terms.reverses_id)
    keeper = db.get_one(Unit, entry.unit_id)
    before = posting.earlier(db, keeper, [terms.submission_key])
    if not before:
        file.check_revision(case, revision, terms.revision)
        [opened] = open_files(db, [case]).values()
        books.check_case(db, opened.before, by, today)
        if queries.is_reversed(db, entry):
            raise RuleBroken(
                "money.reversed_already",
                f"Khoản này đã được hủy trước đó. {KEPT}; xem lại sổ thu, chi.",
                field="reverses",
            )
    voucher = _taken_back(db, case, keeper, entry, terms, by=by, today=today)
    return next(one for one in voucher.entries if one.reverses_id == entry.id)


def _taken_back(
    db: Session, case: Case, keeper: Unit, entry: LedgerEntry, terms: ReversalTerms, *, by: User,
    today: date,
) -> Voucher:  # fmt: skip
    of = db.get(Voucher, entry.voucher_id) if entry.voucher_id else None
    paper = VoucherTerms(
        kind=VoucherKind.TRANSFER, day=today, counterpart=of.counterpart if of else case.title,
        reason=terms.note or "Hủy khoản thu, chi", paper_number=terms.voucher,
        submission_key=terms.submission_key, reverses_id=of.id if of else None,
    )  # fmt: skip
    lines = posting.mirrored(db, of) if of else [posting.mirror(entry, case)]
    return posting.post(db, keeper, paper, lines, by=by, today=today)


def _pay(
    db: Session, case: Case, kind: MovementKind, terms: MovementTerms, *, by: User, today: date
) -> LedgerEntry:
    revision = file.hold(db, case)
    [opened] = open_files(db, [case]).values()
    keeper = books.keeper(db, db.get_one(Unit, opened.before.now.unit_id), today)
    books.hold(db, [keeper.id])
    before = posting.earlier(db, keeper, [terms.submission_key])
    if before:
        return _of_case(before[terms.submission_key], case)
    file.check_revision(case, revision, terms.revision)
    file.check_day(case, terms.day, today)
    _check_amount(terms.amount)
    item = _item(db, case, terms.item_id)
    _check_receiver(item, kind)
    books.check_case(db, opened.before, by, today)
    asked = _check_conflicts(db, terms, opened.before, by)
    draft = (_paper(case, kind, terms), [_line(case, item, kind, terms)])
    [voucher] = posting.enter(db, keeper, [draft], {case.id: opened}, by=by, today=today)
    conflicts.keep(db, asked, terms.conflict_answer, by=by, today=today)
    return _of_case(voucher, case)


def _paper(case: Case, kind: MovementKind, terms: MovementTerms) -> VoucherTerms:
    return VoucherTerms(
        kind=OUT_SERIES[terms.place], day=terms.day, counterpart=case.title,
        reason=terms.note or kind.label, paper_number=terms.voucher,
        submission_key=terms.submission_key,
    )  # fmt: skip


def _line(case: Case, item: ObligationItem, kind: MovementKind, terms: MovementTerms) -> Line:
    debit, credit = sides(kind, state_budget=item.state_budget, place=terms.place)
    return Line(debit=debit, credit=credit, amount=terms.amount, case=case, item=item, kind=kind,
                note=terms.note)  # fmt: skip


def _of_case(voucher: Voucher, case: Case) -> LedgerEntry:
    """The transfer that a form of this case wrote."""
    for entry in voucher.entries:
        if entry.case_id == case.id:
            return entry
    raise RuleBroken(
        "case.key_of_another",
        f"Mẫu này đã dùng cho hồ sơ khác. {KEPT}; mở lại trang rồi nhập lại.",
    )


def _check_amount(amount: int) -> None:
    if amount <= 0:
        raise RuleBroken(
            "money.not_positive",
            f"Số tiền phải lớn hơn 0. {KEPT}; nhập lại số tiền.",
            field="amount",
        )


def _item(db: Session, case: Case, item_id: UUID) -> ObligationItem:
    item = db.get(ObligationItem, item_id)
    if item is None or item.case_id != case.id:
        raise RuleBroken(
            "money.unknown_item",
            f"Khoản này không thuộc hồ sơ. {KEPT}; chọn lại khoản.",
            field="item",
        )
    return item


def _check_receiver(item: ObligationItem, kind: MovementKind) -> None:
    """What is due to the state goes to the budget, all else to the creditor."""
    if item.state_budget != (kind is MovementKind.PAID_TO_BUDGET):
        right = "nộp ngân sách" if item.state_budget else "chi trả người được thi hành án"
        raise RuleBroken(
            "money.wrong_receiver",
            f"Tiền của khoản này phải {right}. {KEPT}; chọn lại khoản hoặc dùng mục {right}.",
            field="item",
        )


def _check_conflicts(
    db: Session, terms: MovementTerms, history: CaseHistory, by: User
) -> list[Conflict]:
    """Neither who pays nor the officer of the case is related to a party (L08 Đ.21; L25 Đ.16)."""
    people: dict[UUID, str | None] = {by.id: None}
    if history.now.officer_id:
        people[history.now.officer_id] = None
    return conflicts.check(
        db, history.facts.case_id, people, answer=terms.conflict_answer, day=terms.day
    )


def _moved(db: Session, case: Case, entry_id: UUID) -> LedgerEntry:
    entry = db.get(LedgerEntry, entry_id)
    if entry is None or entry.case_id != case.id or entry.kind not in posting.MIRRORED:
        raise RuleBroken(
            "money.nothing_to_reverse",
            f"Không tìm thấy khoản thu, chi cần hủy. {KEPT}; chọn lại khoản.",
            field="reverses",
        )
    return entry
