"""Meetings, promises with their days, obstacles with who decides, and voluntary hand-overs."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from sqlalchemy import select

from tests.banks.world import TODAY, bank_case, institution, linked
from tests.oversight.papers import small_paper
from thads.banks import course
from thads.banks.actions import handovers, records
from thads.banks.actions.handovers import OfferTerms, StepTerms
from thads.banks.actions.records import MeetingTerms, ObstacleTerms, PromiseTerms
from thads.banks.course import PromiseState
from thads.banks.models import BankMeeting, Decider, HandoverStep, Outcome, Promiser
from thads.banks.queries import period
from thads.banks.queries import records as reading
from thads.banks.queries.records import Asked
from thads.cases.models import ActKind
from thads.core.errors import RuleBroken
from thads.identity.models import Role
from thads.rules.deadlines import Duty
from thads.worklists.models import OpenDuty

MADE, DUE = date(2024, 9, 2), date(2024, 9, 20)
PROMISED = PromiseTerms(promiser=Promiser.INSTITUTION, content="Nộp hồ sơ thế chấp", made_on=MADE,
                        due_on=DUE)  # fmt: skip
OFFER = OfferTerms(asset="Thửa đất số 1", asset_value=900_000_000, day=MADE, answer_by=DUE,
                   note="Cho ở lại đến hết tháng 10")  # fmt: skip
RAISED = ObstacleTerms(raised_on=MADE, content="Thiếu giấy chứng nhận", proposal="Cấp lại",
                       decider=Decider.PEOPLES_COMMITTEE, due_on=DUE)  # fmt: skip


@pytest.fixture
def bank(db, chief):
    return institution(db, chief)


@pytest.fixture
def case(db, make, bank, chief, officer):
    """A case of the bank, docketed before everything here, held by an officer."""
    return linked(db, make, bank, chief, docketed_on=date(2024, 3, 1), officer=officer)


def duties(db) -> list[tuple]:
    db.commit()
    found = OpenDuty
    stmt = select(found.duty, found.due, found.officer_id, found.unit_id, found.opens_on).where(
        found.duty.in_((Duty.BANK_PROMISE, Duty.BANK_OBSTACLE, Duty.VOLUNTARY_HANDOVER,
                        Duty.COERCION_AFTER_REFUSAL)))  # fmt: skip
    return [(row.duty, row.due, row.officer_id) for row in db.execute(stmt)]


def test_every_promised_day_is_a_task_until_it_is_settled(db, bank, case, chief, officer):
    of_case = records.promise(db, bank, case, PROMISED, by=chief, today=TODAY)
    general = records.promise(db, bank, None, replace(PROMISED, due_on=date(2024, 10, 5)),
                              by=chief, today=TODAY)  # fmt: skip
    assert set(duties(db)) == {
        (Duty.BANK_PROMISE, DUE, officer.id),
        (Duty.BANK_PROMISE, date(2024, 10, 5), chief.id),
    }
    records.settle(db, of_case, Outcome.BROKEN, date(2024, 9, 23), "Không nộp", by=chief,
                   today=TODAY)  # fmt: skip
    assert duties(db) == [(Duty.BANK_PROMISE, date(2024, 10, 5), chief.id)]
    found = course.tally([of_case, general], TODAY)
    assert (found.kept, found.due, found[PromiseState.OPEN]) == (0, 1, 1)
    done = period.done(db, date(2024, 9, 1), TODAY)
    assert (done.promised, done.promises.kept, done.promises.due) == (2, 0, 1)
    assert period.done(db, date(2024, 10, 1), date(2024, 10, 31)).promises.due == 1  # the other


def test_promises_are_kept_late_or_broken_as_they_stood_on_a_day(db, bank, chief):
    kept, late, overdue = (
        records.promise(db, bank, None, PROMISED, by=chief, today=TODAY) for _ in range(3)
    )
    records.settle(db, kept, Outcome.KEPT, DUE, "Đã nộp", by=chief, today=TODAY)
    records.settle(db, late, Outcome.KEPT, date(2024, 9, 25), "Đã nộp", by=chief, today=TODAY)
    assert [course.state_on(one, TODAY) for one in (kept, late, overdue)] == [
        PromiseState.KEPT, PromiseState.KEPT_LATE, PromiseState.OVERDUE]  # fmt: skip
    assert course.state_on(late, date(2024, 9, 22)) is PromiseState.OVERDUE
    assert course.state_on(kept, DUE - timedelta(1)) is PromiseState.OPEN
    found = course.tally([kept, late, overdue], TODAY)
    assert (found.kept, found.due) == (1, 3)


@pytest.mark.parametrize(
    ("given", "field"),
    [({"due_on": date(2024, 9, 1)}, "due_on"), ({"made_on": date(2024, 10, 1)}, "made_on")],
)
def test_a_promise_has_a_day_after_it_was_given(db, bank, chief, given, field):
    with pytest.raises(RuleBroken) as broken:
        records.promise(db, bank, None, replace(PROMISED, **given), by=chief, today=TODAY)
    assert broken.value.field == field


def test_a_promise_is_broken_only_once_its_day_is_over_and_settled_once(db, bank, chief):
    made = records.promise(db, bank, None, PROMISED, by=chief, today=TODAY)
    with pytest.raises(RuleBroken, match="Chưa qua ngày hẹn 20/09/2024"):
        records.settle(db, made, Outcome.BROKEN, DUE, "x", by=chief, today=TODAY)
    records.settle(db, made, Outcome.KEPT, DUE, "x", by=chief, today=TODAY)
    with pytest.raises(RuleBroken, match="đã được ghi kết quả"):
        records.settle(db, made, Outcome.KEPT, DUE, "x", by=chief, today=TODAY)


def test_nothing_is_promised_about_a_case_that_is_not_the_institutions(db, make, bank, chief):
    other = bank_case(make, docketed_on=date(2024, 3, 1))
    for act, terms in ((records.promise, PROMISED), (records.raise_obstacle, RAISED),
                       (handovers.offer, OFFER)):  # fmt: skip
        with pytest.raises(RuleBroken) as broken:
            act(db, bank, other, terms, by=chief, today=TODAY)
        assert broken.value.code == "bank.not_creditor"


def test_an_obstacle_waits_for_who_decides(db, bank, case, chief, officer):
    raised = records.raise_obstacle(db, bank, case, RAISED, by=chief, today=TODAY)
    records.raise_obstacle(db, bank, case, replace(RAISED, due_on=None), by=chief, today=TODAY)
    assert duties(db) == [(Duty.BANK_OBSTACLE, DUE, officer.id)]
    assert reading.work(db, Asked(), TODAY)[bank.id].obstacles == 2
    records.end_obstacle(db, raised, date(2024, 9, 25), "Đã cấp lại", "12/QĐ", by=chief,
                         today=TODAY)  # fmt: skip
    assert duties(db) == []
    assert reading.work(db, Asked(), TODAY)[bank.id].obstacles == 1
    assert reading.work(db, Asked(), date(2024, 9, 24))[bank.id].obstacles == 2


def stepped(db, handover, kind, day, by, **given) -> None:
    terms = StepTerms(kind=kind, day=day, due_on=None, note="x", paper=None)
    handovers.take_step(db, handover, replace(terms, **given), by=by, today=TODAY)


def test_a_refusal_switches_to_coercion(db, bank, case, chief, officer):
    offered = handovers.offer(db, bank, case, OFFER, by=chief, today=TODAY)
    assert duties(db) == [(Duty.VOLUNTARY_HANDOVER, DUE, officer.id)]
    stepped(db, offered, HandoverStep.FAILED, date(2024, 9, 21), chief)
    assert duties(db) == [(Duty.COERCION_AFTER_REFUSAL, None, officer.id)]
    with pytest.raises(RuleBroken, match="phải có quyết định cưỡng chế của việc này"):
        stepped(db, offered, HandoverStep.COERCION, date(2024, 9, 26), chief, paper="15/QĐ-CCTHADS")


def test_what_was_agreed_is_handed_over_or_not(db, bank, case, chief, officer):
    offered = handovers.offer(db, bank, case, OFFER, by=chief, today=TODAY)
    agreed_for = date(2024, 10, 10)
    for kind, given, code in (
        (HandoverStep.HANDED_OVER, {"paper": "1/BB"}, "handover.order"),  # nothing agreed yet
        (HandoverStep.COERCION, {"paper": "1/QĐ"}, "handover.order"),
        (HandoverStep.AGREED, {}, "handover.due_needed"),
        (HandoverStep.AGREED, {"due_on": date(2024, 9, 9)}, "handover.due_early"),
        (HandoverStep.FAILED, {"due_on": agreed_for}, "handover.due_idle"),
        (HandoverStep.FAILED, {"day": date(2024, 9, 1)}, "handover.day"),
    ):
        with pytest.raises(RuleBroken) as broken:
            stepped(db, offered, kind, given.pop("day", date(2024, 9, 10)), chief, **given)
        assert broken.value.code == code
    stepped(db, offered, HandoverStep.AGREED, date(2024, 9, 10), chief, due_on=agreed_for)
    assert duties(db) == [(Duty.VOLUNTARY_HANDOVER, agreed_for, officer.id)]
    with pytest.raises(RuleBroken) as broken:
        stepped(db, offered, HandoverStep.HANDED_OVER, date(2024, 9, 28), chief)
    assert broken.value.field == "paper"
    stepped(db, offered, HandoverStep.HANDED_OVER, date(2024, 9, 28), chief, paper="1/BB")
    assert duties(db) == []
    assert not reading.is_running(offered, TODAY)
    assert reading.is_running(offered, date(2024, 9, 27))


def test_a_case_that_has_ended_asks_for_none_of_it(db, make, bank, case, chief):
    records.promise(db, bank, case, PROMISED, by=chief, today=TODAY)
    db.commit()
    make.act(case, ActKind.DISCONTINUANCE, date(2024, 9, 12))
    db.commit()
    late = select(OpenDuty).where(OpenDuty.duty == Duty.BANK_PROMISE, OpenDuty.opens_on <= TODAY)
    assert db.scalars(late).all() == []
    with pytest.raises(RuleBroken) as broken:
        handovers.offer(db, bank, case, OFFER, by=chief, today=TODAY)
    assert broken.value.code == "handover.case_ended"


def test_a_meeting_holds_its_day_and_what_was_promised_there(db, make, bank, chief, now: datetime):
    terms = MeetingTerms(held_on=MADE, place="Trụ sở", people="Hai bên", subject="Án tồn",
                         conclusion="Thống nhất")  # fmt: skip
    met = records.hold_meeting(db, bank, terms, [], by=chief, today=TODAY, now=now)
    there = replace(PROMISED, meeting_id=met.id)
    records.promise(db, bank, None, there, by=chief, today=TODAY)
    for given, code in (({"made_on": date(2024, 9, 3)}, "bank.other_day"),):
        with pytest.raises(RuleBroken) as broken:
            records.promise(db, bank, None, replace(there, **given), by=chief, today=TODAY)
        assert broken.value.code == code
    other = institution(db, chief, "Ngân hàng TMCP Khác")
    with pytest.raises(RuleBroken, match="không phải với tổ chức tín dụng này"):
        records.promise(db, other, None, there, by=chief, today=TODAY)
    with pytest.raises(RuleBroken, match="chưa đến"):
        records.hold_meeting(db, bank, replace(terms, held_on=date(2024, 10, 1)), [], by=chief,
                             today=TODAY, now=now)  # fmt: skip


def plain(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_the_screens_take_a_meeting_with_its_minutes(db, bank, chief, make, sign_in):
    db.expire_on_commit = False
    db.commit()
    head, new = sign_in(chief), f"/credit-institutions/{bank.id}/meetings/new"
    sent = {"held_on": "02/09/2024", "place": "Trụ sở", "people": "Hai bên", "subject": "Án tồn",
            "conclusion": "Thống nhất"}  # fmt: skip
    wrong = {"files": (BytesIO(b"MZ not a paper"), "bien-ban.pdf")}
    refused = head.post(new, data=sent | wrong, content_type="multipart/form-data")
    assert refused.status_code == 422
    given = {"files": (BytesIO(small_paper(1)), "Biên bản 02-9.pdf")}
    done = head.post(new, data=sent | given, content_type="multipart/form-data")
    assert done.status_code == 303, done.text
    met = db.scalars(select(BankMeeting)).one()
    page = head.get(f"/bank-meetings/{met.id}").text
    assert "Biên bản 02-9.pdf" in page
    paper = met.papers[0]
    assert head.get(f"/bank-meetings/papers/{paper.id}").data == small_paper(1)
    again = head.post(f"/bank-meetings/{met.id}/papers/new", content_type="multipart/form-data",
                      data={"files": (BytesIO(small_paper(1)), "b.pdf")})  # fmt: skip
    assert again.status_code == 422
    assert "đã có trong tài liệu" in again.text
    stranger = sign_in(Role.UNIT_HEAD, unit=make.unit("XA"))
    assert stranger.get(f"/bank-meetings/{met.id}").status_code == 404
    assert stranger.get(f"/bank-meetings/papers/{paper.id}").status_code == 404


def test_the_whole_path_of_a_promise_and_a_hand_over_on_screen(db, bank, case, chief, sign_in):
    db.expire_on_commit = False
    db.commit()
    head, base = sign_in(chief), f"/credit-institutions/{bank.id}"
    promise = {"case": str(case.id), "promiser": "institution", "content": "Nộp hồ sơ",
               "made_on": "02/09/2024", "due_on": "20/09/2024"}  # fmt: skip
    assert head.post(f"{base}/promises/new", data=promise | {"due_on": ""}).status_code == 422
    assert head.post(f"{base}/promises/new", data=promise).status_code == 303
    obstacle = {"raised_on": "02/09/2024", "content": "Thiếu giấy", "proposal": "Cấp lại",
                "decider": "court"}  # fmt: skip
    assert head.post(f"{base}/obstacles/new", data=obstacle).status_code == 303
    offer = {"case": str(case.id), "asset": "Thửa đất", "asset_value": "900tr",
             "day": "02/09/2024", "due_on": "20/09/2024", "note": "Ở lại"}  # fmt: skip
    assert head.post(f"{base}/handovers/new", data=offer).status_code == 303
    work = head.get(f"{base}/work").text
    assert "0/1 lời hẹn đã đến hạn" in plain(work)
    assert "900.000.000" in work
    address = re.search(r"/bank-promises/[0-9a-f-]+", work)[0]
    early = {"outcome": "broken", "settled_on": "20/09/2024", "note": "x"}
    assert "Chưa qua ngày hẹn" in head.post(address, data=early).text
    assert head.post(address, data=early | {"outcome": "kept"}).status_code == 303
    assert "1/1 lời hẹn" in plain(head.get(f"{base}/work").text)
    ended = {"ended_on": "10/09/2024", "result": "Đã cấp", "paper": "1/CV"}
    address = re.search(r"/bank-obstacles/[0-9a-f-]+", work)[0]
    assert head.post(address, data=ended).status_code == 303
    address = re.search(r"/voluntary-handovers/[0-9a-f-]+", work)[0]
    step = {"kind": "failed", "day": "21/09/2024", "note": "Không đồng ý"}
    assert head.post(address, data=step | {"kind": "coercion"}).status_code == 422
    assert head.post(address, data=step).status_code == 303
    listed = plain(head.get("/credit-institutions/").text)
    assert "1 1 1 1.000.000 0 1.000.000 0 1 / 1 1" in listed
    case_page = plain(head.get(f"/cases/{case.id}").text)
    assert "Không tự nguyện giao" in case_page
    assert "Cưỡng chế khi không tự nguyện giao" in case_page
    assert "ưỡng chế khi không tự nguyện giao" in head.get("/worklists/tasks").text
