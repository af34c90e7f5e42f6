"""Overdue duties by unit and kind on the day of the paper: n late of m open.

The list of open duties is kept for today, not for past days: the paper says of which day it is.
"""

from collections import Counter
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from thads.rules.deadlines import Duty
from thads.units import queries as units
from thads.worklists import queries as worklists
from thads.worklists.asked import Wanted

MOST = 7  # kinds with a column of their own: those with most late; the others share one
OTHERS = "các việc khác"
Place = tuple[UUID, str]


def overdue_by_unit(db: Session, day: date) -> dict[str, Any]:
    """Late and open duties of each unit under each kind; kinds with nothing late share one."""
    late, open_ = Counter[Place](), Counter[Place]()
    found = worklists.counts(db, Wanted(), day)
    shown = _most_late(found)
    for line in found:
        place = (line.unit_id, line.duty.label if line.duty in shown else OTHERS)
        late[place] += line.counts.late
        open_[place] += line.counts.m
    kinds = [*(duty.label for duty in shown), OTHERS]
    holders = {unit_id for unit_id, _ in open_}
    return {
        "day": day.isoformat(),
        "kinds": kinds,
        "units": [
            {"name": unit.name, "cells": [[late[p], open_[p]] for p in _places(unit.id, kinds)]}
            for unit in units.every(db)
            if unit.id in holders
        ],
    }


def _most_late(found: Any) -> list[Duty]:
    late = Counter[Duty]()
    for line in found:
        late[line.duty] += line.counts.late
    order = list(Duty)
    kinds = sorted(
        (duty for duty in late if late[duty]), key=lambda one: (-late[one], order.index(one))
    )
    return kinds[:MOST]


def _places(unit_id: UUID, kinds: list[str]) -> list[Place]:
    return [(unit_id, kind) for kind in kinds]
