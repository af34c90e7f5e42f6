"""Dossiers as a list: which run, which are late, what came of the others; a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import or_
from sqlalchemy.orm import Session

from thads.cases.models import CaseInterval
from thads.cases.queries.filters import unended
from thads.core.codes import Coded
from thads.core.pages import PAGE_SIZE, Page
from thads.remissions import course, queries
from thads.remissions.course import Running
from thads.remissions.models import RemissionDossier, StepKind
from thads.rules.remission import Relief
from thads.units.models import Unit

PORTION = 500


class State(Coded):
    """Whether something may still follow."""

    RUNNING = "running", "Đang làm"
    LATE = "late", "Đang làm, quá hạn"
    ENDED = "ended", "Đã xong"
    ALL = "all", "Tất cả"


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierFilter:
    """Whose dossiers, how they stand, and which step was the last."""

    unit_id: UUID | None = None
    officer_id: UUID | None = None
    relief: Relief | None = None
    last: StepKind | None = None
    state: State = State.RUNNING


class Line(NamedTuple):
    """A dossier with its clocks and who holds its case."""

    dossier: RemissionDossier
    clocks: list[Running]
    unit_id: UUID
    officer_id: UUID | None

    @property
    def due(self) -> date | None:
        """The first day that is set."""
        return min((one.due for one in self.clocks), default=None)

    def is_late_on(self, day: date) -> bool:
        """Its first day is over."""
        return self.due is not None and self.due < day


class Late(NamedTuple):
    """Of how many that run so many are late, whatever the list asks for."""

    n: int
    m: int


ORDERS: dict[str, Callable[[Line], Any]] = {
    "opened": lambda line: line.dossier.opened_on,
    "due": lambda line: line.due or date.max,
    "amount": lambda line: line.dossier.amount,
}


def page_of(
    db: Session, day: date, wanted: DossierFilter, *, order: str = "opened", number: int = 1,
    size: int = PAGE_SIZE,
) -> tuple[Page[Line], Late]:  # fmt: skip
    """One page with the sums of the whole list; no more than the pages so far are held at once."""
    late = running = count = asked = granted = 0
    number = max(1, number)

    def counted() -> Iterator[Line]:
        nonlocal late, running, count, asked, granted
        for line in _held(db, day, wanted):
            running += line.dossier.is_open
            late += line.is_late_on(day)
            if _takes(line, wanted.state, day):
                count, asked = count + 1, asked + line.dossier.amount
                granted += line.dossier.granted or 0
                yield line

    kept = nsmallest(number * size, counted(), key=_key(order))[(number - 1) * size :]
    sums = {"amount": asked, "granted": granted}
    return Page(kept, number, size, count, sums), Late(late, running)


def _key(order: str) -> Callable[[Line], Any]:
    """By the day of opening where the order is not known; `-` turns it round."""
    read = ORDERS.get(order.removeprefix("-"), ORDERS["opened"])
    sign = -1 if order.startswith("-") else 1

    def key(line: Line) -> tuple[int, UUID]:
        value = read(line)
        return sign * (value.toordinal() if isinstance(value, date) else value), line.dossier.id

    return key


def _takes(line: Line, state: State, day: date) -> bool:
    if state is State.LATE:
        return line.is_late_on(day)
    return state is State.ALL or line.dossier.is_open is (state is State.RUNNING)


def _held(db: Session, day: date, wanted: DossierFilter) -> Iterator[Line]:
    held = CaseInterval
    stmt = (
        queries.loaded()
        .add_columns(held.unit_id, held.officer_id)
        .join(held, held.case_id == RemissionDossier.case_id)
        .where(held.starts_on <= day, or_(*unended(day)))
        .order_by(RemissionDossier.id)
    )
    if wanted.unit_id is not None:
        stmt = stmt.where(held.unit_id.in_(Unit.answered_for_by(wanted.unit_id)))
    if wanted.officer_id is not None:
        stmt = stmt.where(held.officer_id == wanted.officer_id)
    if wanted.relief is not None:
        stmt = stmt.where(RemissionDossier.relief == wanted.relief)
    for dossier, unit_id, officer_id in db.execute(stmt.execution_options(yield_per=PORTION)):
        if wanted.last in (None, dossier.last.kind if dossier.last else None):
            yield Line(dossier, course.clocks(dossier), unit_id, officer_id)
