"""The head has others sign, in writing; nobody passes it on (NĐ30 Đ.13)."""

from datetime import date

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from tests.delegations.world import NEW
from thads.audit.models import AuditEntry
from thads.core.errors import RuleBroken
from thads.delegations import actions
from thads.delegations.actions import EndTerms
from thads.delegations.models import Delegation, DelegationMode

END = date(2026, 12, 31)
KT = DelegationMode.KT


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"until": None}, "valid_to", "phải có thời hạn"),
        ({"until": date(2026, 6, 30)}, "valid_to", "trước ngày bắt đầu"),
        ({"kinds": ()}, "kinds", "nội dung được giao"),
        ({"kinds": ("annulment",)}, "kinds", "tự ký"),
        ({"issued_on": date(2026, 7, 2)}, "valid_from", "trước ngày ký"),
        ({"mode": KT}, "delegate", "Phó Thủ trưởng"),
    ],
)
def test_what_the_paper_must_hold(db, world, given, field, words):
    with pytest.raises(RuleBroken, match=words) as broken:
        world.grant(world.chief, NEW, **{"until": END, **given})
    assert broken.value.field == field
    assert db.scalars(select(Delegation)).all() == []


def test_powers_go_to_a_chief_officer_and_not_to_an_officer_or_another_agency(db, world, make):
    for person in (make.user(unit=world.division), world.deputy, world.staff_head):
        with pytest.raises(RuleBroken) as broken:
            world.grant(person, NEW, END)
        assert broken.value.field == "delegate"
    with pytest.raises(RuleBroken, match="không thuộc cơ quan") as broken:
        world.grant(world.branch_deputy, date(2025, 1, 6), by=world.branch_head, mode=KT,
                    unit_ids=(world.division.id,))  # fmt: skip
    assert broken.value.field == "units"


def test_nobody_passes_a_delegation_on(db, world):
    world.grant(world.chief, NEW, END)
    for person in (world.chief, world.deputy, world.branch_head):
        with pytest.raises(RuleBroken, match="không ủy quyền lại"):
            world.grant(world.chief, NEW, END, by=person)


def test_only_the_agency_that_gave_it_ends_it(db, world):
    given = world.grant(world.branch_deputy, date(2025, 1, 6), by=world.branch_head, mode=KT)
    terms = EndTerms(number="9/QĐ", last_day=date(2025, 3, 1), reason="Đổi lĩnh vực")
    with pytest.raises(RuleBroken, match="cơ quan khác"):
        actions.end(db, given, terms, by=world.head, today=date(2025, 3, 1))
    early = EndTerms(number="9/QĐ", last_day=date(2025, 1, 5), reason="Đổi lĩnh vực")
    with pytest.raises(RuleBroken, match="trong thời hạn"):
        actions.end(db, given, early, by=world.branch_head, today=date(2025, 3, 1))
    actions.end(db, given, terms, by=world.branch_head, today=date(2025, 3, 1))


def test_it_is_recorded_and_cannot_be_changed(db, world):
    given = world.grant(world.chief, NEW, END, unit_ids=(world.division.id,))
    terms = EndTerms(number="9/QĐ", last_day=NEW, reason="Đổi")
    actions.end(db, given, terms, by=world.head, today=NEW)
    db.commit()
    acts = db.scalars(select(AuditEntry.act).order_by(AuditEntry.number)).all()
    assert acts == ["delegation.granted", "delegation.ended"]
    for change in (
        "UPDATE delegation SET valid_to = '2030-01-01'", "DELETE FROM delegation_unit",
        "DELETE FROM delegation_end",
    ):  # fmt: skip
        with pytest.raises(IntegrityError, match="append_only"):
            db.execute(text(change))
        db.rollback()
