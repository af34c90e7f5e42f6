"""The list of a month's ended cases for the procuracy (NĐ152 Đ.32 k.2)."""

import io
from datetime import date

import openpyxl
import pytest
from sqlalchemy import select

from tests.closing.world import END, FOURTH, SECOND, amended, closed, enter_late, moment, office
from thads.audit.models import AuditEntry
from thads.cases.models import ActKind, MovementKind, Standing
from thads.cases.queries.endings import endings
from thads.identity.models import Role

JULY = date(2024, 7, 1)


@pytest.fixture
def july(make, db):
    """Cases that ended, or did not, around July 2024."""
    made = {
        name: make.case(date(2024, 1, 5), [1_000])
        for name in ("paid", "given up", "entrusted", "june", "reopened", "open")
    }
    make.money(made["paid"], 1_000, date(2024, 7, 31))
    make.act(made["given up"], ActKind.DISCONTINUANCE, date(2024, 7, 1), ground="c")
    make.act(made["entrusted"], ActKind.ENTRUSTMENT, date(2024, 7, 3), receiver="Nơi khác")
    make.money(made["june"], 1_000, date(2024, 6, 30))
    entry = make.money(made["reopened"], 1_000, date(2024, 7, 9))
    make.money(made["reopened"], 1_000, date(2024, 7, 20), kind=MovementKind.REVERSED,
               reverses_id=entry.id)  # fmt: skip
    db.commit()
    return made


def test_what_the_law_calls_an_end_in_that_month_and_still_stands(db, july):
    page = endings(db, JULY, unit_id=None)
    assert [(e.case.id, e.standing) for e in page.rows] == [
        (july["given up"].id, Standing.DISCONTINUED), (july["paid"].id, Standing.COMPLETED),
    ]  # fmt: skip
    assert page.sums == {"collected": 1_000, "discontinued": 1, "completed": 1}
    assert endings(db, date(2024, 6, 15), unit_id=july["june"].unit_id).total == 1


def test_another_unit_sees_its_own(db, july, make):
    assert endings(db, JULY, unit_id=make.unit("XA").id).total == 0


def test_the_page_and_its_workbook_agree(db, july, sign_in):
    head = sign_in(Role.PROVINCE_HEAD)
    page = head.get("/closing/endings?month=2024-07")
    assert july["paid"].title in page.text
    assert july["open"].title not in page.text.split("<tbody>")[1]

    asked = head.get("/exports/books/endings?month=2024-07")
    assert "Mục đích" in asked.text
    book = openpyxl.load_workbook(
        io.BytesIO(head.get("/exports/books/endings?month=2024-07&purpose=report").data)
    )
    titles = [row[0].value for row in book.active.iter_rows(min_row=5)]
    assert titles == [july["given up"].title, july["paid"].title]
    db.rollback()
    noted = db.scalars(select(AuditEntry).where(AuditEntry.act == "export.books.endings")).one()
    assert (noted.details["rows"], noted.details["purpose"]) == (2, "report")


def test_the_list_of_a_closed_month_stays_until_the_next_version(db, make, sign_in):
    """A payment of September that comes late ends its case in version 2, not in version 1."""
    people = office(make)
    done = make.case(date(2024, 5, 2), [1_000], officer=people.officer)
    late = make.case(date(2024, 5, 3), [1_000], officer=people.other)
    make.money(done, 1_000, date(2024, 9, 9))
    db.commit()
    closed(db, END, people.governor, on=SECOND)
    enter_late(make, late, 1_000, date(2024, 9, 10), by=people.chief, at=moment(FOURTH))
    head = sign_in(Role.PROVINCE_HEAD)
    page = head.get("/closing/endings?month=2024-09").text
    assert "danh sách như khi chốt" in page
    assert done.title in page
    assert late.title not in page
    db.commit()

    amended(db, people.governor)
    page = head.get("/closing/endings?month=2024-09").text
    assert "bản 2</a> ngày 08/10/2024" in page
    assert late.title in page
