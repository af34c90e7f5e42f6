"""All that the monthly summary prints, read from the records and kept as plain data.

The paper is made from this alone, so the same stored figures give the same paper. No personal
data: cases are named by their numbers, since oversight bodies read the paper.
"""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.cases.models import Case, CaseInterval, Standing
from thads.core.days import (
    add_years,
    month_number,
    period_end,
    same_period_before,
    statistics_year,
)
from thads.evidence import queries as evidence
from thads.identity.models import User
from thads.rules import letterhead, statistics_regime
from thads.statistics.columns import Theme
from thads.statistics.figures import figures
from thads.statistics.json import document
from thads.statistics.rows import Figures, Row
from thads.targets import queries as targets
from thads.units import queries as units
from thads.units.models import Unit
from thads.verification import queries as verification

LARGEST = 10


def compose(db: Session, at: date, *, dated: date, version: int) -> dict[str, Any]:
    """The summary of the period from 1 October to the month's end `at`."""
    year = statistics_year(at)
    now = figures(db, at)
    before = figures(db, same_period_before(at))
    return {
        "head": _head(db, at, dated),
        "period": {
            "start": now.start.isoformat(), "end": at.isoformat(), "year": year,
            "months": month_number(at), "version": version,
        },
        "regime": now.regime,
        "regime_title": statistics_regime.on(at).title,
        "total": _line(now.total, "Toàn tỉnh"),
        "last_year": _line(before.total, "Cùng kỳ năm trước"),
        "target": _target(db, year, None),
        "units": [_unit_line(db, year, row, before) for row in now.units],
        "kinds": [_line(row, _kind_name(row)) for row in now.kinds],
        "themes": [_theme_line(row) for row in now.themes],
        "older": _theme_line(now.theme(Theme.OVER_ONE_YEAR)),
        "months": _months(db, at),
        "verification": _late(verification.overdue(db, at, limit=0)),
        "evidence": _late(evidence.late(db, at)),
        "largest_old": _largest_old(db, at),
        "statistics": document(now, tenant="", version=version),
    }  # fmt: skip


def _head(db: Session, at: date, dated: date) -> dict[str, str]:
    lines = letterhead.on(dated)
    office = units.provincial_on(db, at)
    name = office.name.replace("THADS", "Thi hành án dân sự") if office else lines.agency_words
    return {
        "superior": lines.superior, "agency": name, "series": lines.report_series,
        "signer": lines.head_title, "place": office.place if office else "",
        "province": name.split(" tỉnh ")[-1], "dated": dated.isoformat(),
    }  # fmt: skip


def _line(row: Row, name: str) -> dict[str, Any]:
    return {"name": name, "cases": row.cases, "money": row.money}


def _theme_line(row: Row) -> dict[str, Any]:
    assert row.theme is not None
    return {**_line(row, row.theme.label), "code": row.theme.value}


def _kind_name(row: Row) -> str:
    return (
        f"{row.kind.label} – {row.initiation.label.lower()}" if row.kind and row.initiation else ""
    )


def _unit_line(db: Session, year: int, row: Row, before: Figures) -> dict[str, Any]:
    assert row.unit is not None
    last = before.unit(row.unit.id)
    return {
        **_line(row, row.unit.name),
        "code": row.unit.code,
        "target": _target(db, year, row.unit),
        "last_year": _line(last, "Cùng kỳ năm trước"),
    }


def _target(db: Session, year: int, unit: Any) -> dict[str, str] | None:
    found = targets.target_for(db, year, unit.id if unit else None)
    if found is None:
        return None
    return {"cases": str(found.cases_percent), "money": str(found.money_percent)}


def _months(db: Session, at: date) -> dict[str, list[list[int]]]:
    """Cumulative (resolved, enforceable) by month, cases and money, this year and last year."""
    year, last_month = statistics_year(at), month_number(at)
    this = [figures(db, period_end(year, m)).total for m in range(1, last_month + 1)]
    last = [figures(db, period_end(year - 1, m)).total for m in range(1, 13)]
    return {
        "cases": [[r.cases["resolved_total"], r.cases["enforceable_total"]] for r in this],
        "cases_before": [[r.cases["resolved_total"], r.cases["enforceable_total"]] for r in last],
        "money": [[r.money["resolved"], r.money["enforceable"]] for r in this],
        "money_before": [[r.money["resolved"], r.money["enforceable"]] for r in last],
    }


def _late(overdue: Any) -> dict[str, int]:
    return {"late": overdue.n, "due": overdue.m}


def _largest_old(db: Session, at: date) -> list[dict[str, Any]]:
    """The enforceable cases older than one year with the most money left (statistics.md)."""
    stmt = (
        select(Case.number, Case.series, Case.docketed_on, Unit.name, User.full_name,
               CaseInterval.remaining)
        .select_from(CaseInterval)
        .join(Case, Case.id == CaseInterval.case_id)
        .join(Unit, Unit.id == CaseInterval.unit_id)
        .outerjoin(User, User.id == CaseInterval.officer_id)
        .where(
            CaseInterval.starts_on <= at,
            (CaseInterval.ends_on.is_(None)) | (CaseInterval.ends_on > at),
            CaseInterval.standing.in_([Standing.IN_PROGRESS, Standing.POSTPONED_BY_AGREEMENT]),
            Case.docketed_on < add_years(at, -1),
        )
        .order_by(CaseInterval.remaining.desc(), Case.docketed_on, Case.number)
        .limit(LARGEST)
    )  # fmt: skip
    return [
        {
            "title": f"{number}/{series}", "docketed_on": docketed_on.isoformat(), "unit": unit,
            "officer": officer or "Chưa phân công", "remaining": remaining,
        }
        for number, series, docketed_on, unit, officer, remaining in db.execute(stmt)
    ]  # fmt: skip
