"""What becomes of the demo's offices on 1/7/2025: an invented but likely grouping, as a plan.

The plan stands prepared in each province; whoever moves the practice day there may run it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from random import Random

from thads.demo.register import Desk
from thads.demo.shelf import Row, Shelf
from thads.identity.models import Role, User
from thads.reorganisation.models import Closing, Move, Opening, Reorganisation, Route
from thads.units.models import UnitKind

DAY = date(2025, 7, 1)
PLANNED_AT = datetime(2024, 9, 30, 9, 0, tzinfo=UTC)
TITLE = "Sắp xếp theo mô hình THADS tỉnh, phòng khu vực"


@dataclass(frozen=True)
class Regions:
    """Divisions with their places; offices by the codes of those who take over.

    An office with two successors is split: `routes` says which new communes go to which, the
    others to the first.
    """

    agency: str
    place: str
    divisions: Mapping[str, str]
    heirs: Mapping[str, tuple[str, ...]]
    routes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


REGIONS = {
    "lao-cai": Regions(
        agency="THADS tỉnh Lào Cai",
        place="Lào Cai",
        divisions={"1": "Lào Cai", "2": "Sa Pa", "3": "Bảo Thắng", "4": "Bảo Yên", "5": "Bắc Hà"},
        heirs={
            "CCLAOCAI": ("1",),
            "CCBAOTHANG": ("3", "1"),
            "CCSAPA": ("2",),
            "CCBATXAT": ("2",),
            "CCMUONGKHUONG": ("3",),
            "CCBAOYEN": ("4",),
            "CCVANBAN": ("4",),
            "CCBACHA": ("5",),
            "CCSIMACAI": ("5",),
        },
        routes={
            "CCBAOTHANG": {
                "02647": "1",  # Phường Lào Cai took over a part of the district
                "02902": "3",
                "02905": "3",
                "02908": "3",
                "02923": "3",
                "02926": "3",
            }
        },
    ),
    "nghe-an": Regions(
        agency="THADS tỉnh Nghệ An",
        place="Vinh",
        divisions={"1": "Vinh", "2": "Quỳ Hợp", "3": "Thái Hòa"},
        heirs={
            "CCVINH": ("1",),
            "CCQUYHOP": ("2",),
            "CCQUYCHAU": ("2",),
            "CCNGHIADAN": ("3",),
            "CCTHAIHOA": ("3",),
        },
    ),
}


def plan(shelf: Shelf, slug: str, desks: Mapping[str, Desk]) -> None:
    """Put the plan on the shelf; drawn from a seed of its own, so that nothing else moves."""
    regions, drawing = REGIONS[slug], Random(f"thads demo regions {slug}")
    head = next(iter(desks.values()))
    plan_id = shelf.put(
        Reorganisation, PLANNED_AT, drawing, day=DAY, title=TITLE, ground=None,
        entered_at=PLANNED_AT, entered_by_id=head.head,
    )  # fmt: skip
    of_plan = {"reorganisation_id": plan_id}
    shelf.rows[Opening] += [of_plan | row for row in _openings(regions, len(desks))]
    for code, heirs in ((head.office.code, ("THADS",)), *regions.heirs.items()):
        for heir in heirs:
            shelf.put(
                Closing, PLANNED_AT, drawing, **of_plan, unit_id=desks[code].unit_id,
                successor_code=_code(heir),
            )  # fmt: skip
    for code, routes in regions.routes.items():
        shelf.rows[Route] += [
            of_plan
            | {"unit_id": desks[code].unit_id, "commune_code": commune}
            | {"successor_code": _code(heir)}
            for commune, heir in routes.items()
        ]
    shelf.rows[Move] += [of_plan | row for row in _moves(shelf, regions, desks)]


def _openings(regions: Regions, after: int) -> list[Row]:
    agency = {"code": "THADS", "name": regions.agency, "kind": UnitKind.PROVINCIAL_AGENCY,
              "place": regions.place, "position": after}  # fmt: skip
    return [agency] + [
        {
            "code": _code(number), "name": f"Phòng THADS khu vực {number}", "place": place,
            "kind": UnitKind.REGIONAL_DIVISION, "position": after + int(number),
        }
        for number, place in regions.divisions.items()
    ]  # fmt: skip


def _moves(shelf: Shelf, regions: Regions, desks: Mapping[str, Desk]) -> list[Row]:
    """The first head of a division stays its head, others become deputies; people of an office
    that is split go to its first successor, one officer to the other."""
    found, headed = [], set[str]()
    for code, heirs in regions.heirs.items():
        desk = desks[code]
        for person in (u for u in shelf.rows[User] if u["unit_id"] == desk.unit_id):
            role, heir = person["role"], heirs[0]
            if len(heirs) > 1 and person["id"] == desk.officers[-1]:
                heir = heirs[1]
            if role is Role.UNIT_HEAD and heir in headed:
                role = Role.DEPUTY_HEAD
            elif role is Role.UNIT_HEAD:
                headed.add(heir)
            if len(heirs) > 1 or role is not person["role"]:
                found.append({"user_id": person["id"], "successor_code": _code(heir), "role": role})
    return found


def _code(division: str) -> str:
    return f"PKV{division}" if division.isdigit() else division
