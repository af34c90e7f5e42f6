"""Running numbers of decisions: what is used, what comes next."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from thads.cases.models import Case, CaseAct
from thads.core.days import statistics_year
from thads.rules import numbering
from thads.units.models import Unit

Numbered = type[Case] | type[CaseAct]


def suggest_number(db: Session, unit: Unit, day: date, *, of: Numbered = Case) -> int:
    """The next number of the unit's series on `day`: of enforcement decisions (`of=Case`), or of
    all other decisions (`of=CaseAct`)."""
    highest: Select[Any] = select(func.max(of.number)).where(*_series(of, unit, day))
    return (db.scalar(highest) or 0) + 1


def taken_by(db: Session, unit: Unit, day: date, number: int, *, of: Numbered) -> str | None:
    """What bears this number already, in words; None while it is free."""
    same: Select[Any] = select(of).where(*_series(of, unit, day), of.number == number)
    found = db.scalars(same).first()
    if found is None:
        return None
    if isinstance(found, CaseAct):
        return f"{found.kind.label} ngày {found.day:%d/%m/%Y}"
    return f"quyết định thi hành án ngày {found.docketed_on:%d/%m/%Y}"


def _series(of: Numbered, unit: Unit, day: date) -> list[ColumnElement[bool]]:
    """Of the unit's series on `day`; the number of a case that was struck out is free again."""
    series = numbering.series(unit.kind, day)
    same = [of.series == series.symbol, of.numbering_year == statistics_year(day)]
    if not series.of_agency:
        same.append(of.unit_id == unit.id)
    if of is Case:
        same.append(Case.struck_by_id.is_(None))
    return same
