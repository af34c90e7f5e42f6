"""The decisions on fees of a unit or of the province, and what waits for the head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from thads.cases.models import Case, CaseAct, CaseInterval
from thads.core.pages import PAGE_SIZE, Page, offset_of
from thads.fees.models import (
    FeeCharge,
    FeeDecision,
    FeeProposal,
    FeeReliefAnswer,
    FeeReliefRequest,
)
from thads.fees.reckoning import Basis
from thads.parties.models import Party
from thads.rules import deadlines
from thads.rules.deadlines import Duty
from thads.units.models import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which charges: of a unit's cases, of some days, received in one way."""

    unit_id: UUID | None = None
    since: date | None = None
    until: date | None = None
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class ChargeLine:
    """One charge as the list shows it, in đồng; `counts` while it is neither corrected nor struck
    out."""

    charge: FeeCharge
    case: Case
    payer: str
    act: CaseAct
    spared: int
    counts: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request to pay less without an answer, and its last day."""

    request: FeeReliefRequest
    due: date

    def is_late_on(self, day: date) -> bool:
        """The 5 working days are over (TT216 Đ.7 k.4)."""
        return self.due < day


def decided(
    db: Session, wanted: Wanted, *, day: date, page: int = 1, size: int = PAGE_SIZE
) -> Page[ChargeLine]:
    """Charges that were decided, the latest first; the sums leave out what no longer counts."""
    spared, counts = _spared(), ~_struck(CaseAct.id) & ~_corrected()
    where = _conditions(wanted, day)
    totals = _joined(
        select(
            func.count(FeeCharge.id),
            func.coalesce(func.sum(FeeCharge.amount).filter(counts), 0),
            func.coalesce(func.sum(FeeCharge.fee).filter(counts), 0),
            func.coalesce(func.sum(spared).filter(counts), 0),
        )
    ).where(*where)
    total, amount, fee, relieved = db.execute(totals).one()
    rows = db.execute(
        _joined(select(FeeCharge, Case, Party.name, CaseAct, func.coalesce(spared, 0), counts))
        .where(*where)
        .options(joinedload(FeeCharge.proposal))
        .order_by(FeeDecision.day.desc(), CaseAct.number.desc(), FeeCharge.position, FeeCharge.id)
        .limit(size)
        .offset(offset_of(page, size))
    )
    sums = {"amount": int(amount), "fee": int(fee), "spared": int(relieved)}
    lines = [ChargeLine(one, case, name, act, int(n), bool(ok))
             for one, case, name, act, n, ok in rows]  # fmt: skip
    return Page(lines, max(1, page), size, total, sums)


def proposals_waiting(db: Session, unit_id: UUID | None, day: date) -> Sequence[FeeProposal]:
    """Charges that the head has not answered, the oldest first."""
    stmt = (
        select(FeeProposal)
        .join(CaseInterval, CaseInterval.case_id == FeeProposal.case_id)
        .where(~FeeProposal.decision.has(), *_held(unit_id, day))
        .options(joinedload(FeeProposal.case), selectinload(FeeProposal.charges))
        .order_by(FeeProposal.day, FeeProposal.id)
    )
    return db.scalars(stmt).all()


def reliefs_waiting(db: Session, unit_id: UUID | None, day: date) -> list[Waiting]:
    """Requests to pay less that nobody answered, the oldest first, each with its last day."""
    stmt = (
        select(FeeReliefRequest)
        .join(FeeCharge, FeeCharge.id == FeeReliefRequest.charge_id)
        .join(FeeProposal, FeeProposal.id == FeeCharge.proposal_id)
        .join(CaseInterval, CaseInterval.case_id == FeeProposal.case_id)
        .where(~FeeReliefRequest.answer.has(), *_held(unit_id, day))
        .options(
            joinedload(FeeReliefRequest.charge)
            .joinedload(FeeCharge.proposal)
            .joinedload(FeeProposal.case)
        )
        .order_by(FeeReliefRequest.complete_on, FeeReliefRequest.id)
    )
    return [
        Waiting(one, deadlines.due(Duty.FEE_EXEMPTION, one.complete_on)) for one in db.scalars(stmt)
    ]


def _joined(stmt: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return (
        stmt.select_from(FeeCharge)
        .join(FeeProposal, FeeProposal.id == FeeCharge.proposal_id)
        .join(FeeDecision, FeeDecision.proposal_id == FeeProposal.id)
        .join(CaseAct, CaseAct.id == FeeDecision.act_id)
        .join(Case, Case.id == FeeProposal.case_id)
        .join(Party, Party.id == FeeCharge.party_id)
        .join(CaseInterval, CaseInterval.case_id == Case.id)
    )


def _conditions(wanted: Wanted, day: date) -> list[ColumnElement[bool]]:
    found = _held(wanted.unit_id, day)
    if wanted.since is not None:
        found.append(FeeDecision.day >= wanted.since)
    if wanted.until is not None:
        found.append(FeeDecision.day <= wanted.until)
    if wanted.basis is not None:
        found.append(FeeCharge.basis == wanted.basis)
    return found


def _held(unit_id: UUID | None, day: date) -> list[ColumnElement[bool]]:
    """Of cases that a unit holds on `day`, or that it answers for."""
    held = CaseInterval
    found: list[ColumnElement[bool]] = [
        held.starts_on <= day, or_(held.ends_on.is_(None), held.ends_on > day),
    ]  # fmt: skip
    if unit_id is not None:
        found.append(held.unit_id.in_(Unit.answered_for_by(unit_id)))
    return found


def _spared() -> Any:
    """What was granted on a charge; decisions struck out grant nothing."""
    return (
        select(func.sum(FeeReliefAnswer.spared))
        .join(FeeReliefRequest, FeeReliefRequest.id == FeeReliefAnswer.request_id)
        .where(FeeReliefRequest.charge_id == FeeCharge.id, ~_struck(FeeReliefAnswer.act_id))
        .correlate(FeeCharge)
        .scalar_subquery()
    )


def _struck(act_id: Any) -> ColumnElement[bool]:
    correction = aliased(CaseAct)
    return select(correction.id).where(correction.corrects_id == act_id).exists()


def _corrected() -> ColumnElement[bool]:
    """Another charge that was decided stands in its place."""
    later, proposal, decision = aliased(FeeCharge), aliased(FeeProposal), aliased(FeeDecision)
    return (
        select(later.id)
        .join(proposal, proposal.id == later.proposal_id)
        .join(decision, decision.proposal_id == proposal.id)
        .where(later.corrects_id == FeeCharge.id, decision.act_id.is_not(None),
               ~_struck(decision.act_id))
        .correlate(FeeCharge)
        .exists()
    )  # fmt: skip
