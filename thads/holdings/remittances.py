"""What was paid into the budget, voucher by voucher (bảng kê nộp ngân sách, TT04 Đ.19 k.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased, selectinload

from thads.cases.models import Case, CaseInterval, MovementKind, ObligationItem
from thads.core.errors import NotFound
from thads.core.pages import PAGE_SIZE, Page, offset_of
from thads.ledger import books
from thads.ledger.models import LedgerEntry, Voucher
from thads.units.models import Unit


@dataclass(frozen=True, slots=True)
class Remittance:
    """One voucher with how many items it pays and how many đồng; whether it was taken back."""

    voucher: Voucher
    count: int
    amount: int
    taken_back: bool


@dataclass(frozen=True, slots=True)
class Paid:
    """One item of a voucher."""

    case: Case
    item: ObligationItem
    amount: int


@dataclass(frozen=True, slots=True)
class PaidOn(Paid):
    """One item paid on a day by a voucher, its number as it is read."""

    day: date
    voucher: str | None


def page(
    db: Session, unit_ids: Sequence[UUID] | None, *, since: date | None = None,
    until: date | None = None, number: int = 1,
) -> Page[Remittance]:  # fmt: skip
    """Vouchers of these books (None: of all), the latest first, with the sum of the list."""
    entry = LedgerEntry
    sums = (
        select(
            entry.voucher_id.label("id"), func.count().label("count"),
            func.sum(entry.amount).label("amount"),
        )
        .where(entry.kind == MovementKind.PAID_TO_BUDGET, entry.voucher_id.is_not(None))
        .group_by(entry.voucher_id)
        .subquery()
    )  # fmt: skip
    back = select(Voucher.reverses_id).where(Voucher.reverses_id.is_not(None))
    stmt = select(Voucher, sums.c.count, sums.c.amount, Voucher.id.in_(back)).join(
        sums, sums.c.id == Voucher.id
    )
    if unit_ids is not None:
        stmt = stmt.where(Voucher.unit_id.in_(unit_ids))
    if since is not None:
        stmt = stmt.where(Voucher.day >= since)
    if until is not None:
        stmt = stmt.where(Voucher.day <= until)
    whole = stmt.subquery()
    count, amount = db.execute(
        select(func.count(), func.coalesce(func.sum(whole.c.amount), 0))
    ).one()
    rows = db.execute(
        stmt.order_by(Voucher.day.desc(), Voucher.id.desc())
        .limit(PAGE_SIZE).offset(offset_of(number))
    )  # fmt: skip
    found = [Remittance(voucher, int(n), int(sum_), bool(gone)) for voucher, n, sum_, gone in rows]
    return Page(found, max(1, number), PAGE_SIZE, count, {"amount": int(amount)})


def get(db: Session, voucher_id: UUID, unit_ids: Sequence[UUID] | None) -> Remittance:
    """One of them; NotFound for a voucher of other books, or that pays nothing into the budget."""
    voucher = db.get(Voucher, voucher_id)
    if voucher is None or (unit_ids is not None and voucher.unit_id not in unit_ids):
        raise NotFound
    lines = paid(db, voucher_id)
    if not lines:
        raise NotFound
    back = db.scalar(select(Voucher.id).where(Voucher.reverses_id == voucher_id)) is not None
    return Remittance(voucher, len(lines), sum(one.amount for one in lines), back)


def paid(db: Session, voucher_id: UUID) -> Sequence[Paid]:
    """The items of a voucher by the number of their case."""
    entry = LedgerEntry
    stmt = (
        select(Case, ObligationItem, entry.amount)
        .join(entry, entry.case_id == Case.id)
        .join(ObligationItem, ObligationItem.id == entry.item_id)
        .where(entry.voucher_id == voucher_id, entry.kind == MovementKind.PAID_TO_BUDGET)
        .order_by(Case.numbering_year, Case.number, Case.id, ObligationItem.position)
    )
    return [Paid(*row) for row in db.execute(stmt)]


def of_month(db: Session, unit_id: UUID, day: date, *, most: int) -> Sequence[PaidOn]:
    """What was paid on cases that the unit has, in the month of `day` until that day; payments that
    were taken back are left out."""
    entry, held, back = LedgerEntry, CaseInterval, aliased(LedgerEntry)
    stmt = (
        select(Case, ObligationItem, entry.amount, entry.day, entry.voucher)
        .join(entry, entry.case_id == Case.id)
        .join(ObligationItem, ObligationItem.id == entry.item_id)
        .join(held, held.case_id == Case.id)
        .where(
            entry.kind == MovementKind.PAID_TO_BUDGET, entry.day >= day.replace(day=1),
            entry.day <= day, held.unit_id == unit_id, held.starts_on <= day,
            or_(held.ends_on.is_(None), held.ends_on > day),
            ~select(back.id).where(back.reverses_id == entry.id).exists(),
        )
        .options(selectinload(Case.parties))
        .order_by(entry.day, Case.numbering_year, Case.number, Case.id, ObligationItem.position)
        .limit(most + 1)
    )  # fmt: skip
    return [PaidOn(*row) for row in db.execute(stmt)]


def books_of(db: Session, unit_id: UUID | None, day: date) -> Sequence[UUID] | None:
    """The books that a person of this unit reads: its own, those of the units that went over into
    it, and those that keep its money on `day`; None (of the province): all."""
    if unit_id is None:
        return None
    keeper = books.keeper(db, db.get_one(Unit, unit_id), day)
    return [*db.scalars(Unit.answered_for_by(unit_id)), keeper.id]
