"""What each officer holds before and after, in words."""

from __future__ import annotations

from typing import NamedTuple

from thads.cases.queries.workload import Load, Loads
from thads.cases.views.people import names_of, unit_names


class Share(NamedTuple):
    """What one officer holds before and after."""

    unit: str
    officer: str | None
    before: Load
    after: Load


def shares_of(before: Loads, after: Loads) -> list[Share]:
    """Each officer of the units concerned, by unit and name; who has no officer comes first."""
    holders = set(before) | set(after)
    people, units = names_of(h.officer_id for h in holders), unit_names()
    rows = [
        Share(units[holder.unit_id], people.get(holder.officer_id) if holder.officer_id else None,
              before.get(holder, Load()), after.get(holder, Load()))
        for holder in sorted(holders, key=lambda h: str(h))
    ]  # fmt: skip
    return sorted(rows, key=lambda share: (share.unit, share.officer or ""))
