"""A case that was struck out is read and nothing more."""

import re
from datetime import date
from typing import Any

import pytest
from sqlalchemy import PrimaryKeyConstraint, UniqueConstraint, select

from tests import receipts
from tests.imports.entering import DECIDED, NOW, M, case_of, collected
from tests.imports.test_writing import one
from thads.cases import actions as cases_actions
from thads.cases import facts, queries
from thads.cases.actions import ActTerms
from thads.cases.models import ActKind, Case
from thads.core.errors import RuleBroken
from thads.evidence import actions as evidence
from thads.identity.models import Role
from thads.imports import actions, striking
from thads.ledger import closing, journal
from thads.ledger.accounts import Account
from thads.ledger.actions import MovementTerms
from thads.ledger.queries import balance
from thads.persuasion.models import Answer, Method, PersuasionContact
from thads.units import queries as units

TODAY = date(2024, 9, 30)
PAID = collected(date(2024, 1, 10), M)
KEYS = (PrimaryKeyConstraint, UniqueConstraint)
JUDGED = {"judgment_number": "5/2023/DS", "judged_on": date(2023, 9, 1), "court": "TAND Thử"}


@pytest.fixture
def struck(entering: Any, db: Any, make: Any) -> Case:
    """Case 40, brought in and taken back."""
    make.user(Role.UNIT_HEAD, username="truong")
    db.commit()
    register_import = entering.enter([case_of(40, money=(PAID,), **JUDGED)])
    actions.undo(db, register_import, by=None, now=NOW)
    db.commit()
    return queries.get(db, db.scalars(select(Case.id)).one(), scope=None)


def test_no_act_money_or_exhibit_is_added_to_it(struck, db, make):
    by = make.user(Role.UNIT_HEAD)
    notice = ActTerms(kind=ActKind.VALID_NOTICE, day=TODAY)
    correction = ActTerms(corrects_id=None, day=TODAY, note="nhầm")
    money = MovementTerms(day=TODAY, item_id=struck.items[0].id, amount=M)
    for attempt in (
        lambda: cases_actions.act(db, struck, notice, by=by, today=TODAY),
        lambda: cases_actions.correct(db, struck, correction, by=by, today=TODAY),
        lambda: receipts.collect(db, struck, money, by=by, today=TODAY),
        lambda: evidence.open_file(
            db, struck, evidence.FileTerms(description="Dao"), decided_on=TODAY, by=by, today=TODAY
        ),
    ):
        with pytest.raises(RuleBroken, match="chỉ còn để xem") as caught:
            attempt()
        assert caught.value.code == "case.struck"


def test_a_case_of_which_a_register_holds_something_is_not_taken_back(entering, db, make):
    make.user(Role.UNIT_HEAD, username="truong")
    db.commit()
    register_import = entering.enter([case_of(40), case_of(41)])
    db.add(
        PersuasionContact(
            case_id=one(db, 40).id, day=TODAY, method=Method.VISIT, met="người phải thi hành án",
            offer="trả dần", answer=Answer.THINKS,
        )
    )  # fmt: skip
    db.commit()
    with pytest.raises(RuleBroken, match="1 việc đã được ghi thêm sau khi nhập"):
        actions.undo(db, register_import, by=None, now=NOW)


def test_each_register_is_asked_for_a_case_by_an_index():
    def found_by_index(column):
        keys = (one for one in column.table.constraints if isinstance(one, KEYS))
        return any(next(iter(one.columns)) is column for one in (*column.table.indexes, *keys))

    assert len(striking.of_registers()) > 30
    assert [one.table.name for one in striking.of_registers() if not found_by_index(one)] == []


def test_it_stands_in_no_list(struck, db):
    assert queries.search(db, queries.CaseFilter(), day=TODAY, scope=None).total == 0
    assert queries.search(db, queries.CaseFilter(text="40"), day=TODAY, scope=None).total == 0
    assert journal.movements(db, journal.Span(), day=TODAY, scope=None).total == 0
    assert list(facts.load(db)) == []


def test_its_judgment_leaves_the_book_with_it_and_comes_back_with_the_case(struck, entering, db):
    book = queries.judgments(db, queries.JudgmentFilter(), scope=None)
    assert book.total == 0
    db.rollback()

    entering.enter([case_of(40, **JUDGED)])
    [judgment] = queries.judgments(db, queries.JudgmentFilter(), scope=None).rows
    assert [case.id for case in judgment.cases] == [one(db, 40).id]
    found = queries.get_judgment(db, judgment.id, scope=None)
    assert [case.struck_by_id for case in found.cases] == [None]


def test_a_judgment_received_here_stays_and_waits_for_its_decision(entering, db, make):
    known = make.judgment(number="9/2022/DS", judged_on=date(2022, 5, 1), court="TAND Thử")
    db.commit()
    terms = {"judgment_number": "9/2022/DS", "judged_on": date(2022, 5, 1), "court": "TAND Thử"}
    register_import = entering.enter([case_of(1, **terms)])
    actions.undo(db, register_import, by=None, now=NOW)
    db.commit()

    waiting = queries.JudgmentFilter(without_case=True)
    assert [j.id for j in queries.judgments(db, waiting, scope=None).rows] == [known.id]


def test_its_number_is_free_again(struck, db):
    unit = units.by_code(db, "CC")
    assert unit is not None
    assert queries.suggest_number(db, unit, DECIDED) == 1


def test_an_imported_case_takes_its_number_while_it_counts(entering, db):
    entering.enter([case_of(40)])
    unit = units.by_code(db, "CC")
    assert unit is not None
    assert queries.suggest_number(db, unit, DECIDED) == 41


def test_its_page_says_so_and_leads_to_the_case_that_counts(entering, db, sign_in):
    entering.enter([case_of(40)])
    old = one(db, 40).id
    entering.enter([case_of(40, money=(PAID,))], replacing={40: old})
    new = one(db, 40).id
    browser = sign_in(Role.UNIT_HEAD)

    page = browser.get(f"/cases/{old}")
    assert page.status_code == 200
    assert "chỉ còn để xem" in page.text
    assert f'/cases/{new}"' in page.text
    live = browser.get(f"/cases/{new}").text
    assert "chỉ còn để xem" not in live
    steps = re.findall(rf"/cases/{new}/([a-z-]+)", live)
    assert {"evidence", "postponement"} <= set(steps)
    read_only = {"identifiers", "fees", "file", "payees"}
    assert set(re.findall(rf"/cases/{old}/([a-z-]+)", page.text)) <= read_only


def test_its_money_leaves_the_books_and_comes_back_with_it(entering, db):
    """Replaced by a second workbook, then brought back as that one is taken back."""

    def at_the_bank():
        return balance(db, Account.TRUST), balance(db, Account.HELD_CREDITOR)

    entering.enter([case_of(40, money=(PAID,), **JUDGED)])
    first = db.scalars(select(Case.id)).one()
    assert at_the_bank() == (M, M)
    twice = (PAID, collected(date(2024, 2, 1), 2 * M))
    second = entering.enter([case_of(40, money=twice, **JUDGED)], replacing={40: first})
    assert at_the_bank() == (3 * M, 3 * M)

    actions.undo(db, second, by=None, now=NOW)
    db.commit()

    assert at_the_bank() == (M, M)


def test_nothing_is_brought_into_or_taken_out_of_a_closed_month(entering, db, make):
    make.user(Role.UNIT_HEAD, username="truong")
    db.commit()
    register_import = entering.enter([case_of(40, money=(PAID,), **JUDGED)])
    unit = units.by_code(db, "CC")
    by = make.user(Role.ACCOUNTANT, unit=unit)
    closing.close_book(db, unit, date(2024, 1, 31), by=by, today=TODAY)
    db.commit()

    with pytest.raises(RuleBroken, match="đã được ghi thêm"):
        actions.undo(db, register_import, by=None, now=NOW)
    with pytest.raises(RuleBroken, match="tháng đã khóa sổ kế toán") as refused:
        entering.enter([case_of(41, money=(PAID,), **JUDGED)])
    assert refused.value.code == "import.closed_book"
    db.rollback()
    assert balance(db, Account.TRUST) == M
