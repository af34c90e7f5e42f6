"""The register of credit institutions with what each is owed, and the cases of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlalchemy import case as case_of
from sqlalchemy.orm import Session

from thads.banks.models import CreditInstitution
from thads.banks.naming import Directory
from thads.banks.queries.links import case_ids_of, pairs
from thads.cases.history import OPEN
from thads.cases.models import Case, CaseInterval, Standing
from thads.cases.queries import CaseFilter, CaseLine, register
from thads.cases.queries.filters import ENFORCEABLE_NOW, unended
from thads.core.codes import Coded
from thads.core.errors import NotFound
from thads.core.pages import PAGE_SIZE, Page, offset_of

LARGEST = "-remaining"
CHUNK = 500
MONEY = ("awarded", "collected", "remaining")
SUMS = ("cases", "open", "enforceable", *MONEY)
ENDED = frozenset(standing for standing in Standing if standing not in OPEN)


class Part(Coded):
    """Which cases of an institution."""

    OPEN = "open", "Đang thi hành"
    ENDED = "ended", "Đã kết thúc"

    @property
    def standings(self) -> frozenset[Standing]:
        """How such a case stands."""
        return frozenset(OPEN) if self is Part.OPEN else ENDED


class Owed(NamedTuple):
    """Cases and their money in đồng; `enforceable`: in progress, or put off by agreement."""

    cases: int
    open: int
    enforceable: int
    awarded: int
    collected: int
    remaining: int


NOTHING = Owed(0, 0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Line:
    """An institution with its cases on a day."""

    institution: CreditInstitution
    owed: Owed


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which institutions and cases: of a unit (None: the province); `part` None: every case."""

    unit_id: UUID | None = None
    part: Part | None = None


def get(db: Session, institution_id: UUID) -> CreditInstitution:
    """One institution."""
    found = db.get(CreditInstitution, institution_id)
    if found is None:
        raise NotFound
    return found


def every(db: Session) -> Sequence[CreditInstitution]:
    """All that were ever entered, by name."""
    stmt = select(CreditInstitution).order_by(CreditInstitution.name_sort_key)
    return db.scalars(stmt).unique().all()


def live(db: Session, day: date) -> list[CreditInstitution]:
    """Those that exist on a day, by name."""
    return [one for one in every(db) if one.is_live_on(day)]


def directory(db: Session, day: date) -> Directory:
    """Those that exist on a day, by what their names are compared by."""
    return Directory(live(db, day))


def lines(db: Session, wanted: Wanted, day: date, *, order: str = LARGEST) -> list[Line]:
    """Every institution with its sums, those that are no more too."""
    owed = _owed_by_institution(db, wanted, day)
    found = [Line(one, owed.get(one.id, NOTHING)) for one in every(db)]
    name = order.removeprefix("-")
    if name in SUMS:
        found.sort(key=lambda line: getattr(line.owed, name), reverse=order.startswith("-"))
    elif order == "-name":
        found.reverse()
    return found


def page_of(found: Sequence[Line], whole: Owed, number: int) -> Page[Line]:
    """One page of the list; the sums count a case of two institutions once."""
    first = offset_of(number)
    rows = found[first : first + PAGE_SIZE]
    return Page(rows, max(1, number), PAGE_SIZE, len(found), whole._asdict())


def whole(db: Session, wanted: Wanted, day: date) -> Owed:
    """The sums of all cases in which some institution is a creditor, each case once."""
    ids = select(pairs().subquery().c.case_id)
    return _owed(db.execute(_sums(wanted, day).where(Case.id.in_(ids))).one())


def cases_of(
    db: Session, institution_id: UUID, wanted: CaseFilter, day: date, *, scope: UUID | None,
    order: str = LARGEST, number: int = 1, size: int = PAGE_SIZE,
) -> Page[CaseLine]:  # fmt: skip
    """A page of the cases in which an institution is a creditor, with the sums of all of them."""
    among = case_ids_of(institution_id)
    asked = CaseFilter(
        unit_id=wanted.unit_id, standings=wanted.standings, text=wanted.text, among=among
    )
    return register.search(db, asked, day=day, scope=scope, page=number, size=size, order=order)


def every_case(
    db: Session, institution_id: UUID, wanted: CaseFilter, day: date, *, scope: UUID | None
) -> Iterator[CaseLine]:
    """All of them, the largest first, a bounded number at once."""
    number, last = 1, 1
    while number <= last:
        page = cases_of(db, institution_id, wanted, day, scope=scope, number=number, size=CHUNK)
        yield from page.rows
        number, last = number + 1, page.pages


def _owed_by_institution(db: Session, wanted: Wanted, day: date) -> dict[UUID, Owed]:
    pair = pairs().subquery()
    stmt = (
        _sums(wanted, day)
        .join(pair, pair.c.case_id == Case.id)
        .add_columns(pair.c.institution_id)
        .group_by(pair.c.institution_id)
    )
    return {row.institution_id: _owed(row) for row in db.execute(stmt)}


def _sums(wanted: Wanted, day: date) -> Select[*tuple[Any, ...]]:
    held = CaseInterval
    has_not_ended = case_of((held.standing.in_(OPEN), 1), else_=0)
    can_be_enforced = case_of((held.standing.in_(ENFORCEABLE_NOW), 1), else_=0)
    stmt = (
        select(
            func.count(Case.id).label("cases"),
            func.sum(has_not_ended).label("open"),
            func.sum(can_be_enforced).label("enforceable"),
            *(func.sum(getattr(held, name)).label(name) for name in MONEY),
        )
        .select_from(Case)
        .join(held, held.case_id == Case.id)
        .where(Case.struck_by_id.is_(None), held.starts_on <= day, or_(*unended(day)))
    )
    if wanted.part is not None:
        stmt = stmt.where(held.standing.in_(wanted.part.standings))
    return stmt.where(held.unit_id == wanted.unit_id) if wanted.unit_id else stmt


def _owed(row: Any) -> Owed:
    return Owed(*(int(getattr(row, name) or 0) for name in Owed._fields))
