"""The summary's figures are those of the statistics, with their bases."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.closing.world import amended, enter_late
from tests.reports.world import CLOSED_ON, END, small_province, version_of
from thads.cases.models import Case
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


def composed(db, head, now, version=None):
    return actions.compose(db, new_id(), period_end=END, dated=CLOSED_ON, by_id=head.id, now=now,
                           version=version)  # fmt: skip


def test_a_published_version_stays_while_provisional_ones_are_made(db, make, now):
    small_province(make)
    head = make.user(Role.PROVINCE_HEAD)
    first = composed(db, head, now, version_of(db, head))
    with pytest.raises(RuleBroken, match="chưa lập xong"):
        actions.publish(db, first, by=head, today=CLOSED_ON, now=now)
    actions.keep_file(db, first, b"%PDF-1", now=now)
    actions.publish(db, first, by=head, today=CLOSED_ON, now=now)
    others = [composed(db, head, now) for _ in range(2)]
    db.commit()

    assert [one.edition for one in (first, *others)] == [
        "Bản 1", "Tạm tính, lần 1", "Tạm tính, lần 2",
    ]  # fmt: skip
    assert list(queries.published(db)) == [first]
    with pytest.raises(NotFound):
        queries.published_one(db, others[0].id)
    with pytest.raises(RuleBroken, match="đã được công bố ngày 01/10/2024"):
        actions.publish(db, first, by=head, today=CLOSED_ON, now=now)


def test_provisional_figures_are_never_published(db, make, now):
    small_province(make)
    head = make.user(Role.PROVINCE_HEAD)
    report = composed(db, head, now)
    actions.keep_file(db, report, b"%PDF-1", now=now)
    with pytest.raises(RuleBroken) as refused:
        actions.publish(db, report, by=head, today=CLOSED_ON, now=now)
    assert refused.value.code == "report.provisional"
    assert not queries.published(db)


def test_one_version_is_published_in_one_paper_only(db, make, now):
    small_province(make)
    head = make.user(Role.PROVINCE_HEAD)
    papers = [composed(db, head, now, version_of(db, head)) for _ in range(2)]
    for paper in papers:
        actions.keep_file(db, paper, b"%PDF-1", now=now)
    actions.publish(db, papers[0], by=head, today=CLOSED_ON, now=now)
    with pytest.raises(RuleBroken) as refused:
        actions.publish(db, papers[1], by=head, today=CLOSED_ON, now=now)
    assert refused.value.code == "report.published"


def test_the_paper_of_a_version_is_of_its_frozen_figures_and_a_replaced_one_is_not_published(
    db, make, now
):
    small_province(make)
    head = make.user(Role.PROVINCE_HEAD)
    version = version_of(db, head)
    paper = composed(db, head, now, version)
    actions.keep_file(db, paper, b"%PDF-1", now=now)
    assert paper.figures["statistics"]["rows"] == version.figures["rows"]
    case = db.scalars(select(Case).where(Case.docketed_on == date(2024, 3, 1))).one()
    enter_late(make, case, 1_000_000, date(2024, 9, 5), by=head)
    again = composed(db, head, now, version)  # as known at the close, whatever came since
    assert again.figures["statistics"]["rows"] == version.figures["rows"]
    assert [len(one["rows"]) for one in again.figures["lists"]] == [
        len(one["rows"]) for one in paper.figures["lists"]
    ]
    amended(db, head)
    with pytest.raises(RuleBroken) as refused:
        actions.publish(db, paper, by=head, today=CLOSED_ON, now=now)
    assert refused.value.code == "report.replaced"
