"""Recording what a verification found (L08 Đ.44; L25 Đ.37)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.cases import actions as cases
from thads.cases.models import ActKind, Case
from thads.core.text import clean
from thads.identity.models import User
from thads.verification.models import Finding, Verification

__all__ = ["VerificationTerms", "record"]


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationTerms:
    """The minutes of one verification; fields as in `thads.cases.actions.terms`."""

    day: date
    finding: Finding
    place: str | None = None
    report: str | None = None
    assets_value: int | None = None  # đồng; None: not valued
    submission_key: str | None = None
    revision: int | None = None


def record(
    db: Session, case: Case, terms: VerificationTerms, *, by: User, today: date
) -> Verification:
    """Enter the minutes and their place in the story of the case; the next one is due from here."""
    act = cases.act(
        db,
        case,
        cases.ActTerms(
            kind=ActKind.VERIFICATION,
            day=terms.day,
            submission_key=terms.submission_key,
            revision=terms.revision,
        ),
        by=by,
        today=today,
    )
    earlier = db.scalars(select(Verification).where(Verification.act_id == act.id)).one_or_none()
    if earlier is not None:
        return earlier
    verification = Verification(
        case_id=case.id,
        act_id=act.id,
        day=terms.day,
        finding=terms.finding,
        place=clean(terms.place) if terms.place else None,
        report=clean(terms.report) if terms.report else None,
        assets_value=terms.assets_value,
        entered_by_id=by.id,
    )
    db.add(verification)
    audit.record(
        db, by, "verification.recorded", case, verification_id=verification.id, day=terms.day,
        finding=terms.finding, assets_value=terms.assets_value,
    )  # fmt: skip
    return verification
