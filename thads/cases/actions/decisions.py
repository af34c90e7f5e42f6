"""Notices and decisions that set where items stand, and do not end them."""

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from thads.cases.actions.acts import act
from thads.cases.actions.terms import ActTerms
from thads.cases.models import ActKind, Case, CaseAct
from thads.identity.models import User


def record_notice(db: Session, case: Case, terms: ActTerms, *, by: User, today: date) -> CaseAct:
    """Record the valid notice: the voluntary period starts (L08 Đ.39; L25 Đ.35)."""
    return act(db, case, replace(terms, kind=ActKind.VALID_NOTICE), by=by, today=today)


def decide_enforceable(
    db: Session, case: Case, terms: ActTerms, *, by: User, today: date
) -> CaseAct:
    """Record that the debtor has means (L08 Đ.44; L25 Đ.37)."""
    return act(db, case, replace(terms, kind=ActKind.ENFORCEABLE), by=by, today=today)


def decide_not_yet_enforceable(
    db: Session, case: Case, terms: ActTerms, *, by: User, today: date
) -> CaseAct:
    """Decide that there are no means yet (L08 Đ.44a; L25 Đ.38 k.1)."""
    return act(db, case, replace(terms, kind=ActKind.NOT_YET_ENFORCEABLE), by=by, today=today)


def postpone(db: Session, case: Case, terms: ActTerms, *, by: User, today: date) -> CaseAct:
    """Postpone (hoãn), whole case or an item (L08 Đ.48; L25 Đ.46)."""
    return act(db, case, replace(terms, kind=ActKind.POSTPONEMENT), by=by, today=today)


def suspend(db: Session, case: Case, terms: ActTerms, *, by: User, today: date) -> CaseAct:
    """Suspend (tạm đình chỉ) (L08 Đ.49; L25 Đ.47)."""
    return act(db, case, replace(terms, kind=ActKind.SUSPENSION), by=by, today=today)


def resume(db: Session, case: Case, terms: ActTerms, *, by: User, today: date) -> CaseAct:
    """Resume what was held up (tiếp tục thi hành án) (L08 Đ.48 k.4; L25 Đ.46 k.3)."""
    return act(db, case, replace(terms, kind=ActKind.RESUMPTION), by=by, today=today)


def move_to_separate_tracking(
    db: Session, case: Case, terms: ActTerms, *, by: User, today: date
) -> CaseAct:
    """Move to separate tracking (NĐ62 Đ.9 k.5; NĐ152 Đ.22 k.1)."""
    return act(db, case, replace(terms, kind=ActKind.SEPARATE_TRACKING), by=by, today=today)


def increase(db: Session, case: Case, terms: ActTerms, *, by: User, today: date) -> CaseAct:
    """Raise an item by amendment (L08 Đ.37 k.2; L25 Đ.52 k.2)."""
    return act(db, case, replace(terms, kind=ActKind.INCREASE), by=by, today=today)
