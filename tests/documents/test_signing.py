"""Who signs a paper, in which mode, and what stands above the name (NĐ 30/2020 Đ.13)."""

import pytest

from tests.documents.world import NEW, OLD, Office, paper
from thads.cases.models import SigningMode
from thads.core.errors import RuleBroken
from thads.identity.models import Role
from thads.units.models import UnitKind


@pytest.fixture
def old(make, db) -> Office:
    """Under the old law only."""
    return Office(make, db, OLD)


@pytest.fixture
def new(make, db) -> Office:
    """Under the new law only."""
    return Office(make, db, NEW)


@pytest.mark.parametrize(
    ("mode", "lines"),
    [
        (SigningMode.KT, ("KT. CHI CỤC TRƯỞNG", "PHÓ CHI CỤC TRƯỞNG")),
        (SigningMode.TUQ, ("TUQ. CHI CỤC TRƯỞNG", "CHẤP HÀNH VIÊN")),
        (SigningMode.TL, ("TL. CHI CỤC TRƯỞNG", "CHẤP HÀNH VIÊN")),
    ],
)
def test_who_signs_for_the_head_says_so(old, mode, lines):
    found = paper(old, old.case(), signer=old.officer, mode=mode, requested_on=OLD)
    assert (found.signed_as, found.signer) == (lines, "Trần Thị Hành")


def test_the_head_of_a_division_signs_by_delegation(new):
    division = new.make.unit("KV1", kind=UnitKind.REGIONAL_DIVISION, name="Phòng THADS khu vực 1")
    chief = new.make.user(Role.UNIT_HEAD, unit=division)
    found = paper(new, new.case(), signer=chief, mode=SigningMode.TUQ, requested_on=NEW)
    assert found.signed_as == ("TUQ. TRƯỞNG THI HÀNH ÁN DÂN SỰ", "TRƯỞNG PHÒNG")
    with pytest.raises(RuleBroken, match="không phải Thủ trưởng"):
        paper(new, new.case(number=13), signer=chief, requested_on=NEW)


def test_the_head_does_not_sign_for_himself(old):
    with pytest.raises(RuleBroken, match="là Thủ trưởng"):
        paper(old, old.case(), mode=SigningMode.KT, requested_on=OLD)
