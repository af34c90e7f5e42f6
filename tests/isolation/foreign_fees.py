"""Fees of the other province: a charge that was refused, and a request to pay less of it."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import ENTERED
from thads.fees.models import (
    FeeCharge,
    FeeDecision,
    FeeProposal,
    FeeReliefAnswer,
    FeeReliefRequest,
)
from thads.fees.reckoning import Basis
from thads.parties.models import Party, PartyRole


def fees_of(db: Session, case_id: UUID, told: str) -> dict[str, Any]:
    """By the names of the arguments that ask for them; `told` stands in every text."""
    creditors = select(Party.id).where(Party.case_id == case_id, Party.role == PartyRole.CREDITOR)
    charge = FeeCharge(
        party_id=db.scalars(creditors).one(), position=1, amount=10_000_000, received_before=0,
        fee=300_000, basis=Basis.COLLECTED, threshold=4_680_000, explanation=told,
        entered_at=ENTERED,
    )  # fmt: skip
    proposal = FeeProposal(
        case_id=case_id, day=date(2024, 8, 5), charges=[charge], entered_at=ENTERED
    )
    proposal.decision = FeeDecision(day=date(2024, 8, 6), reply=told, entered_at=ENTERED)
    db.add(proposal)
    db.flush()
    asked = FeeReliefRequest(
        charge_id=charge.id, ground="poor", complete_on=date(2024, 8, 7), documents=told,
        percent=50, of_amount=10_000_000, entered_at=ENTERED,
    )  # fmt: skip
    asked.answer = FeeReliefAnswer(day=date(2024, 8, 8), spared=0, reply=told, entered_at=ENTERED)
    db.add(asked)
    db.flush()
    return {"proposal_id": proposal.id, "fee_relief_id": asked.id}
