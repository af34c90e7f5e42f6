"""In what a case of ours and the same case of a workbook differ: nothing missed or invented.

Parties stand in no order; items are known by their number; what happened is a sequence. Lines that
are equal are set aside; what is left is paired by likeness, nearest first, and told field by field.
A line that is like none is told whole.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar

from thads.core.codes import Coded
from thads.core.money import format_dong
from thads.imports.register import EventLine, ItemLine, MoneyLine, PartyLine, RegisterCase

ORDER = "thứ tự"
MANY = 60  # lines left over beyond which only those with the same first fields are paired


class Difference(NamedTuple):
    """One thing in which they differ. `field` empty: the whole line, which one side lacks.

    `place` is the line's place among those of the workbook's case (None: only ours has it);
    `since` the first day whose figures it may touch (None: it touches none).
    """

    sheet: str
    field: str | None
    ours: str | None
    theirs: str | None
    place: int | None = None
    since: date | None = None


Line = TypeVar("Line", PartyLine, ItemLine, EventLine, MoneyLine)

CASE_FIELDS = {
    "initiation": "hinh_thuc", "kind": "loai_an", "officer": "chap_hanh_vien",
    "entrusted_in": "nhan_uy_thac", "judgment_number": "so_ban_an", "judged_on": "ngay_ban_an",
    "court": "toa_an", "corruption": "tham_nhung_kinh_te", "drugs": "ma_tuy",
    "foreign_element": "yeu_to_nuoc_ngoai", "bank": "to_chuc_tin_dung",
}  # fmt: skip
WITHOUT_FIGURES = frozenset({"judgment_number", "judged_on", "court"})
PARTY_FIELDS = {
    "role": "vai_tro", "name": "ho_ten", "kind": "loai", "personal_id_number": "so_dinh_danh",
    "address": "dia_chi", "commune_code": "ma_xa",
}  # fmt: skip
ITEM_FIELDS = {
    "position": "khoan", "kind": "loai_khoan", "amount": "so_tien", "state_budget": "ngan_sach",
}  # fmt: skip
EVENT_FIELDS = {
    "day": "ngay", "kind": "su_kien", "item": "khoan", "amount": "so_tien", "ground": "can_cu",
    "stated_number": "so_qd_su_kien", "officer": "chap_hanh_vien", "unit": "don_vi_nhan",
}  # fmt: skip
MONEY_FIELDS = {
    "day": "ngay", "item": "khoan", "kind": "loai", "amount": "so_tien", "voucher": "chung_tu",
}  # fmt: skip


def differences(ours: RegisterCase, theirs: RegisterCase) -> list[Difference]:
    """All differences, in the order of sheets; empty exactly when the cases are equal."""
    if ours == theirs:
        return []
    since = ours.key.day
    return [
        *_of_case(ours, theirs),
        *_of_lines("duong_su", PARTY_FIELDS, ours.parties, theirs.parties, None, ordered=False),
        *_of_items(ours.items, theirs.items, since),
        *_of_lines("dien_bien", EVENT_FIELDS, ours.events, theirs.events, _day),
        *_of_lines("thu_chi", MONEY_FIELDS, ours.money, theirs.money, _day),
    ]


def shown(value: object) -> str | None:
    """A value as people read it; nothing for nothing, and for a mark that is not set."""
    if value is None or value is False:
        return None
    if value is True:
        return "x"
    if isinstance(value, Coded):
        return value.label
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return format_dong(value) if isinstance(value, int) else str(value)


def _day(line: Any) -> date:
    day: date = line.day
    return day


def _of_case(ours: RegisterCase, theirs: RegisterCase) -> Iterator[Difference]:
    for name, column in CASE_FIELDS.items():
        mine, other = getattr(ours, name), getattr(theirs, name)
        if mine != other:
            since = None if name in WITHOUT_FIGURES else ours.key.day
            yield Difference("viec", column, shown(mine), shown(other), 0, since)


def _of_items(
    ours: Sequence[ItemLine], theirs: Sequence[ItemLine], since: date
) -> Iterator[Difference]:
    mine = {item.position: item for item in ours}
    places = {item.position: place for place, item in enumerate(theirs)}
    for item in theirs:
        own = mine.get(item.position)
        if own is not None:
            yield from _fields("khoan", ITEM_FIELDS, own, item, places[item.position], since)
    left = [item for item in ours if item.position not in places]
    new = [(places[item.position], item) for item in theirs if item.position not in mine]
    yield from _paired("khoan", ITEM_FIELDS, left, new, lambda _: since)


def _of_lines(
    sheet: str, fields: dict[str, str], ours: Sequence[Line], theirs: Sequence[Line],
    day_of: Callable[[Line], date] | None, *, ordered: bool = True,
) -> Iterator[Difference]:  # fmt: skip
    """Equal lines are set aside, as often as both have them; the rest is paired."""
    if ours == theirs:
        return
    common = Counter(ours) & Counter(theirs)
    left, kept_ours = _apart(ours, common)
    new, kept_theirs = _apart(theirs, common)
    yield from _paired(sheet, fields, [line for _, line in left], new, day_of)
    if not ordered:
        return
    for (_, mine), (place, other) in zip(kept_ours, kept_theirs, strict=True):
        if mine != other:
            told = _told(fields, mine), _told(fields, other)
            yield Difference(sheet, ORDER, *told, place, day_of(other) if day_of else None)
            return


def _apart(
    lines: Sequence[Line], common: Counter[Line]
) -> tuple[list[tuple[int, Line]], list[tuple[int, Line]]]:
    """The lines with their places: those beyond what both sides have, and those that both have."""
    remaining = Counter(common)
    beyond: list[tuple[int, Line]] = []
    kept: list[tuple[int, Line]] = []
    for place, line in enumerate(lines):
        if remaining[line] > 0:
            remaining[line] -= 1
            kept.append((place, line))
        else:
            beyond.append((place, line))
    return beyond, kept


def _paired(
    sheet: str, fields: dict[str, str], ours: Sequence[Line], theirs: Sequence[tuple[int, Line]],
    day_of: Callable[[Line], date] | None,
) -> Iterator[Difference]:  # fmt: skip
    """Lines that differ in the fewest fields belong together; what is like nothing stands alone."""
    ours_left, theirs_left = dict(enumerate(ours)), dict(theirs)
    for _, mine, place in _likeness(fields, ours_left, theirs_left):
        if mine in ours_left and place in theirs_left:
            own, other = ours_left.pop(mine), theirs_left.pop(place)
            since = min(day_of(own), day_of(other)) if day_of else None
            yield from _fields(sheet, fields, own, other, place, since)
    for own in ours_left.values():
        yield Difference(sheet, None, _told(fields, own), None, None, day_of and day_of(own))
    for place, other in theirs_left.items():
        yield Difference(sheet, None, None, _told(fields, other), place, day_of and day_of(other))


def _likeness(
    fields: dict[str, str], ours: dict[int, Line], theirs: dict[int, Line]
) -> list[tuple[int, int, int]]:
    """Pairs that may be the same line, the most alike first: how many fields differ, and which."""
    most = len(fields) // 2
    few = len(ours) <= MANY and len(theirs) <= MANY
    found = []
    for mine, own in ours.items():
        for place, other in theirs.items() if few else ():
            differing = sum(a != b for a, b in zip(own, other, strict=True))
            if differing <= most and _may_be_same(own, other):
                found.append((differing, mine, place))
    if not few:
        found = _first_alike(ours, theirs)
    return sorted(found)


def _may_be_same(own: Line, other: Line) -> bool:
    """Of what happened, two lines of different days and kinds are two things."""
    if isinstance(own, EventLine | MoneyLine) and isinstance(other, EventLine | MoneyLine):
        return own.day == other.day or (own.kind, own.item) == (other.kind, other.item)
    return True


def _first_alike(ours: dict[int, Line], theirs: dict[int, Line]) -> list[tuple[int, int, int]]:
    """Lines by their first two fields: for very long lists."""
    places: dict[tuple[Any, ...], list[int]] = {}
    for place, other in theirs.items():
        places.setdefault(other[:2], []).append(place)
    for waiting in places.values():
        waiting.reverse()
    pairs = []
    for mine, own in ours.items():
        waiting = places.get(own[:2], [])
        if waiting:
            pairs.append((0, mine, waiting.pop()))
    return pairs


def _fields(
    sheet: str, fields: dict[str, str], own: Line, other: Line, place: int, since: date | None
) -> Iterator[Difference]:
    for column, mine, theirs in zip(fields.values(), own, other, strict=True):
        if mine != theirs:
            yield Difference(sheet, column, shown(mine), shown(theirs), place, since)


def _told(fields: dict[str, str], line: Line) -> str:
    """The whole line in one sentence."""
    parts = []
    for column, value in zip(fields.values(), line, strict=True):
        text = shown(value)
        if text is not None:
            parts.append(f"khoản {text}" if column == "khoan" else text)
    return " · ".join(parts)
