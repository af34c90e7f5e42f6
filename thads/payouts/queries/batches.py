"""Batches: what of them is paid, what comes next, who gave no account."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session, selectinload

from thads.core.errors import NotFound
from thads.core.jobs import BackgroundJob
from thads.parties.models import Party, PartyKind
from thads.payouts.models import (
    PayeeAccount,
    PayoutBatch,
    PayoutBatchProposal,
    PayoutCancellation,
    PayoutLine,
    PayoutPayment,
    PayoutProposal,
    PayoutRun,
)
from thads.payouts.queries.state import seen_by

NAMED = 3  # people whom a refusal names


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of a batch is paid, in payees' lines and đồng."""

    lines: int = 0
    amount: int = 0
    paid_lines: int = 0
    paid_amount: int = 0
    proposals: int = 0

    @property
    def is_done(self) -> bool:
        """Every line was carried out."""
        return self.lines == self.paid_lines


def batch_of(db: Session, proposal_id: UUID) -> PayoutBatch | None:
    """The batch that pays a proposal, once there is one."""
    stmt = (
        select(PayoutBatch)
        .join(PayoutBatchProposal, PayoutBatchProposal.batch_id == PayoutBatch.id)
        .where(PayoutBatchProposal.proposal_id == proposal_id)
    )
    return db.scalars(stmt).one_or_none()


def get_batch(db: Session, batch_id: UUID, *, scope: UUID | None) -> PayoutBatch:
    """One batch, for who reads a proposal of it; NotFound otherwise."""
    stmt = (
        select(PayoutProposal.id)
        .join(PayoutBatchProposal, PayoutBatchProposal.proposal_id == PayoutProposal.id)
        .where(PayoutBatchProposal.batch_id == batch_id, *seen_by(scope))
        .limit(1)
    )
    if db.scalar(stmt) is None:
        raise NotFound
    found = select(PayoutBatch).where(PayoutBatch.id == batch_id)
    return db.scalars(found.options(selectinload(PayoutBatch.unit))).one()


def last_run(db: Session, batch_id: UUID) -> BackgroundJob | None:
    """The job that pays a batch now, or did last."""
    stmt = (
        select(BackgroundJob)
        .join(PayoutRun, PayoutRun.job_id == BackgroundJob.id)
        .where(PayoutRun.batch_id == batch_id)
        .order_by(BackgroundJob.asked_at.desc(), BackgroundJob.id.desc())
    )
    return db.scalars(stmt.limit(1)).one_or_none()


def progress_of(db: Session, batch_id: UUID) -> Progress:
    """What is paid of a batch."""
    lines = _lines_to_pay(batch_id)
    whole = db.execute(lines.with_only_columns(func.count(), func.sum(PayoutLine.amount))).one()
    paid = db.execute(
        lines.join(PayoutPayment, PayoutPayment.line_id == PayoutLine.id).with_only_columns(
            func.count(), func.sum(PayoutLine.amount)
        )
    ).one()
    proposals_ = select(func.count()).where(PayoutBatchProposal.batch_id == batch_id)
    return Progress(
        whole[0], int(whole[1] or 0), paid[0], int(paid[1] or 0), db.scalar(proposals_) or 0
    )


def unpaid_of(db: Session, batch_id: UUID, *, most: int) -> Sequence[PayoutLine]:
    """The next lines to pay, no payee's cut in two; those of a cancelled proposal are left."""
    stmt = (
        _lines_to_pay(batch_id)
        .where(~exists().where(PayoutPayment.line_id == PayoutLine.id))
        .order_by(
            PayoutLine.proposal_id, PayoutLine.party_id, PayoutLine.case_id, PayoutLine.position
        )
        .limit(most + 1)
    )
    found = list(db.scalars(stmt))
    if len(found) <= most:
        return found
    whole = [line for line in found if _payee(line) != _payee(found[-1])]
    return whole or _all_of(db, batch_id, found[0])


def without_account(db: Session, batch_id: UUID, *, in_cash: bool) -> tuple[int, list[str]]:
    """How many payees of a batch gave no account though they need one, and the first names."""
    stmt = (
        _lines_to_pay(batch_id)
        .join(Party, Party.id == PayoutLine.party_id)
        .where(~exists().where(PayeeAccount.party_id == Party.id))
    )
    if in_cash:
        stmt = stmt.where(Party.kind != PartyKind.PERSON)
    names = stmt.with_only_columns(Party.name, Party.id).distinct().order_by(Party.name, Party.id)
    count = db.scalar(stmt.with_only_columns(func.count(Party.id.distinct()))) or 0
    return count, [name for name, _ in db.execute(names.limit(NAMED))]


def _lines_to_pay(batch_id: UUID) -> Select[PayoutLine]:
    return (
        select(PayoutLine)
        .join(PayoutBatchProposal, PayoutBatchProposal.proposal_id == PayoutLine.proposal_id)
        .where(
            PayoutBatchProposal.batch_id == batch_id, PayoutLine.amount > 0,
            ~exists().where(PayoutCancellation.proposal_id == PayoutLine.proposal_id),
        )
    )  # fmt: skip


def _payee(line: PayoutLine) -> tuple[UUID, UUID | None, UUID]:
    return line.proposal_id, line.party_id, line.case_id


def _all_of(db: Session, batch_id: UUID, first: PayoutLine) -> Sequence[PayoutLine]:
    """One payee with more lines than a chunk holds."""
    stmt = _lines_to_pay(batch_id).where(
        PayoutLine.proposal_id == first.proposal_id, PayoutLine.case_id == first.case_id,
        PayoutLine.party_id == first.party_id if first.party_id else PayoutLine.party_id.is_(None),
        ~exists().where(PayoutPayment.line_id == PayoutLine.id),
    )  # fmt: skip
    return db.scalars(stmt.order_by(PayoutLine.position)).all()
