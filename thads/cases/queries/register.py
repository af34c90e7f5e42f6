"""The register of cases: filtered, ordered, paged, with sums, from one read model."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Select,
    func,
    literal_column,
    or_,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import Session
from sqlalchemy.types import NullType

from thads.cases import totals
from thads.cases.models import Case, CaseInterval, Standing
from thads.cases.queries.filters import CaseFilter, of_case, of_interval, unended
from thads.cases.totals import Totals
from thads.core.driver import Days, Driver, Identifiers, Row
from thads.core.pages import PAGE_SIZE, Page, offset_of
from thads.identity.models import User
from thads.parties.models import Party, PartyRole
from thads.units.models import Unit

Statement = Select[*tuple[Any, ...]]
NEWEST_FIRST = "-docketed"
SIDES = (PartyRole.DEBTOR, PartyRole.CREDITOR)
ORDERS: dict[str, tuple[Any, ...]] = {
    "docketed": (Case.docketed_on, Case.number),
    "number": (Case.numbering_year, Case.number),
    "awarded": (CaseInterval.awarded, Case.number),
    "remaining": (CaseInterval.remaining, Case.number),
}


# As the driver gives them: what a page shows once is not read once for each party.
_COLUMNS = [
    type_coerce(column, NullType())
    for column in (
        Case.id, Case.number, Case.series, Case.docketed_on, CaseInterval.standing, Unit.name,
        User.full_name, CaseInterval.awarded, CaseInterval.collected, CaseInterval.remaining,
        Party.role, Party.name,
    )
]  # fmt: skip
_STANDINGS = {standing.value: standing for standing in Standing}


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
    scanned, listed = _statements(wanted, day, scope, order, size, offset_of(page, size))
    connection = db.connection()  # rows of columns need nothing of the session
    found = _kept(db, wanted, day, scope) or _added_up(connection, scanned)
    return Page(
        _lines(tuple(Driver(connection).rows(listed))), max(1, page), size, found.cases,
        {"awarded": found.awarded, "collected": found.collected, "remaining": found.remaining},
    )  # fmt: skip


def count(db: Session, wanted: CaseFilter, *, day: date, scope: UUID | None) -> int:
    """How many cases such a list has."""
    scanned, _ = _statements(wanted, day, scope, NEWEST_FIRST, PAGE_SIZE, 0)
    return (_kept(db, wanted, day, scope) or _added_up(db.connection(), scanned)).cases


def _kept(db: Session, wanted: CaseFilter, day: date, scope: UUID | None) -> Totals | None:
    """The totals of a list by no more than unit and standing, as the register stands now."""
    units = {scope, wanted.unit_id} - {None}
    plain = wanted == CaseFilter(unit_id=wanted.unit_id, standings=wanted.standings)
    if not plain or len(units) > 1 or len(wanted.standings) > 1:
        return None
    return totals.now(
        db, day=day, unit_id=next(iter(units), None), standing=next(iter(wanted.standings), None)
    )


def _added_up(connection: Connection, scanned: CompoundSelect[*tuple[Any, ...]]) -> Totals:
    """The totals of any list on any day: as many rows are read as it has."""
    parts = zip(*connection.execute(scanned), strict=True)
    return Totals(*(sum(int(amount or 0) for amount in amounts) for amounts in parts))


@lru_cache(maxsize=64)
def _statements(
    wanted: CaseFilter, day: date, scope: UUID | None, order: str, size: int, offset: int
) -> tuple[CompoundSelect[*tuple[Any, ...]], Statement]:
    """Totals and lines, made once for what many ask: the first page of their register."""
    about = of_case(wanted, day)
    swept = of_interval(wanted, day, scope, case_known=False)
    stood = of_interval(wanted, day, scope, case_known=True) & or_(*unended(day))
    name = order.removeprefix("-") if order.removeprefix("-") in ORDERS else "docketed"
    down = order.startswith("-") or order.removeprefix("-") not in ORDERS
    columns = [*(c.desc() if down else c.asc() for c in ORDERS[name]), Case.id]
    ids = _ids(stood, about, by_case=name in ("docketed", "number")).order_by(*columns)
    listed = _listed(ids.limit(size).offset(offset), stood)
    return _totals(swept, about, day), listed.order_by(*columns, Party.entered_at, Party.id)


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
    """What the register shows of these cases: a row for each party of the two sides."""
    return (
        select(*_COLUMNS)
        .join(CaseInterval, CaseInterval.case_id == Case.id)
        .join(Unit, Unit.id == CaseInterval.unit_id)
        .outerjoin(User, User.id == CaseInterval.officer_id)
        .outerjoin(Party, (Party.case_id == Case.id) & Party.role.in_(SIDES))
        .where(Case.id.in_(ids), stood)
    )


@lru_cache(maxsize=64)
def _lines(read: tuple[Row, ...]) -> tuple[CaseLine, ...]:
    """One line a case, with the names of both sides, first entered first: put together once for
    the same rows, since the first pages are opened all day and seldom change."""
    ids, days = Identifiers(), Days()
    lines = []
    for key, found in groupby(read, itemgetter(0)):
        rows = list(found)
        _, number, series, docketed_on, standing, *columns, _, _ = rows[0]
        names = ("; ".join([row[-1] for row in rows if row[-2] == side]) for side in SIDES)
        stood = (days[docketed_on], _STANDINGS[standing])
        lines.append(CaseLine(ids[key], number, series, *stood, *columns, *names))
    return tuple(lines)


def _totals(
    stood: ColumnElement[bool], about: Sequence[ColumnElement[bool]], day: date
) -> CompoundSelect[*tuple[Any, ...]]:
    """Sums of the intervals without an end and of those that ended later: each an index's range."""
    sums = select(
        func.count(literal_column("1")), func.sum(CaseInterval.awarded),
        func.sum(CaseInterval.collected), func.sum(CaseInterval.remaining),
    ).where(stood)  # fmt: skip
    if about:
        # one case at a time: a list of all cases of this kind would be longer than those that stood
        sums = sums.where(select(1).where(Case.id == CaseInterval.case_id, *about).exists())
    return union_all(*(sums.where(part) for part in unended(day)))
