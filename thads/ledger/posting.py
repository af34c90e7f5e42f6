"""Entering vouchers: every movement of money passes through here, whoever asks for it.

Files are held in the order of their ids, then the books; then all is proved, and only then
anything is written. The caller commits.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from thads.cases.actions import file
from thads.cases.history import Happening
from thads.cases.models import Case, MovementKind
from thads.core.errors import RuleBroken
from thads.identity.models import User
from thads.ledger import books, guards
from thads.ledger import vouchers as writing
from thads.ledger.accounts import Account, held_for
from thads.ledger.books import KEPT
from thads.ledger.files import OpenFile, open_files
from thads.ledger.guards import Move
from thads.ledger.models import LedgerEntry, Voucher, VoucherKind
from thads.ledger.terms import Line, VoucherTerms
from thads.periods import guard as periods
from thads.units.models import Unit

__all__ = ["Line", "VoucherTerms", "post", "post_each", "undo"]

Draft = tuple[VoucherTerms, Sequence[Line]]
MIRRORED = {
    MovementKind.COLLECTED: MovementKind.REVERSED,
    MovementKind.PAID_OUT: MovementKind.PAYMENT_RETURNED,
    MovementKind.PAID_TO_BUDGET: MovementKind.PAYMENT_RETURNED,
}
COMES_IN = frozenset({MovementKind.COLLECTED, MovementKind.PAYMENT_RETURNED})


def post(
    db: Session, unit: Unit, terms: VoucherTerms, lines: Sequence[Line], *, by: User, today: date
) -> Voucher:
    """Enter one voucher in the books that keep this unit's money.

    RuleBroken: the facts or the balances refuse, nothing was written. Conflict: a file changed
    since it was read. A `submission_key` that was used gives the voucher that it wrote.
    """
    return post_each(db, unit, [(terms, lines)], by=by, today=today)[0]


def post_each(
    db: Session, unit: Unit, vouchers: Sequence[Draft], *, by: User, today: date
) -> list[Voucher]:
    """Enter many vouchers: each case is read and proved once. All of them, or none."""
    keeper = books.keeper(db, unit, today)
    books.check_hand(db, keeper, by, today)
    cases = {line.case.id: line.case for _, lines in vouchers for line in lines if line.case}
    revisions = file.hold_each(db, cases.values()) if cases else {}
    books.hold(db, [keeper.id])
    written = earlier(db, keeper, [terms.submission_key for terms, _ in vouchers])
    new = [draft for draft in vouchers if draft[0].submission_key not in written]
    concerned = {line.case.id for _, lines in new for line in lines if line.case}
    for case_id in concerned:
        file.check_revision(cases[case_id], revisions[case_id], None)
    files = open_files(db, [cases[case_id] for case_id in sorted(concerned)])
    made = iter(enter(db, keeper, new, files, by=by, today=today))
    return [written.get(terms.submission_key) or next(made) for terms, _ in vouchers]


def earlier(db: Session, keeper: Unit, keys: Iterable[str | None]) -> Mapping[str | None, Voucher]:
    """What these forms wrote when they were sent before (P15), by their keys."""
    wanted = [key for key in keys if key]
    if not wanted:
        return {}
    stmt = select(Voucher).where(Voucher.submission_key.in_(wanted))
    found = db.scalars(stmt.options(selectinload(Voucher.entries))).all()
    if any(voucher.unit_id != keeper.id for voucher in found):
        raise RuleBroken(
            "money.key_of_another",
            f"Mẫu này đã dùng cho sổ khác. {KEPT}; mở lại trang rồi nhập lại.",
        )
    return {voucher.submission_key: voucher for voucher in found}


def enter(
    db: Session, keeper: Unit, vouchers: Sequence[Draft], files: Mapping[UUID, OpenFile], *,
    by: User, today: date,
) -> list[Voucher]:  # fmt: skip
    """Prove and write vouchers of held files in held books."""
    if not vouchers:
        return []
    closed = books.closed(db, keeper.id)
    for terms, lines in vouchers:
        _check(terms, lines, today)
        books.check_open(closed.until, keeper, terms.day)
        if terms.reverses_id is not None:
            check_not_undone(db, db.get_one(Voucher, terms.reverses_id))
    placed = [[_placed(terms, line, files) for line in lines] for terms, lines in vouchers]
    for opened in files.values():
        opened.after = file.prove_each(opened.known, opened.added) if opened.added else None
    guards.check(db, keeper, closed, list(_moves(vouchers)))
    periods.admit(db, list(_facts(files)), by_id=by.id)
    drafts = [
        (terms, list(zip(lines, own, strict=True)))
        for (terms, lines), own in zip(vouchers, placed, strict=True)
    ]
    return writing.write(db, keeper, drafts, files, by=by)


def undo(
    db: Session, voucher: Voucher, *, reason: str, submission_key: str | None, by: User,
    today: date,
) -> Voucher:  # fmt: skip
    """Take a voucher back whole: mirrored transfers dated today; both stay readable."""
    terms = VoucherTerms(
        kind=VoucherKind.TRANSFER, day=today, counterpart=voucher.counterpart, reason=reason,
        submission_key=submission_key, reverses_id=voucher.id,
    )  # fmt: skip
    if voucher.reverses_id is not None:
        check_not_undone(db, voucher)
    unit = db.get_one(Unit, voucher.unit_id)
    return post(db, unit, terms, mirrored(db, voucher), by=by, today=today)


def mirrored(db: Session, voucher: Voucher) -> list[Line]:
    """The lines that take a voucher back."""
    stmt = select(LedgerEntry).where(LedgerEntry.voucher_id == voucher.id).order_by(LedgerEntry.id)
    entries = db.scalars(stmt.options(selectinload(LedgerEntry.item))).all()
    ids = {entry.case_id for entry in entries if entry.case_id}
    cases = {case.id: case for case in db.scalars(select(Case).where(Case.id.in_(ids)))}
    return [mirror(entry, cases.get(entry.case_id) if entry.case_id else None) for entry in entries]


def mirror(entry: LedgerEntry, case: Case | None) -> Line:
    """The line that takes one transfer back."""
    return Line(
        debit=entry.credit, credit=entry.debit, amount=entry.amount, case=case, item=entry.item,
        party_id=entry.party_id, kind=MIRRORED[entry.kind] if entry.kind else None, reverses=entry,
    )  # fmt: skip


def check_not_undone(db: Session, voucher: Voucher) -> None:
    """RuleBroken for a voucher that was taken back, or that takes another back."""
    if voucher.reverses_id is not None:
        raise RuleBroken(
            "money.is_a_reversal",
            f"Chứng từ {voucher.title} là chứng từ hủy, không hủy lại được. {KEPT}; lập chứng từ "
            "mới nếu cần.",
        )
    stmt = select(Voucher).where(Voucher.reverses_id == voucher.id)
    if (taken_back := db.scalars(stmt).one_or_none()) is not None:
        raise RuleBroken(
            "money.reversed_already",
            f"Chứng từ {voucher.title} đã được hủy trước đó bằng {taken_back.title}. {KEPT}; xem "
            "lại sổ thu, chi.",
            field="reverses",
        )


def _check(terms: VoucherTerms, lines: Sequence[Line], today: date) -> None:
    """What people may get wrong is told them; what only code can get wrong is a ValueError."""
    if terms.day > today:
        raise RuleBroken(
            "money.future_day",
            f"Ngày {terms.day:%d/%m/%Y} ở sau hôm nay ({today:%d/%m/%Y}). {KEPT}; nhập ngày đã "
            "xảy ra.",
            field="day",
        )
    passing: dict[Account, int] = defaultdict(int)
    for line in lines:
        if line.amount <= 0:
            raise RuleBroken(
                "money.not_positive",
                f"Số tiền phải lớn hơn 0. {KEPT}; nhập lại số tiền.",
                field="amount",
            )
        _check_line(line)
        for account, sign in ((line.debit, 1), (line.credit, -1)):
            passing[account] += sign * line.amount if account.passes_through else 0
    if not lines or any(passing.values()):
        raise ValueError("a voucher has lines, and what passes through it comes to nothing")


def _check_line(line: Line) -> None:
    if line.debit is line.credit:
        raise ValueError("a transfer has two accounts")
    if line.item is not None and (line.case is None or line.item.case_id != line.case.id):
        raise ValueError("the item is of another case")
    if line.kind is None:
        return
    if line.item is None:
        raise ValueError("a movement is of an item")
    waiting = line.credit if line.kind in COMES_IN else line.debit
    if waiting is not held_for(state_budget=line.item.state_budget):
        raise ValueError(f"{line.kind} of this item does not touch {waiting}")


def _placed(terms: VoucherTerms, line: Line, files: Mapping[UUID, OpenFile]) -> Happening | None:
    """The fact that a line is, in its place in the file."""
    if line.kind is None or line.case is None or line.item is None:
        return None
    opened = files[line.case.id]
    happening = Happening(terms.day, opened.next_sequence, line.kind, line.item.id, line.amount)
    opened.next_sequence += 1
    opened.added.append(happening)
    return happening


def _facts(files: Mapping[UUID, OpenFile]) -> Iterator[periods.Fact]:
    for case_id, opened in files.items():
        for happening in opened.added:
            yield periods.Fact(case_id, happening.sequence, happening.day)


def _moves(vouchers: Sequence[Draft]) -> Iterable[Move]:
    for terms, lines in vouchers:
        for line in lines:
            yield Move(
                terms.day, line.debit, line.credit, line.amount,
                line.case.id if line.case else None, line.item.id if line.item else None,
                line.reverses is not None,
            )  # fmt: skip
