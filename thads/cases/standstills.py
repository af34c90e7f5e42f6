"""When whole cases were postponed or suspended: meanwhile most clocks of the law stand still."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby, islice
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from thads.cases.history import CaseHistory
from thads.cases.models import CaseInterval, Standing
from thads.rules.pauses import Pause, Standstill

PAUSES = {
    Standing.POSTPONED_BY_AGREEMENT: Pause.POSTPONED,
    Standing.POSTPONED_OTHER: Pause.POSTPONED,
    Standing.SUSPENDED: Pause.SUSPENDED,
}
CHUNK = 500
DAY = timedelta(days=1)


def of_history(history: CaseHistory) -> Sequence[Standstill]:
    """Those of one case, as it stood at the end of each day."""
    ends = list({moment.day: moment for moment in history.moments}.values())
    found = []
    for moment, following in zip(ends, [*ends[1:], None], strict=True):
        if why := PAUSES.get(moment.standing):
            last = following.day - DAY if following else None
            found.append(Standstill(moment.day, last, why))
    return found


def had(day: date) -> Select[UUID]:
    """The cases that had one which began by `day`."""
    row = CaseInterval
    return select(row.case_id).where(row.standing.in_(list(PAUSES)), row.starts_on <= day)


def of_cases(
    db: Session, case_ids: Collection[UUID], day: date
) -> dict[UUID, tuple[Standstill, ...]]:
    """Those that began by `day`; a case without any is left out. A query per 500."""
    return dict(_read(db, case_ids, day))


def _read(
    db: Session, case_ids: Collection[UUID], day: date
) -> Iterator[tuple[UUID, tuple[Standstill, ...]]]:
    row, ids = CaseInterval, iter(case_ids)
    while chunk := list(islice(ids, CHUNK)):
        stmt = (
            select(row.case_id, row.starts_on, row.ends_on, row.standing)
            .where(row.case_id.in_(chunk), row.starts_on <= day)
            .where(row.standing.in_(list(PAUSES)))
            .order_by(row.case_id, row.starts_on)
        )
        for case_id, found in groupby(db.execute(stmt), key=lambda one: one[0]):
            yield (
                case_id,
                tuple(
                    Standstill(begun, ended and ended - DAY, PAUSES[standing])
                    for _, begun, ended, standing in found
                ),
            )
