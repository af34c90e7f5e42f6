"""The rates month by month, this year and last year."""

from datetime import date

from sqlalchemy.orm import Session

from thads.core.days import month_number, period_end, statistics_year
from thads.statistics.figures import figures
from thads.statistics.rows import Row


def months(db: Session, at: date) -> dict[str, list[list[int]]]:
    """Cumulative (resolved, enforceable) by month, cases and money, this year and last year."""
    year, last_month = statistics_year(at), month_number(at)
    this = [figures(db, period_end(year, m)).total for m in range(1, last_month + 1)]
    last = [figures(db, period_end(year - 1, m)).total for m in range(1, 13)]
    return {
        "cases": [_cases(row) for row in this],
        "cases_before": [_cases(row) for row in last],
        "money": [_money(row) for row in this],
        "money_before": [_money(row) for row in last],
    }


def _cases(row: Row) -> list[int]:
    return [row.cases["resolved_total"], row.cases["enforceable_total"]]


def _money(row: Row) -> list[int]:
    return [row.money["resolved"], row.money["enforceable"]]
