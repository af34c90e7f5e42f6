"""The cases behind a figure of a period as it was known at a moment."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from thads.statistics.drill import (
    PAGE,
    Behind,
    Group,
    Line,
    added,
    lines_behind,
    names_of,
    stored_parts,
)
from thads.statistics.known.cases import changed, counted


def known_behind(
    db: Session, period_end: date, known_at: datetime, group: Group, column: str, *, money: bool,
    page: int = 1, per_page: int | None = PAGE,
) -> Behind:  # fmt: skip
    """The cases that made up one figure, oldest decision first; `per_page` None: all of them.

    The live list without the cases that changed since, and among it those cases as they were.
    Errors: NotFound when there is no such column.
    """
    of_changed = changed(period_end, known_at)
    then = _then(db, period_end, known_at, list(db.scalars(of_changed)), group, column, money)
    first = 0 if per_page is None else (page - 1) * per_page
    start = max(0, first - len(then))
    wanted = None if per_page is None else first + per_page - start
    live = lines_behind(
        db, period_end, group, column, money=money, first=start, most=wanted, without=of_changed
    )
    if start and live.lines:
        before = [line for line in then if _place(line) < _place(live.lines[0])]
    else:
        before = [] if not start else then
    merged = sorted([*live.lines, *then[len(before) :]], key=_place)
    skipped = first - start - len(before)
    shown = merged[skipped:] if per_page is None else merged[skipped : skipped + per_page]
    total = live.total + sum(line.amount for line in then)
    return replace(live, lines=shown, count=live.count + len(then), total=total)


def _then(
    db: Session, period_end: date, known_at: datetime, case_ids: list[UUID], group: Group,
    column: str, money: bool,
) -> list[Line]:  # fmt: skip
    """The changed cases that stood in the list."""
    parts = stored_parts(column, money=money)
    amounts = {
        known.case_id: amount
        for known, share in counted(db, case_ids, period_end, known_at)
        if (amount := added(group, known, share, parts))
    }
    names = names_of(db, list(amounts))
    return sorted(_with_amounts(names, amounts), key=_place)


def _with_amounts(names: dict[UUID, Line], amounts: dict[UUID, int]) -> Iterator[Line]:
    for case_id, amount in amounts.items():
        yield names[case_id]._replace(amount=amount)


def _place(line: Line) -> tuple[date, UUID]:
    return line.docketed_on, line.case_id
