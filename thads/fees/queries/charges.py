"""What was decided on the fees of a case, what was spared, which property was handed over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, aliased, joinedload

from thads.cases.models import CaseAct
from thads.fees.models import (
    FeeCharge,
    FeeDecision,
    FeeProposal,
    FeeReliefAnswer,
    FeeReliefRequest,
    PropertyReceipt,
)


def charges_of(db: Session, case_id: UUID, day: date) -> Sequence[FeeCharge]:
    """Charges that stand at the end of `day`: decided, not struck out, not corrected since."""
    decided = (
        select(FeeCharge)
        .join(FeeProposal, FeeProposal.id == FeeCharge.proposal_id)
        .join(FeeDecision, FeeDecision.proposal_id == FeeProposal.id)
        .where(FeeProposal.case_id == case_id, FeeDecision.act_id.is_not(None),
               FeeDecision.day <= day, ~_struck(FeeDecision.act_id))
        .options(joinedload(FeeCharge.proposal).joinedload(FeeProposal.decision))
        .order_by(FeeDecision.day, FeeCharge.received_before, FeeCharge.id)
    )  # fmt: skip
    found = db.scalars(decided).unique().all()
    corrected = {one.corrects_id for one in found}
    return [one for one in found if one.id not in corrected]


def reliefs_of(db: Session, case_id: UUID, day: date) -> Sequence[FeeReliefAnswer]:
    """What was granted in a case up to the end of `day` and not struck out."""
    stmt = (
        select(FeeReliefAnswer)
        .join(FeeReliefRequest, FeeReliefRequest.id == FeeReliefAnswer.request_id)
        .join(FeeCharge, FeeCharge.id == FeeReliefRequest.charge_id)
        .join(FeeProposal, FeeProposal.id == FeeCharge.proposal_id)
        .where(FeeProposal.case_id == case_id, FeeReliefAnswer.act_id.is_not(None),
               FeeReliefAnswer.day <= day, ~_struck(FeeReliefAnswer.act_id))
        .options(joinedload(FeeReliefAnswer.request).joinedload(FeeReliefRequest.charge))
        .order_by(FeeReliefAnswer.day, FeeReliefAnswer.id)
    )  # fmt: skip
    return db.scalars(stmt).unique().all()


def properties(db: Session, case_id: UUID) -> Sequence[PropertyReceipt]:
    """Property handed over or to be, by its day; what was replaced or taken back is left out."""
    later = aliased(PropertyReceipt)
    replaced = select(later.id).where(later.replaces_id == PropertyReceipt.id).exists()
    stmt = select(PropertyReceipt).where(
        PropertyReceipt.case_id == case_id, PropertyReceipt.value > 0, ~replaced
    )  # fmt: skip
    stmt = stmt.options(joinedload(PropertyReceipt.party))
    return db.scalars(stmt.order_by(PropertyReceipt.day, PropertyReceipt.id)).all()


def _struck(act_id: Any) -> ColumnElement[bool]:
    correction = aliased(CaseAct)
    return select(correction.id).where(correction.corrects_id == act_id).exists()
