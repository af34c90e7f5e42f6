"""Many hands at once: one effect for one form, and nobody's work is lost (P15, P16)."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import func, select

from tenants import context
from tenants.sessions import TenantSession
from tests import receipts
from thads.audit import queries as audit
from thads.cases import queries as cases
from thads.cases.actions import ActTerms, suspend
from thads.core.errors import Conflict
from thads.identity.models import Role, User
from thads.ledger.actions import MovementTerms
from thads.ledger.models import LedgerEntry

TODAY = date(2024, 9, 30)
SENDINGS, HANDS = 50, 8


@pytest.fixture
def case(db, make):
    made = make.case(date(2024, 1, 5), [1_000_000])
    db.commit()
    return made


@pytest.fixture
def accountant(db, make):
    person = make.user(Role.ACCOUNTANT)
    db.commit()
    return person


@pytest.fixture
def at_once(lao_cai):
    """`at_once(work, n)`: `work(session, place)` in n sessions at once, each with its commit."""

    def run(work, times):
        def one(place):
            with context.entered(lao_cai), TenantSession() as session:
                try:
                    answer = work(session, place)
                    session.commit()
                except Conflict:
                    session.rollback()
                    return "conflict"
                return answer

        with ThreadPoolExecutor(HANDS) as hands:
            return list(hands.map(one, range(times)))

    return run


def collecting(case, accountant, key):
    case_id, user_id = case.id, accountant.id

    def collect(session, place):
        found = cases.get(session, case_id, scope=None)
        terms = MovementTerms(
            day=TODAY, item_id=found.items[0].id, amount=1_000, submission_key=key(place)
        )
        by = session.get(User, user_id)
        return receipts.collect(session, found, terms, by=by, today=TODAY).id

    return collect


def test_one_form_sent_fifty_times_at_once_has_one_effect(db, case, accountant, at_once):
    work = collecting(case, accountant, lambda _: "the same")
    db.rollback()

    answers = at_once(work, SENDINGS)

    assert len(set(answers) - {"conflict"}) == 1
    assert db.scalar(select(func.count()).select_from(LedgerEntry)) == 1


def test_different_forms_at_once_each_count_or_are_told(db, case, accountant, at_once):
    work = collecting(case, accountant, str)
    db.rollback()

    answers = at_once(work, SENDINGS)

    told = Counter(answers)["conflict"]
    entries = db.scalars(select(LedgerEntry).order_by(LedgerEntry.sequence)).all()
    assert len(entries) == SENDINGS - told > 0
    assert [entry.sequence for entry in entries] == list(range(1, len(entries) + 1))
    assert cases.get(db, case.id, scope=None).revision == 1 + len(entries)
    assert audit.head(db)[0] == len(entries)
    assert audit.verify(db) is None


def test_who_read_the_file_earlier_is_told_and_overwrites_nothing(db, case, accountant):
    seen, case_id, user_id = case.revision, case.id, accountant.id
    db.rollback()
    with TenantSession() as other:
        theirs = cases.get(other, case_id, scope=None)
        by = other.get(User, user_id)
        suspend(other, theirs, ActTerms(day=TODAY, ground="2", revision=seen), by=by, today=TODAY)
        other.commit()

    mine = cases.get(db, case_id, scope=None)
    with pytest.raises(Conflict, match="Chưa ghi gì thêm"):
        suspend(
            db, mine, ActTerms(day=TODAY, ground="2", revision=seen), by=accountant, today=TODAY
        )
    assert len(mine.acts) == 1
