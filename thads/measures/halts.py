"""What forbids that a measure is carried out on a day, as registers above this one know it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

Forbids = Callable[[Session, UUID, date], str | None]  # measure, day: why not, in words
_REGISTERS: list[Forbids] = []


def join(forbids: Forbids) -> None:
    """One more register that may halt a measure."""
    if forbids not in _REGISTERS:
        _REGISTERS.append(forbids)


def forbidden(db: Session, measure_id: UUID, day: date) -> str | None:
    """Why the measure must not be carried out on that day; None when nothing halts it."""
    found = (forbids(db, measure_id, day) for forbids in _REGISTERS)
    return next((why for why in found if why), None)
