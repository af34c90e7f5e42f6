"""Who may sign a decision on its day, and how (L08 Đ.23; L25 Đ.22; NĐ30 Đ.13)."""

from datetime import date

import pytest

from tests.delegations.world import BEFORE, BETWEEN, NEW
from thads.core.errors import RuleBroken
from thads.delegations import actions, competence
from thads.delegations.actions import EndTerms
from thads.delegations.models import DelegationMode
from thads.rules.dated import MissingRule

KT, TUQ = DelegationMode.KT, DelegationMode.TUQ


def signing(db, paper) -> set[tuple[str, str]]:
    """Who may sign it and how."""
    return {(one.person.full_name, one.mode) for one in competence.capacities(db, paper)}


def refused(db, paper, signer, mode) -> RuleBroken:
    """What the rule says."""
    with pytest.raises(RuleBroken) as broken:
        competence.check(db, paper, signer, mode)
    return broken.value


def test_a_branchs_own_head_signs_until_30_6_2025_and_the_provinces_from_the_next_day(db, world):
    assert signing(db, world.paper(BEFORE)) == {("Chi Cục Trưởng", "head")}
    assert signing(db, world.paper(date(2025, 7, 1))) == {("Đỗ Văn Đầu", "head")}
    assert signing(db, world.paper(date(2025, 7, 1), unit=world.branch)) == {("Đỗ Văn Đầu", "head")}
    wrong = refused(db, world.paper(date(2025, 7, 1), unit=world.branch), world.branch_head, "head")
    assert (wrong.code, wrong.field) == ("signing.no_competence", "signer")
    assert "Luật THADS 2008 Điều 48" in wrong.message


def test_a_head_of_division_signs_by_delegation_only_in_its_time_and_content(db, world):
    world.grant(world.chief, date(2026, 7, 6), date(2026, 9, 30))
    day, wrong = date(2026, 7, 6), refused(db, world.paper(date(2026, 7, 5)), world.chief, "tuq")
    assert "không có văn bản ủy quyền nào còn hiệu lực" in wrong.message
    assert "Nghị định 30/2020 Điều 13 khoản 3" in wrong.message
    assert competence.check(db, world.paper(day), world.chief, "tuq").delegation is not None
    assert competence.check(db, world.paper(date(2026, 9, 30)), world.chief, "tuq")
    assert refused(db, world.paper(date(2026, 10, 1)), world.chief, "tuq").field == "signer"
    assert refused(db, world.paper(day, "discontinuance"), world.chief, "tuq").field == "signer"


def test_who_signs_by_delegation_does_not_sign_as_head(db, world):
    world.grant(world.chief, NEW, date(2026, 9, 30))
    wrong = refused(db, world.paper(NEW), world.chief, "head")
    assert (wrong.code, wrong.field) == ("signing.wrong_mode", "signing_mode")
    assert "TUQ. (thừa ủy quyền)" in wrong.message
    assert refused(db, world.paper(NEW), world.head, "tuq").field == "signing_mode"


def test_under_the_new_law_powers_go_to_chief_officers_only(db, world):
    """Until 30/6/2026 to the head of any part of the agency (NĐ30 Đ.13 k.3)."""
    world.grant(world.staff_head, date(2026, 6, 1), date(2026, 7, 31))
    world.grant(world.chief, date(2026, 6, 1), date(2026, 7, 31))
    assert ("Trưởng Nghiệp Vụ", "tuq") in signing(db, world.paper(BETWEEN))
    assert ("Trưởng Khu Vực", "tuq") in signing(db, world.paper(BETWEEN))
    assert signing(db, world.paper(NEW)) == {("Đỗ Văn Đầu", "head"), ("Trưởng Khu Vực", "tuq")}


def test_a_deputy_signs_in_the_field_assigned_and_nowhere_else(db, world):
    wrong = refused(db, world.paper(BETWEEN), world.deputy, "kt")
    assert "không có phân công lĩnh vực" in wrong.message
    world.grant(world.deputy, date(2026, 1, 5), mode=KT)
    assert competence.check(db, world.paper(BETWEEN), world.deputy, "kt")
    assert competence.check(db, world.paper(NEW), world.deputy, "kt")
    assert refused(db, world.paper(NEW, "docketing"), world.deputy, "kt").field == "signer"


def test_a_branchs_deputy_signs_for_the_branchs_head_while_it_is_an_agency(db, world):
    world.grant(world.branch_deputy, date(2025, 1, 6), by=world.branch_head, mode=KT)
    assert ("Phó Chi Cục", "kt") in signing(db, world.paper(BEFORE))
    assert signing(db, world.paper(date(2025, 7, 1), unit=world.branch)) == {("Đỗ Văn Đầu", "head")}


@pytest.mark.parametrize(
    ("kind", "mode", "article"),
    [("postponement", "tl", "Luật THADS 2025 Điều 46"), ("annulment", "kt", "Điều 52 khoản 4")],
)
def test_a_mode_that_the_paper_does_not_allow_is_refused(db, world, kind, mode, article):
    wrong = refused(db, world.paper(NEW, kind), world.deputy, mode)
    assert (wrong.code, wrong.field) == ("signing.mode_not_allowed", "signing_mode")
    assert article in wrong.message


def test_what_a_superior_annuls_no_head_below_signs(db, world):
    assert signing(db, world.paper(BEFORE, "annulment")) == {("Đỗ Văn Đầu", "head")}
    assert refused(db, world.paper(BEFORE, "annulment"), world.branch_head, "head")
    assert signing(db, world.paper(NEW, "annulment")) == set()
    wrong = refused(db, world.paper(NEW, "annulment"), world.head, "head")
    assert "cơ quan cấp trên của tỉnh" in wrong.message


def test_an_officers_own_paper_is_signed_by_the_officer_in_person(db, world, make):
    officer, other = make.user(unit=world.division), make.user(unit=world.division)
    paper = world.paper(NEW, "verification", officer=officer)
    assert competence.check(db, paper, officer, "head")
    assert refused(db, paper, other, "head").field == "signer"
    assert refused(db, paper, officer, "tuq").field == "signing_mode"


def test_a_paper_of_the_other_law_has_no_signer(db, world):
    with pytest.raises(MissingRule):
        competence.check(db, world.paper(NEW, "take_up"), world.head, "head")
    with pytest.raises(MissingRule):
        competence.check(db, world.paper(BETWEEN, "request_return"), world.head, "head")


def test_a_revoked_delegation_holds_through_its_last_day_only(db, world):
    given = world.grant(world.chief, NEW, date(2026, 12, 31))
    terms = EndTerms(number="40/QĐ-THADS", last_day=date(2026, 8, 14), reason="Chuyển công tác")
    actions.end(db, given, terms, by=world.head, today=date(2026, 8, 12))
    assert competence.check(db, world.paper(date(2026, 8, 14)), world.chief, "tuq")
    assert refused(db, world.paper(date(2026, 8, 15)), world.chief, "tuq").field == "signer"
    with pytest.raises(RuleBroken, match="đã chấm dứt"):
        actions.end(db, given, terms, by=world.head, today=date(2026, 8, 20))


def test_a_delegation_for_one_unit_is_not_good_for_anothers_cases(db, world, make):
    world.grant(world.chief, NEW, date(2026, 12, 31), unit_ids=(world.division.id,))
    assert competence.check(db, world.paper(NEW), world.chief, "tuq")
    assert refused(db, world.paper(NEW, unit=world.staff), world.chief, "tuq").field == "signer"


def test_a_head_who_left_signed_what_was_signed_before(db, world, make, now):
    world.head.disabled_at = now.replace(year=2026, month=8, day=3)
    db.flush()
    assert competence.check(db, world.paper(date(2026, 8, 2)), world.head, "head")
    assert refused(db, world.paper(date(2026, 8, 4)), world.head, "head").field == "signer"
