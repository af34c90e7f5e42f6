"""Who holds the case: officer, unit."""

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from thads.cases.actions.acts import act
from thads.cases.actions.terms import ActTerms
from thads.cases.models import ActKind, Case, CaseAct
from thads.identity.models import User


def assign(db: Session, case: Case, terms: ActTerms, *, by: User, today: date) -> CaseAct:
    """Give the case to an officer of the unit (phân công Chấp hành viên; L08 Đ.36 k.3)."""
    return act(db, case, replace(terms, kind=ActKind.ASSIGNMENT), by=by, today=today)


def transfer(db: Session, case: Case, terms: ActTerms, *, by: User, today: date) -> CaseAct:
    """Move the case to another unit of the province (L08 Đ.35; L25 Đ.32)."""
    return act(db, case, replace(terms, kind=ActKind.TRANSFER), by=by, today=today)
