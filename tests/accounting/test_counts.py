"""Cash is counted, the bank says a balance: a difference from the books needs its reason."""

from datetime import date

import pytest

from tests.factories import ENTERED
from thads.accounting import counts, desk, tieout
from thads.accounting.counts import CountTerms
from thads.accounting.models import Occasion
from thads.accounting.tying.lines import Check
from thads.bankbook.models import BankAccount, BankFile, BankRow, BankStatement
from thads.core.errors import RuleBroken
from thads.ledger.accounts import Account

TODAY = date(2024, 9, 30)
ENTRY = {"entered_at": ENTERED}


@pytest.fixture
def count(db, office):
    """`count(Account.CASH, 0)`: the accountant counts at the end of today."""

    def do(account, counted, day=TODAY, **more):
        terms = CountTerms(unit_id=office.unit.id, account=account, counted=counted, day=day,
                           occasion=Occasion.PERIODIC, **more)  # fmt: skip
        return counts.count(db, terms, by=office.accountant, today=TODAY)

    return do


@pytest.fixture
def stated(db, office):
    """`stated(560_000, row=7_000, day=day)`: a statement's last row, and the balance after it."""

    def do(balance, *, row, day):
        account = BankAccount(unit_id=office.unit.id, bank="Kho bạc", number="1", **ENTRY)
        db.add(account)
        db.flush()
        file = BankFile(account_id=account.id, name="a.csv", sha256="0", rows=1, **ENTRY)
        db.add(file)
        db.flush()
        statement = BankStatement(
            file_id=file.id, account_id=account.id, columns={}, first_day=day, last_day=day,
            taken=1, known=0, **ENTRY,
        )  # fmt: skip
        db.add(statement)
        db.flush()
        db.add(BankRow(
            statement_id=statement.id, account_id=account.id, line=1, position=1, day=day,
            amount=row, balance=balance, text="Thử", fingerprint="a", **ENTRY,
        ))  # fmt: skip
        db.flush()

    return do


def line_of(db, check):
    return next(line for line in tieout.tie(db, TODAY) if line.check is check)


def test_what_was_counted_stands_beside_the_books(db, count):
    assert line_of(db, Check.TRUST).is_open

    kept = count(Account.TRUST, 553_000)
    count(Account.CASH, 20_000, explanation="Tiền lẻ chưa ghi sổ, lập phiếu thu ngày mai.")

    assert kept.booked == 553_000
    assert line_of(db, Check.TRUST).sums == (553_000, 553_000, None)
    assert line_of(db, Check.TRUST).agrees
    assert line_of(db, Check.CASH).difference == -20_000
    assert not line_of(db, Check.CASH).agrees


def test_a_later_count_of_the_day_holds_and_both_stay(db, office, count):
    count(Account.CASH, 5, explanation="Đếm nhầm")
    count(Account.CASH, 0)

    assert line_of(db, Check.CASH).agrees
    assert [one.counted for one in counts.made(db, (office.unit.id,))] == [0, 5]


def test_books_that_change_afterwards_are_seen(db, make, office, count):
    count(Account.TRUST, 303_000, date(2024, 7, 31))
    make.money(office.untouched, 7, date(2024, 7, 30))
    db.flush()

    assert line_of(db, Check.TRUST).sums[:2] == (303_007, 303_000)


@pytest.mark.parametrize(
    ("terms", "field"),
    [({"counted": 552_999}, "explanation"), ({"counted": -1}, "counted"),
     ({"counted": 553_000, "day": date(2024, 10, 1)}, "day")],
)  # fmt: skip
def test_a_count_is_refused_with_its_reason(db, office, count, terms, field):
    with pytest.raises(RuleBroken, match="Chưa ghi gì") as refused:
        count(Account.TRUST, **terms)

    assert refused.value.field == field
    assert counts.made(db, None) == []


def test_the_same_form_sent_twice_counts_once(db, count):
    first = count(Account.CASH, 0, submission_key="a")
    assert count(Account.CASH, 0, submission_key="a") is first


def test_boxes_not_counted_at_the_end_of_the_quarter_wait_on_the_desk(db, office, count):
    kept = [office.unit]
    assert desk.uncounted(db, kept, today=TODAY) == [
        (office.unit, Account.CASH), (office.unit, Account.TRUST),
    ]  # fmt: skip
    count(Account.CASH, 0)
    assert desk.uncounted(db, kept, today=TODAY) == [(office.unit, Account.TRUST)]


def test_a_statement_taken_in_stands_for_the_bank_and_its_open_rows_stand_apart(
    db, office, count, stated
):  # fmt: skip
    count(Account.TRUST, 1, date(2024, 9, 1), explanation="Trước khi có sao kê")
    stated(560_000, row=7_000, day=TODAY)

    assert line_of(db, Check.TRUST).sums == (553_000, 560_000, 7_000)
    assert line_of(db, Check.TRUST).agrees


def test_a_bank_that_says_less_than_books_and_open_rows_is_a_difference(db, office, stated):
    stated(559_000, row=7_000, day=TODAY)

    assert line_of(db, Check.TRUST).difference == 1_000
    assert not line_of(db, Check.TRUST).agrees
    assert tieout.first_difference(db, TODAY) is None  # what people count is no fault of the books
