"""The books follow from the ledger; page, workbook and paper are one and the same table."""

import io
import random
import re
import subprocess
from collections import Counter
from datetime import date, timedelta

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from thads.accounting.books import Asked, Book, open_book
from thads.accounting.books.flows import HELD
from thads.accounting.sheet import Shape
from thads.cases.models import MovementKind
from thads.core.jobs import BackgroundJob
from thads.core.money import format_dong
from thads.identity.models import Role
from thads.imports import accounting_views
from thads.ledger.accounts import Account
from thads.ledger.models import LedgerEntry
from workers.run import run

FIRST, LAST = date(2023, 10, 1), date(2024, 9, 30)
SPAN = "since=01/10/2023&until=30/09/2024"


def asked(book, *, since=FIRST, until=LAST, units=None, **more):
    return Asked(book=book, units=units, since=since, until=until, **more)


def test_the_journal_holds_every_movement_in_its_order(db, office):
    sheet = open_book(db, asked(Book.JOURNAL))

    rows = [line.cells for line in sheet.every()]
    assert [row[0] for row in rows] == sorted(row[0] for row in rows)
    assert (sheet.total, len(rows)) == (8, 8)
    assert sheet.sums[-1] == sum(row[-1] for row in rows) == 1_550_000
    assert rows[0][3:] == (office.owing.title, Account.CASH.label, Account.HELD_CREDITOR.label,
                           400_000)  # fmt: skip
    assert "Ông Nộp Thử" in rows[0][2]


def test_cash_and_bank_carry_their_balance_from_day_to_day(db, office):
    cash = open_book(db, asked(Book.CASH, since=date(2024, 2, 1), until=date(2024, 2, 1)))
    bank = open_book(db, asked(Book.DEPOSITS, since=date(2024, 2, 3)))

    assert [line.cells[5:] for line in cash.every()] == [(400_000, None, 400_000)]
    assert cash.closing[-1] == 400_000
    assert bank.opening[-1] == 400_000
    assert [line.cells[5:] for line in bank.every()] == [
        (None, 97_000, 303_000), (250_000, None, 553_000),
    ]  # fmt: skip
    assert (bank.sums[5:7], bank.closing[-1]) == ((250_000, 97_000), 553_000)


def test_the_book_of_decisions_and_the_report_say_what_came_went_and_is_held(db, office):
    by_title = {
        line.cells[0]: line.cells[2:] for line in open_book(db, asked(Book.DECISIONS)).every()
    }
    since_march = open_book(db, asked(Book.DECISIONS, since=date(2024, 3, 1)))
    report = open_book(db, asked(Book.REPORT))

    # The fee of 3.000 left the creditor's money, but is held until it goes to the treasury.
    assert by_title[office.owing.title] == (0, 400_000, 97_000, 0, 0, 303_000)
    assert by_title[office.settled.title] == (0, 150_000, 150_000, 0, 0, 0)
    assert by_title[office.unallocated.title] == (0, 250_000, 0, 0, 0, 250_000)
    assert office.untouched.title not in by_title
    lines = {line.cells[0]: line.cells[2:] for line in since_march.every()}
    assert lines[office.owing.title] == (400_000, 0, 97_000, 0, 0, 303_000)
    [row] = report.every()
    assert row.cells[2:] == (3, 0, 800_000, 247_000, 0, 0, 553_000)


def test_a_reversal_takes_its_collection_back_and_is_no_payment(db, make, office):
    entry = make.money(office.untouched, 500, date(2024, 5, 1))
    make.money(office.untouched, 500, date(2024, 5, 2), kind=MovementKind.REVERSED,
               reverses_id=entry.id)  # fmt: skip
    make.money(office.untouched, 70, date(2024, 5, 3))
    db.commit()

    lines = {line.cells[0]: line.cells[2:] for line in open_book(db, asked(Book.DECISIONS)).every()}
    assert lines[office.untouched.title] == (0, 70, 0, 0, 0, 70)


def test_one_decision_shows_all_its_movements(db, office):
    sheet = open_book(db, asked(Book.DECISION, case_id=office.owing.id, since=date(2024, 3, 1)))

    assert sheet.opening[-1] == 400_000
    assert [line.cells[5:] for line in sheet.every()] == [
        (None, 97_000, 303_000), (None, None, 303_000),
    ]  # fmt: skip
    assert sheet.closing[-1] == 303_000


def test_the_sides_of_the_trial_balance_are_equal(db, office):
    sheet = open_book(db, asked(Book.BALANCES, since=date(2024, 3, 1)))

    amounts = sheet.sums[1:]
    assert amounts[0::2] == amounts[1::2]
    trust = next(x.cells for x in sheet.every() if x.cells[0] == Account.TRUST.label)
    assert trust[1:] == (400_000, 0, 250_000, 97_000, 553_000, 0)


@pytest.fixture
def crowded(db, make, office):
    """Three hundred movements of chance, several a day, in two books."""
    rng, units = random.Random(7), [office.unit, make.unit("XB")]
    cases = [make.case(FIRST, [10**9], unit=unit) for unit in units for _ in range(4)]
    for _ in range(300):
        case = rng.choice(cases)
        day = FIRST + timedelta(days=rng.randint(0, 365))
        make.money(case, rng.randint(1, 999_999), day)
    db.commit()
    return office


def test_pages_join_into_the_whole_book(db, crowded):
    for book in (Book.JOURNAL, Book.LEDGER, Book.DEPOSITS, Book.DECISIONS):
        sheet = open_book(db, asked(book, since=date(2023, 12, 5), until=date(2024, 8, 30)))
        pages = sheet.page(1).pages
        joined = [line for number in range(1, pages + 1) for line in sheet.page(number).rows]
        assert joined == list(sheet.every())
        assert len(joined) == sheet.total
        money = [n for n, column in enumerate(sheet.columns) if column.shape is Shape.MONEY]
        if sheet.closing is not None:
            assert joined[-1].cells[-1] == sheet.closing[-1]
            money.pop()
        for n in money:
            assert sum(line.cells[n] or 0 for line in joined) == sheet.sums[n]


def test_books_equal_what_is_counted_by_hand(db, crowded):
    until, held, unit = date(2024, 3, 31), Counter(), crowded.unit
    stmt = select(LedgerEntry).where(LedgerEntry.unit_id == unit.id, LedgerEntry.day <= until)
    for entry in db.scalars(stmt):
        held[entry.case_id] += entry.amount * (entry.credit in HELD)
        held[entry.case_id] -= entry.amount * (entry.debit in HELD)
    sheet = open_book(db, asked(Book.DECISIONS, units=(unit.id,), until=until))
    assert sum(line.cells[-1] for line in sheet.every()) == sum(held.values()) == sheet.sums[-1]
    assert {line.case_id: line.cells[-1] for line in sheet.every() if line.cells[-1]} == {
        case_id: amount for case_id, amount in held.items() if amount and case_id
    }


def words_of(content: bytes) -> str:
    told = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, capture_output=True,
                          check=True)  # fmt: skip
    return told.stdout.decode()


BOOKS = [book for book in Book if book is not Book.DECISION]


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.value)
def test_screen_workbook_and_paper_show_the_same_rows_and_sums(
    db, office, sign_in, lao_cai, book
):  # fmt: skip
    client = sign_in(office.accountant)
    address = f"/accounting/books?book={book.value}&{SPAN}"
    sheet = open_book(db, asked(book, units=(office.unit.id,)))
    rows = [line.cells for line in sheet.every()]
    around = [cells for cells in (sheet.opening, sheet.sums, sheet.closing) if cells]
    shown = [[column.words(cell) for column, cell in zip(sheet.columns, cells, strict=True)]
             for cells in (*rows, *around)]  # fmt: skip
    db.rollback()

    page = client.get(address).text
    table = re.sub(r"<[^>]+>", "|", page[page.index("<tbody>") : page.index("</tfoot>")])
    on_screen = Counter(re.split(r"[|\s]*\|[|\s]*", table))
    assert on_screen >= Counter(word for cells in shown for word in cells if word)

    answer = client.get(f"/exports/accounting/book?book={book.value}&{SPAN}&purpose=work")
    [found] = CalamineWorkbook.from_filelike(io.BytesIO(answer.data)).sheet_names
    in_excel = CalamineWorkbook.from_filelike(io.BytesIO(answer.data)).get_sheet_by_name(found)
    body = in_excel.to_python()[5:]
    first = [sheet.opening] if sheet.opening else []
    last = [cells for cells in (sheet.sums, sheet.closing) if cells]
    assert body == [["" if cell is None else cell for cell in cells]
                    for cells in (*first, *rows, *last)]  # fmt: skip

    answer = client.post(address)
    job = db.scalars(select(BackgroundJob)).one()
    db.rollback()
    assert answer.location.endswith(str(job.id))
    assert run(lao_cai.slug, str(job.id))
    paper = words_of(client.get(f"/accounting/papers/{job.id}").data)
    on_paper = Counter(paper.split())
    figures = Counter(
        format_dong(cell) for cells in (*rows, *around) for column, cell
        in zip(sheet.columns, cells, strict=True) if column.is_number and cell is not None
    )  # fmt: skip
    assert on_paper >= figures


def test_who_keeps_no_books_does_not_open_them(db, make, office, sign_in):
    assert sign_in(office.officer).get("/accounting/books").status_code == 404
    other = make.user(Role.ACCOUNTANT, unit=make.unit("XC"))
    db.commit()
    client = sign_in(other)
    assert "0 dòng" in client.get(f"/accounting/books?{SPAN}").text
    assert client.get(f"/accounting/books?{SPAN}&unit={office.unit.id}").status_code == 404
    assert client.get(f"/accounting/books?{SPAN}&case={office.owing.id}").status_code == 404
    head = sign_in(Role.PROVINCE_HEAD)
    assert "8 dòng" in head.get(f"/accounting/books?{SPAN}").text


def test_a_long_book_is_written_in_the_background_and_is_the_same(
    db, crowded, sign_in, lao_cai, monkeypatch
):  # fmt: skip
    monkeypatch.setattr(accounting_views, "AT_ONCE", 10)
    client = sign_in(crowded.accountant)
    address = f"/exports/accounting/book?book=journal&{SPAN}"
    assert "Lập tệp Excel ở chế độ nền" in client.get(f"{address}&purpose=work").text

    assert client.post(address, data={"purpose": "work"}).status_code == 303
    job = db.scalars(select(BackgroundJob)).one()
    db.rollback()
    assert run(lao_cai.slug, str(job.id))

    answer = client.get(f"/accounting/papers/{job.id}")
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.data))
    rows = book.get_sheet_by_name(book.sheet_names[0]).to_python()[5:]
    sheet = open_book(db, asked(Book.JOURNAL, units=(crowded.unit.id,)))
    assert len(rows) == sheet.total + 1 > 10
    assert rows[-1][-1] == sheet.sums[-1]
