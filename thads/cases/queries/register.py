"""The register of cases: filtered, ordered, paged, with sums, from one read model."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    bindparam,
    func,
    literal_column,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from thads.cases.models import Case, CaseInterval, Standing
from thads.cases.queries.filters import SIDES, CaseFilter, of_case, of_interval
from thads.core.pages import PAGE_SIZE, Page, offset_of
from thads.identity.models import User
from thads.parties.models import Party, PartyRole
from thads.units.models import Unit

Statement = Select[*tuple[Any, ...]]
NEWEST_FIRST = "-docketed"
ORDERS: dict[str, tuple[Any, ...]] = {
    "docketed": (Case.docketed_on, Case.number),
    "number": (Case.numbering_year, Case.number),
    "awarded": (CaseInterval.awarded, Case.number),
    "remaining": (CaseInterval.remaining, Case.number),
}


_COLUMNS = (
    Case.id, Case.number, Case.series, Case.docketed_on, CaseInterval.standing, Unit.name,
    User.full_name, CaseInterval.awarded, CaseInterval.collected, CaseInterval.remaining,
)  # fmt: skip
_NAMES = (
    select(Party.case_id, Party.role, Party.name)
    .where(Party.case_id.in_(bindparam("case_ids", expanding=True)), Party.role.in_(SIDES))
    .order_by(Party.entered_at, Party.id)
)


class CaseLine(NamedTuple):
    """One case as the register shows it on a day."""

    case_id: UUID
    number: int
    series: str
    docketed_on: date
    standing: Standing
    unit: str
    officer: str | None
    awarded: int  # đồng
    collected: int
    remaining: int
    debtors: str
    creditors: str


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
    totals, listed = _statements(wanted, day, scope, order, size, offset_of(page, size))
    total, *sums = (
        sum(int(part or 0) for part in parts) for parts in zip(*db.execute(totals), strict=True)
    )
    rows = db.execute(listed).all()
    names = ("awarded", "collected", "remaining")
    return Page(
        _lines(db, rows), max(1, page), size, total,
        dict(zip(names, sums, strict=True)),
    )  # fmt: skip


@lru_cache(maxsize=64)
def _statements(
    wanted: CaseFilter, day: date, scope: UUID | None, order: str, size: int, offset: int
) -> tuple[CompoundSelect[*tuple[Any, ...]], Statement]:
    """Totals and lines, made once for what many ask: the first page of their register."""
    about = of_case(wanted, day)
    swept = of_interval(wanted, day, scope, case_known=False)
    stood = of_interval(wanted, day, scope, case_known=True)
    name = order.removeprefix("-") if order.removeprefix("-") in ORDERS else "docketed"
    down = order.startswith("-") or order.removeprefix("-") not in ORDERS
    columns = [*(c.desc() if down else c.asc() for c in ORDERS[name]), Case.id]
    ids = _ids(stood, about, by_case=name in ("docketed", "number")).order_by(*columns)
    return _totals(swept, about, day), _listed(ids.limit(size).offset(offset), stood).order_by(
        *columns
    )


def _ids(
    stood: ColumnElement[bool], about: Sequence[ColumnElement[bool]], *, by_case: bool
) -> Statement:
    """The cases of the list. By day or number the database walks an index and stops at the page's
    end; only an order by money needs all rows of the list."""
    ids = select(Case.id).where(*about)
    if by_case:
        return ids.where(select(1).where(CaseInterval.case_id == Case.id, stood).exists())
    return ids.join(CaseInterval, CaseInterval.case_id == Case.id).where(stood)


def _listed(ids: Statement, stood: ColumnElement[bool]) -> Statement:
    """What the register shows of these cases."""
    return (
        select(*_COLUMNS)
        .join(CaseInterval, CaseInterval.case_id == Case.id)
        .join(Unit, Unit.id == CaseInterval.unit_id)
        .outerjoin(User, User.id == CaseInterval.officer_id)
        .where(Case.id.in_(ids), stood)
    )


def _lines(db: Session, rows: Sequence[Any]) -> list[CaseLine]:
    """The rows with the names of both sides, first entered first."""
    names: dict[tuple[UUID, PartyRole], list[str]] = defaultdict(list)
    for case_id, role, name in db.execute(_NAMES, {"case_ids": [row.id for row in rows]}):
        names[case_id, role].append(name)
    return [CaseLine(*row, *("; ".join(names[row.id, side]) for side in SIDES)) for row in rows]


def _totals(
    stood: ColumnElement[bool], about: Sequence[ColumnElement[bool]], day: date
) -> CompoundSelect[*tuple[Any, ...]]:
    """Sums of the intervals without an end and of those that ended later: each an index's range."""
    sums = select(
        func.count(literal_column("1")), func.sum(CaseInterval.awarded),
        func.sum(CaseInterval.collected), func.sum(CaseInterval.remaining),
    ).where(stood)  # fmt: skip
    if about:
        sums = sums.where(CaseInterval.case_id.in_(select(Case.id).where(*about)))
    ends_on = CaseInterval.ends_on
    return union_all(sums.where(ends_on.is_(None)), sums.where(ends_on > day))
