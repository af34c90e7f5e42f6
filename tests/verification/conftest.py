"""Cases that must be verified again, with debtors in known communes."""

from datetime import date

import pytest
from sqlalchemy import select

from thads.cases.models import ActKind
from thads.parties.models import Party, PartyRole

PHO_LU, SON_HA, THAI_NIEN = "02905", "02938", "02917"  # communes of huyện Bảo Thắng, Lào Cai


def live_in(db, case, *codes):
    """The case's debtors, one for each commune code (None: not known)."""
    for party in db.scalars(select(Party).where(Party.case_id == case.id)):
        if party.role is PartyRole.DEBTOR:
            db.delete(party)
    for code in codes:
        db.add(Party(case_id=case.id, role=PartyRole.DEBTOR, kind="person", name=f"Ông {code}",
                     name_folded="ong", name_sort_key="ong", commune_code=code,
                     address="Thôn Một", entered_at=case.entered_at))  # fmt: skip
    db.flush()


@pytest.fixture
def without_means(db, make):
    """A case found without means on a day, its debtors in these communes."""

    def of(found_on, *codes, **given):
        case = make.case(date(2023, 1, 5), **given)
        make.act(case, ActKind.NOT_YET_ENFORCEABLE, found_on, ground="a")
        live_in(db, case, *(codes or (PHO_LU,)))
        return case

    return of
