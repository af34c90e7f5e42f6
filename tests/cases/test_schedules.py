"""Duties that fall due month by month: one decision for each enforcement year (NĐ152 Đ.11 k.2)."""

from datetime import date

import pytest

from thads.cases.actions import Docketing, ItemTerms, PartyTerms, schedules
from thads.cases.actions.schedules import ScheduleTerms
from thads.cases.models import ActKind, Initiation, ItemKind, JudgmentKind
from thads.cases.queries import schedules as queries
from thads.core.errors import RuleBroken
from thads.identity.models import Role
from thads.parties.models import PartyKind, PartyRole
from thads.rules.dated import MissingRule
from thads.rules.periodic import months_due, yearly_decision

TODAY = date(2026, 10, 5)
MONTHLY = 1_000_000


@pytest.fixture
def child(make, db, chief):
    """12 months of maintenance, decided in November 2025; the duty lasts until March 2027."""
    item = {"kind": ItemKind.MAINTENANCE, "amount": 11 * MONTHLY}
    case = make.case(date(2025, 11, 3), [item, 500])
    terms = ScheduleTerms(
        item_id=make.items(case)[0].id, monthly_amount=MONTHLY, first_month=date(2025, 11, 15),
        last_month=date(2027, 3, 31),
    )  # fmt: skip
    schedules.set_schedule(db, case, terms, by=chief)
    db.commit()
    return case


def decision(case, amount=6 * MONTHLY, day=TODAY) -> Docketing:
    return Docketing(
        unit_id=case.unit_id, docketed_on=day, initiation=Initiation.ON_REQUEST,
        kind=JudgmentKind.FAMILY,
        parties=(PartyTerms(role=PartyRole.DEBTOR, kind=PartyKind.PERSON, name="Ông Phải Thử"),),
        items=(ItemTerms(kind=ItemKind.MAINTENANCE, amount=amount),),
    )  # fmt: skip


def test_a_year_runs_from_october_and_counts_the_months_of_the_duty():
    assert len(months_due(date(2025, 11, 1), None, 2026)) == 11
    assert months_due(date(2025, 11, 1), date(2027, 3, 1), 2027)[-1] == date(2027, 3, 1)
    assert not months_due(date(2025, 11, 1), date(2027, 3, 1), 2028)


def test_the_rule_is_of_the_new_law():
    assert yearly_decision(date(2026, 7, 1)).source == "NĐ152 Đ.11 k.2"
    with pytest.raises(MissingRule):
        yearly_decision(date(2026, 6, 30))


def test_what_falls_due_next_year_is_proposed_once_and_then_decided(db, child, chief):
    page = queries.to_renew(db, 2027, unit_id=child.unit_id)
    (coming,) = page.rows
    assert page.sums == {"amount": 6 * MONTHLY}
    assert (len(coming.months), coming.amount) == (6, 6 * MONTHLY)

    renewed = schedules.renew(db, child, decision(child), by=chief, today=TODAY)
    db.flush()
    (following,) = queries.of_case(db, renewed.id)
    assert (following.year, following.monthly_amount) == (2027, MONTHLY)
    assert queries.to_renew(db, 2027, unit_id=None).total == 0
    assert queries.to_renew(db, 2028, unit_id=None).total == 0  # the duty ended in March 2027
    with pytest.raises(RuleBroken, match="đã có quyết định"):
        schedules.renew(db, child, decision(child), by=chief, today=TODAY)


def test_no_second_decision_in_the_same_year_and_none_under_the_old_law(db, child, chief):
    with pytest.raises(RuleBroken, match="Năm thi hành án 2026 đã có quyết định"):
        schedules.renew(db, child, decision(child, day=date(2026, 7, 6)), by=chief, today=TODAY)
    with pytest.raises(MissingRule):
        schedules.renew(db, child, decision(child, day=date(2026, 6, 1)), by=chief, today=TODAY)


def test_a_duty_that_is_over_is_not_proposed(db, make, child):
    make.act(child, ActKind.DISCONTINUANCE, date(2026, 9, 1), ground="3")
    db.commit()
    assert queries.to_renew(db, 2027, unit_id=None).total == 0


def test_a_schedule_entered_anew_takes_the_place_of_the_first(db, make, child, chief):
    again = ScheduleTerms(
        item_id=make.items(child)[0].id, monthly_amount=2 * MONTHLY, first_month=date(2025, 11, 1)
    )
    schedules.set_schedule(db, child, again, by=chief)
    db.commit()
    (only,) = queries.of_case(db, child.id)
    assert (only.monthly_amount, only.last_month) == (2 * MONTHLY, None)


REFUSED = {
    "a debt has no months": (1, MONTHLY, date(2026, 1, 1), None, "item"),
    "nothing a month": (0, 0, date(2026, 1, 1), None, "monthly_amount"),
    "backwards": (0, MONTHLY, date(2026, 5, 1), date(2026, 4, 30), "last_month"),
}


@pytest.mark.parametrize(
    ("item", "amount", "first", "last", "field"), REFUSED.values(), ids=REFUSED
)
def test_refused_at_its_field(db, make, child, chief, item, amount, first, last, field):
    terms = ScheduleTerms(
        item_id=make.items(child)[item].id, monthly_amount=amount, first_month=first,
        last_month=last,
    )  # fmt: skip
    with pytest.raises(RuleBroken) as refused:
        schedules.set_schedule(db, child, terms, by=chief)
    assert refused.value.field == field


def test_on_screen_from_the_item_to_the_list(make, db, sign_in):
    case = make.case(date(2023, 11, 1), [{"kind": ItemKind.MAINTENANCE, "amount": 9}])
    db.commit()
    chief = sign_in(Role.UNIT_HEAD)
    assert "Ghi lịch định kỳ" in chief.get(f"/cases/{case.id}").text
    typed = {"item": str(make.items(case)[0].id), "monthly_amount": "1tr",
             "first_month": "01/11/2023"}  # fmt: skip
    db.rollback()
    wrong = chief.post(f"/cases/{case.id}/schedule", data={**typed, "last_month": "01/10/2023"})
    assert wrong.status_code == 422
    assert chief.post(f"/cases/{case.id}/schedule", data=typed).status_code == 303
    page = chief.get("/cases/schedules?year=2025").text
    assert case.title in page
    assert "12.000.000" in page
    assert "chưa quy định ra quyết định theo từng năm" in page  # of the old law
    form = chief.get(f"/cases/{case.id}/renewal").text
    assert "Ông Phải Thử" in form
