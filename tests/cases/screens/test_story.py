"""The page of a case tells what happened, when, by whom, and what was taken back."""

from datetime import UTC, date, datetime

import pytest

from thads.cases import queries
from thads.cases.forms.acts import ACT_PAGES, page_of
from thads.cases.models import ActKind, MovementKind, Standing
from thads.cases.views.menu import fits
from thads.cases.views.story import latest_facts, money_of, story_of
from thads.identity.models import Role


@pytest.fixture
def case(make):
    """A case of 1,000,000 đồng docketed on 01/03/2024."""
    return make.case(date(2024, 3, 1), entered_at=datetime(2024, 3, 1, 2, 0, tzinfo=UTC))


def file(db, case):
    """The file as its page reads it."""
    db.flush()
    return queries.get(db, case.id, scope=None)


def test_acts_and_money_stand_in_the_order_of_their_days(db, make, case):
    make.money(case, 300_000, date(2024, 5, 1))
    make.act(case, ActKind.VALID_NOTICE, date(2024, 3, 10))

    lines = story_of(file(db, case))

    assert [line.day for line in lines] == [
        date(2024, 3, 1), date(2024, 3, 10), date(2024, 5, 1),
    ]  # fmt: skip


def test_a_fact_entered_after_its_month_ended_is_marked_late(db, make, case):
    april = datetime(2024, 4, 2, 3, 0, tzinfo=UTC)
    make.act(case, ActKind.VALID_NOTICE, date(2024, 3, 31), entered_at=april)
    make.act(case, ActKind.VERIFICATION, date(2024, 4, 1), entered_at=april)

    docketing, notice, verification = story_of(file(db, case))

    today = date(2024, 9, 30)
    assert notice.is_late(today)
    assert not verification.is_late(today)
    assert not docketing.is_late(today)
    assert not notice.is_late(date(2024, 3, 31))  # a practice day on which no month had ended


def test_what_a_reader_missed_is_what_was_entered_last(db, make, case):
    make.act(case, ActKind.VALID_NOTICE, date(2024, 3, 10),
             entered_at=datetime(2024, 9, 2, 3, 0, tzinfo=UTC))  # fmt: skip
    make.act(case, ActKind.VERIFICATION, date(2024, 4, 1),
             entered_at=datetime(2024, 9, 1, 3, 0, tzinfo=UTC))  # fmt: skip

    assert [line.day for line in latest_facts(file(db, case), 1)] == [date(2024, 3, 10)]


def test_money_in_hand_is_what_came_in_less_what_went_out(db, make, case):
    make.money(case, 400_000, date(2024, 4, 1))
    make.money(case, 100_000, date(2024, 4, 5), kind=MovementKind.PAID_OUT)

    assert money_of(file(db, case)).in_hand == 300_000


@pytest.mark.parametrize(
    ("done", "offered", "withheld"),
    [
        (None, "postponement", "resumption"),
        (ActKind.SUSPENSION, "resumption", "suspension"),
        (ActKind.WITHDRAWAL, "correction", "postponement"),
        (ActKind.NOT_YET_ENFORCEABLE, "separate-tracking", "payment"),
    ],
)
def test_the_menu_follows_the_facts(db, make, case, done, offered, withheld):
    if done:
        make.act(case, done, date(2024, 4, 1))
    loaded = file(db, case)
    history = queries.history_of(loaded)

    assert fits(page_of(offered), loaded, history, Role.UNIT_HEAD)
    assert not fits(page_of(withheld), loaded, history, Role.UNIT_HEAD)


def test_every_act_of_the_law_has_its_page():
    """Nothing that can happen to a case lacks a form; ability has one page for its two outcomes,
    and what is decided of the fee is decided where the fee is."""
    covered = {page.kind for page in ACT_PAGES} | {ActKind.ENFORCEABLE}

    assert set(ActKind) - covered == {ActKind.FEE, ActKind.FEE_EXEMPTION}
    assert all(page.standings <= set(Standing) for page in ACT_PAGES)
