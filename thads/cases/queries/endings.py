"""What ended in a month: the list that goes to the procuracy (NĐ152 Đ.32 k.2)."""

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import CompoundSelect, Select, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from thads.cases.models import Case, CaseInterval, Standing
from thads.core.days import month_end
from thads.core.pages import PAGE_SIZE, Page, offset_of
from thads.identity.models import User
from thads.units.models import Unit

# What the law calls an end (L08 Đ.52; L25 Đ.55; NĐ152 Đ.32 k.1): a case that went to another
# agency, or whose decision was withdrawn, has not ended.
ENDS = (
    Standing.COMPLETED,
    Standing.DISCONTINUED,
    Standing.REQUEST_RETURNED,
    Standing.ENDED_OTHER,
)
SHOWN = (selectinload(Case.parties), joinedload(Case.judgment))


class Ending(NamedTuple):
    """One case and how it ended; amounts in đồng."""

    case: Case
    ended_on: date
    standing: Standing
    collected: int
    remaining: int
    unit: str
    officer: str | None


def endings(
    db: Session, month: date, *, unit_id: UUID | None, page: int = 1, size: int = PAGE_SIZE
) -> Page[Ending]:
    """Cases of a unit (None: the province) that ended in the month of `month` and stand so at its
    end, in the order of days; `sums`: collected, and cases by the value of their standing."""
    first, last = month.replace(day=1), month_end(month)
    return ended_between(db, first, last, unit_id=unit_id, page=page, size=size)


def ended_between(
    db: Session, first: date, last: date, *, unit_id: UUID | None, page: int = 1,
    size: int = PAGE_SIZE,
) -> Page[Ending]:  # fmt: skip
    """The same for the days from `first` to `last`."""
    found = Ended(first, last, unit_id)
    total, sums = found.counted(db)
    lines = found.lines(db, start=offset_of(page, size), most=size)
    return Page(lines, max(1, page), size, total, sums)


class Ended:
    """The cases that ended from `first` to `last`; `without`: those left out."""

    def __init__(
        self, first: date, last: date, unit_id: UUID | None, *,
        without: CompoundSelect[UUID] | None = None,
    ) -> None:  # fmt: skip
        stmt = _ended(first, last)
        if unit_id is not None:
            stmt = stmt.where(CaseInterval.unit_id == unit_id)
        self._stmt = stmt if without is None else stmt.where(Case.id.not_in(without))

    def counted(self, db: Session) -> tuple[int, dict[str, int]]:
        """How many they are; what was collected, and cases by the value of their standing."""
        counted = self._stmt.with_only_columns(
            CaseInterval.standing, func.count(), func.sum(CaseInterval.collected)
        ).group_by(CaseInterval.standing)
        sums, total = {"collected": 0}, 0
        for standing, cases, collected in db.execute(counted):
            sums[standing.value] = cases
            sums["collected"] += int(collected)
            total += cases
        return total, sums

    def lines(self, db: Session, *, start: int, most: int) -> list[Ending]:
        """Some of them, in the order of days."""
        rows = db.execute(
            self._stmt.options(*SHOWN)
            .order_by(CaseInterval.starts_on, Case.docketed_on, Case.number, Case.id)
            .limit(most)
            .offset(start)
        )
        return [Ending(*row) for row in rows]


def place(line: Ending) -> tuple[date, date, int, UUID]:
    """Where it stands in that order."""
    return line.ended_on, line.case.docketed_on, line.case.number, line.case.id


def _ended(first: date, last: date) -> Select[*tuple[Any, ...]]:
    here, before = CaseInterval, aliased(CaseInterval)
    stood_so = (
        select(before.case_id)
        .where(
            before.case_id == here.case_id, before.ends_on == here.starts_on,
            before.standing == here.standing,
        )
        .exists()
    )  # fmt: skip
    return (
        select(
            Case, here.starts_on, here.standing, here.collected, here.remaining, Unit.name,
            User.full_name,
        )
        .join(here, here.case_id == Case.id)
        .join(Unit, Unit.id == here.unit_id)
        .outerjoin(User, User.id == here.officer_id)
        .where(
            here.standing.in_(ENDS), here.starts_on.between(first, last),
            or_(here.ends_on.is_(None), here.ends_on > last), ~stood_so,
        )
    )  # fmt: skip
