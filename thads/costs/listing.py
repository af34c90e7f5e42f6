"""Cases with costs of coercion that a unit holds: spent, paid, still due; with sums."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from operator import attrgetter
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from thads.cases.models import Case, CaseInterval
from thads.core.codes import Coded
from thads.core.pages import PAGE_SIZE, Page, offset_of
from thads.costs import queries
from thads.costs.models import CostSheet
from thads.costs.queries import Costs
from thads.units.models import Unit

CHUNK = 500
LARGEST_DUE = "-due"


class Part(Coded):
    """Which cases with costs."""

    DUE = "due", "Còn phải thu hồi"
    TO_REPAY = "to_repay", "Đã thu hồi, chưa hoàn kinh phí"
    UNSETTLED = "unsettled", "Đã tạm ứng, chưa quyết toán"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which cases: of a unit (None: the province), of one part."""

    unit_id: UUID | None = None
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One case with its costs, and the unit that holds it."""

    case: Case
    unit_id: UUID
    costs: Costs


SUMS = ("planned", "unsettled", "spent", "relieved", "paid", "due", "to_repay")
Key = Callable[[Line], Any]


def _by_case(line: Line) -> Any:
    return (line.case.numbering_year, line.case.number, str(line.case.id))


ORDERS: dict[str, Key] = {
    "case": _by_case,
    **{name: attrgetter(f"costs.{name}") for name in SUMS},
}


def page(
    db: Session, wanted: Wanted, day: date, *, order: str = LARGEST_DUE, number: int = 1
) -> Page[Line]:
    """One page of them, with the sums of the whole list in đồng."""
    found = every(db, wanted, day, order=order)
    first = offset_of(number)
    sums = {name: sum(ORDERS[name](line) for line in found) for name in SUMS}
    return Page(found[first : first + PAGE_SIZE], number, PAGE_SIZE, len(found), sums)


def every(db: Session, wanted: Wanted, day: date, *, order: str = LARGEST_DUE) -> Sequence[Line]:
    """All of them in the order asked for."""
    key = ORDERS.get(order.removeprefix("-"), ORDERS["due"])
    lines = sorted(
        (one for one in _lines(db, wanted, day) if _is_of(wanted.part, one)), key=_by_case
    )
    return sorted(lines, key=key, reverse=order.startswith("-") or order not in ORDERS)


def _is_of(part: Part | None, line: Line) -> bool:
    return part is None or ORDERS[part.value](line) > 0


def _lines(db: Session, wanted: Wanted, day: date) -> Iterator[Line]:
    """Cases by the unit that holds them on `day`; a bounded number at once."""
    held = CaseInterval
    stmt = (
        select(Case, held.unit_id)
        .join(held, held.case_id == Case.id)
        .where(
            Case.id.in_(select(CostSheet.case_id)), held.starts_on <= day,
            or_(held.ends_on.is_(None), held.ends_on > day),
        )
        .order_by(Case.id)
    )  # fmt: skip
    if wanted.unit_id is not None:
        stmt = stmt.where(held.unit_id.in_(Unit.answered_for_by(wanted.unit_id)))
    found = iter(db.execute(stmt).all())
    while rows := list(islice(found, CHUNK)):
        costs = queries.of_cases(db, [case.id for case, _ in rows], day)
        for case, unit_id in rows:
            yield Line(case, unit_id, costs[case.id])
