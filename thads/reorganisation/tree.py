"""Who succeeds whom in a plan, and what is wrong with it: pure reading of its rows."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from thads.reorganisation.models import Closing, Reorganisation
from thads.rules import numbering
from thads.rules.dated import MissingRule
from thads.units.models import Succession, Unit


@dataclass(frozen=True)
class Tree:
    """The plan beside all units that ever were."""

    plan: Reorganisation
    units: Sequence[Unit]

    @property
    def opened(self) -> set[str]:
        """Codes of the units that the plan opens."""
        return {opening.code for opening in self.plan.openings}

    @property
    def closing(self) -> dict[UUID, Unit]:
        """The units that end, in their order."""
        rows = sorted(self.plan.closings, key=lambda row: (row.unit.position, row.unit.code))
        return {row.unit_id: row.unit for row in rows}

    @property
    def names(self) -> dict[str, str]:
        """The units from the plan's day on that may receive, by code: new ones first."""
        new = {opening.code: opening.name for opening in self.plan.openings}
        kept = {u.code: u.name for u in self._existing() if u.id not in self.closing}
        return new | {code: name for code, name in kept.items() if code not in new}

    def successors(self, unit_id: UUID) -> list[str]:
        """Codes of those who take over what this unit had."""
        rows = (row for row in self.plan.closings if row.unit_id == unit_id)
        return sorted(row.successor_code for row in rows if row.successor_code)

    def kind(self, row: Closing) -> Succession:
        """What this link is, by what is around it."""
        if len(self.successors(row.unit_id)) > 1:
            return Succession.SPLIT
        if row.successor_code not in self.opened:
            return Succession.ABSORB
        heirs = Counter(other.successor_code for other in self.plan.closings)
        return Succession.MERGE if heirs[row.successor_code] > 1 else Succession.RENAME

    def groups(self) -> list[tuple[set[str], set[str]]]:
        """Codes of units that end and of those that receive, joined wherever a link joins them."""
        found: list[tuple[set[str], set[str]]] = []
        for row in self.plan.closings:
            ends, receives = {row.unit.code}, {row.successor_code or ""}
            for group in [g for g in found if g[0] & ends or g[1] & receives]:
                found.remove(group)
                ends, receives = ends | group[0], receives | group[1]
            found.append((ends, receives))
        return found

    def faults(self) -> Iterator[str]:
        """Why the plan cannot be run as it stands, in words."""
        if not self.plan.closings:
            yield "Kế hoạch chưa nêu đơn vị nào kết thúc hoạt động."
        yield from self._faulty_closings()
        yield from self._faulty_openings()
        provincial = [u for u in self._existing() if u.is_provincial and u.id not in self.closing]
        new = [o for o in self.plan.openings if Unit(kind=o.kind).is_provincial]
        if len(provincial) + len(new) != 1:
            yield "Sau khi sắp xếp, tỉnh phải có đúng một cơ quan cấp tỉnh."

    def _faulty_closings(self) -> Iterator[str]:
        ending = {unit.code for unit in self.closing.values()}
        heirs: dict[UUID, set[str | None]] = defaultdict(set)
        for row in self.plan.closings:
            heirs[row.unit_id].add(row.successor_code)
        for unit_id, codes in heirs.items():
            name = self.closing[unit_id].name
            if self.closing[unit_id] not in self._existing():
                yield f"{name} không hoạt động vào ngày trước ngày sắp xếp."
            if None in codes:
                yield f"{name} kết thúc hoạt động mà chưa có đơn vị kế tục."
            for code in sorted(codes - {None}, key=str):
                if code in ending:
                    yield f"{name} chuyển về {code}, nhưng {code} cũng kết thúc hoạt động."
                elif code not in self.names:
                    yield f"{name} chuyển về {code}, nhưng không có đơn vị {code} từ ngày đó."

    def _faulty_openings(self) -> Iterator[str]:
        taken = {unit.code: unit for unit in self.units}
        for opening in self.plan.openings:
            if opening.code in taken:
                yield f"Mã {opening.code} đã dùng cho {taken[opening.code].name}."
            try:
                numbering.series(opening.kind, self.plan.day)
            except MissingRule:
                yield (
                    f"{opening.name}: loại “{opening.kind.label}” chưa có ký hiệu quyết định "
                    f"vào ngày {self.plan.day:%d/%m/%Y}."
                )

    def _existing(self) -> list[Unit]:
        """Units at work on the day before."""
        eve = self.plan.day - timedelta(days=1)
        return [
            unit for unit in self.units
            if unit.valid_from <= eve and (unit.valid_to is None or unit.valid_to >= eve)
        ]  # fmt: skip
