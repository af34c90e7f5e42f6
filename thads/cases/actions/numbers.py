"""Numbers of decisions: which series, and that no number is used twice (TT04/2023 Đ.30)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from thads.cases.models import ActKind, Case, CaseAct
from thads.cases.queries import numbers
from thads.core.days import statistics_year
from thads.core.errors import RuleBroken
from thads.identity.models import User
from thads.rules import numbering
from thads.units.models import Unit

OF_SUPERIOR = frozenset({ActKind.TAKE_UP, ActKind.ANNULMENT})  # decided by the office above


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number in its series."""

    unit_id: UUID
    series: str
    year: int
    number: int


def issue(
    db: Session, unit: Unit, day: date, number: int | None, of: type[Case] | type[CaseAct]
) -> Numbered:
    """The number asked for if it is free, else RuleBroken; the next one when none is asked for."""
    series = numbering.series(unit.kind, day)
    if number is None:
        number = numbers.suggest_number(db, unit, day, of=of)
    if number <= 0:
        raise RuleBroken(
            "number.not_positive",
            "Số quyết định phải lớn hơn 0. Chưa ghi gì; nhập lại số.",
            field="number",
        )
    taken = numbers.taken_by(db, unit, day, number, of=of)
    if taken:
        free = numbers.suggest_number(db, unit, day, of=of)
        raise RuleBroken(
            "number.taken",
            f"Số {number}/{series.symbol} của năm thống kê {statistics_year(day)} đã dùng cho "
            f"{taken}. Chưa ghi gì; số chưa dùng tiếp theo là {free}.",
            field="number",
        )
    return Numbered(unit.id, series.symbol, statistics_year(day), number)


def numbering_unit(db: Session, holder_id: UUID, kind: ActKind, by: User) -> Unit:
    """Whose series numbers this act: the unit that holds the case, or the office above it."""
    if kind in OF_SUPERIOR and by.unit is not None and by.unit.is_provincial:
        return by.unit
    unit = db.get(Unit, holder_id)
    assert unit is not None
    return unit
