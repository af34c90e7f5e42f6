"""How the units changed between two periods that stand side by side."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from thads.units.models import Succession, Unit, UnitSuccession

MOST_NAMED = 4


def changes(db: Session, now: date, before: date, unit_id: UUID | None) -> Iterator[str]:
    """How units changed between the two periods: the unit's own way, or which units of all."""
    ended, heir = aliased(Unit), aliased(Unit)
    stmt = (
        select(UnitSuccession.day, UnitSuccession.kind, ended.name, heir.name)
        .join(ended, ended.id == UnitSuccession.predecessor_id)
        .join(heir, heir.id == UnitSuccession.successor_id)
        .where(UnitSuccession.day > before, UnitSuccession.day <= now)
        .order_by(UnitSuccession.day, heir.position, ended.position)
    )
    if unit_id:
        link = UnitSuccession
        stmt = stmt.where((link.predecessor_id == unit_id) | (link.successor_id == unit_id))
    links = list(db.execute(stmt))
    for day, kind, gone, here in links[:MOST_NAMED]:
        part = "nhận một phần việc của" if kind is Succession.SPLIT else "nhận việc của"
        yield f"từ {day:%d/%m/%Y} {here} {part} {gone}"
    if len(links) > MOST_NAMED:
        yield f"và {len(links) - MOST_NAMED} thay đổi đơn vị khác"
