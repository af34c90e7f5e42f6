"""The notice of costs and the month's list of payments into the budget, under both laws."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.documents.test_lists import listed
from tests.documents.world import DEBT, FEE, NEW, OLD, Office
from thads.cases import queries
from thads.cases.models import MovementKind
from thads.core.errors import RuleBroken
from thads.costs import actions as costs
from thads.costs.terms import LineTerms, SheetTerms
from thads.documents import of_costs
from thads.documents.catalogue import Kind
from thads.identity.models import Role
from thads.ledger.accounts import Account
from thads.ledger.models import VoucherKind
from thads.ledger.posting import Line, VoucherTerms, post

NOW = datetime(2026, 8, 1, tzinfo=UTC)


@pytest.fixture(params=[OLD, NEW], ids=["L08", "L25"])
def office(request, make, db) -> Office:
    return Office(make, db, request.param)


def estimate(office, case, coercion_on, *, approve=True):
    terms = SheetTerms(
        day=office.day, measure="Kê biên nhà, đất", coercion_on=coercion_on,
        lines=[LineTerms(content="means", amount=4_000_000),
               LineTerms(content="custody", amount=1_500_000),
               LineTerms(content="interpreter", amount=900_000)],
    )  # fmt: skip
    sheet = costs.plan(office.db, case, terms, by=office.officer, today=office.day)
    if approve:
        costs.decide(
            office.db, case, sheet, approved=True, note=None, by=office.head, today=office.day
        )
    return sheet


def notice(office, case, sheet):
    return of_costs.notice(
        office.db,
        queries.get(office.db, case.id, scope=None),
        sheet,
        by=office.officer,
        today=office.day,
        now=NOW,
    ).content


def test_the_debtor_is_told_what_he_is_to_pay_and_not_what_the_state_pays(office):
    case = office.case(DEBT)
    content = notice(office, case, estimate(office, case, office.day + timedelta(10)))
    (said,) = content["articles"]
    assert "4.000.000 đồng" in " ".join(said)
    assert any(line.startswith("Tổng cộng: 5.500.000 đồng") for line in said)
    assert "phiên dịch" not in " ".join(said).lower()
    assert content["signed_as"] == ["CHẤP HÀNH VIÊN"]
    law = "Điều 73 Luật" if office.day == OLD else "Điều 72 Luật"
    assert law in content["bases"][0]


def test_a_notice_comes_in_time_and_from_an_approved_estimate(office):
    case = office.case(DEBT)
    with pytest.raises(RuleBroken, match="chưa được duyệt"):
        notice(office, case, estimate(office, case, office.day + timedelta(10), approve=False))
    with pytest.raises(RuleBroken, match="chậm nhất ngày"):
        notice(office, case, estimate(office, case, office.day + timedelta(1)))


def test_the_month_s_payments_into_the_budget_are_listed_with_their_sum(office):
    db, case = office.db, office.case(FEE)
    accountant = office.make.user(Role.ACCOUNTANT, unit=office.unit)
    (item,) = office.make.items(case)
    terms = VoucherTerms(
        kind=VoucherKind.PAYMENT_ORDER, day=office.day, counterpart="Kho bạc Nhà nước", reason="Nộp"
    )
    lines = [
        Line(debit=Account.TRUST, credit=Account.HELD_STATE, amount=2_500_000, case=case,
             item=item, kind=MovementKind.COLLECTED),
        Line(debit=Account.HELD_STATE, credit=Account.TRUST, amount=2_500_000, case=case,
             item=item, kind=MovementKind.PAID_TO_BUDGET),
    ]  # fmt: skip
    post(db, office.unit, terms, lines, by=accountant, today=office.day)
    content = listed(office, Kind.BUDGET_LIST, date(office.day.year, office.day.month, 28))
    _, row = content["table"]
    assert row[0] == "1"
    assert row[1].startswith(case.title)
    assert row[-1] == "2.500.000"
    assert "01 khoản" in content["articles"][0][0] or "1 khoản" in content["articles"][0][0]
    assert "2.500.000 đồng" in content["articles"][0][0]
