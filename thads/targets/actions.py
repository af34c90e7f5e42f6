"""Setting targets: a new row stands over the earlier one, which stays readable."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.core.days import statistics_year
from thads.core.errors import RuleBroken
from thads.identity import queries as identity
from thads.identity.models import User
from thads.identity.policy import sees_whole_province
from thads.targets.models import Target

FIRST_YEAR = 2010


@dataclass(frozen=True)
class Terms:
    """What is to be reached, by whom, and the paper that says so; percents of the base."""

    year: int
    unit_id: UUID | None
    cases_percent: Decimal
    money_percent: Decimal
    given_by: str
    document: str
    document_day: date
    officer_id: UUID | None = None


def set_target(db: Session, terms: Terms, *, by: User, today: date, now: datetime) -> Target:
    """Give the province, a unit or an officer a target of a statistics year (reference 5.6).

    Errors: RuleBroken for a rate outside 0–100, a year out of reach, a paper of a day to come, or
    someone to whom this person gives no targets.
    """
    _check_rates(terms, today)
    _check_receiver(db, terms, by)
    if terms.document_day > today:
        raise RuleBroken(
            "target.document_day",
            f"Ngày văn bản sau hôm nay ({today:%d/%m/%Y}). Kiểm tra lại ngày.",
            field="document_day",
        )
    target = Target(**vars(terms), entered_at=now, entered_by_id=by.id)
    return _added(db, target, by)


def take_over(db: Session, target_id: UUID, terms: Terms, *, now: datetime) -> Target | None:
    """Keep the target that the ministry's desk gave this province; None when it was kept before."""
    if db.get(Target, target_id) is not None:
        return None
    return _added(db, Target(id=target_id, **vars(terms), entered_at=now, entered_by_id=None), None)


def _added(db: Session, target: Target, by: User | None) -> Target:
    db.add(target)
    audit.record(
        db, by, "target.set", target, year=target.year, unit_id=target.unit_id,
        officer_id=target.officer_id, cases_percent=str(target.cases_percent),
        money_percent=str(target.money_percent), document=target.document,
    )  # fmt: skip
    return target


def _check_rates(terms: Terms, today: date) -> None:
    for field in ("cases_percent", "money_percent"):
        if not 0 <= getattr(terms, field) <= 100:
            raise RuleBroken("target.range", "Chỉ tiêu nằm từ 0 đến 100%.", field=field)
    if not FIRST_YEAR <= terms.year <= statistics_year(today) + 1:
        raise RuleBroken(
            "target.year",
            f"Giao chỉ tiêu cho năm {FIRST_YEAR} đến {statistics_year(today) + 1}.",
            field="year",
        )


def _check_receiver(db: Session, terms: Terms, by: User) -> None:
    """The province's head gives to all, a unit's head to the officers of the unit."""
    if not sees_whole_province(by.role) and (terms.unit_id != by.unit_id or not terms.officer_id):
        raise RuleBroken(
            "target.receiver",
            "Chi cục trưởng giao chỉ tiêu cho Chấp hành viên của đơn vị mình; chỉ tiêu của đơn vị "
            "do Cục trưởng giao.",
            field="officer_id",
        )
    if terms.officer_id is None:
        return
    of_unit = identity.officers(db, unit_id=terms.unit_id) if terms.unit_id else ()
    if terms.officer_id not in {officer for officer, *_ in of_unit}:
        raise RuleBroken(
            "target.officer",
            "Người này không phải Chấp hành viên của đơn vị đã chọn. Chọn đúng đơn vị của họ.",
            field="officer_id",
        )
