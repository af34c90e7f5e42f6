"""The tie-out of a day: made by set-based questions alone, kept once a night."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.accounting import counts
from thads.accounting.models import TieOut
from thads.accounting.tying import accounts, collected, held
from thads.accounting.tying.lines import Check, Line
from thads.units.models import Unit

SHOWN = 31  # nights


def tie(db: Session, day: date, units: tuple[UUID, ...] | None = None) -> list[Line]:
    """Every check as of the end of a day, in the order of the checks; `units`: these alone."""
    found = [
        line
        for part in (collected, held, accounts, counts)
        for line in part.lines(db, day, units)
    ]  # fmt: skip
    order = list(Check)
    return sorted(found, key=lambda line: order.index(line.check))


def first_difference(db: Session, day: date) -> str | None:
    """The first line that does not agree, in words; None when all do (counts are people's)."""
    names = {unit.id: unit.name for unit in db.scalars(select(Unit))}
    for line in tie(db, day):
        if line.check not in (Check.CASH, Check.TRUST) and not line.agrees:
            return _told(line, names.get(line.unit_id, "toàn tỉnh") if line.unit_id else "–")
    return None


def _told(line: Line, unit: str) -> str:
    said = f"{line.check.label}, {unit}: chênh {line.difference} đ"
    if line.first is None:
        return f"{said}."
    where = [line.first.words]
    if line.first.day:
        where.append(f"ngày {line.first.day:%d/%m/%Y}")
    for name, value in (("việc", line.first.case_id), ("khoản", line.first.item_id),
                        ("bút toán", line.first.entry_id)):  # fmt: skip
        if value:
            where.append(f"{name} {value}")
    return f"{said}; {', '.join(where)}."


def keep(db: Session, day: date, *, now: datetime) -> TieOut:
    """Make and keep the tie-out of a day; the same result again is not kept twice."""
    lines = [line.as_json() for line in tie(db, day)]
    last = db.scalars(
        select(TieOut).where(TieOut.day == day).order_by(TieOut.made_at.desc()).limit(1)
    ).first()
    if last is not None and last.lines == lines:
        return last
    differences = sum(1 for line in lines if line["difference"] or line["first"])
    made = TieOut(day=day, made_at=now, differences=differences, lines=lines)
    db.add(made)
    db.flush()
    return made


def kept(db: Session) -> Sequence[TieOut]:
    """The newest nights first."""
    asked = select(TieOut).order_by(TieOut.day.desc(), TieOut.made_at.desc()).limit(SHOWN)
    return db.scalars(asked).all()
