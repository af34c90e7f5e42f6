"""An officer plans a coercion on screen, the head approves, the accountant lends and recovers."""

from datetime import date

import pytest

from thads.costs import queries
from thads.costs.models import CostSheet, SheetKind
from thads.identity.models import Role
from thads.rules.coercion_costs import Bearer

DOCKETED = date(2024, 1, 5)
TODAY = date(2024, 9, 30)
LINE = {"lines-0-content": "means", "lines-0-amount": "4tr", "lines-0-voucher": "HĐ 12"}
SHEET = {"day": "30/09/2024", "measure": "Kê biên nhà", "coercion_on": "10/10/2024", **LINE}


@pytest.fixture
def case(make, db):
    officer = make.user(Role.OFFICER)
    case = make.case(DOCKETED, [50_000_000], officer=officer)
    db.commit()
    return case


@pytest.fixture
def people(sign_in):
    return {role: sign_in(role) for role in (Role.OFFICER, Role.UNIT_HEAD, Role.ACCOUNTANT)}


def sheet_of(db, kind):
    db.rollback()
    found = db.query(CostSheet).filter_by(kind=kind).one()
    db.rollback()
    return found.id


def approve(head, sheet_id):
    answer = head.post(f"/cost-sheets/{sheet_id}/decision", data={"answer": "yes"})
    assert answer.status_code == 303, answer.text


def test_from_the_estimate_to_the_money_back(db, case, people):
    officer, head, accountant = people.values()
    answer = officer.post(f"/cases/{case.id}/costs/estimate", data=SHEET)
    assert answer.status_code == 303, answer.text
    estimate = sheet_of(db, SheetKind.ESTIMATE)
    assert officer.post(f"/cost-sheets/{estimate}/decision", data={"answer": "yes"}).status_code \
        == 404  # fmt: skip
    approve(head, estimate)
    advance = {"day": "30/09/2024", "amount": "4tr", "counterpart": "Chấp hành viên"}
    assert accountant.post(f"/cost-sheets/{estimate}/advances", data=advance).status_code == 303
    form = officer.get(f"/cases/{case.id}/costs/actual?estimate={estimate}").text
    assert 'value="4.000.000"' in form  # begun with the lines of the estimate
    spent = {**SHEET, "settles": str(estimate), "lines-0-amount": "3tr"}
    assert officer.post(f"/cases/{case.id}/costs/actual", data=spent).status_code == 303
    actual = sheet_of(db, SheetKind.ACTUAL)
    approve(head, actual)
    assert "-1.000.000" in officer.get(f"/cost-sheets/{actual}").text
    db.rollback()
    assert [(one.bearer, one.amount) for one in queries.due(db, case, TODAY)] == [
        (Bearer.DEBTOR, 3_000_000)
    ]
    db.rollback()
    for path in ("/costs/", f"/cases/{case.id}/costs", f"/cases/{case.id}"):
        assert "3.000.000" in accountant.get(path).text


def test_a_row_more_is_only_a_row_more(db, case, people):
    officer = people[Role.OFFICER]
    answer = officer.post(f"/cases/{case.id}/costs/estimate", data={**SHEET, "step": "add-lines"})
    assert answer.status_code == 200
    assert 'name="lines-3-content"' in answer.text
    db.rollback()
    assert db.query(CostSheet).count() == 0


def test_a_rate_that_no_law_sets_is_refused_with_its_line(case, people):
    typed = {**SHEET, "lines-0-rate": "coercion_lead", "lines-0-people": "2", "lines-0-days": "1"}
    answer = people[Role.OFFICER].post(f"/cases/{case.id}/costs/estimate", data=typed)
    assert answer.status_code == 422
    assert "Chọn một mục trong danh sách." in answer.text
    assert 'value="4tr"' in answer.text
