"""What a coercion costs is planned, approved, lent, spent, and paid by who bears it."""

from datetime import date

import pytest

from thads.core.errors import RuleBroken
from thads.costs import actions, money, queries, reliefs
from thads.costs.money import MoneyTerms
from thads.costs.queries import Due
from thads.costs.terms import LineTerms, RecoveryTerms, ReliefTerms, SheetTerms
from thads.identity.models import Role
from thads.ledger.accounts import Account
from thads.ledger.queries import balance
from thads.parties.models import PartyRole
from thads.rules import coercion_costs
from thads.rules.coercion_costs import Bearer
from thads.rules.dated import MissingRule
from thads.units.models import UnitKind

DOCKETED = date(2026, 7, 6)
TODAY = date(2026, 8, 12)  # a Wednesday under the new law
FORCES = LineTerms(content="forces", rate="coercion_member", people=10, days=1)  # 5 000 000
LEAD = LineTerms(content="forces", rate="coercion_lead", people=1, days=1)  # 1 000 000
LORRY = LineTerms(content="means", amount=4_000_000, voucher="HĐ 12/2026")
EXPERT = LineTerms(content="verification", rate="notice_other", people=2, days=1)  # the state's


@pytest.fixture
def office(make):
    """The agency of the province with its head, an officer and an accountant."""
    unit = make.unit("TH", kind=UnitKind.PROVINCIAL_AGENCY, name="THADS tỉnh Thử", place="Thử")
    return {
        "unit": unit,
        "head": make.user(Role.PROVINCE_HEAD, unit=unit),
        "officer": make.user(Role.OFFICER, unit=unit),
        "accountant": make.user(Role.ACCOUNTANT, unit=unit),
    }


@pytest.fixture
def case(make, office):
    return make.case(DOCKETED, [50_000_000], unit=office["unit"], officer=office["officer"])


def party(case, db, role=PartyRole.DEBTOR):
    db.refresh(case, ["parties"])
    return next(one for one in case.parties if one.role is role)


@pytest.fixture
def planned(db, case, office):
    """An estimate of 10 000 000 đồng, approved."""
    terms = SheetTerms(
        day=TODAY, measure="Kê biên nhà", coercion_on=date(2026, 8, 20),
        lines=[FORCES, LEAD, LineTerms(content="means", amount=4_000_000)],
    )  # fmt: skip
    sheet = actions.plan(db, case, terms, by=office["officer"], today=TODAY)
    approve(db, case, sheet, office)
    return sheet


def approve(db, case, sheet, office):
    actions.decide(db, case, sheet, approved=True, note=None, by=office["head"], today=TODAY)


def spend(db, case, office, *lines, settles=None):
    told = [
        LineTerms(content=one.content, rate=one.rate, people=one.people, days=one.days,
                  amount=one.amount, voucher=one.voucher or "DS ký nhận")
        for one in lines
    ]  # fmt: skip
    terms = SheetTerms(
        day=TODAY, measure="Kê biên nhà", lines=told, settles_id=settles and settles.id
    )
    sheet = actions.account_for(db, case, terms, by=office["officer"], today=TODAY)
    approve(db, case, sheet, office)
    return sheet


def lend(db, case, sheet, amount, office):
    terms = MoneyTerms(day=TODAY, amount=amount, counterpart="Chấp hành viên")
    return money.advance(db, case, sheet, terms, by=office["accountant"], today=TODAY)


def test_the_law_prices_people_and_days(planned):
    assert [(line.bearer, line.amount) for line in planned.lines] == [
        (Bearer.DEBTOR, 5_000_000), (Bearer.DEBTOR, 1_000_000), (Bearer.DEBTOR, 4_000_000),
    ]  # fmt: skip
    with pytest.raises(MissingRule):
        coercion_costs.rate("coercion_lead", date(2026, 6, 30))


def test_the_fund_lends_up_to_what_the_head_approved(db, case, office, planned):
    lend(db, case, planned, 7_000_000, office)
    with pytest.raises(RuleBroken, match="chưa tạm ứng"):
        lend(db, case, planned, 3_000_001, office)
    assert balance(db, Account.COST_ADVANCE, case_id=case.id) == 7_000_000
    assert balance(db, Account.COST_FUND, case_id=case.id) == 7_000_000


@pytest.mark.parametrize(
    ("lines", "held"),
    [((FORCES,), 5_000_000), ((FORCES, LEAD, LORRY, LORRY), 14_000_000)],
    ids=["less was spent: the rest goes back", "more was spent: the fund lends it"],
)
def test_what_was_spent_is_what_the_fund_has_lent(db, case, office, planned, lines, held):
    lend(db, case, planned, 10_000_000, office)
    spend(db, case, office, *lines, settles=planned)
    assert queries.due(db, case, TODAY) == [
        Due(Bearer.DEBTOR, held, "NĐ62 Đ.43; L25 Đ.53 k.3; NĐ152 Đ.81")
    ]
    assert balance(db, Account.COST_ADVANCE, case_id=case.id) == held


def test_what_the_state_bears_is_due_from_nobody(db, case, office):
    spend(db, case, office, EXPERT, FORCES)
    assert [(one.bearer, one.amount) for one in queries.due(db, case, TODAY)] == [
        (Bearer.DEBTOR, 5_000_000)
    ]
    assert balance(db, Account.COST_FUND, case_id=case.id) == 5_000_000


def test_costs_that_came_in_are_paid_back_to_the_fund(db, case, office):
    spend(db, case, office, FORCES)
    paid = RecoveryTerms(
        day=TODAY, amount=2_000_000, place=Account.TRUST, party_id=party(case, db).id,
        reason="Nộp chi phí cưỡng chế",
    )  # fmt: skip
    money.recover(db, case, paid, by=office["accountant"], today=TODAY)
    terms = MoneyTerms(day=TODAY, amount=2_000_000, counterpart="Kinh phí")
    money.repay(db, case, terms, by=office["accountant"], today=TODAY)
    costs = queries.of_case(db, case.id, TODAY)
    assert (costs.due, costs.paid, costs.repaid, costs.to_repay) == (3_000_000, 2_000_000,
                                                                    2_000_000, 0)  # fmt: skip
    assert balance(db, Account.COST_FUND, case_id=case.id) == 3_000_000
    with pytest.raises(RuleBroken, match="chưa hoàn"):
        money.repay(db, case, terms, by=office["accountant"], today=TODAY)


def ask(db, case, office, ground, payable):
    terms = ReliefTerms(
        party_id=party(case, db).id, received_on=TODAY, ground=ground, reason="Khó khăn",
        proof="Xác nhận của xã", payable=payable,
    )  # fmt: skip
    return reliefs.ask(db, case, terms, by=office["officer"], today=TODAY)


def grant(db, case, relief, office):
    return reliefs.decide(db, case, relief, granted=True, note=None, by=office["head"], today=TODAY)


def test_hardship_halves_the_costs_within_three_working_days(db, case, office):
    spend(db, case, office, FORCES)
    relief = ask(db, case, office, "a", 5_000_000)
    assert reliefs.due_on(relief) == date(2026, 8, 17)
    assert grant(db, case, relief, office).granted == 2_500_000
    assert queries.of_case(db, case.id, TODAY).due == 2_500_000
    assert balance(db, Account.COST_ADVANCE, case_id=case.id) == 2_500_000


def test_families_of_merit_are_freed_of_the_rest_once_half_is_paid(db, case, office):
    spend(db, case, office, FORCES)
    relief = ask(db, case, office, "b", 5_000_000)
    with pytest.raises(RuleBroken, match="ít nhất 1/2"):
        grant(db, case, relief, office)
    paid = RecoveryTerms(
        day=TODAY, amount=2_500_000, place=Account.CASH, party_id=party(case, db).id, reason="Nộp"
    )
    money.recover(db, case, paid, by=office["accountant"], today=TODAY)
    assert grant(db, case, relief, office).granted == 2_500_000
    assert queries.due(db, case, TODAY) == []


def test_nobody_approves_his_own_sheet_and_only_the_head_approves(db, case, office):
    terms = SheetTerms(day=TODAY, measure="Kê biên", lines=[FORCES], coercion_on=TODAY)
    own = actions.plan(db, case, terms, by=office["head"], today=TODAY)
    with pytest.raises(RuleBroken, match="không tự duyệt"):
        approve(db, case, own, office)
    sheet = actions.plan(db, case, terms, by=office["officer"], today=TODAY)
    with pytest.raises(RuleBroken, match="ký"):
        actions.decide(
            db, case, sheet, approved=True, note=None, by=office["accountant"], today=TODAY
        )
