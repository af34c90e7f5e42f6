"""The figures of a period that is listed and the cases behind them: of a closed period as its
newest version froze them, else as the records give them now."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from thads.closing import queries as closing
from thads.imports.exporting.period.asked import PeriodAsked
from thads.statistics import drill, known
from thads.statistics.columns import Theme
from thads.statistics.drill import Behind
from thads.statistics.figures import figures
from thads.statistics.rows import Figures


def figures_of(db: Session, asked: PeriodAsked) -> Figures:
    """All lines of whom it is asked for."""
    version = closing.newest(db, asked.period_end)
    if version is None:
        return figures(db, asked.period_end, unit_id=asked.unit_id)
    return known.known_figures(db, asked.period_end, version.known_at, unit_id=asked.unit_id)


def behind(
    db: Session, asked: PeriodAsked, column: str, *, money: bool, theme: Theme | None = None
) -> Behind:
    """All cases of one figure, of a theme or of the whole."""
    group, end = replace(asked.group, theme=theme), asked.period_end
    version = closing.newest(db, end)
    if version is None:
        return drill.behind(db, end, group, column, money=money, per_page=None)
    return known.known_behind(
        db, end, version.known_at, group, column, money=money, per_page=None
    )  # fmt: skip
