"""The register of cases: filtered, ordered, paged, with sums, from one read model."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, literal_column, or_, select
from sqlalchemy.orm import Session, aliased, selectinload

from thads.cases.models import (
    Case,
    CaseInterval,
    Initiation,
    Judgment,
    JudgmentKind,
    ObligationItem,
    Standing,
)
from thads.core.days import add_years
from thads.core.pages import PAGE_SIZE, Page, offset_of
from thads.core.text import fold
from thads.identity.models import User
from thads.parties.models import Party, PartyRole
from thads.rules.numbering import SERIES
from thads.units.models import Unit

ENFORCEABLE_NOW = (Standing.IN_PROGRESS, Standing.POSTPONED_BY_AGREEMENT)
SIDES = (PartyRole.DEBTOR, PartyRole.CREDITOR)
NEWEST_FIRST = "-docketed"
ORDERS: dict[str, tuple[Any, ...]] = {
    "docketed": (Case.docketed_on, Case.number),
    "number": (Case.numbering_year, Case.number),
    "awarded": (CaseInterval.awarded, Case.number),
    "remaining": (CaseInterval.remaining, Case.number),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFilter:
    """What is asked of the register. `text`: a number, a party's name or a judgment's number.

    `among` is a select of case ids that another area made (overdue verifications, figures).
    """

    text: str = ""
    standings: frozenset[Standing] = frozenset()
    unit_id: UUID | None = None
    officer_id: UUID | None = None
    unassigned: bool = False
    kind: JudgmentKind | None = None
    initiation: Initiation | None = None
    docketed_from: date | None = None
    docketed_to: date | None = None
    state_budget: bool = False
    bank: bool = False
    corruption: bool = False
    drugs: bool = False
    foreign_element: bool = False
    older_than_year: bool = False  # enforceable, unresolved, docketed over a year before the day
    among: Select[Any] | None = None


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
    conditions = _conditions(wanted, day, scope)
    total, *sums = db.execute(_totals(conditions)).one()
    lines = db.execute(_lines(conditions, order).limit(size).offset(offset_of(page, size))).all()
    names = ("awarded", "collected", "remaining")
    return Page(
        [CaseLine(*line) for line in lines], max(1, page), size, total,
        {name: int(value or 0) for name, value in zip(names, sums, strict=True)},
    )  # fmt: skip


def _lines(conditions: ColumnElement[bool], order: str) -> Select[*tuple[Any, ...]]:
    officer, unit = aliased(User), aliased(Unit)
    return (
        select(
            Case, CaseInterval.standing, unit, officer, CaseInterval.awarded,
            CaseInterval.collected, CaseInterval.remaining,
        )
        .join(CaseInterval, CaseInterval.case_id == Case.id)
        .join(unit, unit.id == CaseInterval.unit_id)
        .outerjoin(officer, officer.id == CaseInterval.officer_id)
        .where(conditions)
        .options(selectinload(Case.parties))
        .order_by(*_order(order), Case.id)
    )  # fmt: skip


def _order(order: str) -> list[Any]:
    if order.removeprefix("-") not in ORDERS:
        order = NEWEST_FIRST
    columns = ORDERS[order.removeprefix("-")]
    return [c.desc() if order.startswith("-") else c.asc() for c in columns]


def _totals(conditions: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            func.count(literal_column("1")), func.sum(CaseInterval.awarded),
            func.sum(CaseInterval.collected), func.sum(CaseInterval.remaining),
        )
        .select_from(Case)
        .join(CaseInterval, CaseInterval.case_id == Case.id)
        .where(conditions)
    )  # fmt: skip


def _conditions(wanted: CaseFilter, day: date, scope: UUID | None) -> ColumnElement[bool]:
    interval = CaseInterval
    found: list[ColumnElement[bool]] = [
        interval.starts_on <= day,
        or_(interval.ends_on.is_(None), interval.ends_on > day),
    ]
    if scope is not None:
        found.append(interval.unit_id == scope)
    if wanted.unit_id is not None:
        found.append(interval.unit_id == wanted.unit_id)
    if wanted.officer_id is not None:
        found.append(interval.officer_id == wanted.officer_id)
    if wanted.unassigned:
        found.append(interval.officer_id.is_(None))
    if wanted.standings:
        found.append(interval.standing.in_(wanted.standings))
    if wanted.older_than_year:
        found.append(interval.standing.in_(ENFORCEABLE_NOW))
        found.append(Case.docketed_on < add_years(day, -1))
    return and_(*found, *_of_case(wanted))


def _of_case(wanted: CaseFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.kind is not None:
        found.append(Case.kind == wanted.kind)
    if wanted.initiation is not None:
        found.append(Case.initiation == wanted.initiation)
    if wanted.docketed_from is not None:
        found.append(Case.docketed_on >= wanted.docketed_from)
    if wanted.docketed_to is not None:
        found.append(Case.docketed_on <= wanted.docketed_to)
    if wanted.state_budget:
        found.append(Case.items.any(ObligationItem.state_budget))
    if wanted.bank:
        found.append(Case.bank.is_not(None))
    flags = ("corruption", "drugs", "foreign_element")
    found += [getattr(Case, flag).is_(True) for flag in flags if getattr(wanted, flag)]
    if wanted.among is not None:
        found.append(Case.id.in_(wanted.among))
    if wanted.text.strip():
        found.append(_matches(wanted.text))
    return found


def _matches(text: str) -> ColumnElement[bool]:
    """A number (123 or 123/QĐ-CCTHADS), a debtor's or creditor's name, a judgment's number."""
    folded = fold(text)
    ways: list[ColumnElement[bool]] = [
        Case.id.in_(
            select(Party.case_id).where(
                Party.role.in_(SIDES), Party.name_folded.contains(folded, autoescape=True)
            )
        ),
        Case.judgment_id.in_(
            select(Judgment.id).where(Judgment.number_folded.contains(folded, autoescape=True))
        ),
    ]
    number, _, series = folded.partition("/")
    if number.isascii() and number.isdigit() and len(number) < 10:
        same = Case.number == int(number)
        symbols = {s.symbol for s in SERIES if fold(s.symbol).startswith(series)}
        ways.append(and_(same, Case.series.in_(symbols)) if series else same)
    return or_(*ways)
