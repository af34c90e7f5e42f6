"""What a plan would do, before it is run: by unit, by commune of split units, by person."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from sqlalchemy.orm import Session

from thads.cases.models import Standing
from thads.cases.queries.workload import Load
from thads.places import queries as places
from thads.reorganisation import people, proof
from thads.reorganisation.people import Way
from thads.reorganisation.routing import Held, Routing, held_by
from thads.reorganisation.tree import Tree
from thads.units.models import Unit

UNCLEAR = ""  # the code under which cases stand that have no way yet
NOWHERE = "none"


class Standings(NamedTuple):
    """One unit before or after: by standing, and all together."""

    name: str
    by_standing: Mapping[Standing, Load]

    @property
    def total(self) -> Load:
        """All open cases of it."""
        return sum(self.by_standing.values(), Load())


class CommuneLine(NamedTuple):
    """The cases of one commune of a split unit, and where they go."""

    unit_id: UUID
    code: str
    name: str
    load: Load
    successor: str | None
    may_be_said: bool


@dataclass(frozen=True)
class Preview:
    """The plan's effect; `after` ends with what is not clear, if there is any."""

    before: list[Standings]
    after: list[Standings]
    communes: dict[UUID, list[CommuneLine]]
    people: list[Way]
    unclear: Load


def of(db: Session, tree: Tree) -> Preview:
    """Read all open cases of the units that end, once."""
    routing, held = Routing(tree), list(held_by(db, tree.closing, tree.plan.day))
    going: dict[str, dict[Standing, Load]] = defaultdict(dict)
    for case in held:
        loads = going[routing.of(case) or UNCLEAR]
        load = loads.get(case.standing, Load()) + Load(1, case.remaining)
        loads[case.standing] = load
    now = proof.standings(db)
    unclear = sum(going.get(UNCLEAR, {}).values(), Load())
    return Preview(
        before=[Standings(unit.name, now.get(unit.id, {})) for unit in tree.closing.values()]
        + [Standings(u.name, now.get(u.id, {})) for u in _heirs(tree)],
        after=_after(tree, going, now),
        communes=_communes(tree, routing, held),
        people=people.ways(db, tree),
        unclear=unclear,
    )


def _heirs(tree: Tree) -> list[Unit]:
    codes = {row.successor_code for row in tree.plan.closings}
    return [unit for unit in tree.units if unit.code in codes and unit.id not in tree.closing]


def _after(
    tree: Tree, going: Mapping[str, dict[Standing, Load]], now: proof.Standings
) -> list[Standings]:
    own = {unit.code: now.get(unit.id, {}) for unit in _heirs(tree)}
    codes = [o.code for o in tree.plan.openings] + [c for c in own if c not in tree.opened]
    found = []
    for code in codes:
        loads = proof.summed([own.get(code, {}), going.get(code, {})])
        found.append(Standings(tree.names.get(code, code), loads))
    if UNCLEAR in going:
        found.append(Standings("Chưa rõ nơi nhận", going[UNCLEAR]))
    return found


def _communes(tree: Tree, routing: Routing, held: list[Held]) -> dict[UUID, list[CommuneLine]]:
    split = {unit_id for unit_id in tree.closing if len(tree.successors(unit_id)) > 1}
    loads: dict[tuple[UUID, str], Load] = defaultdict(Load)
    for case in held:
        if case.unit_id not in split:
            continue
        for commune in case.communes or {NOWHERE}:
            loads[case.unit_id, commune] += Load(1, case.remaining)
    found: dict[UUID, list[CommuneLine]] = {unit_id: [] for unit_id in split}
    for (unit_id, code), load in loads.items():
        known = places.commune(code, tree.plan.day)
        name = known.full_name if known else "Hồ sơ chưa ghi xã, phường"
        said = routing.routes.get((unit_id, code))
        found[unit_id].append(CommuneLine(unit_id, code, name, load, said, known is not None))
    return {unit_id: sorted(lines, key=lambda line: line.name) for unit_id, lines in found.items()}
