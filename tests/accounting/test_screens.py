"""The desk, the tie-out and the counts as people use them."""

from contextvars import Context
from datetime import UTC, date, datetime

from sqlalchemy import select

from thads.accounting import tieout
from thads.accounting.models import MoneyCount
from thads.identity.models import Role
from thads.ledger.accounts import Account
from thads.ledger.models import LedgerEntry
from workers import schedule


def test_the_desk_says_what_waits_and_where(db, office, sign_in):
    tieout.keep(db, date(2024, 9, 29), now=datetime(2024, 9, 29, 19, 0, tzinfo=UTC))
    db.commit()
    page = sign_in(office.accountant).get("/accounting/").text

    main = page.split("<main")[1]
    assert "150.000" in main
    assert "book=ledger&amp;account=unallocated" in main
    assert "0 / 2 người" in main
    assert "2 quỹ, tài khoản" in main
    assert "Chi cục THADS huyện Thử</a> (đến 30/09/2024)" in main
    assert "Ngày 29/09/2024" in main


def test_the_tie_out_page_is_green_and_names_the_first_difference_in_red(
    db, office, sign_in, damage
):  # fmt: skip
    client = sign_in(office.accountant)
    page = client.get("/accounting/tie-out").text
    assert "dòng không lệch" in page
    assert "badge-red" not in page

    stmt = select(LedgerEntry).where(LedgerEntry.credit == Account.HELD_STATE)
    entry = db.scalars(stmt).one()
    damage("ledger_entry", "UPDATE ledger_entry SET amount = 90000 WHERE id = :id", id=entry.id)
    page = client.get("/accounting/tie-out?day=30/09/2024").text
    assert "dòng lệch" in page
    assert "Chỗ lệch đầu tiên: ngày 02/09/2024" in page
    assert f"/cases/{office.unallocated.id}" in page
    assert str(entry.id) in page
    assert "badge-red" not in client.get("/accounting/tie-out?day=01/09/2024").text


def test_the_accountant_counts_and_others_only_read(db, office, sign_in):
    client = sign_in(office.accountant)
    typed = {"unit": office.unit.id, "account": "cash", "occasion": "unusual",
             "day": "30/09/2024", "counted": "1.000"}  # fmt: skip
    refused = client.post("/accounting/counts", data=typed)
    assert refused.status_code == 422
    assert "thừa 1.000 đ" in refused.text
    answer = client.post("/accounting/counts", data={**typed, "explanation": "Tiền thừa"})
    assert answer.status_code == 303
    assert "Tiền thừa" in client.get("/accounting/counts").text

    head = sign_in(Role.UNIT_HEAD)
    assert "Tiền thừa" in head.get("/accounting/counts").text
    assert head.post("/accounting/counts", data=typed).status_code == 404
    db.rollback()
    assert len(db.scalars(select(MoneyCount)).all()) == 1


def test_every_night_keeps_the_tie_out_of_the_day_before_and_says_what_differs(
    db, office, damage
):  # fmt: skip
    assert Context().run(schedule.nightly, date(2024, 10, 1)) == []
    [night] = tieout.kept(db)
    assert (night.day, night.differences) == (date(2024, 9, 30), 0)
    db.rollback()

    damage("case_interval", "UPDATE case_interval SET collected = 3 WHERE case_id = :id AND "
           "ends_on IS NULL", id=office.untouched.id)  # fmt: skip
    [told] = Context().run(schedule.nightly, date(2024, 10, 2))
    assert str(office.untouched.id) in told
    assert tieout.kept(db)[0].differences == 1
