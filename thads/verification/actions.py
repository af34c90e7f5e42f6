"""Recording what a verification found (L08 Đ.44; L25 Đ.37)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.cases import actions as cases
from thads.cases.actions import file
from thads.cases.models import ActKind, Case, Standing
from thads.cases.queries import history_of
from thads.core.errors import RuleBroken
from thads.core.text import clean
from thads.identity.models import User
from thads.verification.models import Finding, NewInformation, Verification

__all__ = ["InformationTerms", "VerificationTerms", "record", "take_information"]

WITHOUT_MEANS = frozenset({Standing.NOT_YET_ENFORCEABLE, Standing.SEPARATE_TRACKING})


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


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationTerms:
    """What was told, by whom, on which day it came."""

    received_on: date
    source: str
    content: str


def take_information(
    db: Session, case: Case, terms: InformationTerms, *, by: User, today: date
) -> NewInformation:
    """Write down new information on a debtor without means; its clock starts on the day it came.

    Errors: RuleBroken when the case is not one without means, or the day cannot be.
    """
    file.hold(db, case)
    if history_of(case).now.standing not in WITHOUT_MEANS:
        raise RuleBroken(
            "verification.has_means",
            "Thông tin mới chỉ ghi cho việc chưa có điều kiện thi hành hoặc đang theo dõi riêng. "
            "Chưa ghi gì; việc này ghi thẳng kết quả xác minh.",
        )
    if not case.docketed_on <= terms.received_on <= today:
        raise RuleBroken(
            "verification.information_day",
            f"Ngày nhận thông tin phải từ {case.docketed_on:%d/%m/%Y} đến hôm nay. Chưa ghi gì; "
            "nhập lại ngày.",
            field="received_on",
        )
    told = NewInformation(
        case_id=case.id, received_on=terms.received_on, source=clean(terms.source),
        content=clean(terms.content), entered_by_id=by.id,
    )  # fmt: skip
    db.add(told)
    db.flush()
    audit.record(db, by, "verification.informed", case, received_on=terms.received_on)
    return told
