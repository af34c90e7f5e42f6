"""The sheet don_vi."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from thads.core.ids import new_id
from thads.imports import cells
from thads.imports.offices.records import FIRST_OFFICES, Brought, Office
from thads.imports.offices.sheet import SheetReader
from thads.imports.parsing.rows import RowReader
from thads.imports.stage import RawRow
from thads.units.models import UnitKind

SHEET = "don_vi"
Line = tuple[RawRow, Office]
_kind = cells.code(UnitKind)
_day = RowReader.days.__getitem__


def read(
    reader: SheetReader, known: Mapping[str, Office]
) -> tuple[dict[str, Office], Brought[Office]]:
    """All units as they are then; new and changed ones with parents first."""
    found = reader.rows("ma", lambda row: _unit(reader, row, known), lambda unit: unit.code)
    units, brought = dict(known), Brought[Office]()
    for row, unit in _parents_first(reader, found, known):
        if reader.settle(row, unit, known.get(unit.code), brought):
            units[unit.code] = unit
        reader.tell()
    return units, brought


def _unit(reader: SheetReader, row: RawRow, known: Mapping[str, Office]) -> Office | None:
    """One row; what is not told of a unit that we have stays as it is."""
    of = reader.cells
    code: str | None = of.need(SHEET, row, "ma", cells.text)
    name: str | None = of.need(SHEET, row, "ten", cells.text)
    kind: UnitKind | None = of.need(SHEET, row, "loai", _kind)
    parent = of.take(SHEET, row, "cap_tren", cells.text)
    since = of.take(SHEET, row, "hieu_luc_tu", _day)
    until = of.take(SHEET, row, "hieu_luc_den", _day)
    if code is None or name is None or kind is None:
        return None
    before = known.get(code)
    if before is not None:
        parent, since = parent or before.parent, since or before.valid_from
        until = until or before.valid_to
    since = since or FIRST_OFFICES
    if until and until < since:
        reader.fault(
            row, "hieu_luc_den", "bad_day",
            f"Ngày hết hiệu lực {until:%d/%m/%Y} ở trước ngày bắt đầu {since:%d/%m/%Y}.",
            "Sửa một trong hai ngày.",
        )  # fmt: skip
    unit_id, successor = (before.id, before.successor) if before else (new_id(), None)
    return Office(unit_id, code, name, kind, parent, since, until, successor)


def _parents_first(
    reader: SheetReader, found: Mapping[str, Line], known: Mapping[str, Office]
) -> Iterator[Line]:
    """The rows so that each unit stands after the one above it, which may stand later in the sheet.

    One whose superior is nowhere, faulty, or below itself has no place and is a fault.
    """
    below: dict[str, list[str]] = defaultdict(list)
    ready: list[str] = []
    for code, (_, unit) in found.items():
        if unit.parent is not None and unit.parent in found:
            below[unit.parent].append(code)
        elif unit.parent is None or (unit.parent in known and not _loops(unit, found, known)):
            ready.append(code)
    placed: set[str] = set()
    while ready:
        code = ready.pop()
        placed.add(code)
        ready += below[code]
        yield found[code]
    for code, line in found.items():
        if code not in placed:
            _misplaced(reader, *line, exists=line[1].parent in found or line[1].parent in known)


def _loops(unit: Office, found: Mapping[str, Line], known: Mapping[str, Office]) -> bool:
    """Whether going up from one of ours comes back to it."""
    above, seen = unit.parent, {unit.code}
    while above is not None and above not in seen:
        seen.add(above)
        higher = found[above][1] if above in found else known.get(above)
        above = higher.parent if higher else None
    return above == unit.code


def _misplaced(reader: SheetReader, row: RawRow, unit: Office, *, exists: bool) -> None:
    why = "không xác định được vị trí vì cấp trên xoay vòng hoặc có lỗi" if exists else "không có"
    reader.fault(
        row, "cap_tren", "unknown_unit", f"Đơn vị cấp trên “{unit.parent}” {why}.",
        "Ghi mã của một đơn vị đã có hoặc có trong sheet don_vi, hoặc để trống.",
    )  # fmt: skip
    reader.tell()
