"""A line of figures laid beside another one: last period's, or what was sent."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from thads.core.days import month_number
from thads.statistics import titles
from thads.statistics.figures import figures
from thads.statistics.rows import Row

Parts = Mapping[str, Mapping[str, int]]  # {"cases": …, "money": …}


@dataclass(frozen=True, slots=True)
class Line:
    """One column of the figures, cases and đồng, now and before; None where there is none."""

    title: str
    cases: int | None
    money: int | None
    cases_before: int | None
    money_before: int | None

    @property
    def differs(self) -> bool:
        """Whether it moved."""
        return (self.cases, self.money) != (self.cases_before, self.money_before)


def lines(now: Parts, before: Parts | None) -> Iterator[Line]:
    """Every column in the order of the forms."""
    for title, of_cases, of_money in titles.lines():
        yield Line(
            title, _in(now, "cases", of_cases), _in(now, "money", of_money),
            _in(before, "cases", of_cases), _in(before, "money", of_money),
        )  # fmt: skip


def parts(row: Row) -> Parts:
    """A line of live figures as documents have it."""
    return {"cases": row.cases, "money": row.money}


def first_of(document: Mapping[str, Any]) -> Parts:
    """The subject's own line of a document."""
    line: Parts = document["rows"][0]
    return line


def last_period(db: Session, period_end: date, row: Row) -> Parts | None:
    """The same line a month earlier; none in October, the first month of the year."""
    if month_number(period_end) == 1:
        return None
    earlier = figures(db, period_end.replace(day=1) - timedelta(days=1))
    if row.unit is None:
        return parts(earlier.total)
    if row.officer is None:
        return parts(earlier.unit(row.unit.id))
    return parts(earlier.officer(row.unit.id, row.officer.id))


def _in(found: Parts | None, part: str, column: str | None) -> int | None:
    return found[part].get(column, 0) if found is not None and column else None
