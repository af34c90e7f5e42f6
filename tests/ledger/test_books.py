"""Every đồng stands in the books of one unit, twice; what is closed stays as it was (P14)."""

from datetime import date

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from tests import receipts
from thads.audit.models import AuditEntry
from thads.cases import queries as cases
from thads.cases.actions import ActTerms, transfer
from thads.cases.models import MovementKind
from thads.core.errors import RuleBroken
from thads.identity.models import Role
from thads.ledger import actions, books, closing, moving, queries
from thads.ledger.accounts import Account
from thads.ledger.actions import MovementTerms, ReversalTerms
from thads.ledger.models import BookClose, LedgerEntry, Voucher, VoucherKind
from thads.ledger.moving import BankingTerms
from thads.ledger.posting import Line, VoucherTerms, post, undo
from thads.statistics import proof
from thads.units.models import UnitKind

TODAY = date(2024, 9, 30)
DOCKETED = date(2024, 1, 5)
JANUARY, FEBRUARY, MARCH = date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31)
A = Account


@pytest.fixture
def accountant(make):
    return make.user(Role.ACCOUNTANT)


@pytest.fixture
def head(make):
    return make.user(Role.PROVINCE_HEAD)


@pytest.fixture
def money(db, make, accountant):
    """`money(receipts.collect, case, 500, day)`: the accountant enters a movement today."""

    def move(action, case, amount, day=TODAY, *, today=TODAY, **terms):
        wanted = MovementTerms(day=day, item_id=make.items(case)[0].id, amount=amount, **terms)
        return action(db, case, wanted, by=accountant, today=today)

    return move


def lies(db, unit, account, **of):
    return queries.balance(db, account, unit_id=unit.id, **of)


def test_a_collection_in_cash_is_taken_to_the_bank_before_it_is_paid_from_there(
    db, make, money, accountant
):
    case = make.case(DOCKETED, [1_000_000])
    entry = money(receipts.collect, case, 600_000, date(2024, 3, 1), place=A.CASH)
    assert (entry.debit, entry.credit) == (A.CASH, A.HELD_CREDITOR)
    with pytest.raises(RuleBroken, match=r"Tiền gửi tài khoản tạm giữ.*thiếu 600\.000 đ"):
        money(actions.pay_out, case, 600_000)

    terms = BankingTerms(day=date(2024, 3, 2), amount=600_000, to=A.TRUST, who="Thủ quỹ")
    moving.bank(db, case.unit, terms, by=accountant, today=TODAY)
    with pytest.raises(RuleBroken, match=r"thiếu 600\.000 đ vào ngày 01/03/2024"):
        money(actions.pay_out, case, 600_000, date(2024, 3, 1))
    money(actions.pay_out, case, 600_000)

    assert lies(db, case.unit, A.CASH) == lies(db, case.unit, A.TRUST) == 0
    assert lies(db, case.unit, A.TRUST, on=date(2024, 3, 2)) == 600_000


def test_what_the_parties_settle_directly_is_collected_and_lies_nowhere(db, make, money):
    case = make.case(DOCKETED, [1_000_000])
    money(receipts.collect, case, 400_000, place=A.DIRECT)

    history = cases.history_of(cases.get(db, case.id, scope=None))
    assert history.items[0].now.collected == 400_000
    assert queries.sums_of(db, case.id) == queries.LedgerSums(400_000, 0, 400_000)
    assert queries.balances_by(db, unit_ids=[case.unit.id], group="account") == {}
    db.commit()
    assert proof.first_difference(db) is None


def test_a_payment_that_came_back_is_in_hand_again(db, make, money, accountant):
    case = make.case(DOCKETED, [1_000_000])
    first = money(receipts.collect, case, 500_000, date(2024, 3, 1))
    paid = money(actions.pay_out, case, 500_000, date(2024, 3, 5))
    terms = ReversalTerms(reverses_id=paid.id, note="Ngân hàng trả lại, sai số tài khoản")

    back = actions.reverse(db, case, terms, by=accountant, today=TODAY)

    assert (back.kind, back.day, back.amount) == (MovementKind.PAYMENT_RETURNED, TODAY, 500_000)
    assert queries.sums_of(db, case.id).in_hand == 500_000
    actions.reverse(db, case, ReversalTerms(reverses_id=first.id), by=accountant, today=TODAY)
    assert queries.balances_by(db, unit_ids=[case.unit.id], group="item") == {}
    db.commit()
    assert proof.first_difference(db) is None


def test_vouchers_are_numbered_by_books_kind_and_year(db, make, money):
    case, other = make.case(DOCKETED, [1_000_000]), make.case(DOCKETED, [1_000_000])
    money(receipts.collect, case, 1, date(2024, 3, 1))
    money(receipts.collect, other, 1, date(2024, 2, 1))
    money(receipts.collect, case, 1, date(2024, 3, 1), place=A.CASH)
    money(receipts.collect, case, 1, date(2025, 1, 2), today=date(2025, 1, 2))

    rows = db.scalars(select(Voucher).order_by(Voucher.kind, Voucher.year, Voucher.number)).all()

    assert [row.title for row in rows] == ["PT1/2024", "BC1/2024", "BC2/2024", "BC1/2025"]
    titles = db.scalars(select(LedgerEntry.voucher).where(LedgerEntry.case_id == other.id)).all()
    assert titles == ["BC2/2024"]


def test_a_closed_month_refuses_in_words_and_by_direct_sql(db, make, money, accountant):
    case = make.case(DOCKETED, [1_000_000])
    wrong = money(receipts.collect, case, 500_000, FEBRUARY)
    close = closing.close_book(db, case.unit, FEBRUARY, by=accountant, today=TODAY)
    assert close.balances == {"trust": 500_000, "held_creditor": 500_000}
    sealed = db.scalars(select(AuditEntry).order_by(AuditEntry.number.desc())).first()
    assert (sealed.act, sealed.details["after"]) == (
        "money.book_closed", {"closed_until": "2024-02-29"},
    )  # fmt: skip

    with pytest.raises(RuleBroken, match="đã khóa đến hết ngày 29/02/2024") as refused:
        money(receipts.collect, case, 1, FEBRUARY)
    assert refused.value.code == "money.closed_book"
    assert not books.book_is_open(db, case.unit, JANUARY)
    db.commit()
    columns = (
        "unit_id, day, debit, credit, amount, case_id, item_id, party_id, sequence, kind, "
        "voucher_id, voucher, reverses_id, note, id, entered_at, entered_by_id"
    )
    taken = columns.replace("amount", "7").replace("sequence, kind", "NULL, NULL")
    for table, given in (("ledger_entry", taken.replace(", id,", ", case_id,")),):
        with pytest.raises(IntegrityError, match="closed_book"):
            db.execute(text(f"INSERT INTO {table} ({columns}) SELECT {given} FROM {table}"))
        db.rollback()

    actions.reverse(db, case, ReversalTerms(reverses_id=wrong.id), by=accountant, today=TODAY)
    assert lies(db, case.unit, A.TRUST, on=FEBRUARY) == 500_000
    assert lies(db, case.unit, A.TRUST) == 0
    db.commit()
    assert proof.first_difference(db) is None


def test_months_are_closed_in_order_once_each_and_only_when_over(db, make, money, accountant):
    case = make.case(DOCKETED, [1_000_000])
    money(receipts.collect, case, 500_000, date(2024, 1, 20))
    money(receipts.collect, case, 100_000, date(2024, 3, 20), place=A.CASH)
    found = closing.months(db, case.unit)
    assert [(m.end, m.left[A.TRUST], m.left[A.CASH], m.held) for m in found] == [
        (JANUARY, 500_000, 0, 500_000), (MARCH, 500_000, 100_000, 600_000),
    ]  # fmt: skip

    def close(end, today=TODAY):
        return closing.close_book(db, case.unit, end, by=accountant, today=today)

    assert closing.next_to_close(found, TODAY) is found[0]
    with pytest.raises(RuleBroken, match="Tháng 01/2024 có phát sinh mà chưa khóa"):
        close(MARCH)
    close(JANUARY)
    with pytest.raises(RuleBroken, match="chưa hết"):
        close(MARCH, today=MARCH)
    close(MARCH)  # nothing happened in February
    with pytest.raises(RuleBroken, match="Sổ đã khóa"):
        close(FEBRUARY)
    assert db.scalar(select(func.count()).select_from(BookClose)) == 2


def test_the_balance_of_a_closed_month_is_what_later_payments_may_take(db, make, money, accountant):
    case, other = make.case(DOCKETED, [1_000_000]), make.case(DOCKETED, [1_000_000])
    money(receipts.collect, case, 500_000, JANUARY)
    money(receipts.collect, other, 200_000, JANUARY, place=A.CASH)
    closing.close_book(db, case.unit, JANUARY, by=accountant, today=TODAY)

    money(actions.pay_out, case, 500_000)
    with pytest.raises(RuleBroken, match=r"thiếu 200\.000 đ"):
        money(actions.pay_out, other, 200_000)


def test_money_follows_its_case_into_the_books_of_the_new_unit(db, make, money, accountant, head):
    case, new = make.case(DOCKETED, [1_000_000]), make.unit("CC99")
    old = case.unit
    money(receipts.collect, case, 500_000, date(2024, 3, 1))
    transfer(db, case, ActTerms(day=date(2024, 4, 1), to_unit_id=new.id), by=head, today=TODAY)
    db.commit()
    terms = MovementTerms(day=TODAY, item_id=make.items(case)[0].id, amount=1)
    with pytest.raises(RuleBroken, match="trong sổ của"):  # the money is not there yet
        actions.pay_out(db, case, terms, by=head, today=TODAY)
    db.rollback()
    [stray] = moving.strays(db, TODAY, unit_id=new.id)
    assert (stray.case.id, stray.books.id, stray.holder.id, stray.held) == (
        case.id, old.id, new.id, 500_000,
    )  # fmt: skip

    out, came = moving.move_held(db, case, by=accountant, today=TODAY)

    assert (out.unit_id, came.unit_id) == (old.id, new.id)
    assert lies(db, old, A.TRUST) == lies(db, old, A.HELD_CREDITOR) == 0
    assert lies(db, new, A.TRUST) == lies(db, new, A.HELD_CREDITOR) == 500_000
    assert moving.move_held(db, case, by=accountant, today=TODAY) == []
    assert moving.strays(db, TODAY) == []
    actions.pay_out(db, case, terms, by=head, today=TODAY)
    db.commit()
    assert proof.first_difference(db) is None


def test_a_division_of_the_new_agency_has_no_books_of_its_own(db, make):
    agency = make.unit("TINH", kind=UnitKind.PROVINCIAL_AGENCY, valid_from=date(2025, 7, 1))
    division = make.unit("KV1", kind=UnitKind.REGIONAL_DIVISION, valid_from=date(2025, 7, 1))
    branch = make.unit("CC98")
    assert books.keeper(db, division, date(2026, 1, 5)) is agency
    assert books.keeper(db, branch, date(2025, 6, 30)) is branch
    assert books.keepers(db, date(2026, 1, 5)) == {division.id: agency.id}


def test_one_voucher_of_several_cases_is_taken_back_whole(db, make, accountant):
    giver, taker = make.case(DOCKETED, [1_000_000]), make.case(DOCKETED, [300_000])
    [debt] = make.items(taker)
    paper = VoucherTerms(
        kind=VoucherKind.CREDIT_ADVICE, day=TODAY, counterpart="Người mua tài sản", reason="Bán",
        submission_key="k",
    )  # fmt: skip
    lines = [
        Line(debit=A.TRUST, credit=A.UNALLOCATED, amount=900_000, case=giver),
        Line(debit=A.UNALLOCATED, credit=A.SHARING, amount=300_000, case=giver),
        Line(debit=A.SHARING, credit=A.HELD_CREDITOR, amount=300_000, case=taker, item=debt,
             kind=MovementKind.COLLECTED),
    ]  # fmt: skip
    voucher = post(db, giver.unit, paper, lines, by=accountant, today=TODAY)
    assert post(db, giver.unit, paper, lines, by=accountant, today=TODAY) is voucher
    assert queries.balances_by(db, unit_ids=[giver.unit.id], group="case") == {
        (giver.id, A.TRUST): 900_000, (giver.id, A.UNALLOCATED): 600_000,
        (giver.id, A.SHARING): 300_000, (taker.id, A.SHARING): -300_000,
        (taker.id, A.HELD_CREDITOR): 300_000,
    }  # fmt: skip
    history = cases.history_of(cases.get(db, taker.id, scope=None))
    assert history.remaining == 0

    def take_back(key):
        return undo(db, voucher, reason="Nhầm", submission_key=key, by=accountant, today=TODAY)

    back = take_back("u")
    assert take_back("u") is back
    with pytest.raises(RuleBroken, match="đã được hủy trước đó"):
        take_back("v")
    with pytest.raises(RuleBroken, match="là chứng từ hủy"):
        undo(db, back, reason="Nhầm", submission_key=None, by=accountant, today=TODAY)
    assert queries.balances_by(db, unit_ids=[giver.unit.id], group="item") == {}
    db.commit()
    assert proof.first_difference(db) is None


def test_a_reversal_twice_is_refused_by_the_database_too(db, make, money, accountant):
    case = make.case(DOCKETED, [1_000_000])
    entry = money(receipts.collect, case, 500_000)
    actions.reverse(db, case, ReversalTerms(reverses_id=entry.id), by=accountant, today=TODAY)
    db.commit()
    with pytest.raises(IntegrityError):
        make.money(case, 500_000, TODAY, kind=MovementKind.REVERSED, reverses_id=entry.id)


def test_another_units_accountant_does_not_enter_money_here(db, make):
    case, stranger = (
        make.case(DOCKETED, [1_000_000]),
        make.user(Role.ACCOUNTANT, unit=make.unit("CC97")),
    )
    paper = VoucherTerms(kind=VoucherKind.TRANSFER, day=TODAY, counterpart="A", reason="B")
    line = Line(debit=A.TRUST, credit=A.UNALLOCATED, amount=1, case=case)
    with pytest.raises(RuleBroken, match="nằm trong sổ kế toán của"):
        post(db, case.unit, paper, [line], by=stranger, today=TODAY)


def test_the_province_takes_in_money_of_its_divisions(db, make):
    """A division has no account: the accountant of the province receives for its cases."""
    agency = make.unit("TINH", kind=UnitKind.PROVINCIAL_AGENCY, valid_from=date(2025, 7, 1))
    division = make.unit("KV1", kind=UnitKind.REGIONAL_DIVISION, valid_from=date(2025, 7, 1))
    case = make.case(date(2026, 1, 5), [1_000_000], unit=division)
    db.commit()
    terms = MovementTerms(day=date(2026, 2, 5), item_id=make.items(case)[0].id, amount=400_000)

    entry = receipts.collect(
        db, case, terms, by=make.user(Role.ACCOUNTANT, unit=agency), today=date(2026, 2, 5)
    )
    assert entry.unit_id == agency.id

    stranger = make.user(Role.ACCOUNTANT, unit=make.unit("KV2", kind=UnitKind.REGIONAL_DIVISION))
    with pytest.raises(RuleBroken, match="đơn vị khác thi hành"):
        receipts.collect(db, case, terms, by=stranger, today=date(2026, 2, 5))
