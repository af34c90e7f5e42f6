"""The lines of proposals: what each says, and by which voucher it was paid."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from thads.core.pages import PAGE_SIZE, Page, offset_of
from thads.ledger.models import Voucher
from thads.payouts.models import PayeeAccount, PayoutLine, PayoutPayment
from thads.payouts.queries.state import chunks
from thads.payouts.terms import LineKind


def lines_of(db: Session, proposal_id: UUID) -> Sequence[PayoutLine]:
    """All lines of a proposal in their order."""
    stmt = select(PayoutLine).where(PayoutLine.proposal_id == proposal_id)
    return db.scalars(stmt.order_by(PayoutLine.position)).all()


def count_of_lines(db: Session, proposal_id: UUID) -> int:
    """How many lines it has."""
    stmt = select(func.count()).where(PayoutLine.proposal_id == proposal_id)
    return db.scalar(stmt) or 0


def page_of_lines(
    db: Session, proposal_id: UUID, page: int
) -> tuple[Page[PayoutLine], dict[UUID, Voucher]]:
    """A page of lines with what each names, and the vouchers of those that were paid."""
    total, amount, fee = db.execute(
        select(func.count(), func.sum(PayoutLine.amount), func.sum(PayoutLine.fee)).where(
            PayoutLine.proposal_id == proposal_id
        )
    ).one()
    stmt = (
        select(PayoutLine)
        .where(PayoutLine.proposal_id == proposal_id)
        .options(selectinload(PayoutLine.case), selectinload(PayoutLine.item))
        .order_by(PayoutLine.position)
        .limit(PAGE_SIZE)
        .offset(offset_of(page))
    )
    rows = db.scalars(stmt).all()
    paid = select(PayoutPayment.line_id, Voucher).join(
        Voucher, Voucher.id == PayoutPayment.voucher_id
    )
    ids = [line.id for line in rows]
    vouchers = dict(db.execute(paid.where(PayoutPayment.line_id.in_(ids))).all())
    found = Page(
        rows, max(1, page), PAGE_SIZE, total, {"amount": int(amount or 0), "fee": int(fee or 0)}
    )
    return found, vouchers


def sums_of(db: Session, proposal_id: UUID) -> dict[LineKind, int]:
    """Đồng of each kind of line."""
    stmt = (
        select(PayoutLine.kind, func.sum(PayoutLine.amount))
        .where(PayoutLine.proposal_id == proposal_id)
        .group_by(PayoutLine.kind)
    )
    return {kind: int(amount) for kind, amount in db.execute(stmt)}


def case_ids_of(db: Session, proposal_ids: Sequence[UUID]) -> set[UUID]:
    """Every case that lines of these proposals touch."""
    found = set[UUID]()
    for chunk in chunks(proposal_ids):
        stmt = select(PayoutLine.case_id).where(PayoutLine.proposal_id.in_(chunk))
        found.update(db.scalars(stmt.distinct()))
    return found


def is_begun(db: Session, proposal_id: UUID) -> bool:
    """Whether any of its lines was paid."""
    stmt = (
        select(PayoutPayment.line_id)
        .join(PayoutLine, PayoutLine.id == PayoutPayment.line_id)
        .where(PayoutLine.proposal_id == proposal_id)
    )
    return db.scalar(stmt.limit(1)) is not None


def accounts_of(db: Session, party_ids: Collection[UUID]) -> dict[UUID, PayeeAccount]:
    """Where each party wants its money: the latest record."""
    found = dict[UUID, PayeeAccount]()
    for chunk in chunks(list(party_ids)):
        stmt = select(PayeeAccount).where(PayeeAccount.party_id.in_(chunk))
        stmt = stmt.order_by(PayeeAccount.entered_at, PayeeAccount.id)
        found |= {account.party_id: account for account in db.scalars(stmt)}
    return found
