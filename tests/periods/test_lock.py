"""A closed month takes no fact without a reason: the actions say why, the database refuses."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from tests import receipts
from tests.periods.conftest import CLOSED_AT, INSIDE, OCTOBER, SEPTEMBER, TODAY
from thads.cases import actions
from thads.cases.actions import ActTerms, Docketing, ItemTerms, PartyTerms
from thads.cases.models import ActKind, CaseAct, Initiation, ItemKind, JudgmentKind
from thads.core.errors import RuleBroken
from thads.identity.models import Role
from thads.ledger.actions import MovementTerms
from thads.parties.models import PartyKind, PartyRole
from thads.periods import guard
from thads.periods.guard import Fact
from thads.periods.models import LateEntry
from thads.periods.rule import locks
from thads.units.models import UnitKind

REASON = "sót khi nhập hồ sơ giấy"


@pytest.fixture
def case(db, make, officer):
    made = make.case(date(2024, 1, 5), [1_000_000], officer=officer)
    db.commit()
    return made


def suspend(db, case, chief, day=INSIDE):
    terms = ActTerms(day=day, ground="2")
    written = actions.suspend(db, case, terms, by=chief, today=TODAY)
    db.commit()
    return written


def test_an_act_of_a_closed_month_is_refused_with_who_when_why_and_how(
    db, case, close, chief, unit
):
    close()

    with pytest.raises(RuleBroken) as refused:
        suspend(db, case, chief)

    told = refused.value
    assert (told.code, told.field) == (guard.CODE, guard.FIELD)
    for words in (unit.name, "30/09/2024", chief.full_name, "08:15 ngày 04/10/2024",
                  "Chưa ghi gì", "lý do ghi muộn"):  # fmt: skip
        assert words in told.message
    db.rollback()
    assert not db.scalars(select(CaseAct).where(CaseAct.kind == ActKind.SUSPENSION)).all()


def test_with_a_reason_it_goes_in_and_the_reason_stands_beside_it(db, case, close, chief, late):
    close()
    late(REASON)

    act = suspend(db, case, chief)

    entry = db.scalars(select(LateEntry)).one()
    assert (entry.case_id, entry.sequence, entry.day) == (case.id, act.sequence, INSIDE)
    assert (entry.reason, entry.entered_by_id) == (REASON, chief.id)

    then = datetime(2024, 10, 7, 3, 0, tzinfo=UTC)  # as a register filled by a program says it
    guard.admit(db, [Fact(case.id, act.sequence + 1, INSIDE)], by_id=chief.id, at=then)
    assert set(db.scalars(select(LateEntry.entered_at))) == {entry.entered_at, then}


def test_what_lies_after_the_closed_month_needs_no_reason(db, case, close, chief, late):
    close()
    late(REASON)

    suspend(db, case, chief, date(2024, 10, 1))

    assert db.scalars(select(LateEntry)).all() == []


def test_a_case_of_a_unit_that_is_open_goes_on(db, make, close, chief):
    close(unit=make.unit("XA"), by=make.user(Role.PROVINCE_HEAD))
    suspend(db, make.case(date(2024, 1, 5)), chief)


def test_money_and_its_reversal(db, case, close, make, late):
    close()
    by, [item] = make.user(Role.ACCOUNTANT), make.items(case)
    db.commit()
    terms = MovementTerms(day=INSIDE, item_id=item.id, amount=1_000)
    with pytest.raises(RuleBroken) as refused:
        receipts.collect(db, case, terms, by=by, today=TODAY)
    db.rollback()
    late(REASON)

    entry = receipts.collect(db, case, terms, by=by, today=TODAY)
    db.commit()

    assert refused.value.code == guard.CODE
    assert db.scalars(select(LateEntry.sequence)).all() == [entry.sequence]


@pytest.fixture
def docketing(unit, officer):
    return Docketing(
        unit_id=unit.id, docketed_on=INSIDE, initiation=Initiation.EX_OFFICIO,
        kind=JudgmentKind.CRIMINAL, officer_id=officer.id,
        parties=(PartyTerms(role=PartyRole.DEBTOR, kind=PartyKind.PERSON, name="Nguyễn Thử"),),
        items=(ItemTerms(kind=ItemKind.COURT_FEE, amount=200_000),),
    )  # fmt: skip


def test_a_decision_of_a_closed_month(db, docketing, close, chief, late):
    close()
    with pytest.raises(RuleBroken) as refused:
        actions.docket(db, docketing, by=chief, today=TODAY)
    db.rollback()
    late(REASON)

    case = actions.docket(db, docketing, by=chief, today=TODAY)
    db.commit()

    assert refused.value.code == guard.CODE
    late_ones = select(LateEntry.case_id, LateEntry.sequence).order_by(LateEntry.sequence)
    assert db.execute(late_ones).all() == [(case.id, 0), (case.id, 1)]
    later = replace(docketing, docketed_on=date(2024, 10, 1))
    guard.explain(db, None)
    actions.docket(db, later, by=chief, today=TODAY)


def test_a_transfer_into_a_unit_that_has_closed_changes_its_figures_too(
    db, make, case, close, governor
):
    to = make.unit("XB", kind=UnitKind.DISTRICT_BRANCH)
    close(unit=to, by=governor)

    with pytest.raises(RuleBroken, match="XB đã khóa"):
        actions.transfer(db, case, ActTerms(day=INSIDE, to_unit_id=to.id), by=governor, today=TODAY)


def test_a_correction_is_dated_today_and_needs_no_reason(db, case, close, chief):
    act = suspend(db, case, chief)
    close()

    terms = ActTerms(day=TODAY, corrects_id=act.id, note="nhầm hồ sơ")
    assert actions.correct(db, case, terms, by=chief, today=TODAY).day == TODAY


def test_the_database_refuses_what_never_asked_the_actions(db, make, case, close):
    close()
    for write in (
        lambda: make.act(case, ActKind.VALID_NOTICE, INSIDE),
        lambda: make.money(case, 1_000, INSIDE),
        lambda: make.case(SEPTEMBER),
    ):
        with pytest.raises(IntegrityError, match="closed_period"):
            write()
        db.rollback()
    db.add(LateEntry(case_id=case.id, sequence=90, day=INSIDE, reason=REASON))
    db.flush()
    make.act(case, ActKind.VALID_NOTICE, INSIDE, sequence=90)
    make.act(case, ActKind.VALID_NOTICE, date(2024, 10, 1), sequence=91)
    with pytest.raises(IntegrityError, match="closed_period"):
        make.act(case, ActKind.VALID_NOTICE, INSIDE, sequence=92)


@pytest.mark.parametrize("seed", range(4))
def test_the_rule_in_words_is_the_rule_of_the_database(db, make, governor, close, seed):
    """Cases that went from unit to unit, units that closed different months, facts of any day."""
    chance = random.Random(seed)
    units = [make.unit(f"U{n}") for n in range(3)]
    cases = [make.case(date(2024, 5, 6), unit=chance.choice(units)) for _ in range(6)]
    for case in cases:
        for day in sorted(chance.sample(range(1, 150), chance.randint(0, 3))):
            to = chance.choice(units)
            make.act(case, ActKind.TRANSFER, date(2024, 5, 6) + timedelta(day), to_unit_id=to.id)
    db.commit()
    for unit in units:
        first = chance.choice([6, 7, 8, 9])
        for month in range(first, chance.randint(first, 10)):
            end = date(2024, month + 1, 1) - timedelta(1)
            close(end, unit=unit, by=governor, today=date(2024, 11, 1), now=CLOSED_AT)
    agreed = {True: 0, False: 0}
    for place in range(60):
        case, day = chance.choice(cases), date(2024, 5, 6) + timedelta(chance.randrange(178))
        to = chance.choice([None, *units])
        shut = bool(locks(db, [Fact(case.id, 500, day, to_unit_id=to and to.id)]))
        assert is_refused(db, make, case, day, to) is shut, (place, day)
        agreed[shut] += 1
    assert all(agreed.values()), agreed
    assert OCTOBER > SEPTEMBER


def is_refused(db, make, case, day, to):
    try:
        with db.begin_nested() as tried:
            kind = ActKind.TRANSFER if to else ActKind.VALID_NOTICE
            make.act(case, kind, day, sequence=500, to_unit_id=to and to.id)
            tried.rollback()
    except IntegrityError as refused:
        assert "closed_period" in str(refused)  # noqa: PT017
        return True
    return False
