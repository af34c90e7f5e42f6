"""What stops a payout before any money moves: kinship, a closed book, a law of its own."""

from datetime import date

import pytest
from sqlalchemy import func, select

from tests.payouts.days import RECEIVED, TODAY
from tests.payouts.test_paying import refused
from thads.cases.models import ActKind, JudgmentKind
from thads.conflicts import actions as conflicts
from thads.conflicts.actions import RelativeTerms
from thads.conflicts.models import Relation
from thads.ledger.closing import close_book
from thads.ledger.models import Voucher
from thads.payouts import actions, queries
from thads.payouts.models import PayoutBatch, PayoutProposal
from thads.payouts.terms import ProposalState, Step
from thads.units.models import Unit

NUMBER = "000174000001"


def count(db, record) -> int:
    return db.scalar(select(func.count()).select_from(record))


@pytest.fixture
def shared(payouts):
    """A case with money, and another of the debtor; a number is known of the other's creditor."""
    own, other = payouts.case(100, [60]), payouts.case(0, [60])
    creditor = next(p for p in payouts.parties(other) if p in other.creditors)
    creditor.personal_id_number = NUMBER
    payouts.give_accounts(own, other)
    payouts.db.commit()
    return own, other


def declare(db, person) -> None:
    terms = RelativeTerms(
        relation=Relation.SIBLING, name="Chị Ruột Ai Đó", personal_id_number=NUMBER
    )
    conflicts.declare(db, terms, by=person, today=RECEIVED)


def test_nobody_proposes_what_a_relative_would_get(payouts, office, shared, db):
    own, other = shared
    declare(db, office.officer)
    with refused("payouts.relative"):
        payouts.propose(own, 100, others=[other.id])
    assert count(db, PayoutProposal) == 0
    assert payouts.propose(own, 100).amount == 100  # without the relative's case


def test_nobody_approves_what_a_relative_gets(payouts, office, shared, db):
    own, other = shared
    proposal = payouts.propose(own, 100, others=[other.id])
    declare(db, office.head)
    actions.agree(db, proposal, Step.CHECKED, by=office.accountant, today=TODAY)
    with refused("payouts.relative"):
        actions.agree(db, proposal, Step.APPROVED, by=office.head, today=TODAY)
    assert queries.state_of(db, proposal.id) is ProposalState.CHECKED


def test_who_pays_is_no_relative_either(payouts, office, shared, db):
    own, other = shared
    proposal = payouts.agree(payouts.propose(own, 100, others=[other.id]))
    declare(db, office.accountant)
    with refused("payouts.relative"):
        payouts.open(proposal)
    assert count(db, PayoutBatch) == 0


def test_in_a_closed_month_nothing_is_paid(payouts, office, db):
    case = payouts.case(100, [70])
    payouts.give_accounts(case)
    batch = payouts.open(payouts.agree(payouts.propose(case, 100)))
    end, entered = date(2026, 11, 30), count(db, Voucher)
    unit = db.get_one(Unit, batch.unit_id)
    close_book(db, unit, end, by=office.accountant, today=date(2026, 12, 1))
    db.commit()
    with refused("money.closed_book"):
        actions.pay_some(db, batch)
    db.rollback()
    assert count(db, Voucher) == entered
    assert not queries.progress_of(db, batch.id).is_done


def test_money_of_a_suspended_case_waits(payouts, make, db):
    case, other = payouts.case(100, [70]), payouts.case(0, [70])
    make.act(case, ActKind.SUSPENSION, date(2026, 11, 2))
    db.commit()
    with refused("payouts.suspended"):
        payouts.propose(case, 100)
    payouts.receive(other, 50)
    with refused("payouts.suspended"):  # nor may another case's money go to it
        payouts.propose(other, 50, others=[case.id])
    assert payouts.propose(other, 50).amount == 50


def test_bankruptcy_is_paid_by_its_own_law(payouts, db):
    case = payouts.case(100, [70], kind=JudgmentKind.BANKRUPTCY)
    with refused("payouts.bankruptcy"):
        payouts.propose(case, 100)
    assert count(db, PayoutProposal) == 0
