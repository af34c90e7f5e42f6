"""Puts the summary of one period together, part by part."""

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from thads.closing.models import PeriodVersion
from thads.core.days import month_number, same_period_before, statistics_year
from thads.evidence import queries as evidence
from thads.narratives import queries as narratives
from thads.reports.summary import (
    assets,
    by_unit,
    direction,
    duties,
    exhibits,
    explanations,
    grounds,
    lines,
    lists,
    measures,
    money,
    outreach,
    overseers,
    stock,
    training,
    work,
)
from thads.reports.summary.heading import head
from thads.reports.summary.months import months
from thads.rules import report_editions, statistics_regime
from thads.statistics.columns import Theme
from thads.statistics.figures import figures
from thads.statistics.json import document
from thads.statistics.known import known_figures
from thads.statistics.rows import Figures
from thads.verification import queries as verification

Part = dict[str, Any]


def compose(
    db: Session, at: date, *, dated: date, version: int, known_at: datetime | None = None,
    is_frozen: bool = False,
) -> Part:  # fmt: skip
    """The summary of the period from 1 October to the month's end `at`; MissingRule.

    `known_at`: the figures and lists of the period as they were known then (a closed period).
    `is_frozen`: its figures are those of the version, and so are the codes that open them.
    """
    year, length = statistics_year(at), month_number(at)
    now = known_figures(db, at, known_at) if known_at else figures(db, at)
    before = figures(db, same_period_before(at))
    edition = report_editions.edition(length, at)
    return {
        "head": head(db, at, dated),
        "period": {
            "start": now.start.isoformat(), "end": at.isoformat(), "year": year,
            "months": length, "version": version,
        },
        "edition": {"code": edition.code, "title": edition.title.format(months=length, year=year)},
        "regime": now.regime,
        "regime_title": statistics_regime.on(at).title,
        "texts": narratives.standing_blocks(db, at, edition.texts),
        **_lines(db, year, now, before),
        "codes": lines.figure_codes(at, version if is_frozen else None),
        "months": months(db, at),
        "bridge": stock.bridge(now.total),
        "ages": stock.ages(db, at),
        "causes": stock.causes(db, at, now.total),
        "grounds": grounds.not_yet_enforceable(db, at),
        "duties": duties.overdue_by_unit(db, dated),
        **_owed(db, at),
        "work": work.done(db, now.start, at),
        "money": money.handled(db, now.start, at),
        **_registers(db, now.start, at, dated, known_at),
        "by_unit": by_unit.tables(db, now),
        "explanations": explanations.explained(db, at),
        "lists": lists.annexed(db, at, edition, known_at),
        "statistics": document(now, tenant="", version=version),
    }  # fmt: skip


def of_version(
    db: Session, version: PeriodVersion, kept: Part | None, *, dated: date
) -> Part:  # fmt: skip
    """What the paper of a version prints: all that was frozen with it under the head of the day and
    with the texts that stand; of an older version the figures as they were known."""
    at = version.period_end
    if kept is None:
        return compose(db, at, dated=dated, version=version.number, known_at=version.known_at,
                       is_frozen=True)  # fmt: skip
    edition = report_editions.edition(month_number(at), at)
    texts = narratives.standing_blocks(db, at, edition.texts)
    return {**kept, "head": head(db, at, dated), "texts": texts}


def frozen(db: Session, version: PeriodVersion) -> Part:
    """All that is frozen with a version while it is made."""
    return compose(
        db, version.period_end, dated=version.day, version=version.number, is_frozen=True
    )


def _registers(
    db: Session, start: date, at: date, dated: date, known_at: datetime | None
) -> Part:  # fmt: skip
    """What was done in the period by the registers beside the cases, a line a register."""
    return {
        "measures": measures.applied(db, start, at),
        "assets": assets.handled(db, start, at, known_at),
        "exhibits": exhibits.exhibits(db, start, at),
        "outreach": outreach.outreach(db, start, at),
        "overseers": overseers.overseen(db, start, at, dated),
        "direction": direction.directed(db, start, at),
        "training": training.trained(db, start, at),
    }


def _lines(db: Session, year: int, now: Figures, before: Figures) -> Part:
    return {
        "total": lines.line(now.total, "Toàn tỉnh"),
        "last_year": lines.line(before.total, "Cùng kỳ năm trước"),
        "target": lines.target(db, year, None),
        "units": [lines.unit_line(db, year, row, before) for row in now.units],
        "officers": [lines.officer_line(row) for row in now.officers],
        "kinds": [lines.line(row, lines.kind_name(row)) for row in now.kinds],
        "themes": [lines.theme_line(row) for row in now.themes],
        "older": lines.theme_line(now.theme(Theme.OVER_ONE_YEAR)),
    }


def _owed(db: Session, at: date) -> Part:
    """What was late of the two duties that the press asks after."""
    return {
        "verification": _late(verification.overdue(db, at, limit=0)),
        "evidence": _late(evidence.late(db, at)),
    }


def _late(overdue: Any) -> dict[str, int]:
    return {"late": overdue.n, "due": overdue.m}
