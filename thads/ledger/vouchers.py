"""Writing proved vouchers: numbers of the series, transfers, the files, the record of acts."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.cases.actions import file
from thads.cases.history import Happening
from thads.core.ids import ids_in_order
from thads.core.text import clean
from thads.identity.models import User
from thads.ledger.files import OpenFile
from thads.ledger.models import LedgerEntry, Voucher, VoucherKind
from thads.ledger.terms import Line, VoucherTerms
from thads.units.models import Unit

Placed = tuple[Line, Happening | None]


def write(
    db: Session, keeper: Unit, vouchers: Sequence[tuple[VoucherTerms, Sequence[Placed]]],
    files: Mapping[UUID, OpenFile], *, by: User,
) -> list[Voucher]:  # fmt: skip
    """Write vouchers into held books and files; all of it was proved."""
    numbers = _Numbers(db, keeper)
    made, ids = [], ids_in_order()
    for terms, lines in vouchers:
        voucher = numbers.voucher(terms, by)
        voucher.entries = [
            _entry(UUID(next(ids)), voucher, terms, line, place, by) for line, place in lines
        ]
        made.append(voucher)
    db.add_all(made)
    _keep(db, made, files)
    _seal(db, made, files, by)
    return made


class _Numbers:
    """The next numbers of these books' series, each asked for once; the books must be held."""

    def __init__(self, db: Session, keeper: Unit) -> None:
        self.db, self.keeper = db, keeper
        self.last: dict[tuple[VoucherKind, int], int] = {}

    def voucher(self, terms: VoucherTerms, by: User) -> Voucher:
        """A voucher with the next number of its kind and year."""
        series = (terms.kind, terms.day.year)
        if series not in self.last:
            stmt = select(func.max(Voucher.number)).where(
                Voucher.unit_id == self.keeper.id, Voucher.kind == terms.kind,
                Voucher.year == terms.day.year,
            )  # fmt: skip
            self.last[series] = self.db.scalar(stmt) or 0
        self.last[series] += 1
        return Voucher(
            unit_id=self.keeper.id, kind=terms.kind, year=terms.day.year,
            number=self.last[series], day=terms.day, counterpart=clean(terms.counterpart),
            account_number=terms.account_number, bank=terms.bank, reason=clean(terms.reason),
            reverses_id=terms.reverses_id, submission_key=terms.submission_key,
            entered_by_id=by.id,
        )  # fmt: skip


def _entry(
    entry_id: UUID, voucher: Voucher, terms: VoucherTerms, line: Line, place: Happening | None,
    by: User,
) -> LedgerEntry:  # fmt: skip
    return LedgerEntry(
        id=entry_id, unit_id=voucher.unit_id, day=terms.day, debit=line.debit, credit=line.credit,
        amount=line.amount, case_id=line.case.id if line.case else None,
        item_id=line.item.id if line.item else None, party_id=line.party_id,
        sequence=place.sequence if place else None, kind=line.kind,
        voucher=clean(terms.paper_number) if terms.paper_number else voucher.title,
        reverses_id=line.reverses.id if line.reverses else None,
        note=clean(line.note) if line.note else None, entered_by_id=by.id,
    )  # fmt: skip


def _keep(db: Session, made: Sequence[Voucher], files: Mapping[UUID, OpenFile]) -> None:
    for entry in (entry for voucher in made for entry in voucher.entries):
        opened = files.get(entry.case_id) if entry.case_id else None
        if opened is not None and entry.sequence is not None:
            file.keep(opened.case, "entries", entry)
    if files:
        file.touch_each(db, [opened.case for opened in files.values()])
    else:
        db.flush()


def _seal(db: Session, made: Sequence[Voucher], files: Mapping[UUID, OpenFile], by: User) -> None:
    """One entry in the record of acts for each transfer, in their order."""
    entries = [(voucher, entry) for voucher in made for entry in voucher.entries]
    for act, same in groupby(entries, key=lambda pair: _act(pair[1])):
        audit.record_each(db, by, act, [_said(*pair, files) for pair in same])


def _act(entry: LedgerEntry) -> str:
    return f"money.{entry.kind.value}" if entry.kind else "money.moved"


def _said(
    voucher: Voucher, entry: LedgerEntry, files: Mapping[UUID, OpenFile]
) -> tuple[object, dict[str, Any]]:
    opened = files.get(entry.case_id) if entry.case_id else None
    details: dict[str, Any] = {
        "entry_id": entry.id, "day": entry.day, "item_id": entry.item_id, "amount": entry.amount,
        "debit": entry.debit, "credit": entry.credit, "voucher": entry.voucher,
        "voucher_id": voucher.id, "unit_id": voucher.unit_id, "reverses_id": entry.reverses_id,
    }  # fmt: skip
    if opened is not None and opened.after is not None:
        details["before"] = {"remaining": opened.before.remaining}
        details["after"] = {
            "remaining": opened.after.remaining, "standing": opened.after.now.standing,
        }  # fmt: skip
    return (opened.case if opened else voucher), details
