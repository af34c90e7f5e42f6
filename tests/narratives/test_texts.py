"""What people write into a summary: a later version stands, the earlier ones stay readable."""

from datetime import date, timedelta

import pytest

from thads.core.errors import RuleBroken
from thads.identity.models import Role
from thads.narratives import actions, queries
from thads.narratives.actions import NewerText
from thads.narratives.blocks import blocks
from thads.narratives.models import ReportText, Section

AUGUST, SEPTEMBER = date(2024, 8, 31), date(2024, 9, 30)


def write(db, by, now, body, *, period=SEPTEMBER, section=Section.CAUSES, over=None):
    return actions.write(db, period, section, body, over=over, by=by, today=SEPTEMBER, now=now)


def test_a_later_version_stands_and_the_earlier_stays_readable(db, make, now):
    head = make.user(Role.PROVINCE_HEAD)
    first = write(db, head, now, "Thiếu Chấp hành viên.")
    second = write(db, head, now + timedelta(minutes=1), "Thiếu kinh phí.", over=first.id)

    assert queries.standing(db, SEPTEMBER) == {Section.CAUSES: second}
    assert list(queries.history(db, SEPTEMBER, Section.CAUSES)) == [second, first]
    told = queries.standing_blocks(db, SEPTEMBER, ["causes", "tasks"])
    assert told["causes"]["blocks"] == [{"text": "Thiếu kinh phí."}]
    assert told["tasks"]["blocks"] == []


def test_who_did_not_see_the_newer_version_does_not_write_over_it(db, make, now):
    head, deputy = make.user(Role.PROVINCE_HEAD), make.user(Role.DEPUTY_HEAD)
    first = write(db, head, now, "Bản một.")
    write(db, head, now + timedelta(minutes=1), "Bản hai.", over=first.id)
    for over in (None, first.id):
        with pytest.raises(NewerText):
            write(db, deputy, now + timedelta(minutes=2), "Bản của phó.", over=over)
    assert queries.standing(db, SEPTEMBER)[Section.CAUSES].body == "Bản hai."


def test_two_first_versions_in_one_moment_are_one(db, make, now, monkeypatch):
    head = make.user(Role.PROVINCE_HEAD)
    write(db, head, now, "Bản một.")
    monkeypatch.setattr(queries, "standing", lambda *_: {})  # the other had not committed yet
    with pytest.raises(NewerText):
        write(db, head, now, "Cùng lúc.")
    assert db.query(ReportText).count() == 1


def test_the_text_of_the_month_before_is_offered(db, make, now):
    head = make.user(Role.PROVINCE_HEAD)
    write(db, head, now, "Tháng tám.", period=AUGUST)
    before = queries.last_before(db, SEPTEMBER, Section.CAUSES)
    assert before is not None
    assert before.body == "Tháng tám."
    assert queries.last_before(db, AUGUST, Section.CAUSES) is None
    assert queries.last_before(db, SEPTEMBER, Section.TASKS) is None


@pytest.mark.parametrize(
    ("period", "body", "code"),
    [
        (date(2024, 9, 29), "Có nội dung.", "narrative.period"),
        (date(2024, 10, 31), "Có nội dung.", "narrative.period"),
        (SEPTEMBER, "", "narrative.same"),
    ],
)
def test_what_is_no_text_of_a_period_is_refused(db, make, now, period, body, code):
    with pytest.raises(RuleBroken) as refused:
        write(db, make.user(Role.PROVINCE_HEAD), now, body, period=period)
    assert refused.value.code == code


def test_lines_are_paragraphs_and_marked_lines_are_lists():
    assert blocks("Một.\n\n- hai\n+ ba\nBốn <b>.") == [
        {"text": "Một."}, {"list": ["hai", "ba"]}, {"text": "Bốn <b>."},
    ]  # fmt: skip
