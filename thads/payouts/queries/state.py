"""How far proposals are: derived from facts alone, for one, for many, and as SQL."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, exists, or_, select
from sqlalchemy.orm import Session, aliased

from thads.cases.models import Case
from thads.cases.queries.file import opened_to
from thads.payouts.models import (
    PayoutApproval,
    PayoutBatchProposal,
    PayoutCancellation,
    PayoutLine,
    PayoutPayment,
    PayoutProposal,
)
from thads.payouts.terms import ProposalState, Step

CHUNK = 500


def state() -> ColumnElement[str]:
    """How far a proposal is, as SQL; what it rests on are facts alone."""
    own = PayoutProposal.id
    batched = exists().where(PayoutBatchProposal.proposal_id == own)
    line, agreed = aliased(PayoutLine), aliased(PayoutApproval)
    unpaid = exists().where(
        line.proposal_id == own, line.amount > 0,
        ~exists().where(PayoutPayment.line_id == line.id),
    )  # fmt: skip
    steps = {step: exists().where(agreed.proposal_id == own, agreed.step == step) for step in Step}
    return case(
        (exists().where(PayoutCancellation.proposal_id == own), ProposalState.CANCELLED.value),
        (and_(batched, ~unpaid), ProposalState.PAID.value),
        (batched, ProposalState.PAYING.value),
        (steps[Step.APPROVED], ProposalState.APPROVED.value),
        (steps[Step.CHECKED], ProposalState.CHECKED.value),
        else_=ProposalState.PROPOSED.value,
    )


def state_of(db: Session, proposal_id: UUID) -> ProposalState:
    """How far this one is."""
    return states_of(db, [proposal_id])[proposal_id]


def states_of(db: Session, proposal_ids: Sequence[UUID]) -> dict[UUID, ProposalState]:
    """The same of many."""
    found = dict[UUID, ProposalState]()
    for chunk in chunks(proposal_ids):
        rows = db.execute(select(PayoutProposal.id, state()).where(PayoutProposal.id.in_(chunk)))
        found |= {proposal_id: ProposalState.of(value) for proposal_id, value in rows}
    return found


def seen_by(scope: UUID | None) -> tuple[ColumnElement[bool], ...]:
    """Proposals of the cases that a unit reads, and those of its own books; None: all."""
    if scope is None:
        return ()
    of_case = select(Case.id).where(Case.id == PayoutProposal.case_id, opened_to(scope))
    return (or_(PayoutProposal.unit_id == scope, of_case.exists()),)


def chunks(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    """A bounded number of ids at once."""
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]
