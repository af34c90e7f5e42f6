"""Rows become vouchers by one hand and come apart again; nothing is counted twice."""

from datetime import date

import pytest
from sqlalchemy import event, func, select

from tests import receipts
from tests.bankbook.conftest import HEAD, TODAY
from thads.bankbook import actions, tying
from thads.bankbook.answers import answers
from thads.bankbook.models import BankFile, BankRow
from thads.bankbook.queries import Shown
from thads.bankbook.suggesting import look_for, suggest
from thads.cases import queries as cases
from thads.cases.models import MovementKind
from thads.core.errors import RuleBroken
from thads.core.text import fold
from thads.ledger import actions as ledger
from thads.ledger import posting
from thads.ledger.actions import MovementTerms
from thads.ledger.models import Voucher, VoucherKind
from thads.parties.models import Party, PartyRole


@pytest.fixture
def debtor(db, case):
    """The debtor of the case, with a name and number of their own."""
    stmt = select(Party).where(Party.case_id == case.id, Party.role == PartyRole.DEBTOR)
    party = db.scalars(stmt).one()
    party.name, party.personal_id_number = "Hoàng Thị Thử Nghiệm", "010203004567"
    party.name_folded = fold(party.name)
    db.flush()
    return party


def suggested(db, row):
    db.commit()  # what stands open follows from the facts at the end of a transaction
    return suggest(db, [row], scope=None)[row.id]


def post(db, row, case, accountant, **given):
    found = cases.get(db, case.id, scope=None)
    terms = {"shares": None, "submission_key": None, **given}
    return actions.post_row(
        db, row, found, terms["shares"], submission_key=terms["submission_key"], by=accountant,
        today=TODAY,
    )  # fmt: skip


def undo(db, row, accountant):
    return actions.undo(
        db, row, reason="Nhầm việc", submission_key=None, by=accountant, today=TODAY
    )


CLUES = {
    "number and day": ("NOP THA QD 4711 ngay 05/01/2024", "", "số quyết định 4711 ngày 05/01/2024"),
    "number and year": ("Nop tien 4711/2024/QD-CCTHADS", "", "số quyết định 4711 năm 2024"),
    "number alone": ("Thi hanh an QĐ số 4711", "", "số quyết định 4711 trong nội dung, không rõ"),
    "name in the text": ("HOANG THI THU NGHIEM NOP TIEN", "", "tên người phải thi hành án Hoàng"),
    "name of the sender": ("nop tien", "HOANG THI THU NGHIEM", "tên người phải thi hành án Hoàng"),
    "personal number": ("CCCD 010203004567 nop an phi", "", "số định danh của người phải"),
}


@pytest.mark.parametrize(("text", "payer", "reason"), CLUES.values(), ids=CLUES)
def test_a_suggestion_says_why(db, make, case, debtor, give, rows, text, payer, reason):
    make.case(date(2024, 1, 5), [2_000_000], number=4712)
    give(f"20/09/2024;FT1;400.000;;400.000;{text};{payer};\n")

    best, *others = suggested(db, rows()[0])

    assert (best.case_id, best.debtor, best.remaining) == (case.id, debtor.name, 1_000_000)
    assert any(words.startswith(reason) for words in best.reasons)
    assert others == []


def test_exactly_what_remains_points_to_the_one_case_that_owes_it(db, make, case, give, rows):
    give("20/09/2024;FT1;1.000.000;;1.000.000;nop tien;;\n")
    (best,) = suggested(db, rows()[0])
    assert best.reasons == ["đúng số còn phải thi hành 1.000.000 đ"]

    make.case(date(2024, 1, 5), [1_000_000], number=4712)
    assert [one.reasons for one in suggested(db, rows()[0])] == [
        ["đúng số còn phải thi hành 1.000.000 đ (2 việc còn số này)"]
    ] * 2


def test_an_ended_case_and_a_case_of_another_unit_are_not_suggested(db, make, case, give, rows):
    give("20/09/2024;FT1;5.000;;5.000;QD 4711, QD 99;;\n")
    far = make.case(date(2024, 1, 5), [7_000], unit=make.unit("XA"), number=99)
    make.money(case, 1_000_000, date(2024, 2, 1))
    db.commit()

    assert suggest(db, rows(), scope=make.district().id)[rows()[0].id] == []
    assert [one.case_id for one in suggested(db, rows()[0])] == [far.id]


def test_who_paid_before_is_known_again(db, case, debtor, give, rows, accountant):
    give("20/09/2024;FT1;400.000;;400.000;QD 4711/2024;A B C D E F G;9876543210\n")
    post(db, rows()[0], case, accountant)
    give("21/09/2024;FT2;100.000;;500.000;nop tiep;;9876543210\n")

    best = suggested(db, rows()[1])[0]

    assert best.case_id == case.id
    assert best.reasons == ["tài khoản này đã nộp cho việc ngày 20/09/2024"]


def test_a_row_is_posted_as_the_bank_dates_it_and_taken_back_it_is_open(
    db, case, give, rows, accountant
):
    give("20/09/2024;FT77;400.000;;400.000;QD 4711;TRAN VAN NOP;123456789\n")
    (row,) = rows()

    voucher = post(db, row, case, accountant)

    assert (voucher.kind, voucher.day) == (VoucherKind.CREDIT_ADVICE, date(2024, 9, 20))
    assert (voucher.counterpart, voucher.account_number) == ("TRAN VAN NOP", "123456789")
    assert "FT77" in voucher.reason
    assert cases.history_of(cases.get(db, case.id, scope=None)).remaining == 600_000
    assert rows(Shown.OPEN) == []
    with pytest.raises(RuleBroken, match="đã khớp với BC1/2024"):
        post(db, row, case, accountant)

    back = undo(db, row, accountant)

    assert (back.day, back.reverses_id) == (TODAY, voucher.id)
    assert cases.history_of(cases.get(db, case.id, scope=None)).remaining == 1_000_000
    assert rows(Shown.OPEN) == [row]
    with pytest.raises(RuleBroken, match="chưa khớp hoặc đã được gỡ"):
        undo(db, row, accountant)
    assert post(db, row, case, accountant).number == 2


def test_a_voucher_taken_back_elsewhere_opens_its_row(db, case, give, rows, accountant):
    give("20/09/2024;FT1;5.000;;5.000;QD 4711;;\n")
    voucher = post(db, rows()[0], case, accountant)

    posting.undo(db, voucher, reason="Nhầm", submission_key=None, by=accountant, today=TODAY)

    assert rows(Shown.OPEN) == rows()


def test_money_posted_before_the_statement_came_is_matched_not_posted_again(
    db, case, make, give, rows, accountant
):
    terms = MovementTerms(day=date(2024, 9, 19), item_id=make.items(case)[0].id, amount=400_000)
    found = cases.get(db, case.id, scope=None)
    entry = receipts.collect(db, found, terms, by=accountant, today=TODAY)
    give("20/09/2024;FT1;400.000;;400.000;nop tien;;\n10/08/2024;FT0;400.000;;400.000;cu;;\n")
    far, near = rows()

    offered = answers(db, [far, near])

    assert [one.voucher_id for one in offered[near.id]] == [entry.voucher_id]
    assert offered[near.id][0].reason == "đúng số tiền, lệch 1 ngày, chưa khớp sao kê"
    assert offered[far.id] == []
    voucher = db.get_one(Voucher, entry.voucher_id)
    actions.link(db, near, voucher, by=accountant)
    assert answers(db, [near])[near.id] == []
    with pytest.raises(RuleBroken, match="đã khớp với dòng ngày 20/09/2024"):
        actions.link(db, far, voucher, by=accountant)
    assert undo(db, near, accountant) is None  # the voucher stays
    assert rows(Shown.OPEN) == [far, near]
    assert len(cases.get(db, case.id, scope=None).entries) == 1


def test_a_debit_row_is_matched_with_a_payment_of_its_amount(
    db, case, make, give, rows, accountant
):
    give(
        "18/09/2024;FT1;900.000;;900.000;QD 4711;;\n20/09/2024;FT2;;900.000;0;chi tra;;\n"
        "21/09/2024;FT3;;1.000;-1.000;phi;;\n"
    )
    came, went, fee = rows()
    post(db, came, case, accountant)
    terms = MovementTerms(day=date(2024, 9, 20), item_id=make.items(case)[0].id, amount=900_000)
    found = cases.get(db, case.id, scope=None)
    paid = ledger.pay_out(db, found, terms, by=accountant, today=TODAY)
    assert paid.kind is MovementKind.PAID_OUT

    offered = answers(db, [went, fee])

    assert [one.voucher_id for one in offered[went.id]] == [paid.voucher_id]
    assert offered[fee.id] == []
    with pytest.raises(RuleBroken, match="tiền ra, không ghi thu được"):
        post(db, went, case, accountant)
    with pytest.raises(RuleBroken, match="không cùng số tiền"):
        actions.link(db, fee, db.get_one(Voucher, paid.voucher_id), by=accountant)


def test_the_same_file_is_refused_and_the_same_rows_are_known(db, give, rows):
    first = "18/09/2024;FT1;900.000;;900.000;a;;\n"
    statement = give(first)
    assert (statement.taken, statement.known) == (1, 0)

    with pytest.raises(RuleBroken, match=r"đã được nhập ngày .* \(1 dòng\)"):
        give(first)
    longer = give(first + "19/09/2024;FT2;100.000;;1.000.000;b;;\n", name="dai-hon.csv")

    assert (longer.taken, longer.known) == (1, 1)
    assert [row.reference for row in rows()] == ["FT1", "FT2"]
    with pytest.raises(RuleBroken, match="Tất cả 1 dòng của tệp đã có"):
        give("\n" + first)
    assert db.scalar(select(func.count(BankFile.id))) == 3


def test_a_file_of_another_account_is_refused(db, give):
    with pytest.raises(RuleBroken, match="ghi số tài khoản 999888777, không phải 001122334455"):
        give("18/09/2024;FT1;1;;1;a;;\n", head="Số tài khoản: 999888777\n" + HEAD)
    assert db.scalar(select(func.count(BankRow.id))) == 0


def test_the_bank_is_shown_beside_the_books_with_what_explains_the_difference(
    db, make, account, case, give, rows, accountant
):
    give(
        "18/09/2024;FT1;900.000;;900.000;QD 4711;;\n19/09/2024;FT2;50.000;;950.000;khong ro;;\n"
        "20/09/2024;FT3;;20.000;930.000;phi;;\n"
    )
    post(db, rows()[0], case, accountant)

    standings = tying.standings(db, [account])
    tie = tying.tie(db, make.district(), standings)

    assert (standings[0].balance, standings[0].last_day) == (930_000, date(2024, 9, 20))
    assert standings[0].came == (1, 50_000, date(2024, 9, 19))
    assert standings[0].went == (1, 20_000, date(2024, 9, 20))
    assert (tie.day, tie.at_bank, tie.in_books) == (date(2024, 9, 20), 930_000, 900_000)
    assert (tie.difference, tie.unexplained) == (30_000, 0)


def test_a_person_finds_a_case_by_number_or_name(db, case, debtor):
    db.commit()
    for typed in ("4711", "4711/QĐ-CCTHADS", "Hoàng Thị Thử Nghiệm", "010203004567"):
        assert [one.case_id for one in look_for(db, typed, scope=None)] == [case.id], typed
    assert look_for(db, "không có ai", scope=None) == []


def test_a_page_of_rows_is_looked_up_by_as_many_queries_as_one_row(db, make, give, rows):
    for n in range(12):
        make.case(date(2024, 1, 5), [1_000 + n], number=100 + n)
    give("".join(
        f"20/09/2024;FT{n};{1_000 + n};;{n};QD {100 + n} ONG PHAI THU {n};Nguoi {n};77{n}\n"
        for n in range(12)
    ))  # fmt: skip
    db.commit()
    found = rows()

    def queries_of(some):
        asked = []

        def note(*said):
            asked.append(said[2])

        event.listen(db.get_bind(), "before_cursor_execute", note)
        suggest(db, some, scope=None)
        answers(db, some)
        event.remove(db.get_bind(), "before_cursor_execute", note)
        return len(asked)

    assert queries_of(found) <= queries_of(found[:1])
