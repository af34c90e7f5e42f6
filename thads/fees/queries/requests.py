"""Proposals and requests that wait, and what was decided: for the screens of fees."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from thads.core.errors import NotFound
from thads.fees.models import (
    FeeCharge,
    FeeDecision,
    FeeProposal,
    FeeReliefAnswer,
    FeeReliefRequest,
)


def proposal(db: Session, proposal_id: UUID) -> FeeProposal:
    """One proposal with its charges and the answer to it; NotFound."""
    found = db.scalars(_proposals().where(FeeProposal.id == proposal_id)).one_or_none()
    if found is None:
        raise NotFound
    return found


def proposals_of(db: Session, case_id: UUID) -> Sequence[FeeProposal]:
    """The proposals of a case, the newest first."""
    stmt = _proposals().where(FeeProposal.case_id == case_id)
    return db.scalars(stmt.order_by(FeeProposal.id.desc())).all()


def relief_request(db: Session, request_id: UUID) -> FeeReliefRequest:
    """One request with its charge and the answer to it; NotFound."""
    found = db.scalars(_requests().where(FeeReliefRequest.id == request_id)).unique().one_or_none()
    if found is None:
        raise NotFound
    return found


def relief_requests_of(db: Session, case_id: UUID) -> Sequence[FeeReliefRequest]:
    """The requests of a case, the newest first."""
    stmt = _requests().where(FeeProposal.case_id == case_id)
    return db.scalars(stmt.order_by(FeeReliefRequest.id.desc())).unique().all()


def _proposals() -> Select[FeeProposal]:
    return select(FeeProposal).options(
        selectinload(FeeProposal.charges).joinedload(FeeCharge.party),
        joinedload(FeeProposal.decision).joinedload(FeeDecision.act),
    )


def _requests() -> Select[FeeReliefRequest]:
    charge = joinedload(FeeReliefRequest.charge)
    return (
        select(FeeReliefRequest)
        .join(FeeCharge, FeeCharge.id == FeeReliefRequest.charge_id)
        .join(FeeProposal, FeeProposal.id == FeeCharge.proposal_id)
        .options(
            charge.joinedload(FeeCharge.party),
            charge.joinedload(FeeCharge.proposal).joinedload(FeeProposal.decision)
            .joinedload(FeeDecision.act),
            joinedload(FeeReliefRequest.answer).joinedload(FeeReliefAnswer.act),
        )
    )  # fmt: skip
