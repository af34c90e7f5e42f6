"""What decisions would make of the figures: the same reading of each case, with its act added.

No figure is reckoned here: what a case adds before and after comes from `contributions`, and only
the difference goes onto the figures of the day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import add
from uuid import UUID

from sqlalchemy.orm import Session

from thads.cases.history import CaseHistory
from thads.statistics.columns import STORED, STORED_CASES, STORED_MONEY
from thads.statistics.contributions import share_at
from thads.statistics.figures import figures
from thads.statistics.ratio import points_between
from thads.statistics.rows import Row, line

Change = tuple[CaseHistory, CaseHistory]  # a case before and after


@dataclass(frozen=True)
class Effect:
    """The figures to the end of one day before and after."""

    at: date
    before: Row
    after: Row

    @property
    def case_points(self) -> Decimal | None:
        """By how many points the rate in cases moves."""
        return points_between(self.after.case_rate, self.before.case_rate)

    @property
    def money_points(self) -> Decimal | None:
        """By how many points the rate in money moves."""
        return points_between(self.after.money_rate, self.before.money_rate)


def effect(db: Session, at: date, changes: Iterable[Change], unit_id: UUID | None) -> Effect:
    """The figures of a unit (None: the province) at the end of `at`, and with these changes."""
    before = figures(db, at, unit_id=unit_id).total
    sums = _stored(before)
    for old, new in changes:
        for history, sign in ((old, -1), (new, 1)):
            sums = list(map(add, sums, [sign * n for n in _added(history, at, unit_id)]))
    return Effect(at, before, line(before.group, sums))


def _added(history: CaseHistory, at: date, unit_id: UUID | None) -> Sequence[int]:
    """What the case adds to the figures of the unit, in the order of the stored columns."""
    share = share_at(history, at)
    if share is None or unit_id not in (None, share.unit_id):
        return (0,) * len(STORED)
    return share.cases + share.money


def _stored(row: Row) -> list[int]:
    cases = [row.cases[name] for name in STORED_CASES]
    return cases + [row.money[name] for name in STORED_MONEY]
