"""Talks with debtors: their next day, what followed of free will, the share that drills."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from thads.cases import queries as cases
from thads.cases.models import MovementKind
from thads.core.errors import RuleBroken
from thads.identity.models import Role
from thads.persuasion import actions, queries
from thads.persuasion.models import Answer, Method
from thads.persuasion.queries import ContactFilter
from thads.persuasion.terms import ContactTerms
from thads.rules.deadlines import Duty
from thads.worklists import queries as worklists
from thads.worklists.asked import Wanted

TODAY = date(2024, 9, 30)
TALK = {"day": date(2024, 9, 2), "method": Method.VISIT, "met": "Ông Thử", "offer": "Nộp dần",
        "answer": Answer.PROMISES}  # fmt: skip


def talk(db, case, officer, **given):
    loaded = cases.get(db, case.id, scope=None)
    return actions.record(db, loaded, ContactTerms(**TALK | given), by=officer, today=TODAY)


def waiting(db):
    db.commit()
    found = worklists.every(db, Wanted(duty=Duty.PERSUASION), TODAY)
    return [(line.task.case_id, line.task.officer_id, line.task.due) for line in found]


def test_the_next_talk_is_a_duty_until_it_took_place(db, make, officer):
    case = make.case(date(2024, 3, 1), officer=officer)
    talk(db, case, officer, next_on=date(2024, 9, 20))
    assert waiting(db) == [(case.id, officer.id, date(2024, 9, 20))]
    talk(db, case, officer, day=date(2024, 9, 25), next_on=date(2024, 10, 9))
    assert waiting(db) == [(case.id, officer.id, date(2024, 10, 9))]
    talk(db, case, officer, day=date(2024, 9, 28), answer=Answer.PERFORMS)
    assert waiting(db) == []


def test_a_correction_stands_in_the_place_of_the_wrong_record(db, make, officer):
    case = make.case(date(2024, 3, 1), officer=officer)
    wrong = talk(db, case, officer, next_on=date(2024, 9, 20))
    talk(db, case, officer, method=Method.PHONE, corrects=wrong.id)
    assert [one.method for one in queries.of_case(db, case.id)] == [Method.PHONE]
    assert waiting(db) == []


@pytest.mark.parametrize(
    ("given", "field"),
    [({"met": " "}, "met"), ({"offer": ""}, "offer"), ({"next_on": TALK["day"]}, "next_on"),
     ({"day": date(2024, 10, 1)}, "day"), ({"day": date(2024, 2, 29)}, "day")],
)  # fmt: skip
def test_what_a_talk_must_hold(db, make, officer, given, field):
    case = make.case(date(2024, 3, 1), officer=officer)
    with pytest.raises(RuleBroken) as broken:
        talk(db, case, officer, **given)
    assert broken.value.field == field
    assert queries.of_case(db, case.id) == []


def test_a_result_is_money_of_the_case_after_the_talk_and_follows_one_talk(db, make, officer):
    case, other = (make.case(date(2024, 3, 1), officer=officer) for _ in range(2))
    before = make.money(case, 100_000, date(2024, 9, 1))
    after = make.money(case, 300_000, date(2024, 9, 10))
    elsewhere = make.money(other, 200_000, date(2024, 9, 10))
    first, second = talk(db, case, officer), talk(db, case, officer)
    for wrong in (before, elsewhere):
        with pytest.raises(RuleBroken):
            actions.link(db, queries.get(db, first.id), wrong.id, note=None, by=officer)
    actions.link(db, queries.get(db, first.id), after.id, note=None, by=officer)
    with pytest.raises(RuleBroken):
        actions.link(db, queries.get(db, second.id), after.id, note=None, by=officer)


def test_the_share_of_each_way_counts_cases_and_forgets_money_that_went_back(db, make, officer):
    paying, silent = (make.case(date(2024, 3, 1), officer=officer) for _ in range(2))
    entry = make.money(paying, 300_000, date(2024, 9, 10))
    first = talk(db, paying, officer)
    talk(db, paying, officer, day=date(2024, 9, 5))
    talk(db, paying, officer, method=Method.LETTER)
    talk(db, silent, officer)
    actions.link(db, queries.get(db, first.id), entry.id, note=None, by=officer)

    def shares():
        db.commit()
        return {s.method: (s.contacts, s.cases.numerator, s.cases.denominator)
                for s in queries.shares(db, ContactFilter())}  # fmt: skip

    assert shares() == {Method.VISIT: (3, 1, 2), Method.LETTER: (1, 0, 1)}
    whole = queries.whole(db, ContactFilter())
    assert (whole.numerator, whole.denominator) == (1, 2)
    drilled = queries.search(db, ContactFilter(method=Method.VISIT, voluntary=True))
    assert drilled.sums["cases"] == 1
    make.money(paying, 300_000, date(2024, 9, 12), kind=MovementKind.REVERSED,
               reverses_id=entry.id)  # fmt: skip
    assert shares()[Method.VISIT] == (3, 0, 2)


def test_from_the_talk_to_the_workbook_on_the_screens(db, make, sign_in):
    db.expire_on_commit = False
    officer = make.user(Role.OFFICER)
    case = make.case(date(2024, 3, 1), officer=officer)
    entry = make.money(case, 300_000, date(2024, 9, 10))
    browser = sign_in(officer)
    sent = {"day": "02/09/2024", "method": "visit", "met": "Ông Thử", "offer": "Nộp dần",
            "answer": "promises", "next_on": "20/09/2024"}  # fmt: skip
    refused = browser.post(f"/cases/{case.id}/persuasion", data=sent | {"met": " "})
    assert refused.status_code == 422
    assert "Nhập người đã gặp" in refused.text
    assert browser.post(f"/cases/{case.id}/persuasion", data=sent).status_code == 303
    [contact] = queries.of_case(db, case.id)
    db.commit()
    linked = {"result": str(entry.id)}
    assert browser.post(f"/persuasion/{contact.id}/result", data=linked).status_code == 303
    shown = browser.get(f"/cases/{case.id}").text
    assert "nộp 300.000 đ ngày 10/09/2024" in shown
    listed = browser.get("/persuasion/?since=01/09/2024&until=30/09/2024&voluntary=yes").text
    assert case.title in listed
    assert "100,00% (1/1)" in listed
    none = browser.get("/persuasion/?since=01/09/2024&until=30/09/2024&voluntary=no").text
    assert "Không có lần vận động nào khớp" in none
    address = "/exports/outreach/persuasion?since=01/09/2024&until=30/09/2024&purpose=work"
    rows = list(load_workbook(BytesIO(browser.get(address).data)).active.values)
    assert [row[10] for row in rows if row[0] == case.title] == [300_000]
    elsewhere = sign_in(Role.OFFICER, unit=make.unit("XA"))
    assert elsewhere.get(f"/persuasion/{contact.id}/result").status_code == 404
