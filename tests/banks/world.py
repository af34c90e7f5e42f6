"""Institutions and cases of theirs, for the tests of the workbench."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import Make
from thads.banks.actions import institutions, linking
from thads.banks.actions.institutions import InstitutionTerms
from thads.banks.models import CreditInstitution
from thads.cases.models import Case
from thads.core.text import fold
from thads.identity.models import User
from thads.parties.models import Party, PartyKind, PartyRole

TODAY = date(2024, 9, 30)
SINCE = date(2015, 1, 1)


def institution(db: Session, by: User, name: str = "Ngân hàng TMCP Ví Dụ", **given: Any):
    """One in the register."""
    terms = {"short_name": None, "branch": None, "valid_from": SINCE, **given}
    return institutions.register(db, InstitutionTerms(name=name, **terms), by=by, today=TODAY)


def creditor_of(db: Session, case: Case, name: str) -> Party:
    """The creditor of a case becomes an organisation of this name."""
    party = db.scalars(
        select(Party).where(Party.case_id == case.id, Party.role == PartyRole.CREDITOR)
    ).one()
    party.name, party.name_folded, party.kind = name, fold(name), PartyKind.ORGANISATION
    db.flush()
    return party


def bank_case(make: Make, name: str = "Ngân hàng TMCP Ví Dụ", **given: Any) -> Case:
    """A case marked as a bank's, whose creditor bears the bank's name."""
    case = make.case(bank=name, **given)
    creditor_of(make.db, case, name)
    return case


def linked(db: Session, make: Make, to: CreditInstitution, by: User, **given: Any) -> Case:
    """A case whose creditor was found to be this institution."""
    case = bank_case(make, to.name, **given)
    party = creditor_of(db, case, to.name)
    linking.link(db, case, party, to.id, by=by, today=TODAY)
    return case
