"""A form that a closed month refuses keeps what was typed and asks for one thing more."""

import re
from datetime import date

import pytest
from sqlalchemy import select

from tests.browsing import app, assembled, browser, sign_in
from tests.periods.conftest import AUGUST
from thads.cases.models import ActKind, CaseAct
from thads.identity.models import Role
from thads.periods import actions
from thads.periods.models import LateEntry

__all__ = ["app", "assembled", "browser", "sign_in"]

LABEL, REASON = "Lý do ghi muộn (kỳ đã khóa)", "hồ sơ giấy chuyển đến sau"
HTMX = {"HX-Request": "true", "HX-Target": "act"}


@pytest.fixture
def case(db, make, unit, chief, now):
    """A case of a unit that closed August 2024."""
    made = make.case(date(2024, 3, 1), [1_000_000])
    db.commit()
    actions.close(db, unit, AUGUST, by=chief, today=date(2024, 9, 4), now=now)
    db.commit()
    return made


def late_entries(db):
    db.rollback()
    return db.execute(select(LateEntry.day, LateEntry.reason)).all()


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_an_act_asks_why_it_is_late_keeps_all_and_goes_in(db, case, chief, sign_in, headers):
    head = sign_in(Role.UNIT_HEAD)
    address = f"/cases/{case.id}/suspension"
    typed = {"day": "20/08/2024", "ground": "2", "number": "7", "signing_mode": "head",
             "signer": str(chief.id), "note": "theo đơn", "revision": "1"}  # fmt: skip

    first = head.get(address)
    refused = head.post(address, headers=headers, **typed)
    checked = head.post(address, headers=headers, late_reason=REASON, **typed)
    written = head.post(address, headers=headers, step="issue", late_reason=REASON, **typed)

    assert LABEL not in first.text
    assert refused.status_code == 422
    assert refused.text.count(LABEL) == 1
    for kept in ('value="20/08/2024"', 'value="7"', "theo đơn", "đã khóa đến hết ngày 31/08/2024"):
        assert kept in refused.text
    assert checked.status_code == 200
    assert re.search(f"<dt>{re.escape(LABEL)}</dt><dd>{REASON}", checked.text)
    assert f'name="late_reason" value="{REASON}"' in checked.text
    assert written.status_code in (204, 303)
    assert late_entries(db) == [(date(2024, 8, 20), REASON)]


def test_a_blank_reason_is_asked_for_again_and_an_open_day_needs_none(db, case, sign_in):
    head = sign_in(Role.UNIT_HEAD)
    address = f"/cases/{case.id}/notice"

    again = head.post(address, day="20/08/2024", revision="1", late_reason="  ", step="issue")
    moved = head.post(address, day="02/09/2024", revision="1", late_reason="", step="issue")

    assert (again.status_code, moved.status_code) == (422, 303)
    assert LABEL in again.text
    assert late_entries(db) == []


def test_the_story_says_that_a_fact_came_late_and_why(db, make, case, sign_in):
    db.add(LateEntry(case_id=case.id, sequence=1, day=date(2024, 8, 20), reason=REASON))
    db.flush()
    make.act(case, ActKind.VALID_NOTICE, date(2024, 8, 20))
    db.commit()

    shown = sign_in(Role.UNIT_HEAD).get(f"/cases/{case.id}").text

    assert f"Ghi muộn vào kỳ đã khóa:</strong> {REASON}" in shown


def test_a_decision_of_a_closed_month_asks_too(db, make, case, unit, sign_in):
    clerk = sign_in(Role.RECORDS_CLERK)
    typed = {
        "initiation": "on_request", "kind": "civil", "unit": str(unit.id),
        "docketed_on": "20/08/2024", "number": "41",
        "parties-0-role": "judgment_debtor", "parties-0-kind": "person",
        "parties-0-name": "Nguyễn Văn Thử",
        "parties-1-role": "judgment_creditor", "parties-1-kind": "organisation",
        "parties-1-name": "Ngân hàng Thử", "items-0-kind": "debt", "items-0-amount": "1,2 tỷ",
    }  # fmt: skip

    refused = clerk.post("/cases/docketing", step="check", **typed)
    issued = clerk.post("/cases/docketing", step="issue", late_reason=REASON, **typed)

    assert refused.status_code == 422
    assert refused.text.count(LABEL) == 1
    assert 'value="1,2 tỷ"' in refused.text
    assert issued.status_code == 303
    assert late_entries(db) == [(date(2024, 8, 20), REASON)]


def test_many_cases_given_over_into_a_closed_month(db, case, make, sign_in):
    officer = make.user(Role.OFFICER)
    db.commit()
    head = sign_in(Role.UNIT_HEAD)
    typed = {"which": "ticked", "officer": str(officer.id), "to_unit": "", "day": "20/08/2024",
             "note": "", "case": [str(case.id)]}  # fmt: skip

    shown = head.post("/cases/assignments", step="preview", **typed)
    sent = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', shown.text))
    edited = head.post("/cases/assignments", **sent | {"step": "edit"})
    again = head.post("/cases/assignments", **sent | {"step": "preview", "late_reason": REASON})
    sent = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', again.text))
    given = head.post("/cases/assignments", **sent | {"step": "issue"})

    assert "1 việc không giao được" in shown.text
    assert LABEL in edited.text
    assert given.status_code in (302, 303)
    assert late_entries(db) == [(date(2024, 8, 20), REASON)]
    db.rollback()
    assert db.scalar(select(CaseAct.officer_id)) == officer.id
