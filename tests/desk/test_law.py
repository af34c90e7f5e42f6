"""Luật áp dụng: the book of a day, what a change of law changes, for everyone who signed in."""

import re
from datetime import date

import pytest

from tests.clients import client_of
from thads.desk import law
from thads.identity.models import Role
from thads.rules import deadlines
from thads.rules.deadlines import Duty

pytestmark = pytest.mark.one_engine

OLD, NEW = date(2026, 6, 30), date(2026, 7, 1)


def _row(page: str, name: str) -> str:
    """The row of a table that begins with this name, without its marks."""
    row = next(
        row for row in re.findall(r"<tr>.*?</tr>", page, re.DOTALL) if f">{name}</th>" in row
    )
    return " ".join(re.sub(r"<[^>]+>", " ", row).split())


def test_the_page_says_which_article_gave_each_due_day(sign_in):
    page = sign_in(Role.OFFICER).get("/law/?day=01/07/2026").text

    row = _row(page, "Xác minh lần đầu")
    assert "09 ngày" in row
    assert "Luật THADS 2025 Điều 37 khoản 1 *" in row  # known from the digest
    assert "10/07/2026" in row
    assert "Nghị định 152/2026 Điều 40 khoản 1 " in _row(page, "Tiêu hủy vật chứng")
    assert "hoãn thi hành án" in row  # what stops the clock
    assert "dự kiến" not in row


def test_the_day_chooses_the_law(sign_in):
    me = sign_in(Role.OFFICER)
    old = me.get("/law/?day=30/6/2026").text
    assert "Luật THADS 2008 Điều 44 khoản 1 " in _row(old, "Xác minh lần đầu")
    assert "Gửi lại yêu cầu thi hành án" not in old

    assert "Luật THADS 2008 Điều 48 khoản 1 điểm a" in me.get("/law/grounds?day=30/6/2026").text
    assert "Luật THADS 2025 Điều 46 khoản 1 điểm l" in me.get("/law/grounds?day=1/7/2026").text
    assert "Rút hồ sơ lên thi hành" in me.get("/law/competence?day=30/6/2026").text
    assert "Rút hồ sơ lên thi hành" not in me.get("/law/competence?day=1/7/2026").text


def test_a_due_day_in_a_year_not_yet_announced_says_so(sign_in):
    page = sign_in(Role.OFFICER).get("/law/?day=20/12/2026").text
    assert "lịch nghỉ năm 2027 dự kiến" in _row(page, "Xác minh định kỳ")
    assert "dự kiến" not in _row(page, "Từ chối yêu cầu thi hành án")


@pytest.mark.parametrize("role", Role)
def test_everyone_who_signed_in_may_read_the_law(sign_in, role):
    client = sign_in(role)
    for page in ("", "grounds", "competence", "calendar", "changes"):
        answer = client.get(f"/law/{page}")
        assert answer.status_code == 200
        assert "Luật áp dụng" in answer.text  # the way here stands in the navigation


def test_nobody_else_may(app, lao_cai):
    stranger = client_of(app, lao_cai.slug, before=lambda: None)
    assert "/sign-in" in stranger.get("/law/").headers["Location"]


@pytest.mark.parametrize("typed", ["31/02/2026", "hôm qua", "01/01/1990", "31/12/2999"])
def test_a_day_that_cannot_be_is_refused_and_today_shown(sign_in, typed):
    me = sign_in(Role.OFFICER)
    for page in ("", "grounds", "competence"):
        answer = me.get(f"/law/{page}?day={typed}")
        assert answer.status_code == 200
        assert "field-error" in answer.text
        assert typed in answer.text
    assert "field-error" in me.get(f"/law/changes?before={typed}&after=01/07/2026").text


def test_the_calendar_names_the_announcement_of_each_year(sign_in):
    page = sign_in(Role.STOREKEEPER).get("/law/calendar").text
    row = _row(page, "2026")
    assert "14/2–22/2" in row
    assert "10/1; 22/8" in row
    assert "9441/TB-BNV" in row


def test_the_preview_shows_both_laws_side_by_side(sign_in):
    page = sign_in(Role.OFFICER).get("/law/changes").text
    assert "Điều gì thay đổi từ 01/07/2026" in page
    row = _row(page, "Xác minh lần đầu")
    assert "10 ngày" in row
    assert "09 ngày" in row
    assert "chưa ghi quy định nào" in _row(page, "Gửi lại yêu cầu thi hành án")
    assert "Ra quyết định hoãn<" not in page  # five working days before and after


def test_the_preview_leaves_out_what_stays_and_nothing_that_changes():
    told = {
        line.name
        for title, lines in law.changes(OLD, NEW)
        for line in lines
        if title in deadlines.TOPICS
    }
    for duty in Duty:
        said = {
            (d.length, d.unit, d.extension, d.event)
            for day in (OLD, NEW)
            for d in deadlines.DEADLINES
            if d.duty is duty and d.holds_on(day)
        }
        both = deadlines.exists(duty, OLD) and deadlines.exists(duty, NEW)
        neither = not deadlines.exists(duty, OLD) and not deadlines.exists(duty, NEW)
        label = duty.label[0].upper() + duty.label[1:]
        assert (label in told) == (not neither and (len(said) > 1 or not both)), duty


def test_two_days_of_one_law_are_alike():
    assert law.changes(date(2026, 8, 1), date(2026, 9, 1)) == []
    assert law.changes(NEW, NEW) == []


def test_the_book_holds_each_deadline_of_the_day_once():
    listed = [line.deadline for _, lines in law.timetable(NEW) for line in lines]
    assert listed == [d for d in deadlines.DEADLINES if d.holds_on(NEW)]
    assert law.digest_count(NEW) == sum(not d.was_read for d in listed) > 0


def test_lengths_are_told_in_the_words_of_the_office():
    def said(duty: Duty, day: date = NEW) -> str:
        return law.words(deadlines.rule(duty, day))

    assert said(Duty.INTERIM_DECISION) == "ngay"
    assert said(Duty.INTERIM_ENTRUSTMENT) == "24 giờ"
    assert said(Duty.COERCION_COST_NOTICE) == "trước ít nhất 02 ngày làm việc"
    assert said(Duty.DELEGATED_REGISTERED) == "30 ngày, kéo dài không quá 15 ngày"
    assert said(Duty.REQUEST_LIMITATION) == "05 năm"
    assert said(Duty.FIELD_CASH_TO_FUND) == "ngay trong ngày, hoặc ngày làm việc đầu tiên"
