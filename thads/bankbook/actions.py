"""Taking statements in and saying which voucher each row is. The caller commits.

Nothing is changed once it is written: a match ends, a voucher is taken back, the row is open again.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.bankbook import parsing, queries, reading
from thads.bankbook.columns import Layout
from thads.bankbook.models import (
    BankAccount,
    BankFile,
    BankMatch,
    BankMatchEnd,
    BankRow,
    BankStatement,
)
from thads.bankbook.parsing import Line
from thads.cases.models import Case
from thads.core import files
from thads.core.days import VIETNAM
from thads.core.errors import RuleBroken
from thads.core.ids import new_id
from thads.core.text import clean, fold
from thads.identity.models import User
from thads.ledger import collections, posting
from thads.ledger.accounts import Account
from thads.ledger.collections import CollectionTerms
from thads.ledger.models import LedgerEntry, Means, Voucher
from thads.units.models import Unit

KEPT = "Chưa ghi gì"
_DIGITS = re.compile(r"[0-9]{6,25}")


def open_account(db: Session, books: Unit, bank: str, number: str, *, by: User) -> BankAccount:
    """Note an account of these books."""
    digits = re.sub(r"[ .-]", "", number)
    if not _DIGITS.fullmatch(digits):
        raise RuleBroken(
            "bank.account_number",
            f"Số tài khoản gồm 6 đến 25 chữ số. {KEPT}; nhập lại số tài khoản.",
            field="number",
        )
    if db.scalar(select(BankAccount.id).where(BankAccount.number == digits)):
        raise RuleBroken(
            "bank.account_known",
            f"Tài khoản {digits} đã có. {KEPT}; chọn tài khoản đó trong danh sách.",
            field="number",
        )
    made = BankAccount(unit_id=books.id, bank=clean(bank), number=digits, entered_by_id=by.id)
    db.add(made)
    db.flush()
    audit.record(db, by, "bank.account_opened", made, number=digits, bank=made.bank)
    return made


def receive(
    db: Session, account: BankAccount, name: str, given: Path, folder: Path, *, by: User
) -> BankFile:
    """Keep a file and its rows; they are taken in once its columns are confirmed.

    The same file again is the one that waits; RuleBroken when it was taken in already.
    """
    with given.open("rb") as content:
        sha256 = hashlib.file_digest(content, "sha256").hexdigest()
    stmt = select(BankFile).where(BankFile.account_id == account.id, BankFile.sha256 == sha256)
    known = db.scalar(stmt)
    if known is not None:
        _check_waits(db, known)
        return known
    made = folder / "rows"
    count = reading.read(given, made)
    found = BankFile(
        id=new_id(), account_id=account.id, name=clean(name)[-200:], sha256=sha256, rows=count,
        entered_by_id=by.id,
    )  # fmt: skip
    db.add(found)
    files.add(db, found.given_key, given)
    files.add(db, found.rows_key, made)
    db.flush()
    audit.record(db, by, "bank.file_received", found, account_id=account.id, sha256=sha256)
    return found


def take_in(
    db: Session, file: BankFile, found: Sequence[Line], names: Mapping[str, str], *, by: User
) -> BankStatement:
    """Write the rows, in the order of the account, that it has not had yet; RuleBroken when there
    is none."""
    _hold(db, file.account_id)
    _check_waits(db, file)
    marks = parsing.fingerprints(found)
    known = queries.known_among(db, file.account_id, marks)
    fresh = {mark: line for mark, line in zip(marks, found, strict=True) if mark not in known}
    if not fresh:
        raise RuleBroken(
            "bank.all_known",
            f"Tất cả {len(found)} dòng của tệp đã có từ sao kê trước. {KEPT}.",
        )
    statement = BankStatement(
        id=new_id(), file_id=file.id, account_id=file.account_id, columns=dict(names),
        first_day=min(line.day for line in found), last_day=max(line.day for line in found),
        taken=len(fresh), known=len(found) - len(fresh), entered_by_id=by.id,
    )  # fmt: skip
    db.add(statement)
    db.flush()
    rows = [
        _row(statement, place, mark, line, by)
        for place, (mark, line) in enumerate(fresh.items(), start=1)
    ]
    db.execute(insert(BankRow), rows)
    audit.record(
        db, by, "bank.statement_taken_in", statement, account_id=file.account_id,
        rows=statement.taken, known=statement.known, sha256=file.sha256,
    )  # fmt: skip
    return statement


def check_account(account: BankAccount, rows: Sequence[reading.Row], layout: Layout) -> None:
    """RuleBroken when the file says that it is of another account."""
    named = parsing.account_named(rows, layout.heading)
    if named is not None and named.lstrip("0") != account.number.lstrip("0"):
        raise RuleBroken(
            "bank.other_account",
            f"Tệp ghi số tài khoản {named}, không phải {account.number}. {KEPT}; chọn đúng tài "
            "khoản hoặc đúng tệp.",
        )


def post_row(
    db: Session, row: BankRow, case: Case, shares: Mapping[UUID, int] | None, *,
    submission_key: str | None, by: User, today: date,
) -> Voucher:  # fmt: skip
    """Post money that came as a collection of a case, dated as the bank dates it.

    `shares` by item, None: principal first in the order of the items; the rest is not allocated.
    """
    attempt = _next_attempt(db, row)
    if row.amount < 0:
        raise RuleBroken("bank.went_out", f"Đây là tiền ra, không ghi thu được. {KEPT}.")
    reference = f" (số tham chiếu {row.reference})" if row.reference else ""
    terms = CollectionTerms(
        means=Means.TRANSFER, day=row.day, amount=row.amount, shares=shares,
        payer=row.payer or "Người chuyển khoản", account_number=row.payer_account,
        reason=f"{row.text or 'Thu tiền thi hành án'}{reference}", submission_key=submission_key,
    )  # fmt: skip
    voucher = collections.collect(db, case, terms, by=by, today=today)
    _match(db, row, attempt, voucher, case.id, is_posted=True, by=by)
    return voucher


def link(db: Session, row: BankRow, voucher: Voucher, *, by: User) -> BankMatch:
    """Say that a row is a voucher that was posted before."""
    attempt = _next_attempt(db, row)
    side = LedgerEntry.debit if row.amount > 0 else LedgerEntry.credit
    stmt = select(LedgerEntry.case_id, LedgerEntry.amount).where(
        LedgerEntry.voucher_id == voucher.id, LedgerEntry.unit_id == row.account.unit_id,
        side == Account.TRUST,
    )  # fmt: skip
    moved = db.execute(stmt).all()
    if sum(amount for _, amount in moved) != abs(row.amount):
        raise RuleBroken(
            "bank.other_amount",
            f"Chứng từ {voucher.title} không cùng số tiền với dòng sao kê. {KEPT}; chọn chứng từ "
            "khác.",
        )
    if (elsewhere := queries.row_of_voucher(db, voucher.id)) is not None:
        raise RuleBroken(
            "bank.voucher_matched",
            f"Chứng từ {voucher.title} đã khớp với dòng ngày {elsewhere.day:%d/%m/%Y}. {KEPT}; "
            "chọn chứng từ khác.",
        )
    cases = {case_id for case_id, _ in moved}
    only = cases.pop() if len(cases) == 1 else None
    return _match(db, row, attempt, voucher, only, is_posted=False, by=by)


def undo(
    db: Session, row: BankRow, *, reason: str, submission_key: str | None, by: User, today: date
) -> Voucher | None:
    """Take back what a row became: the voucher posted from it, or only the match.

    The reversal, dated today, if there is one; the row is open again.
    """
    _hold(db, row.account_id)
    match = queries.matches(db, [row.id]).get(row.id)
    if match is None:
        raise RuleBroken("bank.not_matched", f"Dòng sao kê này chưa khớp hoặc đã được gỡ. {KEPT}.")
    if match.record.is_posted:
        return posting.undo(
            db, match.voucher, reason=reason, submission_key=submission_key, by=by, today=today
        )
    db.add(BankMatchEnd(match_id=match.record.id, reason=clean(reason), entered_by_id=by.id))
    audit.record(db, by, "bank.match_ended", row, voucher_id=match.voucher.id, reason=reason)
    return None


def _match(
    db: Session, row: BankRow, attempt: int, voucher: Voucher, case_id: UUID | None, *,
    is_posted: bool, by: User,
) -> BankMatch:  # fmt: skip
    made = BankMatch(
        row_id=row.id, attempt=attempt, voucher_id=voucher.id, case_id=case_id,
        is_posted=is_posted, entered_by_id=by.id,
    )  # fmt: skip
    db.add(made)
    db.flush()
    audit.record(
        db, by, "bank.row_matched", row, voucher_id=voucher.id, case_id=case_id, posted=is_posted
    )
    return made


def _next_attempt(db: Session, row: BankRow) -> int:
    """The row's turn, held until the transaction ends; RuleBroken when it is matched."""
    _hold(db, row.account_id)
    if (match := queries.matches(db, [row.id]).get(row.id)) is not None:
        raise RuleBroken(
            "bank.matched",
            f"Dòng sao kê này đã khớp với {match.voucher.title}. {KEPT}; gỡ ra trước nếu khớp sai.",
        )
    stmt = select(func.count(BankMatch.id)).where(BankMatch.row_id == row.id)
    return (db.scalar(stmt) or 0) + 1


def _hold(db: Session, account_id: UUID) -> None:
    """One at a time upon an account; SQLite's writers hold their lock already."""
    db.execute(select(BankAccount.id).where(BankAccount.id == account_id).with_for_update())


def _check_waits(db: Session, file: BankFile) -> None:
    statement = queries.statement_of(db, file.id)
    if statement is not None:
        day = statement.entered_at.astimezone(VIETNAM)
        raise RuleBroken(
            "bank.file_known",
            f"Tệp này đã được nhập ngày {day:%d/%m/%Y} ({statement.taken} dòng). "
            f"{KEPT}; chọn tệp của kỳ khác.",
            field="file",
        )


def _row(
    statement: BankStatement, place: int, mark: str, line: Line, by: User
) -> dict[str, object]:  # fmt: skip
    return {
        "id": new_id(), "statement_id": statement.id, "account_id": statement.account_id,
        "line": line.number, "position": place, "day": line.day, "amount": line.amount,
        "balance": line.balance, "reference": line.reference, "text": line.text,
        "payer": line.name, "payer_folded": fold(line.name) if line.name else None,
        "payer_account": line.account, "fingerprint": mark, "entered_by_id": by.id,
    }  # fmt: skip
