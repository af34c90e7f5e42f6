"""The summary's figures are those of the statistics, with their bases."""

from datetime import date

import pytest

from tests.reports.world import END, small_province
from thads.core.errors import NotFound, RuleBroken
from thads.core.ids import new_id
from thads.core.jobs import JobState
from thads.identity.models import Role
from thads.reports import actions, queries, summary
from thads.statistics.figures import figures


def test_the_paper_s_figures_are_the_figures(db, make):
    small_province(make)

    told = summary.compose(db, END, dated=END, version=1)

    total = figures(db, END).total
    assert told["total"]["cases"] == total.cases
    assert told["total"]["money"] == total.money
    assert (total.cases["resolved_total"], total.cases["enforceable_total"]) == (1, 3)
    assert (total.money["resolved"], total.money["enforceable"]) == (3_000_000, 13_000_000)
    assert told["older"]["cases"]["enforceable_total"] == 1
    old = next(one for one in told["lists"] if one["code"] == "over_one_year")
    assert [row[5] for row in old["rows"]] == [5_000_000]
    assert told["months"]["money"][-1] == [3_000_000, 13_000_000]
    assert told["months"]["money"][4] == [1_000_000, 8_000_000]


def test_head_lines_follow_the_day_of_the_paper(db, make):
    small_province(make)
    before = summary.compose(db, END, dated=date(2025, 6, 30), version=1)["head"]
    after = summary.compose(db, END, dated=date(2025, 7, 1), version=1)["head"]
    assert (before["superior"], before["signer"]) == ("Tổng cục Thi hành án dân sự", "CỤC TRƯỞNG")
    assert after["superior"] == "Cục Quản lý Thi hành án dân sự"


def test_asking_twice_while_it_is_made_has_one_effect(db, make, now):
    small_province(make)
    head = make.user(Role.PROVINCE_HEAD)
    first = actions.ask_for(db, END, by=head, today=END, now=now)
    again = actions.ask_for(db, END, by=head, today=END, now=now)
    assert again is first
    assert first.state is JobState.WAITING


@pytest.mark.parametrize(
    ("end", "code"),
    [(date(2024, 9, 29), "report.not_month_end"), (date(2024, 10, 31), "report.not_ended")],
)
def test_a_period_that_is_none_is_refused(db, make, now, end, code):
    head = make.user(Role.PROVINCE_HEAD)
    with pytest.raises(RuleBroken) as refused:
        actions.ask_for(db, end, by=head, today=END, now=now)
    assert refused.value.code == code


def test_a_published_version_stays_while_a_new_one_is_made(db, make, now):
    small_province(make)
    head = make.user(Role.PROVINCE_HEAD)
    first = actions.compose(db, new_id(), period_end=END, dated=END, by_id=head.id, now=now)
    with pytest.raises(RuleBroken):
        actions.publish(db, first, by=head, today=END, now=now)
    actions.keep_file(db, first, b"%PDF-1", now=now)
    actions.publish(db, first, by=head, today=END, now=now)
    second = actions.compose(db, new_id(), period_end=END, dated=END, by_id=head.id, now=now)
    db.commit()

    assert (first.version, second.version) == (1, 2)
    assert list(queries.published(db)) == [first]
    with pytest.raises(NotFound):
        queries.published_one(db, second.id)
    with pytest.raises(RuleBroken):
        actions.publish(db, first, by=head, today=END, now=now)
