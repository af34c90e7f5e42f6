"""Lines of the statistics as plain data: whose they are, every column, their target."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from thads.statistics import codes, metrics
from thads.statistics.codes import FigureCode
from thads.statistics.rows import Figures, Row
from thads.statistics.titles import CASE_TITLES, MONEY_TITLES
from thads.targets import queries as targets

UNASSIGNED = "Chưa phân công"
Line = dict[str, Any]


def line(row: Row, name: str) -> Line:
    """Every column under a name."""
    return {"name": name, "cases": row.cases, "money": row.money}


def theme_line(row: Row) -> Line:
    """The line of a theme with its code."""
    assert row.theme is not None
    return {**line(row, row.theme.label), "code": row.theme.value}


def kind_name(row: Row) -> str:
    """Dân sự – chủ động."""
    return (
        f"{row.kind.label} – {row.initiation.label.lower()}" if row.kind and row.initiation else ""
    )


def unit_line(db: Session, year: int, row: Row, before: Figures) -> Line:
    """A unit with its target and the year before."""
    assert row.unit is not None
    last = before.unit(row.unit.id)
    return {
        **line(row, row.unit.name),
        "code": row.unit.code,
        "target": target(db, year, row.unit),
        "last_year": line(last, "Cùng kỳ năm trước"),
    }


def officer_line(row: Row) -> Line:
    """An officer of a unit, or the cases of the unit that nobody holds."""
    assert row.unit is not None
    name = row.officer.full_name if row.officer else UNASSIGNED
    return {**line(row, name), "unit": row.unit.code}


def figure_codes(at: date, version: int | None) -> dict[str, dict[str, str]]:
    """The code of each figure of the province, as the version froze it: typed or opened, it leads
    to the list behind it."""

    def code(column: str, *, money: bool) -> str:
        metric = metrics.code_of(column, money=money)
        return str(FigureCode(metric, codes.WHOLE, at, version=version))

    return {
        "rates": {
            part: str(FigureCode(metric, codes.WHOLE, at, version=version))
            for part, metric in (("cases", "TL1"), ("money", "TL2"))
        },
        "cases": {column: code(column, money=False) for column in CASE_TITLES},
        "money": {column: code(column, money=True) for column in MONEY_TITLES},
    }


def target(db: Session, year: int, unit: Any) -> dict[str, str] | None:
    """The rates to reach, in percent; None where none was set."""
    found = targets.target_for(db, year, unit.id if unit else None)
    if found is None:
        return None
    return {"cases": str(found.cases_percent), "money": str(found.money_percent)}
