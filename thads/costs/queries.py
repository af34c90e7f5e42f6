"""Costs of a case: what was planned, spent, advanced, let off, paid, and is still due."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, aliased

from thads.cases.models import Case
from thads.core.errors import NotFound
from thads.costs.models import CostAdvance, CostRelief, CostSheet, SheetKind
from thads.ledger.accounts import Account
from thads.ledger.models import LedgerEntry, Voucher
from thads.parties.models import Party, PartyRole
from thads.rules.coercion_costs import Bearer

OF_ROLE = {
    PartyRole.DEBTOR: Bearer.DEBTOR,
    PartyRole.CREDITOR: Bearer.CREDITOR,
    PartyRole.RELATED: Bearer.THIRD_PERSON,
}
ROLES = {bearer: role for role, bearer in OF_ROLE.items()}
IN_LAW = {
    Bearer.DEBTOR: "NĐ62 Đ.43; L25 Đ.53 k.3; NĐ152 Đ.81",
    Bearer.CREDITOR: "L08 Đ.73 k.2; L25 Đ.53 k.4; NĐ152 Đ.82",
    Bearer.THIRD_PERSON: "NĐ152 Đ.83",
}


class Due(NamedTuple):
    """What bearers of one kind still have to pay, in đồng, and where the law says so."""

    bearer: Bearer
    amount: int
    source: str


@dataclass(slots=True)
class Share:
    """The costs of one kind of bearer, in đồng."""

    bearer: Bearer
    spent: int = 0
    relieved: int = 0
    paid: int = 0

    @property
    def due(self) -> int:
        """Still to be paid; what the state bears is paid by nobody."""
        if self.bearer is Bearer.STATE:
            return 0
        return max(0, self.spent - self.relieved - self.paid)


@dataclass(slots=True)
class Costs:
    """All costs of one case on a day, in đồng."""

    planned: int = 0  # of approved estimates
    advanced: int = 0  # on estimates, vouchers taken back left out
    unsettled: int = 0  # of them, on estimates that no approved actual costs account for yet
    repaid: int = 0  # paid back to the fund
    from_fund: int = 0  # what the fund has lent by the ledger, less what the state bears
    shares: dict[Bearer, Share] = field(
        default_factory=lambda: {bearer: Share(bearer) for bearer in Bearer}
    )

    @property
    def spent(self) -> int:
        """Approved actual costs."""
        return sum(share.spent for share in self.shares.values())

    @property
    def relieved(self) -> int:
        """Let off, so borne by the state."""
        return sum(share.relieved for share in self.shares.values())

    @property
    def paid(self) -> int:
        """Paid by the bearers or taken from proceeds."""
        return sum(share.paid for share in self.shares.values())

    @property
    def due(self) -> int:
        """Still to be paid by somebody."""
        return sum(share.due for share in self.shares.values())

    @property
    def to_repay(self) -> int:
        """Came in and was not paid back to the fund yet (L25 Đ.53 k.7: at once)."""
        return max(0, self.paid - self.repaid)

    @property
    def lent(self) -> int:
        """What the fund must have lent when the books are right."""
        of_state = self.shares[Bearer.STATE].spent + self.relieved
        return self.spent - of_state + self.unsettled


def due(db: Session, case: Case, on: date) -> list[Due]:
    """Costs still to be taken from proceeds or from who bears them, as of the end of `on`.

    Only what the head approved as spent; `Costs.unsettled` says that more may come.
    """
    shares = of_case(db, case.id, on).shares.values()
    return [Due(s.bearer, s.due, IN_LAW[s.bearer]) for s in shares if s.due]


def of_case(db: Session, case_id: UUID, on: date) -> Costs:
    """The costs of one case at the end of `on`."""
    return of_cases(db, [case_id], on)[case_id]


def of_cases(db: Session, case_ids: Collection[UUID], on: date) -> dict[UUID, Costs]:
    """The same of several cases: so many queries however many cases."""
    found = {case_id: Costs() for case_id in case_ids}
    _add_sheets(db, found, on)
    _add_reliefs(db, found, on)
    _add_money(db, found, on)
    return found


def sheets_of(db: Session, case_id: UUID) -> Sequence[CostSheet]:
    """The estimates and actual costs of a case, oldest first."""
    stmt = select(CostSheet).where(CostSheet.case_id == case_id)
    return db.scalars(stmt.order_by(CostSheet.day, CostSheet.id)).all()


def reliefs_of(db: Session, case_id: UUID) -> Sequence[CostRelief]:
    """Who asked to be let off costs of a case, oldest first."""
    stmt = select(CostRelief).where(CostRelief.case_id == case_id)
    return db.scalars(stmt.order_by(CostRelief.received_on, CostRelief.id)).all()


def sheet(db: Session, sheet_id: UUID) -> CostSheet:
    """One sheet; its case decides who may see it."""
    found = db.get(CostSheet, sheet_id)
    if found is None:
        raise NotFound
    return found


def relief(db: Session, relief_id: UUID) -> CostRelief:
    """One request; its case decides who may see it."""
    found = db.get(CostRelief, relief_id)
    if found is None:
        raise NotFound
    return found


def settled_by(db: Session, estimate: CostSheet) -> CostSheet | None:
    """The approved actual costs that account for an estimate."""
    stmt = select(CostSheet).where(CostSheet.settles_id == estimate.id)
    return next((one for one in db.scalars(stmt) if one.is_approved), None)


def advanced_on(db: Session, sheet_id: UUID) -> int:
    """Đồng advanced on an estimate; vouchers taken back left out."""
    stmt = select(func.coalesce(func.sum(CostAdvance.amount), 0)).where(
        CostAdvance.sheet_id == sheet_id, _stands()
    )
    return int(db.scalar(stmt) or 0)


def _stands() -> ColumnElement[bool]:
    """Advances whose voucher was not taken back."""
    taken_back = aliased(Voucher)
    return ~select(taken_back.id).where(taken_back.reverses_id == CostAdvance.voucher_id).exists()


def _add_sheets(db: Session, found: dict[UUID, Costs], on: date) -> None:
    stmt = select(CostSheet).where(CostSheet.case_id.in_(found))
    sheets = [s for s in db.scalars(stmt) if _decided(s, on)]
    settled = {s.settles_id for s in sheets if s.settles_id}
    for one in sheets:
        costs = found[one.case_id]
        if one.kind is SheetKind.ESTIMATE:
            costs.planned += one.total
            continue
        for bearer, share in costs.shares.items():
            share.spent += one.borne_by(bearer)
    advances = (
        select(CostSheet.id, CostSheet.case_id, func.sum(CostAdvance.amount))
        .join(CostAdvance, CostAdvance.sheet_id == CostSheet.id)
        .join(Voucher, Voucher.id == CostAdvance.voucher_id)
        .where(CostSheet.case_id.in_(found), Voucher.day <= on, _stands())
        .group_by(CostSheet.id, CostSheet.case_id)
    )
    for sheet_id, case_id, amount in db.execute(advances):
        found[case_id].advanced += int(amount)
        if sheet_id not in settled:
            found[case_id].unsettled += int(amount)


def _decided(sheet: CostSheet, on: date) -> bool:
    return sheet.is_approved and sheet.decision is not None and sheet.decision.day <= on


def _add_reliefs(db: Session, found: dict[UUID, Costs], on: date) -> None:
    for one in db.scalars(select(CostRelief).where(CostRelief.case_id.in_(found))):
        if one.decision is not None and one.decision.day <= on:
            share = found[one.case_id].shares[OF_ROLE[one.party.role]]
            share.relieved += one.decision.granted


def _add_money(db: Session, found: dict[UUID, Costs], on: date) -> None:
    """What came in from whom, and what went between the case and the fund, by the ledger."""
    entry, cost, fund = LedgerEntry, Account.COST_ADVANCE, Account.COST_FUND
    columns = (entry.case_id, entry.debit, entry.credit, Party.role)
    stmt = (
        select(*columns, func.sum(entry.amount))
        .outerjoin(Party, Party.id == entry.party_id)
        .where(
            entry.case_id.in_(found), entry.day <= on,
            or_(entry.debit.in_((cost, fund)), entry.credit.in_((cost, fund))),
        )
        .group_by(*columns)
    )  # fmt: skip
    for case_id, debit, credit, role, amount in db.execute(stmt):
        costs, sum_ = found[case_id], int(amount)  # type: ignore[index]
        if {debit, credit} == {cost, fund}:
            costs.from_fund += sum_ if debit is cost else -sum_
        elif cost in (debit, credit):
            bearer = OF_ROLE[role or PartyRole.DEBTOR]  # of proceeds: the debtor's
            costs.shares[bearer].paid += sum_ if credit is cost else -sum_
        else:
            costs.repaid += sum_ if debit is fund else -sum_


def parties_of(case_parties: Iterable[Party], bearer: Bearer) -> list[Party]:
    """The parties who bear costs of this kind."""
    return [party for party in case_parties if party.role is ROLES.get(bearer)]
