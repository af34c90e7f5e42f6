"""The steering committee's meetings, and the cases it directs from one of them on."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from thads.core.errors import RuleBroken
from thads.directives import actions, queries
from thads.directives.models import SteeredCase, SteeringMeeting
from thads.directives.terms import MeetingTerms
from thads.identity.models import Role

GIVEN, TODAY = date(2024, 9, 3), date(2024, 9, 30)


def test_a_case_is_under_one_direction_of_the_committee_at_a_time(db, make, governor, now):
    case = make.case()
    met = actions.meet(
        db,
        MeetingTerms(held_on=GIVEN, subject="Án lớn", chair="Phó Chủ tịch UBND tỉnh",
                     attendance="Công an, Tài chính", minutes="Tập trung cưỡng chế"),
        by=governor, today=TODAY, now=now,
    )  # fmt: skip
    db.commit()
    meeting = queries.meeting(db, met.id)
    actions.steer(db, meeting, case, "Cưỡng chế trong tháng 10", by=governor, now=now)
    db.commit()
    with pytest.raises(RuleBroken) as broken:
        actions.steer(db, queries.meeting(db, met.id), case, "Lại", by=governor, now=now)
    assert broken.value.code == "directive.steered"
    steered = queries.steered_now(db, case.id)
    with pytest.raises(RuleBroken) as broken:
        actions.release(db, steered, GIVEN - timedelta(days=1), "Xong", by=governor, today=TODAY,
                        now=now)  # fmt: skip
    assert broken.value.code == "directive.day"
    actions.release(db, steered, TODAY, "Đã thi hành xong", by=governor, today=TODAY, now=now)
    db.commit()
    assert queries.steered_now(db, case.id) is None


def test_the_committee_s_book_through_the_screens(db, sign_in, make, unit):
    case = make.case()
    head, chief = sign_in(Role.PROVINCE_HEAD), sign_in(Role.UNIT_HEAD)
    today = "30/09/2024"
    data = {"held_on": today, "subject": "Án lớn", "chair": "Phó Chủ tịch", "attendance": "Đủ",
            "minutes": "Dứt điểm"}  # fmt: skip
    assert chief.post("/directives/committee/new", data=data).status_code == 404
    made = head.post("/directives/committee/new", data=data)
    meeting = db.scalars(select(SteeringMeeting)).one()
    assert (made.status_code, made.location) == (303, f"/directives/committee/{meeting.id}")
    db.commit()
    steer = {"meeting": str(meeting.id), "direction": "Cưỡng chế trong quý"}
    assert head.post(f"/cases/{case.id}/steering/new", data=steer).status_code == 303
    assert "Cưỡng chế trong quý" in chief.get(f"/cases/{case.id}").text
    steered = db.scalars(select(SteeredCase)).one()
    db.commit()
    end = {"day": today, "note": "Đã xong"}
    assert head.post(f"/directives/committee/cases/{steered.id}/end", data=end).status_code == 303
    assert "Thôi chỉ đạo" in head.get("/directives/committee/").text
    assert "thôi chỉ đạo 30/09/2024" in head.get(f"/directives/committee/{meeting.id}").text
