"""Officer and accountant reconcile each decision by period; a later change shows."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.accounting.test_books import words_of
from thads.accounting import desk
from thads.accounting.models import ReconciliationConfirmation, Side
from thads.accounting.periods import PeriodKind, last_ended, period_of
from thads.accounting.reconciling.confirming import (
    ConfirmationTerms,
    confirm,
    standing_of,
    standings,
)
from thads.core.errors import NotFound, RuleBroken
from thads.core.jobs import BackgroundJob
from thads.identity.models import Role
from workers.run import run

TODAY = date(2024, 9, 30)
SEPTEMBER = period_of(PeriodKind.MONTH, TODAY)


@pytest.fixture
def say(db, office):
    """`say(Side.OFFICER)`: this side confirms what it sees of the first officer's September."""

    def do(side, *, digest=None, period=SEPTEMBER, today=TODAY, **more):
        found = seen(db, office, period)
        by = office.officer if side is Side.OFFICER else office.accountant
        terms = ConfirmationTerms(
            unit_id=office.unit.id, officer_id=office.officer.id, period=period, side=side,
            digest=digest or found.holding.digest, **more,
        )  # fmt: skip
        return confirm(db, terms, by=by, today=today)

    return do


def seen(db, office, period=SEPTEMBER):
    return standing_of(db, period, unit_id=office.unit.id, officer_id=office.officer.id)


def test_periods_are_those_of_the_circular():
    assert period_of(PeriodKind.QUARTER, date(2024, 5, 7)).first == date(2024, 4, 1)
    year = period_of(PeriodKind.YEAR, date(2023, 10, 1))
    assert (year.first, year.last) == (date(2023, 10, 1), date(2024, 9, 30))
    assert last_ended(PeriodKind.MONTH, date(2024, 9, 29)).last == date(2024, 8, 31)
    assert last_ended(PeriodKind.QUARTER, date(2024, 1, 1)).last == date(2023, 12, 31)
    assert last_ended(PeriodKind.YEAR, TODAY).last == TODAY


def test_each_decision_stands_with_what_its_case_and_the_books_say(db, office):
    first, other = standings(db, SEPTEMBER, units=[office.unit.id])
    rows = {row.title: row.amounts for one in (first, other) for row in one.holding.decisions}

    assert rows[office.owing.title].all == (0, 0, 300_000, 0, 0, 300_000, 3_000)
    # What the parties settled between themselves by a decision never passed through the books.
    assert rows[office.settled.title].all == (150_000, 150_000, 0, 150_000, 150_000, 0, 0)
    assert rows[office.unallocated.title].all == (100_000, 0, 100_000, 100_000, 0, 100_000, 150_000)
    assert office.untouched.title not in rows
    assert [one.holding.differing for one in (first, other)] == [0, 0]
    year = seen(db, office, period_of(PeriodKind.YEAR, TODAY)).holding.sums
    assert (year.collected, year.paid, year.held) == (550_000, 250_000, 300_000)


def test_it_is_done_when_both_have_confirmed_the_same_figures(db, office, say):
    say(Side.OFFICER)
    assert not seen(db, office).is_done
    say(Side.ACCOUNTANT)
    assert seen(db, office).is_done
    month = desk.reconciled(db, (office.unit.id,), today=TODAY)[0]
    assert (month.done, month.all) == (1, 2)

    with pytest.raises(RuleBroken, match="đã xác nhận đúng số liệu này"):
        say(Side.OFFICER)


def test_a_later_change_shows_what_was_confirmed_as_outdated(db, make, office, say):
    say(Side.OFFICER)
    say(Side.ACCOUNTANT)
    make.money(office.owing, 1, date(2024, 9, 1))
    db.commit()

    now = seen(db, office)
    assert (now.is_done, now.outdated(Side.OFFICER), now.outdated(Side.ACCOUNTANT)) == (
        False, True, True,
    )  # fmt: skip
    say(Side.OFFICER)
    assert seen(db, office).confirmed(Side.OFFICER)
    assert len(db.scalars(select(ReconciliationConfirmation)).all()) == 3


def test_nobody_confirms_what_he_has_not_seen_or_what_is_not_over(db, make, office, say):
    before = seen(db, office).holding.digest
    make.money(office.owing, 1, date(2024, 9, 1))
    db.commit()
    with pytest.raises(RuleBroken, match="vừa thay đổi"):
        say(Side.OFFICER, digest=before)
    with pytest.raises(RuleBroken, match="chưa kết thúc"):
        say(Side.OFFICER, today=date(2024, 9, 29))
    with pytest.raises(NotFound):
        seen(db, office, period_of(PeriodKind.MONTH, date(2022, 1, 1)))


def test_a_difference_needs_its_reason(db, office, say, damage):
    damage("case_interval", "UPDATE case_interval SET collected = 9 WHERE case_id = :id AND "
           "starts_on = '2024-09-20'", id=office.settled.id)  # fmt: skip
    assert seen(db, office).holding.differing == 1

    with pytest.raises(RuleBroken, match="phải ghi nguyên nhân") as refused:
        say(Side.ACCOUNTANT)
    assert refused.value.field == "note"
    say(Side.ACCOUNTANT, note="Chờ kiểm tra hồ sơ.")


def test_officer_and_accountant_confirm_on_screen_and_print_the_minutes(
    db, office, sign_in, lao_cai
):  # fmt: skip
    address = (f"/accounting/reconciliation?kind=month&day=30/09/2024&unit={office.unit.id}"
               f"&officer={office.officer.id}")  # fmt: skip
    digest = seen(db, office).holding.digest
    db.rollback()
    for person in (office.officer, office.accountant):
        client = sign_in(person)
        assert "0 / " in client.get("/accounting/reconciliations?day=30/09/2024").text
        assert "Xác nhận số liệu đúng" in client.get(address).text
        assert client.post(address, data={"digest": "of another day"}).status_code == 422
        assert client.post(address, data={"digest": digest}).status_code == 303
        assert "Xác nhận số liệu đúng" not in client.get(address).text
    assert (
        "1 / 2 người đã đối chiếu xong"
        in client.get("/accounting/reconciliations?day=30/09/2024").text
    )

    assert client.post(address.replace("?", "/minutes?")).status_code == 303
    job = db.scalars(select(BackgroundJob)).one()
    db.rollback()
    assert run(lao_cai.slug, str(job.id))
    paper = words_of(client.get(f"/accounting/papers/{job.id}").data)
    for words in ("Ông Chấp Hành", "Bà Kế Toán xác nhận lúc", "150.000", "tháng 9/2024"):
        assert words in " ".join(paper.split())
    assert sign_in(office.officer).get(f"/accounting/papers/{job.id}").status_code == 404


def test_an_officer_sees_his_own_decisions_alone(office, sign_in):
    client = sign_in(office.officer)
    listed = client.get("/accounting/reconciliations?day=30/09/2024").text
    assert "Ông Chấp Hành" in listed
    assert "Bà Chấp Hành" not in listed.split("<main")[1]
    foreign = f"/accounting/reconciliation?unit={office.unit.id}&officer={office.other.id}"
    assert client.get(f"{foreign}&day=30/09/2024").status_code == 404
    assert client.get("/accounting/tie-out").status_code == 404
    head = sign_in(Role.UNIT_HEAD)
    assert head.get(f"{foreign}&day=30/09/2024").status_code == 200
    assert head.post(f"{foreign}&day=30/09/2024", data={"digest": "x"}).status_code == 404
