"""Giving many cases over on screen: chosen, shown beforehand, done, and told case by case."""

import re
from contextvars import Context
from datetime import date

import pytest
from sqlalchemy import func, select

from thads.cases import queries
from thads.cases.models import ActKind, CaseAct
from thads.cases.views import assignments as view
from thads.core.jobs import BackgroundJob, Job, JobState
from thads.identity.models import Role
from workers.run import run

START, ADDRESS = date(2024, 3, 1), "/cases/assignments"


@pytest.fixture(autouse=True)
def day(monkeypatch):
    """30/09/2024."""
    monkeypatch.setattr(view, "today", lambda: date(2024, 9, 30))


@pytest.fixture
def other(make):
    return make.user(Role.OFFICER, full_name="Trần Thị Nhận Việc")


@pytest.fixture
def cases(make, officer):
    return [make.case(START, officer=officer) for _ in range(3)]


def typed(officer=None, *cases, **given):
    """The form as a browser sends it."""
    return {"which": "ticked", "officer": str(officer.id) if officer else "", "to_unit": "",
            "day": "30/09/2024", "note": "", "step": "preview",
            "case": [str(case.id) for case in cases], **given}  # fmt: skip


def carried(page):
    """What the preview sends on with its button."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page)
    sent = {name: value for name, value in found if name != "case"}
    return sent | {"case": [value for name, value in found if name == "case"], "step": "issue"}


def holder(db, case):
    db.rollback()
    return queries.history_of(queries.get(db, case.id, scope=None)).now.officer_id


def test_the_preview_shows_both_sides_and_writes_nothing(sign_in, db, cases, officer, other):
    head = sign_in(Role.UNIT_HEAD)

    shown = head.post(ADDRESS, data=typed(other, *cases[:2]))

    assert shown.status_code == 200
    assert "Giao 2 việc cho Trần Thị Nhận Việc" in shown.text
    rows = {
        name: re.findall(r">(?:<b>)?([^<>]+)(?:</b>)?</td>", row)
        for name, row in re.findall(r'Chấp hành viên">([^<]+)</th>(.*?)</tr>', shown.text, re.S)
    }
    assert rows[officer.full_name] == [
        "3", "-2", "1", "3.000.000", "-2.000.000", "1.000.000"]  # fmt: skip
    assert rows[other.full_name] == ["0", "+2", "2", "0", "+2.000.000", "2.000.000"]
    assert {holder(db, case) for case in cases} == {officer.id}


def test_what_was_shown_is_done_and_told(sign_in, db, make, cases, officer, other):
    ended = make.case(START, officer=officer)
    make.act(ended, ActKind.DISCONTINUANCE, date(2024, 5, 1), ground="a")
    head = sign_in(Role.UNIT_HEAD)
    preview = head.post(ADDRESS, data=typed(other, *cases[:2], ended))
    assert "1 việc không giao được" in preview.text

    answer = head.post(ADDRESS, data=carried(preview.text))

    assert answer.status_code == 303
    outcome = head.get(answer.location).text
    assert "Đã giao 2 việc" in outcome
    assert ended.title in outcome
    assert [holder(db, case) for case in cases] == [other.id, other.id, officer.id]
    assert sign_in(Role.UNIT_HEAD).get(answer.location).status_code == 404  # of who asked only
    again = head.post(ADDRESS, data=carried(preview.text))
    assert again.location == answer.location
    assert db.scalar(select(func.count(BackgroundJob.id))) == 1


def test_a_list_that_changed_is_shown_again_before_anything_is_done(
    sign_in, db, make, cases, officer, other
):
    head = sign_in(Role.UNIT_HEAD)
    filtered = f"{ADDRESS}?officer={officer.id}"
    preview = head.post(filtered, data=typed(other, which="all"))
    assert "Giao 3 việc cho" in preview.text
    make.case(START, officer=officer)

    answer = head.post(filtered, data=carried(preview.text))

    assert answer.status_code == 409
    assert "Danh sách việc đã thay đổi" in answer.text
    assert "Giao 4 việc cho" in answer.text
    assert holder(db, cases[0]) == officer.id
    assert head.post(filtered, data=carried(answer.text)).status_code == 303
    assert {holder(db, case) for case in cases} == {other.id}


def test_a_long_list_goes_to_the_worker_and_ends_the_same(sign_in, db, cases, other, monkeypatch):
    monkeypatch.setattr(view, "AT_ONCE", 2)
    head = sign_in(Role.UNIT_HEAD)
    preview = head.post(ADDRESS, data=typed(other, which="all"))

    answer = head.post(ADDRESS, data=carried(preview.text))

    db.rollback()
    job = db.scalars(select(BackgroundJob).where(BackgroundJob.name == Job.HAND_OVER_CASES)).one()
    assert (job.state, answer.status_code) == (JobState.WAITING, 303)
    assert 'hx-trigger="every 2s"' in head.get(answer.location).text
    job_id = str(job.id)
    db.rollback()
    assert _worked(job_id)
    part = head.get(answer.location, headers={"HX-Request": "true", "HX-Target": "handover"}).text
    assert "Đã giao 3 việc" in part
    assert "<html" not in part
    assert {holder(db, case) for case in cases} == {other.id}


def _worked(job_id):
    return Context().run(run, "lao-cai", job_id)


def test_cases_move_to_another_unit_and_wait_for_its_officer(sign_in, db, make, cases):
    unit = make.unit(name="Chi cục THADS huyện Nhận")
    head = sign_in(Role.UNIT_HEAD)
    preview = head.post(ADDRESS, data=typed(None, *cases, to_unit=str(unit.id)))
    assert "Chuyển 3 việc sang Chi cục THADS huyện Nhận" in preview.text

    answer = head.post(ADDRESS, data=carried(preview.text))

    assert answer.status_code == 303
    db.rollback()
    file = queries.get(db, cases[0].id, scope=unit.id)
    assert queries.history_of(file).now.unit_id == unit.id
    assert "Chưa phân công" in head.get(answer.location).text


@pytest.mark.parametrize(("wrong", "told"), [
    ({"officer": ""}, "Chọn Chấp hành viên nhận việc, hoặc đơn vị nhận."),
    ({"case": []}, "Chưa chọn việc nào."),
    ({"day": "31/02/2024"}, "Nhập ngày theo dạng"),
])  # fmt: skip
def test_a_choice_that_is_not_whole_comes_back(sign_in, cases, other, wrong, told):
    head = sign_in(Role.UNIT_HEAD)
    answer = head.post(ADDRESS, data=typed(other, *cases[:1], note="Luân chuyển") | wrong)
    assert answer.status_code == 422
    assert told in answer.text
    assert 'value="Luân chuyển"' in answer.text
    assert answer.text.count(" checked") == ("case" not in wrong)


def test_going_back_keeps_what_was_chosen(sign_in, cases, other):
    head = sign_in(Role.UNIT_HEAD)
    preview = head.post(ADDRESS, data=typed(other, *cases[:2]))
    back = head.post(ADDRESS, data=carried(preview.text) | {"step": "edit"})
    assert back.status_code == 200
    assert back.text.count(" checked") == 2
    assert f'<option selected value="{other.id}">' in back.text


def test_a_unit_s_head_gives_only_what_the_unit_holds(sign_in, db, make, other):
    elsewhere = make.case(START, unit=make.unit())
    head = sign_in(Role.UNIT_HEAD)
    answer = head.post(ADDRESS, data=typed(other, elsewhere))
    assert answer.status_code == 422
    assert elsewhere.title not in answer.text.partition("Chưa chọn việc nào")[2]
    assert head.post(ADDRESS, data=typed(other) | {"case": ["x"]}).status_code == 404
    assert db.scalar(select(func.count(CaseAct.id))) == 0


def test_officers_and_readers_give_nothing(sign_in, cases, other):
    for role in (Role.OFFICER, Role.EXAMINER, Role.ACCOUNTANT, Role.OVERSIGHT):
        person = sign_in(role)
        assert person.get(ADDRESS).status_code == 404
        assert person.post(ADDRESS, data=typed(other, *cases)).status_code == 404


def test_ended_cases_are_not_offered_unless_asked_for(sign_in, make, cases, officer):
    ended = make.case(START, officer=officer)
    make.act(ended, ActKind.DISCONTINUANCE, date(2024, 5, 1), ground="a")
    head = sign_in(Role.UNIT_HEAD)
    assert "Cả 3 việc đang lọc" in head.get(ADDRESS).text
    assert "Cả 1 việc đang lọc" in head.get(f"{ADDRESS}?standing=discontinued").text
