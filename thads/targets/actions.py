"""Setting targets: a new row stands over the earlier one, which stays readable."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.core.days import statistics_year
from thads.core.errors import RuleBroken
from thads.identity.models import User
from thads.targets.models import Target

FIRST_YEAR = 2010


@dataclass(frozen=True)
class Terms:
    """What is to be reached; percents of the enforceable base."""

    year: int
    unit_id: UUID | None
    cases_percent: Decimal
    money_percent: Decimal


def set_target(db: Session, terms: Terms, *, by: User, today: date, now: datetime) -> Target:
    """Give the province or a unit its target of a statistics year (reference 5.6).

    Errors: RuleBroken for a rate outside 0–100 or a year out of reach.
    """
    for field in ("cases_percent", "money_percent"):
        if not 0 <= getattr(terms, field) <= 100:
            raise RuleBroken("target.range", "Chỉ tiêu nằm từ 0 đến 100%.", field=field)
    if not FIRST_YEAR <= terms.year <= statistics_year(today) + 1:
        raise RuleBroken(
            "target.year",
            f"Giao chỉ tiêu cho năm {FIRST_YEAR} đến {statistics_year(today) + 1}.",
            field="year",
        )
    target = Target(
        year=terms.year, unit_id=terms.unit_id, cases_percent=terms.cases_percent,
        money_percent=terms.money_percent, entered_at=now, entered_by_id=by.id,
    )  # fmt: skip
    db.add(target)
    audit.record(
        db, by, "target.set", target, year=terms.year, unit_id=terms.unit_id,
        cases_percent=str(terms.cases_percent), money_percent=str(terms.money_percent),
    )  # fmt: skip
    return target
