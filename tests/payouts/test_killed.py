"""Whatever is killed, nobody is paid twice and nobody is missed (P15)."""

import random
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from tests.clients import HASH
from tests.payouts.killed import ran
from thads.ledger.accounts import Account
from thads.ledger.models import LedgerEntry, Voucher, VoucherKind
from thads.ledger.queries import balance
from thads.payouts import actions, queries
from thads.payouts.models import PayoutBatch

PAYEES, KILLS = 12, 3
NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


@pytest.fixture
def proposal(payouts, office, db):
    """One debtor's money, shared between twelve cases; approved."""
    cases = [payouts.case(1_200 if n == 0 else 0, [100]) for n in range(PAYEES)]
    payouts.give_accounts(*cases)
    made = payouts.propose(cases[0], 1_200, others=[case.id for case in cases[1:]])
    payouts.agree(made)
    office.accountant.password_hash = HASH
    db.commit()
    return made


def check_paid_once(db):
    """Each payee has one payment order of 100 đồng, and the books are empty."""
    db.rollback()
    orders = select(Voucher.id).where(Voucher.kind == VoucherKind.PAYMENT_ORDER)
    sums = (
        select(func.sum(LedgerEntry.amount))
        .where(LedgerEntry.voucher_id.in_(orders))
        .group_by(LedgerEntry.party_id)
    )
    assert db.scalars(sums).all() == [100] * PAYEES
    assert db.scalar(select(func.count()).select_from(orders.subquery())) == PAYEES
    left = (Account.TRUST, Account.UNALLOCATED, Account.HELD_CREDITOR, Account.SHARING)
    assert [balance(db, account) for account in left] == [0, 0, 0, 0]


def test_a_batch_whose_workers_are_killed_pays_everybody_once(proposal, payouts, office, db):
    batch = payouts.open(proposal)
    job = actions.start(db, batch, by=office.accountant, now=NOW)
    job_id = job.id
    db.commit()
    chance, kills = random.Random(5), 0
    for _ in range(KILLS):
        kills += ran("worker", job_id, chance.randrange(10, 80)) is None
    assert ran("worker", job_id, 0) in ("True", "False")
    assert kills >= 1, "the test killed nobody"
    check_paid_once(db)
    assert queries.progress_of(db, batch.id).is_done


def test_a_web_process_killed_while_it_pays_and_the_same_form_again_pay_once(proposal, office, db):
    given = ("request", proposal.id, office.accountant.username, uuid4())
    assert ran(*given, random.Random(7).randrange(20, 60)) is None, "it was not killed"
    assert [ran(*given, 0), ran(*given, 0)] == ["303", "303"]
    check_paid_once(db)
    assert db.scalar(select(func.count()).select_from(PayoutBatch)) == 1
