"""Targets beside figures through the tree, and the open cases that carry most of the money."""

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from thads.cases.models import Case
from thads.core.days import month_number, statistics_year
from thads.core.money import percent
from thads.identity.models import User
from thads.planning.gaps import Gap, Standing, gap
from thads.statistics.contributions import ALL_ITEMS
from thads.statistics.figures import figures
from thads.statistics.models import case_contribution
from thads.statistics.rows import Figures, Row
from thads.statistics.subject import Subject
from thads.targets import queries as targets
from thads.targets.models import Target
from thads.units.models import Unit

HEAVIEST = 10
NOBODY = "Chưa phân công"
_HELD = case_contribution.c
_OPEN_MONEY: ColumnElement[int] = _HELD.m_in_progress + _HELD.m_postponed_by_agreement


class OpenCase(NamedTuple):
    """A case that is enforceable and open at the cut-off; money in đồng that remains so."""

    case_id: UUID
    number: int
    series: str
    docketed_on: date
    unit: str
    officer: str | None
    remaining: int

    def points_on(self, base: int) -> Decimal | None:
        """By how many points its end would raise the money rate over this base."""
        return percent(self.remaining, base)


def tree(db: Session, at: date, *, unit_id: UUID | None = None) -> Standing:
    """The province with its units and their officers, or one unit with its officers."""
    year, now = statistics_year(at), figures(db, at, unit_id=unit_id)
    of_units, of_officers = targets.targets_of(db, year), targets.officers_targets_of(db, year)
    below = [
        _standing(
            row, at, of_units.get(row.unit.id),
            [
                _standing(one, at, of_officers.get((row.unit.id, one.officer.id)))
                for one in now.officers
                if one.unit == row.unit and one.officer
            ],
        )
        for row in now.units
        if row.unit
    ]  # fmt: skip
    if unit_id is None:
        return _standing(now.total, at, of_units.get(None), below)
    own = next((one for one in below), None)
    return own or _standing(now.total, at, of_units.get(unit_id))


def gaps_of(db: Session, now: Figures, subject: Subject) -> tuple[Gap, Gap]:
    """The gaps of one subject, in cases and in money, at the end of the figures."""
    year, row = statistics_year(now.end), row_of(now, subject)
    if subject.officer_id:
        of_officers = targets.officers_targets_of(db, year)
        target = of_officers.get((subject.unit_id, subject.officer_id))
    else:
        target = targets.target_for(db, year, subject.unit_id)
    return _gap(row, target, now.end, money=False), _gap(row, target, now.end, money=True)


def row_of(now: Figures, subject: Subject) -> Row:
    """The line of the province's figures that is this subject's."""
    if subject.unit_id and subject.officer_id:
        return now.officer(subject.unit_id, subject.officer_id)
    return now.unit(subject.unit_id) if subject.unit_id else now.total


def heaviest(db: Session, at: date, subject: Subject) -> Sequence[OpenCase]:
    """The open enforceable cases of the period that carry most of the money, largest first."""
    wanted = [*_counted(at, subject), _open(), _OPEN_MONEY > 0]
    stmt = _named().where(*wanted).order_by(_OPEN_MONEY.desc(), Case.id).limit(HEAVIEST)
    return [OpenCase(*row) for row in db.execute(stmt)]


def open_among(
    db: Session, at: date, subject: Subject, asked: Collection[UUID]
) -> Sequence[OpenCase]:
    """Those of the cases asked for that are open and enforceable in the subject's line."""
    stmt = _named().where(*_counted(at, subject), _open(), Case.id.in_(asked))
    return [OpenCase(*row) for row in db.execute(stmt.order_by(_OPEN_MONEY.desc(), Case.id))]


def _named() -> Select[*tuple[Any, ...]]:
    return (
        select(Case.id, Case.number, Case.series, Case.docketed_on, Unit.name, User.full_name,
               _OPEN_MONEY)
        .join(case_contribution, _HELD.case_id == Case.id)
        .join(Unit, Unit.id == _HELD.unit_id)
        .outerjoin(User, User.id == _HELD.officer_id)
    )  # fmt: skip


def _counted(at: date, subject: Subject) -> list[ColumnElement[bool]]:
    month = month_number(at)
    wanted = [
        _HELD.year == statistics_year(at), _HELD.part == ALL_ITEMS,
        _HELD.from_month <= month, _HELD.to_month >= month,
    ]  # fmt: skip
    if subject.unit_id:
        wanted.append(_HELD.unit_id == subject.unit_id)
    if subject.officer_id:
        wanted.append(_HELD.officer_id == subject.officer_id)
    return wanted


def _open() -> ColumnElement[bool]:
    return or_(_HELD.c_in_progress > 0, _HELD.c_postponed_by_agreement > 0)


def _standing(
    row: Row, at: date, target: Target | None, below: Sequence[Standing] = ()
) -> Standing:
    name, address = "Toàn tỉnh", {}
    if row.unit:
        name, address = row.unit.name, {"unit": str(row.unit.id)}
    if row.officer:
        name, address = row.officer.full_name, address | {"officer": str(row.officer.id)}
    cases, money = (_gap(row, target, at, money=money) for money in (False, True))
    return Standing(name, address, cases, money, _source(target), below)


def _gap(row: Row, target: Target | None, at: date, *, money: bool) -> Gap:
    if money:
        return gap(row.money_rate, target.money_percent if target else None, at)
    return gap(row.case_rate, target.cases_percent if target else None, at)


def _source(target: Target | None) -> str | None:
    if target is None or target.document is None or target.document_day is None:
        return None
    return f"{target.given_by}: {target.document} ngày {target.document_day:%d/%m/%Y}"
