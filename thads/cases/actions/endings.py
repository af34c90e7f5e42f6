"""Decisions that take an item, or a part of it, out of enforcement."""

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from thads.cases.actions.acts import act
from thads.cases.actions.terms import ActTerms
from thads.cases.models import ActKind, Case, CaseAct
from thads.identity.models import User


def discontinue(db: Session, case: Case, terms: ActTerms, *, by: User, today: date) -> CaseAct:
    """Discontinue (đình chỉ), whole or part (L08 Đ.50; L25 Đ.48)."""
    return act(db, case, replace(terms, kind=ActKind.DISCONTINUANCE), by=by, today=today)


def forgive(db: Session, case: Case, terms: ActTerms, *, by: User, today: date) -> CaseAct:
    """Record the court's exemption or reduction (L08 Đ.61–63; L25 Đ.42–44)."""
    return act(db, case, replace(terms, kind=ActKind.FORGIVENESS), by=by, today=today)


def entrust(db: Session, case: Case, terms: ActTerms, *, by: User, today: date) -> CaseAct:
    """Entrust to another agency, whole or part (L08 Đ.55–57; L25 Đ.49)."""
    return act(db, case, replace(terms, kind=ActKind.ENTRUSTMENT), by=by, today=today)


def take_up(db: Session, case: Case, terms: ActTerms, *, by: User, today: date) -> CaseAct:
    """Take up to the province what a district holds (L08 Đ.35 k.2)."""
    return act(db, case, replace(terms, kind=ActKind.TAKE_UP), by=by, today=today)


def withdraw(db: Session, case: Case, terms: ActTerms, *, by: User, today: date) -> CaseAct:
    """Withdraw the decision, whole or part (thu hồi; L08 Đ.37 k.1; L25 Đ.52 k.1)."""
    return act(db, case, replace(terms, kind=ActKind.WITHDRAWAL), by=by, today=today)


def annul(db: Session, case: Case, terms: ActTerms, *, by: User, today: date) -> CaseAct:
    """Annul the decision (hủy; L08 Đ.37 k.3; L25 Đ.52 k.4)."""
    return act(db, case, replace(terms, kind=ActKind.ANNULMENT), by=by, today=today)


def return_request(db: Session, case: Case, terms: ActTerms, *, by: User, today: date) -> CaseAct:
    """Return the request to the creditor (L25 Đ.38 k.4; NĐ152 Đ.22 k.2)."""
    return act(db, case, replace(terms, kind=ActKind.REQUEST_RETURN), by=by, today=today)


def complete(db: Session, case: Case, terms: ActTerms, *, by: User, today: date) -> CaseAct:
    """Record full performance; what is left was settled directly (L25 Đ.55)."""
    return act(db, case, replace(terms, kind=ActKind.COMPLETION), by=by, today=today)


def end_otherwise(db: Session, case: Case, terms: ActTerms, *, by: User, today: date) -> CaseAct:
    """End for another reason of the law (NĐ152 Đ.32 k.1)."""
    return act(db, case, replace(terms, kind=ActKind.OTHER_ENDING), by=by, today=today)
