"""Accounts, statements and their rows: which are matched, which wait, and for how long."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NoReturn
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session, aliased

from thads.bankbook.models import (
    BankAccount,
    BankFile,
    BankMatch,
    BankMatchEnd,
    BankRow,
    BankStatement,
)
from thads.cases.models import Case
from thads.core.codes import Coded
from thads.core.errors import NotFound
from thads.core.pages import PAGE_SIZE, Page, offset_of
from thads.ledger.models import Voucher
from thads.units.models import Unit

AT_ONCE = 800  # values of one condition


class Shown(Coded):
    """Which rows of an account are listed."""

    OPEN = "open", "Chưa khớp"
    MATCHED = "matched", "Đã khớp"


class Way(Coded):
    """Which way the money of a row went."""

    IN = "in", "Tiền vào"
    OUT = "out", "Tiền ra"


@dataclass(frozen=True, slots=True)
class Match:
    """The voucher that a row is, and the case it was posted for."""

    record: BankMatch
    voucher: Voucher
    case: Case | None


def match_holds() -> ColumnElement[bool]:
    """The match was not ended and its voucher not taken back."""
    back = aliased(Voucher)
    return ~exists().where(BankMatchEnd.match_id == BankMatch.id) & ~exists().where(
        back.reverses_id == BankMatch.voucher_id
    )


def is_matched() -> ColumnElement[bool]:
    """Rows that a voucher answers."""
    return exists().where(BankMatch.row_id == BankRow.id, match_holds())


def accounts(db: Session, books: Unit) -> Sequence[BankAccount]:
    """The accounts of these books and of those whose work they carry on."""
    stmt = select(BankAccount).where(BankAccount.unit_id.in_(Unit.answered_for_by(books.id)))
    return db.scalars(stmt.order_by(BankAccount.bank, BankAccount.number)).all()


def account(db: Session, account_id: UUID, books: Unit) -> BankAccount:
    """One account of these books; NotFound otherwise."""
    return next((one for one in accounts(db, books) if one.id == account_id), None) or _none()


def file(db: Session, file_id: UUID, books: Unit) -> BankFile:
    """A file given for an account of these books; NotFound otherwise."""
    found = db.get(BankFile, file_id)
    return found if found and account(db, found.account_id, books) else _none()


def row(db: Session, row_id: UUID, books: Unit) -> BankRow:
    """A row of an account of these books; NotFound otherwise."""
    found = db.get(BankRow, row_id)
    return found if found and account(db, found.account_id, books) else _none()


def _none() -> NoReturn:
    raise NotFound


def statement_of(db: Session, file_id: UUID) -> BankStatement | None:
    """What was taken in from a file; None when it waits."""
    return db.scalar(select(BankStatement).where(BankStatement.file_id == file_id))


def files_of(
    db: Session, account_id: UUID
) -> Sequence[tuple[BankFile, BankStatement | None]]:  # fmt: skip
    """The files of an account, the newest first, with what was taken in from each."""
    stmt = (
        select(BankFile, BankStatement)
        .outerjoin(BankStatement, BankStatement.file_id == BankFile.id)
        .where(BankFile.account_id == account_id)
        .order_by(BankFile.id.desc())
        .limit(PAGE_SIZE)
    )
    return [(given, taken) for given, taken in db.execute(stmt)]


def columns_before(db: Session, account_id: UUID) -> dict[str, str]:
    """The names of the columns of the account's last statement, by meaning."""
    stmt = select(BankStatement.columns).where(BankStatement.account_id == account_id)
    return db.scalar(stmt.order_by(BankStatement.id.desc()).limit(1)) or {}


def known_among(db: Session, account_id: UUID, fingerprints: Sequence[str]) -> set[str]:
    """Which of these rows the account has already."""
    found: set[str] = set()
    for start in range(0, len(fingerprints), AT_ONCE):
        some = fingerprints[start : start + AT_ONCE]
        stmt = select(BankRow.fingerprint).where(
            BankRow.account_id == account_id, BankRow.fingerprint.in_(some)
        )
        found.update(db.scalars(stmt))
    return found


def rows(
    db: Session, account_id: UUID, *, shown: Shown | None, way: Way | None, page: int = 1
) -> Page[BankRow]:
    """Rows of an account, those that wait longest first; sums of what came and went, in đồng."""
    wanted = [BankRow.account_id == account_id]
    if shown is not None:
        wanted.append(is_matched() if shown is Shown.MATCHED else ~is_matched())
    if way is not None:
        wanted.append(BankRow.amount > 0 if way is Way.IN else BankRow.amount < 0)
    total, came, went = db.execute(
        select(
            func.count(BankRow.id),
            func.sum(BankRow.amount).filter(BankRow.amount > 0),
            func.sum(-BankRow.amount).filter(BankRow.amount < 0),
        ).where(*wanted)
    ).one()
    order = (BankRow.day, BankRow.position)
    if shown is not Shown.OPEN:
        order = (BankRow.day.desc(), BankRow.position.desc())  # type: ignore[assignment]
    stmt = select(BankRow).where(*wanted).order_by(*order, BankRow.id)
    found = db.scalars(stmt.limit(PAGE_SIZE).offset(offset_of(page))).all()
    sums = {"in": int(came or 0), "out": int(went or 0)}
    return Page(found, max(1, page), PAGE_SIZE, total, sums)


def matches(db: Session, row_ids: Iterable[UUID]) -> dict[UUID, Match]:
    """What these rows are matched with now."""
    stmt = (
        select(BankMatch, Voucher, Case)
        .join(Voucher, Voucher.id == BankMatch.voucher_id)
        .outerjoin(Case, Case.id == BankMatch.case_id)
        .where(BankMatch.row_id.in_(list(row_ids)), match_holds())
    )
    return {found.row_id: Match(found, voucher, case) for found, voucher, case in db.execute(stmt)}


def row_of_voucher(db: Session, voucher_id: UUID) -> BankRow | None:
    """The row of a statement that this voucher answers, if one is matched with it."""
    stmt = select(BankRow).join(BankMatch, BankMatch.row_id == BankRow.id)
    return db.scalar(stmt.where(BankMatch.voucher_id == voucher_id, match_holds()))
