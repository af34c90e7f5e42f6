"""Whoever signs a decision may sign it on its day (L08 Đ.23; L25 Đ.22; NĐ30 Đ.13)."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from tests.delegations.world import World
from thads.cases import actions
from thads.cases.actions import ActTerms, Docketing, ItemTerms, PartyTerms
from thads.cases.models import CaseAct, Initiation, ItemKind, JudgmentKind, SigningMode
from thads.core.errors import RuleBroken
from thads.delegations.models import DelegationMode
from thads.parties.models import PartyKind, PartyRole

TODAY, NEW = date(2026, 9, 30), date(2026, 7, 6)
CHANGE = date(2026, 7, 1)


@pytest.fixture
def world(make, db) -> World:
    """A province whose branches have become divisions."""
    return World(make, db)


@pytest.fixture
def docketing(world) -> Docketing:
    """A decision of the division on 06/07/2026."""
    return Docketing(
        unit_id=world.division.id, docketed_on=NEW, initiation=Initiation.ON_REQUEST,
        kind=JudgmentKind.CIVIL,
        parties=(PartyTerms(role=PartyRole.DEBTOR, kind=PartyKind.PERSON, name="Ông Phải Thử"),),
        items=(ItemTerms(kind=ItemKind.DEBT, amount=1_000_000),),
    )  # fmt: skip


def test_the_head_of_the_agency_signs_the_enforcement_decision_unless_another_is_named(
    db, world, docketing
):
    new = actions.docket(db, docketing, by=world.head, today=TODAY)
    assert (new.signer_id, new.signing_mode) == (world.head.id, SigningMode.HEAD)
    old = replace(docketing, unit_id=world.branch.id, docketed_on=date(2025, 6, 30))
    found = actions.docket(db, old, by=world.branch_head, today=TODAY)
    assert found.signer_id == world.branch_head.id


def test_another_signs_it_on_a_delegation_of_that_day_only(db, world, docketing):
    named = replace(docketing, signer_id=world.chief.id)
    with pytest.raises(RuleBroken, match="không có văn bản ủy quyền") as broken:
        actions.docket(db, named, by=world.chief, today=TODAY)
    assert broken.value.field == "signer"
    world.grant(world.chief, CHANGE, date(2026, 12, 31), kinds=("docketing",))
    case = actions.docket(db, named, by=world.chief, today=TODAY)
    assert (case.signer_id, case.signing_mode) == (world.chief.id, SigningMode.TUQ)


@pytest.mark.parametrize(
    ("who", "mode", "field"),
    [("chief", "head", "signing_mode"), ("chief", "kt", "signing_mode"),
     ("head", "tl", "signing_mode"), ("staff_head", "tuq", "signer"),
     ("branch_head", "head", "signer")],
)  # fmt: skip
def test_a_decision_by_the_wrong_hand_is_not_written(db, world, docketing, who, mode, field):
    case = actions.docket(db, docketing, by=world.head, today=TODAY)
    world.grant(world.chief, CHANGE, date(2026, 12, 31))
    terms = ActTerms(
        day=date(2026, 8, 5), ground="c", until=date(2026, 9, 5), signing_mode=SigningMode(mode),
        signer_id=getattr(world, who).id,
    )  # fmt: skip
    with pytest.raises(RuleBroken) as broken:
        actions.postpone(db, case, terms, by=world.head, today=TODAY)
    assert broken.value.field == field
    assert db.scalars(select(CaseAct)).all() == []
    right = replace(terms, signer_id=world.chief.id, signing_mode=SigningMode.TUQ)
    assert actions.postpone(db, case, right, by=world.head, today=TODAY).signer_id == world.chief.id


def test_a_deputy_signs_under_both_laws_in_the_field_assigned(db, world, docketing, make):
    """Assigned before 1/7/2026, good after it."""
    world.grant(world.deputy, date(2026, 1, 5), mode=DelegationMode.KT)
    case = make.case(date(2026, 2, 2), unit=world.division)
    for day in (date(2026, 6, 1), date(2026, 8, 5)):
        signed = {"signer_id": world.deputy.id, "signing_mode": SigningMode.KT}
        held = ActTerms(day=day, ground="c", until=date(2026, 9, 5), **signed)
        actions.postpone(db, case, held, by=world.head, today=TODAY)
        actions.resume(db, case, ActTerms(day=day, **signed), by=world.head, today=TODAY)


def test_a_register_brought_in_keeps_what_it_says(db, world, make):
    """Whoever a register names as signer stands; only what is entered here is asked."""
    case = make.case(date(2024, 3, 1), unit=world.branch, signer_id=world.chief.id,
                     signing_mode=SigningMode.HEAD)  # fmt: skip
    notice = actions.record_notice(
        db, case, ActTerms(day=date(2024, 3, 4)), by=world.branch_head, today=TODAY
    )
    assert notice.signer_id is None
    assert case.signer_id == world.chief.id
