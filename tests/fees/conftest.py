"""A case with two creditors and money on it, and the people who charge, sign and pay."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import Make
from thads.cases.models import Case, MovementKind, ObligationItem, SigningMode
from thads.fees.actions import deciding, proposing
from thads.fees.models import FeeDecision
from thads.fees.terms import DecisionTerms, ProposalTerms
from thads.identity.models import Role, User
from thads.ledger.accounts import Account
from thads.ledger.models import Voucher, VoucherKind
from thads.ledger.posting import Line, VoucherTerms, post
from thads.parties.models import Party, PartyRole

DOCKETED, TODAY = date(2024, 1, 5), date(2024, 9, 30)
MILLION = 10**6


@dataclass
class Office:
    """A district's office on 30/9/2024."""

    db: Session
    make: Make
    head: User
    officer: User
    accountant: User

    def case(self, *items: Any, **given: Any) -> Case:
        """A case on request of one creditor."""
        return self.make.case(DOCKETED, items or (500 * MILLION,), officer=self.officer, **given)

    def creditor(self, case: Case) -> UUID:
        """The first of the file."""
        stmt = select(Party.id).where(Party.case_id == case.id, Party.role == PartyRole.CREDITOR)
        return self.db.scalars(stmt.order_by(Party.id)).all()[0]

    def collect(self, case: Case, amount: int, day: date, *, item: int = 0) -> Voucher:
        """Money on an item, at the bank."""
        of = self.make.items(case)[item]
        line = Line(debit=Account.TRUST, credit=Account.HELD_CREDITOR, amount=amount, case=case,
                    item=of, kind=MovementKind.COLLECTED)  # fmt: skip
        return self._post(case, VoucherKind.CREDIT_ADVICE, day, [line])

    def pay(self, case: Case, amount: int, fee: int, day: date, *, item: int = 0) -> Voucher:
        """Pay the creditor after keeping back the fee."""
        of = self.make.items(case)[item]
        lines = [
            self._paid(case, of, part, to)
            for part, to in ((amount - fee, Account.TRUST), (fee, Account.FEE_DUE))
            if part
        ]
        return self._post(case, VoucherKind.PAYMENT_ORDER, day, lines)

    def settle(self, case: Case, amount: int, day: date) -> Voucher:
        """The parties settled between themselves."""
        of = self.make.items(case)[0]
        lines = [
            Line(debit=Account.DIRECT, credit=Account.HELD_CREDITOR, amount=amount, case=case,
                 item=of, kind=MovementKind.COLLECTED),
            self._paid(case, of, amount, Account.DIRECT),
        ]  # fmt: skip
        return self._post(case, VoucherKind.TRANSFER, day, lines)

    def charge(self, case: Case, day: date, **terms: Any) -> FeeDecision:
        """Proposed by the officer and signed by the head."""
        wanted = ProposalTerms(party_id=terms.pop("party_id", self.creditor(case)), **terms)
        proposal = proposing.propose(self.db, case, [wanted], by=self.officer, today=day)
        return deciding.decide(self.db, proposal, self.signed(day), by=self.head, today=day)

    def signed(self, day: date, **given: Any) -> DecisionTerms:
        """By the head in person."""
        return DecisionTerms(
            day=day, signer_id=self.head.id, signing_mode=SigningMode.HEAD, **given
        )

    def _paid(self, case: Case, item: ObligationItem, amount: int, to: Account) -> Line:
        return Line(debit=Account.HELD_CREDITOR, credit=to, amount=amount, case=case, item=item,
                    party_id=self.creditor(case), kind=MovementKind.PAID_OUT)  # fmt: skip

    def _post(self, case: Case, kind: VoucherKind, day: date, lines: list[Line]) -> Voucher:
        terms = VoucherTerms(kind=kind, day=day, counterpart="Người Thử", reason="Thử")
        return post(self.db, case.unit, terms, lines, by=self.accountant, today=TODAY)


@pytest.fixture
def office(db: Session, make: Make) -> Office:
    """Head, officer and accountant of one district unit."""
    people = [make.user(role) for role in (Role.UNIT_HEAD, Role.OFFICER, Role.ACCOUNTANT)]
    return Office(db, make, *people)


Quote = Callable[..., Any]
