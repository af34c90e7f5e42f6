"""What ended in a period: of a closed one as its newest version froze it, else as it stands now."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy.orm import Session

from thads.cases.queries.endings import Ending, ended_between
from thads.closing import queries
from thads.closing.models import PeriodVersion
from thads.core.days import month_end
from thads.core.pages import PAGE_SIZE, Page
from thads.statistics import known


class Endings(NamedTuple):
    """Some of the cases, and the version whose they are (none: of an open period)."""

    page: Page[Ending]
    version: PeriodVersion | None


def in_month(
    db: Session, month: date, *, unit_id: UUID | None, page: int = 1, size: int = PAGE_SIZE
) -> Endings:
    """Cases of a unit (None: the province) that ended in the month of `month` (NĐ152 Đ.32 k.2)."""
    return until(
        db, month.replace(day=1), month_end(month), unit_id=unit_id, page=page, size=size
    )  # fmt: skip


def until(
    db: Session, first: date, period_end: date, *, unit_id: UUID | None, page: int = 1,
    size: int = PAGE_SIZE,
) -> Endings:  # fmt: skip
    """The same for the days from `first` to the end of a period."""
    version = queries.newest(db, period_end)
    if version is None:
        live = ended_between(db, first, period_end, unit_id=unit_id, page=page, size=size)
        return Endings(live, None)
    then = known.known_endings(
        db, first, period_end, version.known_at, unit_id=unit_id, page=page, size=size
    )
    return Endings(then, version)
