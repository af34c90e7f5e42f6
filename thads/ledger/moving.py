"""Money that follows its case into other books, and money that goes between box and bank."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import case as cases_of
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from thads.cases.actions import file
from thads.cases.models import ActKind, Case, CaseAct, CaseInterval, ObligationItem
from thads.core.errors import RuleBroken
from thads.identity.models import User
from thads.ledger import books, guards, posting
from thads.ledger.accounts import BY_CASE, Account
from thads.ledger.files import open_files
from thads.ledger.guards import Move, Pot
from thads.ledger.models import LedgerEntry, Voucher, VoucherKind
from thads.ledger.terms import Line, VoucherTerms
from thads.units.models import Unit


class Stray(NamedTuple):
    """A case whose money still lies in the books of a unit that no longer holds it, in đồng."""

    case: Case
    books: Unit
    holder: Unit
    held: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BankingTerms:
    """Cash taken to the bank (`to` is TRUST) or fetched from it (CASH), in đồng."""

    day: date
    amount: int
    to: Account
    who: str
    note: str | None = None
    submission_key: str | None = None


def strays(db: Session, day: date, *, unit_id: UUID | None = None) -> list[Stray]:
    """Cases that were moved and whose money was not, of all books or from or to one unit's."""
    entry, interval = LedgerEntry, CaseInterval
    kept = books.keepers(db, day)
    keeper = cases_of(kept, value=interval.unit_id) if kept else interval.unit_id
    moved = select(CaseAct.case_id).where(CaseAct.kind == ActKind.TRANSFER)
    now = (
        select(interval.case_id, func.coalesce(keeper, interval.unit_id).label("keeper_id"))
        .where(interval.ends_on.is_(None), interval.case_id.in_(moved))
        .subquery()
    )
    columns = (entry.case_id, entry.unit_id, now.c.keeper_id, entry.debit, entry.credit)
    stmt = (
        select(*columns, func.sum(entry.amount))
        .join(now, now.c.case_id == entry.case_id)
        .where(entry.unit_id != now.c.keeper_id)
        .group_by(*columns)
    )
    if unit_id is not None:
        stmt = stmt.where((entry.unit_id == unit_id) | (now.c.keeper_id == unit_id))
    held: dict[tuple[UUID, UUID, UUID], int] = {}
    for case_id, from_id, to_id, debit, credit, amount in db.execute(stmt):
        place = (case_id, from_id, to_id)
        for account, sign in ((debit, -1), (credit, 1)):
            if account in BY_CASE and not account.is_asset:
                held[place] = held.get(place, 0) + sign * int(amount)
    return list(_named(db, {place: amount for place, amount in held.items() if amount}))


def move_held(db: Session, case: Case, *, by: User, today: date) -> list[Voucher]:
    """Bring all money held for a case into the books of the unit that holds it now.

    Answers the vouchers, out and in, of each books it came from; none when nothing was to move.
    """
    if all(_holds_nothing(pots) for pots in _pots(db, case).values()):
        return []
    file.hold(db, case)
    [opened] = open_files(db, [case]).values()
    target = books.keeper(db, db.get_one(Unit, opened.before.now.unit_id), today)
    found = {unit_id: pots for unit_id, pots in _pots(db, case).items() if unit_id != target.id}
    units = {unit_id: db.get_one(Unit, unit_id) for unit_id in found}
    books.hold(db, [target.id, *units])
    written: list[Voucher] = []
    for unit_id, pots in found.items():
        lines = list(_lines(db, case, pots))
        if lines:
            _check_either(db, units[unit_id], target, by, today)
            written += _move(db, case, (units[unit_id], target), lines, by=by, today=today)
    return written


def bank(db: Session, unit: Unit, terms: BankingTerms, *, by: User, today: date) -> Voucher:
    """Take cash of these books to the bank, or fetch some."""
    into_bank = terms.to is Account.TRUST
    source = Account.CASH if into_bank else Account.TRUST
    reason = "Nộp tiền mặt vào tài khoản" if into_bank else "Rút tiền gửi về quỹ"
    paper = VoucherTerms(
        kind=VoucherKind.CASH_PAYMENT if into_bank else VoucherKind.CASH_RECEIPT, day=terms.day,
        counterpart=terms.who, reason=terms.note or reason, submission_key=terms.submission_key,
    )  # fmt: skip
    line = Line(debit=terms.to, credit=source, amount=terms.amount)
    return posting.post(db, unit, paper, [line], by=by, today=today)


def _pots(db: Session, case: Case) -> dict[UUID, dict[Pot, int]]:
    """What each books holds for a case, in đồng."""
    entry = LedgerEntry
    columns = (entry.unit_id, entry.item_id, entry.debit, entry.credit)
    stmt = select(*columns, func.sum(entry.amount)).where(entry.case_id == case.id)
    found: dict[UUID, dict[Pot, int]] = defaultdict(lambda: defaultdict(int))
    for unit_id, item_id, debit, credit, amount in db.execute(stmt.group_by(*columns)):
        move = Move(date.min, debit, credit, int(amount), case.id, item_id)
        for pot, _, change in guards.changes([move]):
            found[unit_id][pot] += change
    return found


def _lines(db: Session, case: Case, pots: Mapping[Pot, int]) -> Iterator[Line]:
    """Out of the old books: what is saved at the bank as savings, the rest from the account; what
    was advanced for coercion against the fund it came from."""
    beside = {
        account: max(0, pots.get(Pot(account, case.id), 0))
        for account in (Account.SAVINGS, Account.COST_ADVANCE)
    }
    for pot, amount in pots.items():
        account = pot.account
        if account not in BY_CASE or account.is_asset or amount <= 0:
            continue
        item = db.get_one(ObligationItem, pot.item_id) if pot.item_id else None
        first = Account.COST_ADVANCE if account is Account.COST_FUND else Account.SAVINGS
        part = min(amount, beside[first])
        beside[first] -= part
        for source, moved in ((first, part), (Account.TRUST, amount - part)):
            if moved:
                yield Line(debit=account, credit=source, amount=moved, case=case, item=item)


def _holds_nothing(pots: Mapping[Pot, int]) -> bool:
    return all(
        amount <= 0 or pot.account not in BY_CASE or pot.account.is_asset
        for pot, amount in pots.items()
    )


def _move(
    db: Session, case: Case, way: tuple[Unit, Unit], lines: list[Line], *, by: User, today: date
) -> list[Voucher]:
    source, target = way
    back = [
        Line(debit=line.credit, credit=line.debit, amount=line.amount, case=case, item=line.item)
        for line in lines
    ]
    reason = f"Chuyển tiền theo hồ sơ {case.title}"
    written = []
    for unit, kind, other, own in (
        (source, VoucherKind.PAYMENT_ORDER, target, lines),
        (target, VoucherKind.CREDIT_ADVICE, source, back),
    ):
        paper = VoucherTerms(kind=kind, day=today, counterpart=other.name, reason=reason)
        files = open_files(db, [case])
        written += posting.enter(db, unit, [(paper, own)], files, by=by, today=today)
    return written


def _check_either(db: Session, source: Unit, target: Unit, by: User, today: date) -> None:
    """Who keeps the old books or the new ones may move it."""
    try:
        books.check_hand(db, source, by, today)
    except RuleBroken:
        books.check_hand(db, target, by, today)


def _named(db: Session, held: Mapping[tuple[UUID, UUID, UUID], int]) -> Iterator[Stray]:
    cases = {
        case.id: case
        for case in db.scalars(select(Case).where(Case.id.in_({place[0] for place in held})))
    }
    units = {unit.id: unit for unit in db.scalars(select(Unit))}
    rows = sorted(held.items(), key=lambda row: (cases[row[0][0]].docketed_on, str(row[0])))
    for (case_id, from_id, to_id), amount in rows:
        yield Stray(cases[case_id], units[from_id], units[to_id], amount)
