"""One voucher with its transfers, for those who may read it."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from thads.cases.models import Case
from thads.cases.queries.file import opened_to
from thads.core.errors import NotFound
from thads.ledger.models import LedgerEntry, Voucher
from thads.units.models import Unit


def get(db: Session, voucher_id: UUID, *, scope: UUID | None, books: Unit | None) -> Voucher:
    """The voucher, if it stands in books that the reader keeps or is of a case open to them.

    `scope` as for cases; `books` those that the reader keeps, None when they keep none.
    NotFound otherwise.
    """
    found = db.get(Voucher, voucher_id)
    if found is None:
        raise NotFound
    if scope is None or _keeps(db, found, books) or _is_of_open_case(db, found, scope):
        return found
    raise NotFound


def entries_of(db: Session, voucher_id: UUID) -> Sequence[LedgerEntry]:
    """Its transfers with their items, in order."""
    stmt = select(LedgerEntry).where(LedgerEntry.voucher_id == voucher_id)
    return db.scalars(stmt.options(selectinload(LedgerEntry.item)).order_by(LedgerEntry.id)).all()


def reversal_of(db: Session, voucher_id: UUID) -> Voucher | None:
    """The voucher that took this one back."""
    return db.scalar(select(Voucher).where(Voucher.reverses_id == voucher_id))


def _keeps(db: Session, voucher: Voucher, books: Unit | None) -> bool:
    return books is not None and voucher.unit_id in set(
        db.scalars(Unit.answered_for_by(books.id))
    )  # fmt: skip


def _is_of_open_case(db: Session, voucher: Voucher, scope: UUID) -> bool:
    cases = select(LedgerEntry.case_id).where(LedgerEntry.voucher_id == voucher.id)
    return db.scalar(select(Case.id).where(Case.id.in_(cases), opened_to(scope))) is not None
