"""The register of cases: filtered, ordered, paged, with sums, from one read model."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, literal_column, select
from sqlalchemy.orm import Session, aliased, lazyload, selectinload

from thads.cases.models import Case, CaseInterval, Standing
from thads.cases.queries.filters import CaseFilter, of_case, of_interval
from thads.core.pages import PAGE_SIZE, Page, offset_of
from thads.identity.models import User
from thads.units.models import Unit

NEWEST_FIRST = "-docketed"
ORDERS: dict[str, tuple[Any, ...]] = {
    "docketed": (Case.docketed_on, Case.number),
    "number": (Case.numbering_year, Case.number),
    "awarded": (CaseInterval.awarded, Case.number),
    "remaining": (CaseInterval.remaining, Case.number),
}


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case as the register shows it on a day; parties are loaded."""

    case: Case
    standing: Standing
    unit: Unit
    officer: User | None
    awarded: int  # đồng
    collected: int
    remaining: int


def search(
    db: Session,
    wanted: CaseFilter,
    *,
    day: date,
    scope: UUID | None,
    page: int = 1,
    size: int = PAGE_SIZE,
    order: str = NEWEST_FIRST,
) -> Page[CaseLine]:
    """Cases as they stood at the end of `day`, the last docketed first unless `order` (a key of
    ORDERS, with "-" from the highest down) says otherwise.

    `scope`: the unit whose cases the reader may see, by who held them on that day (None: all).
    Sums of the whole list: awarded, collected, remaining. No query per row.
    """
    about = of_case(wanted, day)
    swept = of_interval(wanted, day, scope, case_known=False)
    stood = of_interval(wanted, day, scope, case_known=True)
    total, *sums = db.execute(_totals(swept, about)).one()
    ids = db.scalars(_ids(stood, about, order).limit(size).offset(offset_of(page, size))).all()
    names = ("awarded", "collected", "remaining")
    return Page(
        _lines(db, ids, stood), max(1, page), size, total,
        {name: int(value or 0) for name, value in zip(names, sums, strict=True)},
    )  # fmt: skip


def _ids(
    stood: ColumnElement[bool], about: Sequence[ColumnElement[bool]], order: str
) -> Select[*tuple[Any, ...]]:
    """The cases of the page. By day or number the database walks an index and stops at the page's
    end; only an order by money needs all rows of the list."""
    name = order.removeprefix("-") if order.removeprefix("-") in ORDERS else "docketed"
    down = order.startswith("-") or order.removeprefix("-") not in ORDERS
    columns = [c.desc() if down else c.asc() for c in ORDERS[name]]
    ids = select(Case.id).where(*about).order_by(*columns, Case.id)
    if name in ("docketed", "number"):
        return ids.where(select(1).where(CaseInterval.case_id == Case.id, stood).exists())
    return ids.join(CaseInterval, CaseInterval.case_id == Case.id).where(stood)


def _lines(db: Session, ids: Sequence[UUID], stood: ColumnElement[bool]) -> list[CaseLine]:
    officer, unit = aliased(User), aliased(Unit)
    stmt = (
        select(
            Case, CaseInterval.standing, unit, officer, CaseInterval.awarded,
            CaseInterval.collected, CaseInterval.remaining,
        )
        .join(CaseInterval, CaseInterval.case_id == Case.id)
        .join(unit, unit.id == CaseInterval.unit_id)
        .outerjoin(officer, officer.id == CaseInterval.officer_id)
        .where(Case.id.in_(ids), stood)
        .options(selectinload(Case.parties), lazyload(Case.unit), lazyload(officer.unit))
    )  # fmt: skip
    found = {row[0].id: CaseLine(*row) for row in db.execute(stmt)}
    return [found[case_id] for case_id in ids]


def _totals(
    stood: ColumnElement[bool], about: Sequence[ColumnElement[bool]]
) -> Select[*tuple[Any, ...]]:
    stmt = select(
        func.count(literal_column("1")), func.sum(CaseInterval.awarded),
        func.sum(CaseInterval.collected), func.sum(CaseInterval.remaining),
    ).where(stood)  # fmt: skip
    return stmt.where(CaseInterval.case_id.in_(select(Case.id).where(*about))) if about else stmt
