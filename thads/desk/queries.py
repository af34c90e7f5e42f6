"""What the first page tells each person: figures of the year, work that waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy.orm import Session

from thads.core.days import same_period_before
from thads.identity.models import User
from thads.identity.policy import sees_whole_province
from thads.statistics.figures import Ratio, figures, points_between


@dataclass(frozen=True)
class RateCard:
    """A rate with its two numbers and how far it lies from the same day last year."""

    label: str
    ratio: Ratio
    is_money: bool
    difference: Decimal | None


def scope_of(user: User) -> UUID | None:
    """The unit whose work this person sees; None for the whole province."""
    return None if sees_whole_province(user.role) else user.unit_id


def rate_cards(db: Session, at: date, unit_id: UUID | None) -> list[RateCard]:
    """Results in cases and in money to the end of `at`, beside last year's."""
    total = figures(db, at, unit_id=unit_id).total
    before = figures(db, same_period_before(at), unit_id=unit_id).total
    return [
        RateCard(
            "Giải quyết xong về việc",
            total.case_rate,
            False,
            points_between(total.case_rate, before.case_rate),
        ),
        RateCard(
            "Giải quyết xong về tiền",
            total.money_rate,
            True,
            points_between(total.money_rate, before.money_rate),
        ),
    ]
