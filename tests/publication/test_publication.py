"""Publishing who has no means: five working days, three for a change, two or three for the end."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from thads.cases import queries as cases
from thads.cases.models import ActKind
from thads.core.errors import RuleBroken
from thads.identity.models import Role
from thads.publication import actions, queries
from thads.publication.actions import PublishTerms
from thads.publication.clocks import DUTIES
from thads.publication.models import StepKind
from thads.rules.deadlines import Duty
from thads.worklists import queries as worklists
from thads.worklists.asked import Wanted


def no_means(make, officer, day):
    case = make.case(day.replace(day=1), officer=officer)
    make.act(case, ActKind.VALID_NOTICE, day)
    act = make.act(case, ActKind.NOT_YET_ENFORCEABLE, day, ground="a")
    make.db.commit()
    return case, act


def clocks(db, day):
    db.commit()
    found = [line.task for line in worklists.every(db, Wanted(), day) if line.task.duty in DUTIES]
    db.commit()
    return {(task.duty, task.due) for task in found}


def publish(db, unit_id, by, day, today):
    terms = PublishTerms(decided_until=day, day=day, place="Trang điện tử")
    return actions.publish(db, unit_id, terms, by=by, today=today)


@pytest.mark.parametrize(
    ("decided", "due", "changed_due", "resumed", "end_due", "told_due"),
    [
        # NĐ62 Đ.11: 5, 3 and 2 working days
        (date(2024, 9, 6), date(2024, 9, 13), date(2024, 9, 19), date(2024, 9, 20),
         date(2024, 9, 24), date(2024, 9, 27)),
        # NĐ152 Đ.23: 5, 3 and 3 working days, the commune 2
        (date(2026, 9, 4), date(2026, 9, 11), date(2026, 9, 21), date(2026, 9, 18),
         date(2026, 9, 23), date(2026, 9, 29)),
    ],
)  # fmt: skip
def test_the_clocks_of_both_laws(
    db, make, officer, decided, due, changed_due, resumed, end_due, told_due
):
    today = date(decided.year, 9, 30)
    case, act = no_means(make, officer, decided)
    assert clocks(db, today) == {(Duty.PUBLICATION, due)}
    assert publish(db, case.unit_id, officer, due, today) == 1
    assert clocks(db, today) == set()

    def step(kind, day):
        found = cases.get(db, case.id, scope=None)
        actions.take_step(db, found, act.id, kind, day, None, by=officer, today=today)

    found_on = date(decided.year, 9, 16)
    step(StepKind.CHANGE_FOUND, found_on)
    assert clocks(db, today) == {(Duty.PUBLICATION_CHANGE, changed_due)}
    step(StepKind.CHANGED, date(decided.year, 9, 17))
    assert clocks(db, today) == set()
    make.act(case, ActKind.RESUMPTION, resumed, ground="a")
    assert clocks(db, today) == {(Duty.PUBLICATION_END, end_due)}
    step(StepKind.COMMUNE_TOLD, date(decided.year, 9, 25))
    step(StepKind.ENDED, date(decided.year, 9, 26))
    assert clocks(db, today) == {(Duty.COMMUNE_POSTING_END, told_due)}
    step(StepKind.COMMUNE_ENDED, date(decided.year, 9, 27))
    assert clocks(db, today) == set()


def test_late_is_n_of_m_of_those_due_in_the_days(db, make, officer):
    today = date(2024, 9, 30)
    for day in (date(2024, 9, 2), date(2024, 9, 4), date(2024, 9, 27)):
        no_means(make, officer, day)
    unit_id = officer.unit_id
    publish(db, unit_id, officer, date(2024, 9, 11), today)
    db.commit()
    found = queries.listed(db, unit_id)
    late = queries.late(found, date(2024, 9, 1), today)
    on_time = [one for one in found if one.publication and not queries.was_late(one, today)]
    assert (late.numerator, late.denominator) == (2 - len(on_time), 2)
    assert queries.waiting(found) == 1
    assert queries.done(db, date(2024, 9, 1), today) == (2, 0, 0)


def test_what_cannot_be_written(db, make, officer):
    today = date(2024, 9, 30)
    case, act = no_means(make, officer, date(2024, 9, 6))
    with pytest.raises(RuleBroken):
        publish(db, case.unit_id, officer, date(2024, 10, 1), today)
    with pytest.raises(RuleBroken):
        publish(db, case.unit_id, officer, date(2024, 9, 5), today)
    loaded = cases.get(db, case.id, scope=None)

    def step(kind, day):
        actions.take_step(db, loaded, act.id, kind, day, None, by=officer, today=today)

    with pytest.raises(RuleBroken):
        step(StepKind.CHANGE_FOUND, today)
    publish(db, case.unit_id, officer, date(2024, 9, 10), today)
    for kind, day in (
        (StepKind.ENDED, today), (StepKind.CHANGED, today), (StepKind.COMMUNE_ENDED, today),
        (StepKind.CHANGE_FOUND, date(2024, 9, 9)),
    ):  # fmt: skip
        with pytest.raises(RuleBroken):
            step(kind, day)


def test_from_the_decision_to_the_workbook_on_the_screens(db, make, sign_in):
    db.expire_on_commit = False
    officer = make.user(Role.OFFICER)
    case, act = no_means(make, officer, date(2024, 9, 6))
    browser = sign_in(officer)
    assert case.title in browser.get("/publication/?state=waiting&late=yes").text
    sent = {"decided_until": "06/09/2024", "day": "20/09/2024", "place": "Trang điện tử"}
    assert browser.post("/publication/", data=sent).status_code == 303
    assert "100,00% (1/1)" in browser.get("/publication/").text
    shown = browser.get(f"/cases/{case.id}").text
    assert "Công khai ngày 20/09/2024" in shown
    step = {"kind": "change_found", "day": "23/09/2024"}
    address = f"/cases/{case.id}/publication/{act.id}"
    assert browser.post(address, data=step | {"kind": "ended"}).status_code == 422
    assert browser.post(address, data=step).status_code == 303
    book = browser.get("/exports/outreach/publication?state=changing&purpose=work").data
    rows = list(load_workbook(BytesIO(book)).active.values)
    assert [row[4] for row in rows if row[0] == case.title] == ["Chờ sửa thông tin"]
    elsewhere = sign_in(Role.OFFICER, unit=make.unit("XA"))
    assert elsewhere.get(address).status_code == 404
    assert case.title not in elsewhere.get("/publication/").text
