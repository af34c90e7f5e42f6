"""Training and outreach: who took part how long, which findings it answers, what is struck."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from thads.core.errors import RuleBroken
from thads.identity.models import Role
from thads.inspections.models import Inspection, InspectionFinding, InspectionKind
from thads.periods.models import PeriodClose
from thads.reports.summary.training import trained
from thads.training import actions, queries
from thads.training.hours import in_hours, minutes_of
from thads.training.models import EventKind
from thads.training.queries import EventFilter
from thads.training.terms import EventTerms

START, TODAY = date(2023, 10, 1), date(2024, 9, 30)
TALK = {"kind": EventKind.OUTREACH, "people": 40, "commune": "Xã Bảo Hà"}

SENT = {"kind": "training", "title": "Thông báo đúng hạn", "subject": "Thông báo",
        "first_day": "02/09/2024", "last_day": "02/09/2024", "minutes": "3,5",
        "place": "Trụ sở", "held_by": "Thẩm tra viên"}  # fmt: skip


def held(db, by, now, **given):
    terms = {"kind": EventKind.TRAINING, "title": "Lớp", "subject": "Xác minh", "article": None,
             "first_day": date(2024, 9, 2), "last_day": date(2024, 9, 3), "minutes": 420,
             "place": "Trụ sở", "held_by": "Thẩm tra viên"} | given  # fmt: skip
    return actions.hold(db, EventTerms(**terms), by=by, today=TODAY, now=now)


def findings(db, unit, person, now, *days):
    """The same fault, found by one inspection after the other."""
    for number, day in enumerate(days):
        one = Inspection(
            kind=InspectionKind.SELF, number=str(number), decided_on=day, unit_id=unit.id,
            leader_id=person.id, period_from=day, period_to=day, scope="a", due_on=day,
            entered_at=now,
        )  # fmt: skip
        db.add(one)
        db.flush()
        found = InspectionFinding(
            inspection_id=one.id, position=1, item="notice", article="a",
            content=f"Chậm thông báo {number}", remedy="a", unit_id=unit.id, owner_id=person.id,
            found_on=day, due_on=day, entered_at=now,
        )  # fmt: skip
        db.add(found)
        db.flush()
        yield found


def said(text):
    try:
        return minutes_of(text)
    except ValueError:
        return None


def test_hours_are_typed_with_a_comma_and_come_back_so():
    for text, minutes in (("7", 420), ("3,5", 210), ("3.5", 210), ("0,25", 15), ("100", 6000)):
        assert minutes_of(text) == minutes
        assert in_hours(minutes) == text.replace(".", ",")
    assert in_hours(minutes_of("1066,25")) == "1.066,25"
    assert minutes_of("1.066,25") == 63975
    for text in ("", "-1", "3,5,5", "1e3", "0,01", "²", "1.06,5"):
        assert not said(text)


@pytest.mark.parametrize(
    ("given", "field"),
    [({"last_day": date(2024, 9, 1)}, "last_day"),
     ({"last_day": TODAY + timedelta(days=1)}, "last_day"),
     ({"minutes": 2 * 24 * 60 + 5}, "minutes"),
     (TALK | {"people": None}, "people"), (TALK | {"commune": None}, "commune"),
     (TALK | {"commune": "Xã Không Có"}, "commune"), (TALK | {"commune": "Xã Tân An"}, "commune"),
     ({"people": 40}, "people")],
)  # fmt: skip
def test_what_an_event_must_hold(db, chief, now, given, field):
    with pytest.raises(RuleBroken) as broken:
        held(db, chief, now, **given)
    assert broken.value.field == field
    assert queries.search(db, EventFilter()).total == 0


def test_the_newest_word_on_a_person_counts_and_the_sums_are_naive(db, make, unit, chief, now):
    people = [make.user(Role.OFFICER, unit=unit) for _ in range(3)]
    guest = make.user(Role.OFFICER, unit=make.unit())
    course, talk = held(db, chief, now), held(db, chief, now, **TALK)
    given = {one.id: 420 for one in people} | {guest.id: 210}
    assert actions.attend(db, course, given, by=chief, now=now) == 4
    assert actions.attend(db, course, given | {people[0].id: 0}, by=chief, now=now) == 1
    actions.attend(db, talk, {people[1].id: 60}, by=chief, now=now)
    with pytest.raises(RuleBroken) as broken:
        actions.attend(db, talk, {people[1].id: 425}, by=chief, now=now)
    assert broken.value.code == "training.too_long"
    assert queries.outreach_in(db, "old-02989", TODAY, unit_id=unit.id) == [talk]
    assert talk.commune == "Xã Bảo Hà, Huyện Bảo Yên, Tỉnh Lào Cai"
    page = queries.search(db, EventFilter())
    events = [queries.get(db, one.id) for one in (course, talk)]
    told = [one.minutes for event in events for one in event.staff]
    assert page.sums == {"minutes": 840, "staff": len(told), "attended": sum(told), "people": 40}
    assert sorted(told) == [60, 210, 420, 420]
    assert queries.people(db, EventFilter()) == 3
    went = queries.search(db, EventFilter(unit_id=guest.unit_id))
    assert [row.event.id for row in went.rows] == [course.id]
    actions.strike(db, course, "Ghi nhầm", by=chief, today=TODAY, now=now)
    assert queries.search(db, EventFilter()).sums["staff"] == 1
    with pytest.raises(RuleBroken):
        actions.attend(db, course, given, by=chief, now=now)


def test_a_repeated_finding_waits_until_an_event_after_it_answers(db, unit, officer, chief, now):
    first, again = findings(db, unit, officer, now, date(2024, 3, 4), date(2024, 6, 3))
    db.commit()

    def waiting(until=TODAY):
        rows, ratio = queries.repeated(db, unit.id, until)
        return [one.id for one in rows], ratio.numerator, ratio.denominator

    assert waiting() == ([again.id], 0, 1)
    early = {"first_day": date(2024, 6, 1), "last_day": date(2024, 6, 2)}
    with pytest.raises(RuleBroken) as broken:
        held(db, chief, now, **early, finding_ids=(again.id,))
    assert broken.value.code == "training.before_finding"
    db.rollback()
    event = held(db, chief, now, finding_ids=(again.id,))
    assert waiting() == ([], 1, 1)
    assert waiting(date(2024, 9, 2)) == ([again.id], 0, 1)
    actions.answer(db, event, [first.id], by=chief, now=now)
    assert waiting() == ([again.id], 0, 1)
    actions.answer(db, event, [again.id], by=chief, now=now)
    assert [one.id for one in queries.of_finding(db, again.id)] == [event.id]
    assert queries.answers_by_event(db, [event.id]) == {event.id: 1}
    actions.strike(db, event, "Ghi nhầm", by=chief, today=TODAY, now=now)
    assert waiting() == ([again.id], 0, 1)


def test_from_the_first_entry_to_the_line_of_the_summary(
    db, make, unit, officer, chief, now, sign_in
):
    db.expire_on_commit = False
    _, again = findings(db, unit, officer, now, date(2024, 3, 4), date(2024, 6, 3))
    db.commit()
    browser = sign_in(chief)
    asked = browser.get(f"/training/new?finding={again.id}").text
    assert f'<option selected value="{again.id}">' in asked
    refused = browser.post("/training/new", data=SENT | {"minutes": "ba"})
    assert refused.status_code == 422
    assert "Nhập số giờ, ví dụ 7 hoặc 3,5." in refused.text
    made = browser.post("/training/new", data=SENT | {"finding": str(again.id)})
    assert made.status_code == 303
    address = made.location.removesuffix("/people")
    field = f"of_{officer.id.hex}"
    assert browser.post(made.location, data={field: "4"}).status_code == 422
    assert browser.post(made.location, data={field: "3,5"}).status_code == 303
    talk = SENT | {"kind": "outreach", "people": "120", "commune": "xã bảo hà"}
    assert browser.post("/training/new", data=talk).status_code == 303
    shown = browser.get(address).text
    assert officer.full_name in shown
    assert again.content in shown
    assert SENT["title"] in browser.get(f"/inspections/findings/{again.id}").text
    assert "1 / 1" in browser.get("/training/?since=01/09/2024&until=30/09/2024").text
    book = "/exports/training/?since=01/09/2024&until=30/09/2024&kind=outreach&purpose=work"
    rows = list(load_workbook(BytesIO(browser.get(book).data)).active.values)
    assert [row[12] for row in rows if row[0] == SENT["title"]] == [120]
    db.rollback()
    assert trained(db, START, TODAY) == {
        "courses": {"events": 1, "hours": "3,5", "turns": 1, "staff": 1},
        "talks": {"events": 1, "hours": "3,5", "people": 120, "communes": 1},
        "repeated": {"n": 1, "m": 1},
    }
    assert browser.post(f"{address}/strike", data={"reason": "Ghi nhầm"}).status_code == 303
    assert "Đã xóa khỏi sổ ngày" in browser.get(address).text
    elsewhere = sign_in(Role.UNIT_HEAD, unit=make.unit("XA"))
    assert elsewhere.get(address).status_code == 404
    assert elsewhere.post(f"{address}/strike", data={"reason": "a"}).status_code == 404


def test_an_event_of_a_closed_month_says_why_it_comes_late(db, make, unit, chief, now, sign_in):
    db.add(PeriodClose(unit_id=unit.id, period_end=date(2024, 8, 31), closed_at=now,
                       entered_by_id=chief.id))  # fmt: skip
    db.commit()
    browser = sign_in(chief)
    sent = SENT | {"first_day": "30/08/2024", "last_day": "30/08/2024"}
    asked = browser.post("/training/new", data=sent)
    assert asked.status_code == 422
    assert 'name="late_reason"' in asked.text
    made = browser.post("/training/new", data=sent | {"late_reason": "Biên bản đến muộn"})
    assert made.status_code == 303
    shown = browser.get(made.location.removesuffix("/people")).text
    assert "Biên bản đến muộn" in shown
