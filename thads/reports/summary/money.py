"""Money that offices handled in the period and hold at its end, in đồng, as their books tell it."""

from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from thads.cases.models import Case, MovementKind
from thads.costs.models import CostLine, CostSheet, CostSheetDecision, SheetKind
from thads.fees.models import FeeDecision, FeeProposal
from thads.fees.queries import fees_by_month
from thads.fees.queries import listing as fees
from thads.interest.models import InterestClause
from thads.ledger import queries as ledger
from thads.ledger.accounts import Account
from thads.ledger.models import LedgerEntry
from thads.payouts.models import PayoutApproval, PayoutProposal
from thads.units import queries as units

HELD = (
    Account.CASH, Account.TRUST, Account.SAVINGS, Account.UNALLOCATED, Account.HELD_CREDITOR,
    Account.HELD_STATE, Account.HELD_INTEREST, Account.HELD_DEBTOR, Account.FEE_DUE,
    Account.COST_ADVANCE,
)  # fmt: skip


def handled(db: Session, start: date, end: date) -> dict[str, Any]:
    """What was collected and paid, fees, costs of coercion, interest, what waits at the end."""
    return {
        "moved": _moved(db, start, end),
        "held": _held(db, end),
        "payouts": _payouts(db, start, end),
        "fees": _fees(db, start, end),
        "costs": _costs(db, start, end),
        "interest": _interest(db, start, end),
    }


def _moved(db: Session, start: date, end: date) -> list[dict[str, Any]]:
    """Movements of items by kind; payments that came back stand on a line of their own."""
    stmt = (
        select(LedgerEntry.kind, func.sum(LedgerEntry.amount))
        .join(Case, Case.id == LedgerEntry.case_id)
        .where(
            LedgerEntry.kind.is_not(None), LedgerEntry.day.between(start, end),
            Case.struck_by_id.is_(None),
        )
        .group_by(LedgerEntry.kind)
    )  # fmt: skip
    amounts = {kind: int(amount) for kind, amount in db.execute(stmt)}
    return [{"name": kind.label, "amount": amounts.get(kind, 0)} for kind in MovementKind]


def _held(db: Session, end: date) -> list[dict[str, Any]]:
    every = [unit.id for unit in units.every(db)]
    balances = ledger.balances_by(db, unit_ids=every, group="account", on=end)
    return [{"name": account.label, "amount": balances.get((None, account), 0)} for account in HELD]


def _payouts(db: Session, start: date, end: date) -> dict[str, int]:
    made = PayoutProposal.day.between(start, end)
    number, amount = db.execute(
        select(
            func.count(), func.coalesce(func.sum(PayoutProposal.amount + PayoutProposal.held), 0)
        ).where(made)
    ).one()
    approved = select(func.count(PayoutApproval.proposal_id.distinct())).where(
        PayoutApproval.day.between(start, end)
    )
    return {"proposed": number, "amount": int(amount), "approved": db.scalar(approved) or 0}


def _fees(db: Session, start: date, end: date) -> dict[str, int]:
    wanted = fees.Wanted(since=start, until=end)
    decided = fees.decided(db, wanted, day=end, size=1)
    months = [one for one in fees_by_month(db, end) if start <= one.month <= end]
    return {
        "decisions": _fee_decisions(db, start, end),
        "charged": decided.sums["fee"],
        "spared": decided.sums["spared"],
        "collected": sum(one.collected for one in months),
        "given_back": sum(one.given_back for one in months),
        "remitted": sum(one.remitted for one in months),
        "left": sum(one.left for one in months),
        "months": len(months),
        "late": sum(one.is_late_on(end) for one in months),
    }


def _fee_decisions(db: Session, start: date, end: date) -> int:
    stmt = (
        select(func.count())
        .select_from(FeeDecision)
        .join(FeeProposal, FeeProposal.id == FeeDecision.proposal_id)
        .where(FeeDecision.act_id.is_not(None), FeeDecision.day.between(start, end))
    )
    return db.scalar(stmt) or 0


def _costs(db: Session, start: date, end: date) -> dict[str, int]:
    """Sheets approved in the period and their đồng."""
    stmt = (
        select(CostSheet.kind, func.count(CostSheet.id.distinct()), func.sum(CostLine.amount))
        .join(CostSheetDecision, CostSheetDecision.sheet_id == CostSheet.id)
        .join(CostLine, CostLine.sheet_id == CostSheet.id)
        .where(CostSheetDecision.approved, CostSheetDecision.day.between(start, end))
        .group_by(CostSheet.kind)
    )
    found = {kind: (number, int(amount)) for kind, number, amount in db.execute(stmt)}
    told = dict[str, int]()
    for kind in SheetKind:
        number, amount = found.get(kind, (0, 0))
        told |= {kind.value: number, f"{kind.value}_amount": amount}
    return told


def _interest(db: Session, start: date, end: date) -> dict[str, int]:
    """Cases whose judgment bears interest for late payment, and what came in of it."""
    later = aliased(InterestClause)
    replaced = select(later.id).where(later.replaces_id == InterestClause.id).exists()
    cases = select(func.count(InterestClause.case_id.distinct())).where(~replaced)
    return {
        "cases": db.scalar(cases) or 0,
        "collected": _turnover(db, Account.HELD_INTEREST, start, end),
    }


def _turnover(db: Session, account: Account, start: date, end: date) -> int:
    """What came to an account in the period; entries that were reversed and reversals left out."""
    undone = aliased(LedgerEntry)
    taken_back = select(undone.id).where(undone.reverses_id == LedgerEntry.id).exists()
    stmt = select(func.sum(LedgerEntry.amount)).where(
        LedgerEntry.credit == account, LedgerEntry.day.between(start, end),
        LedgerEntry.reverses_id.is_(None), ~taken_back,
    )  # fmt: skip
    return int(db.scalar(stmt) or 0)
