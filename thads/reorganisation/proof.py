"""What must be the same before and after: open cases and money by standing, and the figures."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.cases.models import RegisterTotal, Standing
from thads.cases.queries.workload import OPEN, Load
from thads.reorganisation.models import Reorganisation
from thads.reorganisation.tree import Tree
from thads.statistics.figures import Row, figures
from thads.units.models import Unit

Standings = dict[UUID, dict[Standing, Load]]


def standings(db: Session) -> Standings:
    """Open cases and đồng of every unit by standing, as the register is now."""
    found: Standings = defaultdict(dict)
    stmt = select(RegisterTotal).where(RegisterTotal.standing.in_(OPEN), RegisterTotal.cases > 0)
    for row in db.scalars(stmt):
        found[row.unit_id][row.standing] = Load(row.cases, row.remaining)
    return dict(found)


def summed(loads: Iterable[Mapping[Standing, Load]]) -> dict[Standing, Load]:
    """Several units together, by standing in the order of the terms."""
    found: dict[Standing, Load] = {}
    for one in loads:
        for standing, load in one.items():
            found[standing] = found.get(standing, Load()) + load
    return {standing: found[standing] for standing in Standing if standing in found}


def taken(db: Session, day: date) -> dict[str, Any]:
    """All of it, to be kept: `figures` of the province at the plan's day, and those of each unit at
    the day before, which no reorganisation may move."""
    eve = figures(db, day - timedelta(days=1))
    return {
        "standings": {
            str(unit_id): {standing.value: list(load) for standing, load in loads.items()}
            for unit_id, loads in standings(db).items()
        },
        "figures": _numbers(figures(db, day).total),
        "eve": {str(row.unit.id): _numbers(row) for row in eve.units if row.unit},
    }


def standings_of(proof: Mapping[str, Any]) -> Standings:
    """The standings that were kept."""
    return {
        UUID(unit_id): {Standing.of(name): Load(*load) for name, load in loads.items()}
        for unit_id, loads in proof["standings"].items()
    }


def kept(plan: Reorganisation) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a finished plan keeps from before and after."""
    if plan.before is None or plan.after is None:
        raise ValueError("only a finished plan has a proof")
    return plan.before, plan.after


def differences(plan: Reorganisation) -> list[str]:
    """What is not the same before and after, in words; none when all is."""
    before, after = kept(plan)
    found = []
    if summed(standings_of(before).values()) != summed(standings_of(after).values()):
        found.append("Số việc, số tiền chưa kết thúc của toàn tỉnh theo trạng thái đã thay đổi.")
    if before["figures"] != after["figures"]:
        found.append(f"Số liệu thống kê toàn tỉnh đến hết ngày {plan.day:%d/%m/%Y} đã thay đổi.")
    if before["eve"] != after["eve"]:
        found.append("Số liệu của đơn vị cũ đến hết ngày trước ngày sắp xếp đã thay đổi.")
    return found


def by_group(
    plan: Reorganisation, tree: Tree, every: Sequence[Unit]
) -> list[tuple[list[str], list[str], Load, Load]]:
    """Through the tree of succession: names of who ended and who received, open cases before and
    after; both loads are of all units of the group."""
    before, after = map(standings_of, kept(plan))
    ids, names = {u.code: u.id for u in every}, {u.code: u.name for u in every}
    found = []
    for ends, receives in tree.groups():
        own = [ids[code] for code in ends | receives]
        loads = [
            sum(summed(one.get(i, {}) for i in own).values(), Load()) for one in (before, after)
        ]
        ended, received = ([names[code] for code in sorted(codes)] for codes in (ends, receives))
        found.append((ended, received, loads[0], loads[1]))
    return found


def _numbers(row: Row) -> dict[str, dict[str, int]]:
    return {"cases": dict(row.cases), "money": dict(row.money)}
