"""What differs between a period as known at two moments: the cells, and the cases that cause it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import add, sub
from uuid import UUID

from sqlalchemy.orm import Session

from thads.statistics.cells import OFFICER, Place
from thads.statistics.columns import STORED
from thads.statistics.drill import Line, names_of
from thads.statistics.figures import figures
from thads.statistics.known.cases import changed, counted
from thads.statistics.known.figures import known_figures
from thads.statistics.rows import Figures, Row, line
from thads.statistics.sums import Sums, count, nothing

Key = tuple[str, ...]  # of a line: its group and what narrows it
ByCase = Mapping[UUID, Row]


@dataclass(frozen=True)
class Change:
    """One figure that differs: whose line (`row`), which column, what it was and is.

    The amounts of `causes` are by how much each case changes it; their sum is the difference.
    """

    row: Row
    column: str
    money: bool
    before: int
    after: int
    causes: list[Line]


def differences(
    db: Session, period_end: date, before: datetime, after: datetime | None = None, *,
    unit_id: UUID | None = None,
) -> list[Change]:  # fmt: skip
    """The figures of a period that differ between what was known at `before` and at `after` (None:
    what is known now), of the province or a unit, in the order of its lines and columns."""
    old = known_figures(db, period_end, before, unit_id=unit_id)
    new = _at(db, period_end, after, unit_id)
    added = _added(db, period_end, before, after, unit_id)
    was, now = ({_key(row): row for row in _rows(one)} for one in (old, new))
    named = names_of(db, list({case_id for by_case in added.values() for case_id in by_case}))
    empty = line("", [0] * len(STORED))
    return [
        change
        for key, row in (was | now).items()
        for change in _changes(
            row, was.get(key, empty), now.get(key, empty), added.get(key, {}), named
        )
    ]


def _at(db: Session, period_end: date, moment: datetime | None, unit_id: UUID | None) -> Figures:
    if moment is None:
        return figures(db, period_end, unit_id=unit_id)
    return known_figures(db, period_end, moment, unit_id=unit_id)


def _changes(
    row: Row, before: Row, after: Row, added: ByCase, named: Mapping[UUID, Line]
) -> Iterator[Change]:
    for money in (False, True):
        was, now = _columns(before, money), _columns(after, money)
        for column, figure in was.items():
            if figure == now[column]:
                continue
            by_case = {case_id: _columns(one, money)[column] for case_id, one in added.items()}
            causes = [
                named[case_id]._replace(amount=amount)
                for case_id, amount in by_case.items()
                if amount
            ]
            causes.sort(key=lambda one: (one.docketed_on, one.case_id))
            yield Change(row, column, money, figure, now[column], causes)


def _added(
    db: Session, period_end: date, before: datetime, after: datetime | None, unit_id: UUID | None
) -> dict[Key, dict[UUID, Row]]:
    """What each case adds to each line by what was entered between the moments."""
    case_ids = list(db.scalars(changed(period_end, before, after)))
    of_cases: dict[UUID, Sums] = defaultdict(lambda: defaultdict(nothing))
    for moment, operation in ((before, sub), (after, add)):
        for known, share in counted(db, case_ids, period_end, moment):
            count(of_cases[known.case_id], known, share, unit_id, operation)
    found: dict[Key, dict[UUID, Row]] = defaultdict(dict)
    for case_id, sums in of_cases.items():
        for key, stored in _by_line(sums).items():
            if any(stored):
                found[key][case_id] = line("", stored)
    return found


def _by_line(sums: Sums) -> dict[Key, list[int]]:
    of_lines: dict[Key, list[int]] = defaultdict(nothing)
    for place, stored in sums.items():
        for key in _keys(place):
            of_lines[key] = list(map(add, of_lines[key], stored))
    return of_lines


def _keys(place: Place) -> Iterator[Key]:
    """The lines in which a place counts."""
    if place.shape != OFFICER:
        yield (place.shape, place.a, place.b)
        return
    yield ("total",)
    yield ("unit", place.unit_id)
    yield ("officer", place.unit_id, place.a)


def _key(row: Row) -> Key:
    unit = str(row.unit.id) if row.unit else ""
    if row.group == "total":
        return ("total",)
    if row.group == "unit":
        return ("unit", unit)
    if row.group == "officer":
        return ("officer", unit, str(row.officer.id) if row.officer else "")
    narrowed = row.kind or row.theme or row.budget
    return (row.group, str(narrowed), str(row.initiation or ""))


def _rows(one: Figures) -> Sequence[Row]:
    return [*one.rows, *one.budgets]


def _columns(row: Row, money: bool) -> dict[str, int]:
    return row.money if money else row.cases
