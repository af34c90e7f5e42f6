"""Money comes in and goes out: rows are only ever added, a mistake is answered by a reversal.

Each action guards, proves the case with the movement in its legal place, writes, and seals its
entry in the record of acts. The caller commits.
"""

from datetime import date
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.cases.actions import file
from thads.cases.history import CaseHistory, Happening, replay
from thads.cases.models import Case, MovementKind, ObligationItem
from thads.conflicts import actions as conflicts
from thads.conflicts.queries import Conflict
from thads.core.errors import RuleBroken
from thads.core.money import format_dong
from thads.core.text import clean
from thads.identity.models import User
from thads.ledger import queries
from thads.ledger.models import LedgerEntry
from thads.ledger.terms import MovementTerms, ReversalTerms

__all__ = ["MovementTerms", "ReversalTerms", "collect", "pay_out", "pay_to_budget", "reverse"]

KEPT = "Chưa ghi gì"
PAID = (MovementKind.PAID_OUT, MovementKind.PAID_TO_BUDGET)


def collect(db: Session, case: Case, terms: MovementTerms, *, by: User, today: date) -> LedgerEntry:
    """Money received on an item, never above what remains (TT78/2020)."""
    return _move(db, case, MovementKind.COLLECTED, terms, by=by, today=today)


def pay_out(db: Session, case: Case, terms: MovementTerms, *, by: User, today: date) -> LedgerEntry:
    """Money paid to the creditor, never above what was collected and not yet paid (L25 Đ.54)."""
    return _move(db, case, MovementKind.PAID_OUT, terms, by=by, today=today)


def pay_to_budget(
    db: Session, case: Case, terms: MovementTerms, *, by: User, today: date
) -> LedgerEntry:
    """Money of a state-budget item paid to the budget, within what was collected on it."""
    return _move(db, case, MovementKind.PAID_TO_BUDGET, terms, by=by, today=today)


def reverse(db: Session, case: Case, terms: ReversalTerms, *, by: User, today: date) -> LedgerEntry:
    """Take one collection back, whole, dated today; both rows stay readable."""
    revision = file.hold(db, case)
    before = file.earlier(db, LedgerEntry, terms.submission_key, case.id)
    if before is not None:
        return before
    file.check_revision(case, revision, terms.revision)
    entry = _collection(db, case, terms)
    movement = MovementTerms(
        day=today, item_id=entry.item_id, amount=entry.amount, voucher=terms.voucher,
        note=terms.note, submission_key=terms.submission_key,
    )  # fmt: skip
    return _enter(db, case, MovementKind.REVERSED, movement, by=by, today=today, reverses=entry)


def _move(
    db: Session, case: Case, kind: MovementKind, terms: MovementTerms, *, by: User, today: date
) -> LedgerEntry:
    revision = file.hold(db, case)
    before = file.earlier(db, LedgerEntry, terms.submission_key, case.id)
    if before is not None:
        return before
    file.check_revision(case, revision, terms.revision)
    file.check_day(case, terms.day, today)
    _check_amount(terms.amount)
    if kind is not MovementKind.COLLECTED:
        _check_receiver(db, case, kind, terms)
    return _enter(db, case, kind, terms, by=by, today=today)


def _enter(
    db: Session, case: Case, kind: MovementKind, terms: MovementTerms, *, by: User,
    today: date, reverses: LedgerEntry | None = None,
) -> LedgerEntry:  # fmt: skip
    known = file.known(db, case)
    history = replay(known)
    file.check_unit(history, by)
    asked = _check_conflicts(db, kind, terms, history, by)
    happening = Happening(
        terms.day, file.next_sequence(db, case), kind, terms.item_id, terms.amount
    )
    after = file.prove(known, happening)
    _check_in_hand(after, happening)
    record = LedgerEntry(
        case_id=case.id, item_id=terms.item_id, sequence=happening.sequence, day=terms.day,
        kind=kind, amount=terms.amount, voucher=clean(terms.voucher) if terms.voucher else None,
        reverses_id=reverses.id if reverses else None,
        note=clean(terms.note) if terms.note else None,
        submission_key=terms.submission_key, entered_by_id=by.id,
    )  # fmt: skip
    written = _write(db, case, record, by, (history, after))
    conflicts.keep(db, asked, terms.conflict_answer, by=by, today=today)
    return written


def _write(
    db: Session, case: Case, record: LedgerEntry, by: User,
    histories: tuple[CaseHistory, CaseHistory],
) -> LedgerEntry:  # fmt: skip
    case_id = case.id
    try:
        with db.begin_nested():
            file.keep(case, "entries", record)
            file.touch(db, case)
    except IntegrityError:
        twin = file.earlier(db, LedgerEntry, record.submission_key, case_id)
        if twin is None:
            raise
        return twin
    before, after = histories
    audit.record(
        db, by, f"money.{record.kind.value}", case, entry_id=record.id, day=record.day,
        item_id=record.item_id, amount=record.amount, voucher=record.voucher,
        reverses_id=record.reverses_id, before={"remaining": before.remaining},
        after={"remaining": after.remaining, "standing": after.now.standing},
    )  # fmt: skip
    return record


def _check_amount(amount: int) -> None:
    if amount <= 0:
        raise RuleBroken(
            "money.not_positive",
            f"Số tiền phải lớn hơn 0. {KEPT}; nhập lại số tiền.",
            field="amount",
        )


def _check_receiver(db: Session, case: Case, kind: MovementKind, terms: MovementTerms) -> None:
    """What is due to the state goes to the budget, all else to the creditor."""
    item = db.get(ObligationItem, terms.item_id)
    if item is None or item.case_id != case.id:
        raise RuleBroken(
            "money.unknown_item",
            f"Khoản này không thuộc hồ sơ. {KEPT}; chọn lại khoản.",
            field="item",
        )
    if item.state_budget != (kind is MovementKind.PAID_TO_BUDGET):
        right = "nộp ngân sách" if item.state_budget else "chi trả người được thi hành án"
        raise RuleBroken(
            "money.wrong_receiver",
            f"Tiền của khoản này phải {right}. {KEPT}; chọn lại khoản hoặc dùng mục {right}.",
            field="item",
        )


def _check_conflicts(
    db: Session, kind: MovementKind, terms: MovementTerms, history: CaseHistory, by: User
) -> list[Conflict]:
    """Neither who pays nor the officer of the case is related to a party (L08 Đ.21; L25 Đ.16)."""
    if kind not in PAID:
        return []
    people: dict[UUID, str | None] = {by.id: None}
    if history.now.officer_id:
        people[history.now.officer_id] = None
    return conflicts.check(
        db, history.facts.case_id, people, answer=terms.conflict_answer, day=terms.day
    )


def _check_in_hand(after: CaseHistory, happening: Happening) -> None:
    """At no moment was more paid than had been collected, later payments included."""
    for moment in queries.balances(after.facts, happening.item_id):
        if moment.in_hand < 0:
            _refuse_short(happening, moment)


def _refuse_short(happening: Happening, moment: queries.Balance) -> None:
    missing = format_dong(-moment.in_hand)
    if happening.kind is MovementKind.REVERSED:
        words = f"Khoản thu này đã được chi {missing} đ, không hủy được. {KEPT}; thu hồi tiền chi."
        raise RuleBroken("money.paid_already", words, field="reverses")
    raise RuleBroken(
        "money.more_than_in_hand",
        f"Số tiền {format_dong(happening.amount or 0)} đ lớn hơn số đã thu chưa chi của khoản: "
        f"thiếu {missing} đ vào ngày {moment.day:%d/%m/%Y}. {KEPT}; nhập số tiền nhỏ hơn hoặc ghi "
        "thu trước.",
        field="amount",
    )


def _collection(db: Session, case: Case, terms: ReversalTerms) -> LedgerEntry:
    entry = db.get(LedgerEntry, terms.reverses_id)
    if entry is None or entry.case_id != case.id or entry.kind is not MovementKind.COLLECTED:
        raise RuleBroken(
            "money.nothing_to_reverse",
            f"Không tìm thấy khoản thu cần hủy. {KEPT}; chọn lại khoản thu.",
            field="reverses",
        )
    if queries.is_reversed(db, entry):
        raise RuleBroken(
            "money.reversed_already",
            f"Khoản thu này đã được hủy trước đó. {KEPT}; xem lại sổ thu, chi.",
            field="reverses",
        )
    return entry
