"""How far verified assets cover what enforceable cases still owe: never part of the figures.

The value is that of the latest verification which states one; where none does it is unknown, which
is neither nothing nor enough. Cases on which no money remains have nothing to cover.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from thads.cases.models import Case, CaseInterval
from thads.cases.queries.filters import ENFORCEABLE_NOW, unended
from thads.classification.models import CoverThreshold
from thads.core.codes import Coded
from thads.core.pages import PAGE_SIZE, Page, offset_of
from thads.statistics.ratio import Ratio
from thads.verification.clock import standing_verifications
from thads.verification.models import Verification

WHOLE = 10_000  # 100.00 %


class Part(Coded):
    """Which of the enforceable cases."""

    VALUED = "valued", "Đã rõ giá trị tài sản"
    UNKNOWN = "unknown", "Chưa rõ giá trị tài sản"
    BELOW = "below", "Dưới ngưỡng bảo đảm"


@dataclass(frozen=True, slots=True)
class Holders:
    """Whose cases; nothing named: the province."""

    unit_id: UUID | None = None
    officer_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Cover:
    """Sums over enforceable cases with money left; amounts in đồng."""

    cases: int = 0
    remaining: int = 0
    valued_cases: int = 0
    valued_remaining: int = 0
    covered: int = 0  # Σ min(value, remaining) of the valued
    below: int = 0  # cases that ask for a note

    @property
    def unknown_cases(self) -> int:
        """Cases of which no verification states a value."""
        return self.cases - self.valued_cases

    @property
    def unknown_remaining(self) -> int:
        """What remains on them."""
        return self.remaining - self.valued_remaining

    @property
    def ratio(self) -> Ratio:
        """The indicator, over the cases whose value is known."""
        return Ratio(
            self.covered, self.valued_remaining, "giá trị tài sản đã xác minh",
            "còn phải thi hành của việc đã rõ giá trị tài sản",
        )  # fmt: skip

    @property
    def least(self) -> Ratio:
        """Over all enforceable cases, if the unknown ones turn out to cover nothing."""
        return self._of_all(self.covered)

    @property
    def most(self) -> Ratio:
        """Over all enforceable cases, if the unknown ones turn out to be covered whole."""
        return self._of_all(self.covered + self.unknown_remaining)

    def _of_all(self, covered: int) -> Ratio:
        return Ratio(covered, self.remaining, "giá trị tài sản", "còn phải thi hành")


class CoverLine(NamedTuple):
    """One enforceable case; `value` empty: unknown."""

    case_id: UUID
    title: str
    docketed_on: date
    unit_id: UUID
    officer_id: UUID | None
    remaining: int
    value: int | None

    @property
    def covered(self) -> int | None:
        """What the assets cover of it."""
        return None if self.value is None else min(self.value, self.remaining)

    @property
    def ratio(self) -> Ratio:
        """The share covered; no rate while the value is unknown."""
        base = self.remaining if self.value is not None else 0
        return Ratio(self.covered or 0, base, "giá trị tài sản", "còn phải thi hành")


def threshold_on(db: Session, day: date) -> CoverThreshold | None:
    """The cover asked for on `day`; None while the head has set none."""
    stmt = select(CoverThreshold).where(CoverThreshold.valid_from <= day)
    latest = (CoverThreshold.valid_from, CoverThreshold.entered_at, CoverThreshold.id)
    return db.scalars(stmt.order_by(*(column.desc() for column in latest)).limit(1)).one_or_none()


def thresholds(db: Session) -> Sequence[CoverThreshold]:
    """All that were ever set, the newest first."""
    stmt = select(CoverThreshold).order_by(
        CoverThreshold.valid_from.desc(), CoverThreshold.entered_at.desc(), CoverThreshold.id.desc()
    )
    return db.scalars(stmt).all()


def covers(
    db: Session, day: date, whose: Holders, percent: Decimal | None
) -> dict[tuple[UUID, UUID | None], Cover]:
    """The sums at the end of `day` by unit and officer; one statement."""
    rows = _rows(day, whose).subquery()
    valued = rows.c.value.is_not(None)
    stmt = select(
        rows.c.unit_id, rows.c.officer_id, func.count(), func.sum(rows.c.remaining),
        func.count(rows.c.value), func.sum(case((valued, rows.c.remaining), else_=0)),
        func.sum(_covered(rows.c)), func.sum(case((_below(rows.c, percent), 1), else_=0)),
    ).group_by(rows.c.unit_id, rows.c.officer_id)  # fmt: skip
    return {
        (unit_id, officer_id): Cover(*map(int, sums))
        for unit_id, officer_id, *sums in db.execute(stmt)
    }


def added_up(parts: Iterable[Cover]) -> Cover:
    """Several sums together."""
    sums = [(c.cases, c.remaining, c.valued_cases, c.valued_remaining, c.covered, c.below)
            for c in parts]  # fmt: skip
    return Cover(*(sum(column) for column in zip(*sums, strict=True))) if sums else Cover()


def lines(
    db: Session, day: date, whose: Holders, percent: Decimal | None, part: Part | None, *,
    page: int = 1, size: int = PAGE_SIZE,
) -> Page[CoverLine]:  # fmt: skip
    """The cases behind the sums, the most uncovered money first."""
    rows = _rows(day, whose).subquery()
    wanted = _of_part(rows.c, part, percent)
    covered = _covered(rows.c)
    totals = select(func.count(), func.sum(rows.c.remaining), func.sum(covered)).where(*wanted)
    count, remaining, sum_covered = db.execute(totals).one()
    listed = (
        select(
            rows.c.case_id, Case.number, Case.series, Case.docketed_on, rows.c.unit_id,
            rows.c.officer_id, rows.c.remaining, rows.c.value,
        )
        .join(Case, Case.id == rows.c.case_id)
        .where(*wanted)
        .order_by((rows.c.remaining - covered).desc(), rows.c.case_id)
        .limit(size).offset(offset_of(page, size))
    )  # fmt: skip
    found = [
        CoverLine(case_id, f"{number}/{series}", *rest)
        for case_id, number, series, *rest in db.execute(listed)
    ]
    sums = {"remaining": int(remaining or 0), "covered": int(sum_covered or 0)}
    return Page(found, max(1, page), size, count, sums)


def _rows(day: date, whose: Holders) -> Select[*tuple[Any, ...]]:
    """Enforceable cases with money left at the end of `day`, each with the value known then."""
    stmt = select(
        CaseInterval.case_id, CaseInterval.unit_id, CaseInterval.officer_id,
        CaseInterval.remaining, _value(day).label("value"),
    ).where(
        CaseInterval.standing.in_(ENFORCEABLE_NOW), CaseInterval.starts_on <= day,
        or_(*unended(day)), CaseInterval.remaining > 0,
    )  # fmt: skip
    if whose.unit_id is not None:
        stmt = stmt.where(CaseInterval.unit_id == whose.unit_id)
    if whose.officer_id is not None:
        stmt = stmt.where(CaseInterval.officer_id == whose.officer_id)
    return stmt


def _value(day: date) -> ScalarSelect[int]:
    """What the latest verification that states a value says, up to `day`."""
    made = standing_verifications().with_only_columns(Verification.assets_value)
    return (
        made.where(
            Verification.case_id == CaseInterval.case_id, Verification.day <= day,
            Verification.assets_value.is_not(None),
        )
        .order_by(Verification.day.desc(), Verification.id.desc())
        .limit(1)
        .correlate(CaseInterval)
        .scalar_subquery()
    )  # fmt: skip


def _covered(row: Any) -> ColumnElement[int]:
    """What the assets cover of what remains; 0 where unknown, which `ratio` leaves out."""
    known = case((row.value < row.remaining, row.value), else_=row.remaining)
    return case((row.value.is_(None), 0), else_=known)


def _below(row: Any, percent: Decimal | None) -> ColumnElement[bool]:
    """Whether known assets cover less than `percent` of what remains, without leaving whole đồng:
    value < p·remaining/10000 is value < the next whole number, taken so that no product is too
    large for the database."""
    p = int((percent or 0) * 100)
    parts = p * (row.remaining % WHOLE) + WHOLE - 1
    return and_(row.value.is_not(None), row.value < p * (row.remaining // WHOLE) + parts // WHOLE)


def _of_part(row: Any, part: Part | None, percent: Decimal | None) -> list[ColumnElement[bool]]:
    if part is Part.VALUED:
        return [row.value.is_not(None)]
    if part is Part.UNKNOWN:
        return [row.value.is_(None)]
    return [_below(row, percent)] if part is Part.BELOW else []
