"""Who signs a paper, in which mode, and what stands above the name (NĐ 30/2020 Đ.13)."""

from datetime import UTC, datetime

import pytest

from tests.documents.world import NEW, OLD, Office, paper
from thads.cases.models import ActKind, SigningMode
from thads.core.errors import RuleBroken
from thads.delegations import actions as delegations
from thads.delegations.actions import GrantTerms
from thads.delegations.models import DelegationMode
from thads.documents import actions
from thads.documents.actions import PaperTerms
from thads.identity.models import Role, User
from thads.units.models import UnitKind

NOW = datetime(2026, 9, 30, 5, 0, tzinfo=UTC)


@pytest.fixture
def old(make, db) -> Office:
    """Under the old law only."""
    return Office(make, db, OLD)


@pytest.fixture
def new(make, db) -> Office:
    """Under the new law only."""
    return Office(make, db, NEW)


@pytest.fixture
def chief(new) -> User:
    """The head of a division of the agency."""
    division = new.make.unit("KV1", kind=UnitKind.REGIONAL_DIVISION, name="Phòng THADS khu vực 1")
    return new.make.user(Role.UNIT_HEAD, unit=division)


def ask(office: Office, signer: User, mode: SigningMode, **given) -> dict:
    """What the paper of an enforcement decision prints."""
    subject = office.subject(office.case(**given))
    terms = PaperTerms(signer_id=signer.id, signing_mode=mode, requested_on=office.day)
    return actions.ask_for(office.db, subject, terms, by=office.head, now=NOW).content


def test_a_deputy_signs_for_the_head_and_says_so(old):
    deputy = old.make.user(Role.DEPUTY_HEAD, unit=old.unit, full_name="Hoàng Phó")
    found = paper(old, old.case(), signer=deputy, mode=SigningMode.KT, requested_on=OLD)
    assert found.signed_as == ("KT. CHI CỤC TRƯỞNG", "PHÓ CHI CỤC TRƯỞNG")
    assert found.signer == "Hoàng Phó"


def test_the_head_of_a_division_signs_by_delegation_only(new, chief):
    with pytest.raises(RuleBroken, match="không có thẩm quyền ký") as broken:
        ask(new, chief, SigningMode.HEAD)
    assert broken.value.field == "signer"
    with pytest.raises(RuleBroken, match="không có văn bản ủy quyền"):
        ask(new, chief, SigningMode.TUQ, number=13)
    given = GrantTerms(
        delegate_id=chief.id, mode=DelegationMode.TUQ, number="5/QĐ-THADS", issued_on=NEW,
        valid_from=NEW, valid_to=NEW, kinds=("docketing",),
    )  # fmt: skip
    delegations.grant(new.db, given, by=new.head, today=NEW)
    content = ask(new, chief, SigningMode.TUQ, number=14)
    assert content["signed_as"] == ["TUQ. TRƯỞNG THI HÀNH ÁN DÂN SỰ", "TRƯỞNG PHÒNG"]


def test_the_head_does_not_sign_for_himself(old):
    with pytest.raises(RuleBroken, match="Thủ trưởng ký") as broken:
        ask(old, old.head, SigningMode.KT)
    assert broken.value.field == "signing_mode"


def test_the_decision_says_who_signed_it_and_nobody_is_asked(old):
    case = old.case(signer_id=old.head.id, signing_mode=SigningMode.HEAD)
    subject = old.subject(case)
    terms = PaperTerms(requested_on=OLD)
    found = actions.ask_for(old.db, subject, terms, by=old.head, now=NOW)
    assert found.content["signer"] == "Lê Văn Ký"


def test_what_a_register_brought_in_states_is_printed_as_it_says(old):
    """An officer signed for the head in 2024 and the register says so: nothing is refused."""
    case = old.case()
    act = old.decide(case, ActKind.POSTPONEMENT, OLD, 4, ground="a")
    act = old.make.act(case, ActKind.RESUMPTION, OLD, number=5, series=old.symbol, ground="a",
                       unit_id=old.unit.id, numbering_year=2024, signer_id=old.officer.id,
                       signing_mode=SigningMode.KT)  # fmt: skip
    found = actions.ask_for(old.db, old.subject(case, act), PaperTerms(), by=old.head, now=NOW)
    assert found.content["signed_as"] == ["KT. CHI CỤC TRƯỞNG", "PHÓ CHI CỤC TRƯỞNG"]
