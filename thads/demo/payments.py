"""Money on its way at the first working day: what waits, what is proposed, what was paid.

Entered by the people of the office through the very actions of the screens, after the register is
there; no figure of the statistics moves, since nothing is collected on an item.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, joinedload

from thads.accounting import counts
from thads.accounting.counts import CountTerms
from thads.accounting.models import Occasion
from thads.cases.models import (
    Case,
    CaseInterval,
    Initiation,
    ItemKind,
    ObligationItem,
    SigningMode,
    Standing,
)
from thads.costs import actions as costs
from thads.costs.terms import LineTerms, SheetTerms
from thads.fees.actions import deciding, proposing, relief, stating
from thads.fees.queries import quote
from thads.fees.terms import DecisionTerms, LiabilityTerms, ReliefTerms
from thads.fees.terms import ProposalTerms as FeeTerms
from thads.identity.models import Role, User
from thads.interest import actions as interest
from thads.interest.actions import ClauseTerms
from thads.interest.models import InterestStart
from thads.ledger import posting
from thads.ledger.accounts import Account
from thads.ledger.models import LedgerEntry, VoucherKind
from thads.ledger.queries import balance
from thads.ledger.terms import Line, VoucherTerms
from thads.parties.models import Party, PartyRole
from thads.payouts import actions as payouts
from thads.payouts import sources
from thads.payouts.drafting import ProposalTerms
from thads.payouts.models import PayoutProposal
from thads.payouts.terms import Step
from thads.units.models import Unit

PROPOSED, CHECKED, APPROVED, PAID = 4, 3, 2, 1  # so many of an office have come as far at least
FEE_BEARING = 20_000_000  # đồng paid to a creditor at once
BANK = "Ngân hàng Tập Huấn"
WAITING = (12_500_000, 48_000_000)  # đồng received and not allocated, a case each
RUNNING = CaseInterval.standing == Standing.IN_PROGRESS
MINUTES = "theo giấy báo của ngân hàng (tập huấn)"


class Office:
    """One office with the people who move its money."""

    def __init__(self, db: Session, unit: Unit, today: date) -> None:
        self.db, self.unit, self.today = db, unit, today
        self.accountant = self._one(Role.ACCOUNTANT)
        self.head = self._one(Role.UNIT_HEAD, Role.PROVINCE_HEAD)

    def _one(self, *roles: Role) -> User:
        stmt = select(User).where(User.unit_id == self.unit.id, User.role.in_(roles))
        return self.db.scalars(stmt.order_by(User.username).limit(1)).one()

    def cases(self, *conditions: ColumnElement[bool], most: int = 50) -> Sequence[Case]:
        """Cases that an officer of the office has, or had at their end, the oldest first."""
        held = CaseInterval
        stmt = (
            select(Case)
            .join(held, held.case_id == Case.id)
            .where(
                held.unit_id == self.unit.id, held.ends_on.is_(None), held.officer_id.is_not(None),
                *conditions,
            )
            .options(joinedload(Case.judgment))
            .order_by(Case.docketed_on, Case.number)
            .limit(most)
        )  # fmt: skip
        return self.db.scalars(stmt).all()

    def officer(self, case: Case) -> User:
        """Who has the case."""
        held = CaseInterval
        stmt = (
            select(User)
            .join(held, held.officer_id == User.id)
            .where(held.case_id == case.id, held.ends_on.is_(None))
        )
        return self.db.scalars(stmt).one()

    def debtor(self, case: Case) -> Party:
        """The first who must perform."""
        stmt = select(Party).where(Party.case_id == case.id, Party.role == PartyRole.DEBTOR)
        return self.db.scalars(stmt.order_by(Party.entered_at, Party.id).limit(1)).one()


def enter(db: Session, today: date) -> None:
    """What every office has on its desks; the caller commits."""
    for office in _offices(db, today):
        _receive(office)
        _charge_fees(office)
        _propose(office)
        _plan_coercion(office)
        _bear_interest(office)


def count(db: Session, today: date) -> None:
    """Once all money is entered: at the end of the quarter box and bank hold what the books say."""
    for office in _offices(db, today):
        for account in (Account.CASH, Account.TRUST):
            terms = CountTerms(
                unit_id=office.unit.id, account=account, occasion=Occasion.PERIODIC, day=today,
                counted=balance(db, account, unit_id=office.unit.id, on=today),
            )  # fmt: skip
            counts.count(db, terms, by=office.accountant, today=today)


def _offices(db: Session, today: date) -> list[Office]:
    units = db.scalars(select(Unit).where(Unit.valid_on(today)).order_by(Unit.position)).all()
    return [Office(db, unit, today) for unit in units]


def _receive(office: Office) -> None:
    """Money came to the trust account and belongs to no item yet."""
    open_cases = office.cases(
        RUNNING, CaseInterval.remaining > sum(WAITING), ~_holds_for_creditors(), most=len(WAITING)
    )
    for case, amount in zip(open_cases, WAITING, strict=False):
        line = Line(
            debit=Account.TRUST, credit=Account.UNALLOCATED, amount=amount, case=case,
            party_id=office.debtor(case).id,
        )  # fmt: skip
        terms = VoucherTerms(
            kind=VoucherKind.CREDIT_ADVICE, day=office.today - timedelta(days=3),
            counterpart=office.debtor(case).name, reason=f"Nộp tiền thi hành án {MINUTES}",
        )  # fmt: skip
        posting.post(
            office.db, office.unit, terms, [line], by=office.accountant, today=office.today
        )


def _holds_for_creditors() -> ColumnElement[bool]:
    """Cases with money that was collected for a creditor and not paid yet."""
    entry, held = LedgerEntry, Account.HELD_CREDITOR
    came = func.sum(entry.amount).filter(entry.credit == held)
    went = func.coalesce(func.sum(entry.amount).filter(entry.debit == held), 0)
    mine = select(entry.case_id).where(entry.case_id == Case.id).group_by(entry.case_id)
    return mine.having(came > went).exists()


def _propose(office: Office) -> None:
    """What creditors wait for: proposed, checked, approved, paid in cash, some of each."""
    chosen = office.cases(_holds_for_creditors(), most=PROPOSED)
    for place, case in enumerate(chosen):
        _say_liability(office, case)
        proposal = _proposed(office, case)
        if place < CHECKED:
            payouts.agree(
                office.db, proposal, Step.CHECKED, by=office.accountant, today=office.today
            )
        if place < APPROVED:
            payouts.agree(office.db, proposal, Step.APPROVED, by=office.head, today=office.today)
        if place < PAID:
            _pay(office, case, proposal)


def _say_liability(office: Office, case: Case) -> None:
    """Damages bear a fee or not by what they are for; the judgment says it."""
    damages = select(ObligationItem).where(
        ObligationItem.case_id == case.id, ObligationItem.kind == ItemKind.DAMAGES
    )
    for item in office.db.scalars(damages):
        terms = LiabilityTerms(
            item_id=item.id, no_fee="livelihood", reason="Bồi thường về sức khỏe (tập huấn)"
        )
        by = office.officer(case)
        stating.say_liability(office.db, case, terms, by=by, today=office.today)


def _proposed(office: Office, case: Case) -> PayoutProposal:
    money = sources.money_of(office.db, case.id, office.unit.id)
    terms = ProposalTerms(
        day=office.today, received_on=money.received_on or office.today,
        debtor_id=office.debtor(case).id,
    )  # fmt: skip
    seen = money.unallocated + sum(money.held.values())
    return payouts.propose(
        office.db, case, terms, seen=seen, by=office.officer(case), today=office.today
    )


def _pay(office: Office, case: Case, proposal: PayoutProposal) -> None:
    creditors = select(Party).where(Party.case_id == case.id, Party.role == PartyRole.CREDITOR)
    for party in office.db.scalars(creditors):
        payouts.name_account(
            office.db, case, party, bank=BANK, number="0000000000", holder=None,
            by=office.accountant,
        )  # fmt: skip
    batch = payouts.open_batch(
        office.db, [proposal], in_cash=False, key=f"demo {case.id}", by=office.accountant,
        today=office.today,
    )  # fmt: skip
    while payouts.pay_some(office.db, batch):
        pass


def _charge_fees(office: Office) -> None:
    """The fee on what a creditor is about to get, and what a poor household is let off of it."""
    db, today, item = office.db, office.today, ObligationItem
    for case in office.cases(_holds_for_creditors(), Case.initiation == Initiation.ON_REQUEST):
        held = sources.money_of(db, case.id, office.unit.id).held
        debts = select(item).where(item.case_id == case.id, item.kind == ItemKind.DEBT)
        for debt in [one for one in db.scalars(debts) if held.get(one.id, 0) > FEE_BEARING]:
            payee = sources.payees_of(db, [debt])[debt.id]
            if quote(db, case, payee, held[debt.id], today, item_id=debt.id).liable:
                terms = FeeTerms(party_id=payee, amount=held[debt.id], item_id=debt.id)
                _charge(office, case, terms)
                return


def _charge(office: Office, case: Case, terms: FeeTerms) -> None:
    db, today, by = office.db, office.today, office.officer(case)
    proposal = proposing.propose(db, case, [terms], by=by, today=today)
    signed = DecisionTerms(day=today, signer_id=office.head.id, signing_mode=SigningMode.HEAD)
    deciding.decide(db, proposal, signed, by=office.head, today=today)
    asked = ReliefTerms(
        charge_id=proposal.charges[0].id, ground="poor", complete_on=today, percent=50,
        documents="Giấy xác nhận hộ nghèo của Ủy ban nhân dân xã (tập huấn)",
    )  # fmt: skip
    request = relief.ask(db, case, asked, by=by, today=today)
    relief.answer(db, case, request, signed, by=office.head, today=today)


def _plan_coercion(office: Office) -> None:
    """An estimate: the districts' are approved, the province's waits for the head."""
    for case in office.cases(RUNNING, CaseInterval.remaining > 200_000_000, most=1):
        terms = SheetTerms(
            day=office.today, measure="Cưỡng chế kê biên nhà, đất (tập huấn)",
            coercion_on=office.today + timedelta(days=21), place=office.unit.place,
            lines=[LineTerms(content="means", amount=3_500_000, note="Thuê xe chở tài sản"),
                   LineTerms(content="custody", amount=2_400_000, note="Thuê người bốc xếp")],
        )  # fmt: skip
        sheet = costs.plan(office.db, case, terms, by=office.officer(case), today=office.today)
        if not office.unit.is_provincial:
            costs.decide(
                office.db, case, sheet, approved=True, note=None, by=office.head, today=office.today
            )


def _bear_interest(office: Office) -> None:
    """A debt whose judgment gives late interest from a day on."""
    item = ObligationItem
    debt = select(item.id).where(item.case_id == Case.id, item.kind == ItemKind.DEBT)
    for case in office.cases(RUNNING, debt.exists(), most=1):
        first = office.db.scalars(
            select(item).where(item.case_id == case.id, item.kind == ItemKind.DEBT).limit(1)
        ).one()
        terms = ClauseTerms(
            item_id=first.id, start=InterestStart.JUDGMENT, starts_on=case.docketed_on
        )
        interest.set_clause(office.db, case, terms, by=office.officer(case), today=office.today)
