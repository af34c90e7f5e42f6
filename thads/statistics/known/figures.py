"""The figures of a period as they were known at a moment."""

from collections import defaultdict
from datetime import date, datetime
from operator import add, sub
from uuid import UUID

from sqlalchemy.orm import Session

from thads.statistics.figures import assembled, sums_of
from thads.statistics.known.cases import changed, counted
from thads.statistics.rows import Figures
from thads.statistics.sums import Sums, count, nothing


def known_figures(
    db: Session, period_end: date, known_at: datetime, *, unit_id: UUID | None = None,
    officer_id: UUID | None = None,
) -> Figures:  # fmt: skip
    """The figures up to `period_end` of all that was entered by `known_at`."""
    sums: Sums = defaultdict(nothing, sums_of(db, period_end, unit_id, officer_id))
    case_ids = list(db.scalars(changed(period_end, known_at)))
    for moment, operation in ((None, sub), (known_at, add)):
        for known, share in counted(db, case_ids, period_end, moment):
            count(sums, known, share, unit_id, operation, officer_id)
    held = {place: row for place, row in sums.items() if any(row)}
    return assembled(db, period_end, held)
