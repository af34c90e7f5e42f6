"""A debtor's money at one office, and the people who may let it go."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from tests.factories import Make
from tests.payouts.days import RECEIVED, TODAY
from thads.cases.models import Case, ItemKind
from thads.identity.models import Role, User
from thads.ledger import posting
from thads.ledger.accounts import Account
from thads.ledger.models import VoucherKind
from thads.ledger.terms import Line, VoucherTerms
from thads.payouts import actions
from thads.payouts.drafting import ProposalTerms
from thads.payouts.models import PayeeAccount, PayoutBatch, PayoutProposal
from thads.payouts.terms import Step

DEBTOR = "012345678901"


@dataclass(frozen=True)
class Office:
    """The people of one office."""

    officer: User
    accountant: User
    head: User


@pytest.fixture
def office(make: Make) -> Office:
    return Office(make.user(Role.OFFICER), make.user(Role.ACCOUNTANT), make.user(Role.UNIT_HEAD))


class Payouts:
    """`payouts.case(100, [60, 40])`: a case that holds money, and its way out."""

    def __init__(self, db: Session, make: Make, office: Office) -> None:
        self.db, self.make, self.office = db, make, office

    def case(self, money: int, items: list[object], **given: object) -> Case:
        """A case of the one debtor with so much on hand that is not allocated yet."""
        case = self.make.case(
            given.pop("docketed_on", date(2026, 1, 5)), items, officer=self.office.officer, **given
        )
        self.debtor(case).personal_id_number = DEBTOR
        self.db.flush()
        self.db.commit()  # who holds the case is known from here on
        if money:
            self.receive(case, money)
        return case

    def receive(self, case: Case, amount: int, *, place: Account = Account.TRUST) -> None:
        """Money comes in for the case, for no item yet."""
        line = Line(debit=place, credit=Account.UNALLOCATED, amount=amount, case=case)
        kind = VoucherKind.CREDIT_ADVICE
        terms = VoucherTerms(kind=kind, day=RECEIVED, counterpart="Người nộp", reason="Nộp tiền")
        by = self.office.accountant
        posting.post(self.db, case.unit, terms, [line], by=by, today=TODAY)
        self.db.commit()

    def parties(self, case: Case):
        self.db.refresh(case, ["parties"])
        return case.parties

    def debtor(self, case: Case):
        return next(p for p in self.parties(case) if p in case.debtors)

    def give_accounts(self, *cases: Case) -> None:
        """Every party of these cases says where it wants its money."""
        for case in cases:
            for party in self.parties(case):
                self.db.add(
                    PayeeAccount(
                        party_id=party.id, bank="Ngân hàng Thử", number="123456789",
                        holder=party.name,
                    )
                )  # fmt: skip
        self.db.flush()

    def terms(self, case: Case, **given: object) -> ProposalTerms:
        said = {"day": TODAY, "received_on": RECEIVED, "debtor_id": self.debtor(case).id}
        return ProposalTerms(**(said | given))  # type: ignore[arg-type]

    def propose(self, case: Case, seen: int, **given: object) -> PayoutProposal:
        return actions.propose(
            self.db, case, self.terms(case, **given), seen=seen, by=self.office.officer,
            today=TODAY,
        )  # fmt: skip

    def agree(self, proposal: PayoutProposal) -> PayoutProposal:
        people = ((Step.CHECKED, self.office.accountant), (Step.APPROVED, self.office.head))
        for step, by in people:
            actions.agree(self.db, proposal, step, by=by, today=TODAY)
        return proposal

    def open(
        self, *proposals: PayoutProposal, in_cash: bool = False, key: str = "k"
    ) -> PayoutBatch:
        return actions.open_batch(
            self.db, proposals, in_cash=in_cash, key=key, by=self.office.accountant, today=TODAY
        )

    def pay(self, *proposals: PayoutProposal, **given: object) -> PayoutBatch:
        batch = self.open(*proposals, **given)  # type: ignore[arg-type]
        while actions.pay_some(self.db, batch):
            pass
        return batch

    def item(self, case: Case, position: int = 1) -> UUID:
        return self.make.items(case)[position - 1].id


@pytest.fixture
def payouts(db: Session, make: Make, office: Office) -> Payouts:
    return Payouts(db, make, office)


COURT_FEE = {"kind": ItemKind.COURT_FEE, "state_budget": True}
