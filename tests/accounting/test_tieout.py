"""Cases = ledger = statistics: green on every lawful register, and each fault is named."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from tests.accounting.conftest import TODAY
from tests.statistics.registers import Known, registers
from tests.statistics.test_readmodel import DAYS, EXAMPLES, entered
from thads.accounting import tieout
from thads.accounting.tying.lines import Check, line_of
from thads.cases.history import Happening, replay
from thads.cases.models import MovementKind
from thads.ledger.accounts import Account
from thads.ledger.models import LedgerEntry

PAID = (MovementKind.PAID_OUT, MovementKind.PAID_TO_BUDGET)
RETURNED = MovementKind.PAYMENT_RETURNED


def lines_of(db, day=TODAY, units=None):
    return {(line.check, line.unit_id): line for line in tieout.tie(db, day, units)}


def wrong(db):
    return {line.check: line.first for line in tieout.tie(db, TODAY) if not line.agrees}


def entry_of(db, case, account):
    stmt = select(LedgerEntry).where(LedgerEntry.case_id == case.id, LedgerEntry.credit == account)
    return db.scalars(stmt.order_by(LedgerEntry.day)).first()


def test_three_sums_stand_side_by_side_and_agree(db, office):
    found, unit = lines_of(db), office.unit.id

    assert found[Check.COLLECTED, unit].sums == (1_000_000, 650_000, 350_000)
    assert found[Check.HELD, unit].sums == (400_000, 400_000, 400_000)
    assert found[Check.STATISTICS, unit].sums == (1_000_000, 650_000, 350_000)
    assert found[Check.BALANCE, unit].sums == (553_000, 553_000, None)
    assert found[Check.CLEARING, unit].sums == (0, 0, None)
    assert found[Check.TRUST, unit].is_open
    assert all(line.agrees for line in found.values())
    assert tieout.first_difference(db, TODAY) is None


def test_an_earlier_day_is_tied_as_it_stood_then(db, office):
    found = lines_of(db, date(2024, 3, 31))

    assert found[Check.COLLECTED, office.unit.id].sums == (400_000, 400_000, 0)
    assert found[Check.HELD, office.unit.id].sums == (300_000, 300_000, 300_000)
    assert all(line.agrees for line in found.values())


def test_money_changed_in_the_ledger_names_day_case_item_and_entry(db, office, damage):
    entry = entry_of(db, office.owing, Account.HELD_CREDITOR)
    damage("ledger_entry", "UPDATE ledger_entry SET amount = 390000 WHERE id = :id", id=entry.id)

    found = wrong(db)

    first = found[Check.COLLECTED]
    assert first[1:] == (date(2024, 2, 1), office.owing.id, entry.item_id, entry.id)
    assert "400.000" in first.words
    assert "390.000" in first.words
    assert found[Check.STATISTICS].case_id == office.owing.id
    told = tieout.first_difference(db, TODAY)
    assert str(office.owing.id) in told
    assert "01/02/2024" in told


def test_money_taken_out_of_the_ledger_names_day_and_case(db, office, damage):
    entry = entry_of(db, office.unallocated, Account.HELD_STATE)
    damage("ledger_entry", "DELETE FROM ledger_entry WHERE id = :id", id=entry.id)

    assert wrong(db)[Check.COLLECTED][1:3] == (date(2024, 9, 2), office.unallocated.id)


def test_a_wrong_interval_names_its_day_and_case(db, office, damage):
    damage("case_interval", "UPDATE case_interval SET collected = 7 WHERE case_id = :id AND "
           "ends_on IS NULL", id=office.untouched.id)  # fmt: skip

    found = wrong(db)

    assert found.keys() == {Check.COLLECTED}
    assert found[Check.COLLECTED][1:3] == (date(2024, 1, 3), office.untouched.id)


def test_money_on_the_wrong_account_names_the_entry(db, office, damage):
    entry = entry_of(db, office.owing, Account.HELD_CREDITOR)
    damage("ledger_entry", "UPDATE ledger_entry SET credit = 'unallocated' WHERE id = :id",
           id=entry.id)  # fmt: skip

    found = wrong(db)

    assert found.keys() == {Check.HELD}
    assert found[Check.HELD][1:] == (entry.day, office.owing.id, entry.item_id, entry.id)


def test_a_figure_of_the_statistics_names_its_case(db, office, damage):
    damage("case_contribution", "UPDATE case_contribution SET m_completed = m_completed + 5 WHERE "
           "case_id = :id AND part = 'all' AND m_completed > 0 AND to_month = 12",
           id=office.owing.id)  # fmt: skip
    damage("statistics_cell", "UPDATE statistics_cell SET m_completed = m_completed + 5 WHERE "
           "shape = 'officer' AND month = 5 AND year = 2024 AND m_completed > 0")  # fmt: skip

    assert wrong(db)[Check.STATISTICS][2] == office.owing.id


def test_an_account_nobody_knows_names_the_entry(db, office, damage):
    entry_id = entry_of(db, office.unallocated, Account.UNALLOCATED).id
    damage("ledger_entry", "UPDATE ledger_entry SET credit = 'lost' WHERE id = :id", id=entry_id)

    found = wrong(db)

    assert found[Check.BALANCE][4] == entry_id
    assert lines_of(db)[Check.BALANCE, office.unit.id].difference == 250_000


def test_a_row_in_the_books_of_another_unit_names_the_entry(db, make, office, damage):
    entry = entry_of(db, office.unallocated, Account.UNALLOCATED)
    elsewhere = make.unit("XA")
    db.commit()
    damage("ledger_entry", "UPDATE ledger_entry SET unit_id = :unit WHERE id = :id", id=entry.id,
           unit=elsewhere.id)  # fmt: skip

    assert wrong(db)[Check.BALANCE][4] == entry.id


def test_what_only_passes_through_and_stays_names_its_voucher(db, office, damage):
    entry = entry_of(db, office.settled, Account.DIRECT)
    damage("ledger_entry", "UPDATE ledger_entry SET credit = 'trust' WHERE id = :id", id=entry.id)

    found = wrong(db)

    assert found.keys() == {Check.CLEARING}
    assert found[Check.CLEARING][1:3] == (date(2024, 9, 3), office.settled.id)
    assert entry.voucher in found[Check.CLEARING].words


def test_a_night_is_kept_as_it_was_and_not_kept_twice(db, office, damage):
    moment = datetime(2024, 9, 30, 19, 0, tzinfo=UTC)
    green = tieout.keep(db, TODAY, now=moment)
    assert tieout.keep(db, TODAY, now=moment) is green
    entry = entry_of(db, office.owing, Account.HELD_CREDITOR)
    damage("ledger_entry", "UPDATE ledger_entry SET amount = 1 WHERE id = :id", id=entry.id)
    red = tieout.keep(db, TODAY, now=moment.replace(hour=20))
    db.commit()

    assert (green.differences, red.differences > 0) == (0, True)
    assert tieout.kept(db) == [red, green]
    db.expire_all()
    named = [line for line in map(line_of, red.lines) if line.first]
    assert {line.first.case_id for line in named} == {office.owing.id}


@EXAMPLES
@given(register=registers(max_cases=4), day=DAYS, share=st.integers(1, 3))
def test_no_lawful_register_raises_an_alarm(registered, register, day, share):
    """Nothing is paid that is not there: the history alone does not look at that."""
    paid = [with_payments(known, share) for known in register]
    with entered(registered, paid):
        for on in (day, TODAY, date(2026, 12, 31)):
            assert [line for line in tieout.tie(registered, on) if not line.agrees] == []
            assert tieout.first_difference(registered, on) is None


def with_payments(known, share):
    """The same case, its own payments taken away, a part of what is held of each item paid last."""
    facts = known.facts
    kept = facts._with([h for h in facts.happenings if h.kind not in (*PAID, RETURNED)])
    last = max((h.day for h in kept.happenings), default=kept.docketed_on)
    for sequence, item in enumerate(replay(kept).items, start=100):
        held = item.now.collected - item.now.settled_directly
        if held // share:
            kind = PAID[item.item.state_budget]
            kept = kept.with_happening(
                Happening(last, sequence, kind, item.item.id, held // share)
            )  # fmt: skip
    return Known(kept)
