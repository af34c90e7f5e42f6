"""Proposals of a unit and of a case."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, selectinload

from thads.cases.models import Case
from thads.core.errors import NotFound
from thads.core.pages import PAGE_SIZE, Page, offset_of
from thads.payouts.models import PayoutApproval, PayoutCancellation, PayoutProposal
from thads.payouts.queries.state import seen_by, state
from thads.payouts.terms import ProposalState


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalFilter:
    """Which proposals are listed."""

    states: Collection[ProposalState] = ()
    since: date | None = None
    until: date | None = None


class ProposalRow(NamedTuple):
    """A proposal in a list."""

    proposal: PayoutProposal
    state: ProposalState


def get(db: Session, proposal_id: UUID, *, scope: UUID | None) -> PayoutProposal:
    """One proposal with its case; NotFound for who may not read it."""
    stmt = (
        select(PayoutProposal)
        .where(PayoutProposal.id == proposal_id, *seen_by(scope))
        .options(
            selectinload(PayoutProposal.case).selectinload(Case.parties),
            selectinload(PayoutProposal.unit),
        )
    )
    found = db.scalars(stmt).one_or_none()
    if found is None:
        raise NotFound
    return found


def proposals(
    db: Session, wanted: ProposalFilter, *, scope: UUID | None, page: int = 1
) -> Page[ProposalRow]:
    """A page of proposals, the latest first, with the đồng of the whole list."""
    where = [*_where(wanted), *seen_by(scope)]
    sums = select(func.count(), func.sum(PayoutProposal.amount + PayoutProposal.held))
    total, amount = db.execute(sums.where(*where)).one()
    stmt = (
        select(PayoutProposal, state())
        .where(*where)
        .options(selectinload(PayoutProposal.case), selectinload(PayoutProposal.unit))
        .order_by(PayoutProposal.day.desc(), PayoutProposal.entered_at.desc(), PayoutProposal.id)
        .limit(PAGE_SIZE)
        .offset(offset_of(page))
    )
    rows = [ProposalRow(one, ProposalState.of(value)) for one, value in db.execute(stmt)]
    return Page(rows, max(1, page), PAGE_SIZE, total, {"amount": int(amount or 0)})


def every(db: Session, wanted: ProposalFilter, *, scope: UUID | None) -> Sequence[PayoutProposal]:
    """All of them, in the order in which they were made."""
    stmt = select(PayoutProposal).where(*_where(wanted), *seen_by(scope))
    return db.scalars(stmt.order_by(PayoutProposal.day, PayoutProposal.id)).all()


def of_case(db: Session, case_id: UUID) -> list[ProposalRow]:
    """The proposals for the money of a case, the latest first."""
    stmt = (
        select(PayoutProposal, state())
        .where(PayoutProposal.case_id == case_id)
        .order_by(PayoutProposal.day.desc(), PayoutProposal.entered_at.desc())
    )
    return [ProposalRow(one, ProposalState.of(value)) for one, value in db.execute(stmt)]


def waiting_of_case(db: Session, case_id: UUID) -> PayoutProposal | None:
    """The one that is neither paid nor cancelled, if there is one."""
    over = (ProposalState.PAID, ProposalState.CANCELLED)
    return next((row.proposal for row in of_case(db, case_id) if row.state not in over), None)


def approvals_of(db: Session, proposal_id: UUID) -> Sequence[PayoutApproval]:
    """Who agreed, in order."""
    stmt = select(PayoutApproval).where(PayoutApproval.proposal_id == proposal_id)
    return db.scalars(stmt.order_by(PayoutApproval.entered_at)).all()


def cancellation_of(db: Session, proposal_id: UUID) -> PayoutCancellation | None:
    """Why it is not paid, if it was taken back."""
    return db.scalars(
        select(PayoutCancellation).where(PayoutCancellation.proposal_id == proposal_id)
    ).one_or_none()


def _where(wanted: ProposalFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.states:
        yield state().in_([one.value for one in wanted.states])
    if wanted.since is not None:
        yield PayoutProposal.day >= wanted.since
    if wanted.until is not None:
        yield PayoutProposal.day <= wanted.until
