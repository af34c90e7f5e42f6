"""Running numbers of decisions: what is used, what comes next."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from thads.cases.models import Case, CaseAct, NumberedDecision
from thads.core.days import statistics_year
from thads.rules import numbering
from thads.units.models import Unit

Numbered = type[Case] | type[CaseAct]


def suggest_number(db: Session, unit: Unit, day: date, *, of: Numbered = Case) -> int:
    """The next number of the unit's series on `day`: of enforcement decisions (`of=Case`), or of
    all other decisions (`of=CaseAct`), whatever table they stand in."""
    highest: list[Select[Any]] = [
        select(func.max(table.number)).where(*_series(table, unit, day)) for table in _tables(of)
    ]
    return max(db.scalar(stmt) or 0 for stmt in highest) + 1


def taken_by(db: Session, unit: Unit, day: date, number: int, *, of: Numbered) -> str | None:
    """What bears this number already, in words; None while it is free."""
    for table in _tables(of):
        same: Select[Any] = select(table).where(*_series(table, unit, day), table.number == number)
        found = db.scalars(same).first()
        if isinstance(found, Case):
            return f"quyết định thi hành án ngày {found.docketed_on:%d/%m/%Y}"
        if isinstance(found, NumberedDecision):
            return found.in_words
    return None


def _tables(of: Numbered) -> Sequence[Any]:
    return [Case] if of is Case else NumberedDecision.__subclasses__()


def _series(of: Any, unit: Unit, day: date) -> list[ColumnElement[bool]]:
    """Of the unit's series on `day`; the number of a case that was struck out is free again."""
    series = numbering.series(unit.kind, day)
    same = [of.series == series.symbol, of.numbering_year == statistics_year(day)]
    if not series.of_agency:
        same.append(of.unit_id == unit.id)
    if of is Case:
        same.append(Case.struck_by_id.is_(None))
    return same
