"""One case from its rows in all sheets."""

from datetime import date
from typing import Any, TypeVar

from thads.cases.models import ActKind, Initiation, JudgmentKind
from thads.imports import cells
from thads.imports.parsing import items, parties
from thads.imports.parsing.happened import HappenedReader
from thads.imports.parsing.names import NameReader
from thads.imports.parsing.parsed import Parsed
from thads.imports.parsing.rows import Remembered, RowReader
from thads.imports.register import (
    CaseKey,
    EventLine,
    ItemLine,
    MoneyLine,
    Names,
    PartyLine,
    RegisterCase,
    assigned_with,
)
from thads.imports.stage import RawCase, RawRow

SHEET = "viec"
initiations = Remembered(cells.code(Initiation))
kinds = Remembered(cells.code(JudgmentKind))

Line = TypeVar("Line", EventLine, MoneyLine)


class Parser:
    """Reads cases. Without `names` nothing is looked up: for a register that is only compared."""

    def __init__(self, today: date, names: Names | None) -> None:
        self.today = today
        self.names = NameReader(names) if names is not None else None

    def parse(self, raw: RawCase) -> Parsed:
        """The case and all that is wrong in its cells."""
        first, *others = raw.rows[SHEET]
        parsed = Parsed(first.number, torn=raw.faulty)
        reader = RowReader(parsed, self.today)
        parsed.key = self.key(reader, first)
        if others and parsed.key is None:
            self._unreadable(reader, others)
        elif others:
            _twice(reader, first, others)
        found = self._case(reader, raw, first)
        if parsed.key is not None:
            parsed.case = _made(parsed, parsed.key, found)
        return parsed

    def key(self, reader: RowReader, row: RawRow, sheet: str = SHEET) -> CaseKey | None:
        """The key of a row; None when one of its cells cannot be read."""
        unit: str | None = reader.need(sheet, row, "don_vi", cells.text)
        number: int | None = reader.need(sheet, row, "so_qd", cells.whole)
        series: str | None = reader.need(sheet, row, "ky_hieu", cells.text)
        day: date | None = reader.need(sheet, row, "ngay_qd", reader.days.__getitem__)
        reader.decided_on = day
        if number is not None and not 0 < number < 10**9:
            reader.fault(sheet, row, "so_qd", "bad_number", f"Số quyết định {number}.",
                         "Ghi số quyết định là số nguyên từ 1.")  # fmt: skip
            reader.parsed.torn, number = True, None
        if unit is None or number is None or series is None or day is None:
            return None
        return CaseKey(unit, number, series, day)

    def _unreadable(self, reader: RowReader, others: list[RawRow]) -> None:
        """Rows that share nothing but a key that cannot be read: each is told its own fault."""
        for row in others:
            self.key(reader, row)

    def _case(self, reader: RowReader, raw: RawCase, row: RawRow) -> dict[str, Any]:
        parsed, names = reader.parsed, self.names
        found = _columns(reader, row)
        if parsed.key:
            if parsed.key.day > self.today:
                reader.future(SHEET, row, "ngay_qd", parsed.key.day)
            if names:
                names.unit(reader, SHEET, row, "don_vi", parsed.key.unit)
        if names and found["officer"]:
            names.officer(reader, SHEET, row, found["officer"])
        found["parties"] = _parties(reader, raw.rows.get("duong_su", ()))
        found["items"] = _items(reader, raw, row)
        found["events"], found["money"] = self._happened(reader, raw, found["items"])
        return found

    def _happened(
        self, reader: RowReader, raw: RawCase, known: tuple[ItemLine, ...]
    ) -> tuple[list[EventLine], list[MoneyLine]]:
        parsed, rows = reader.parsed, raw.rows.get("dien_bien", ())
        empty = {item.position for item in known if not item.amount}
        if empty and any(row.cells.get("su_kien") == ActKind.INCREASE.code for row in rows):
            empty = set()  # something may be due on them after all
        happened = HappenedReader(reader, {item.position for item in known}, empty)
        events = [(line, row) for row in rows if (line := happened.event(row))]
        if self.names:
            for line, row in events:
                self.names.of_event(reader, row, line)
        paid = raw.rows.get("thu_chi", ())
        money = [(entry, row) for row in paid if (entry := happened.movement(row))]
        lines, parsed.events = _by_day(events)
        entries, parsed.money = _by_day(money)
        return lines, entries


def _columns(reader: RowReader, row: RawRow) -> dict[str, Any]:
    """The plain columns of a row of `viec`."""
    take, given = reader.take, row.cells
    found: dict[str, Any] = {
        "initiation": reader.need(SHEET, row, "hinh_thuc", initiations.__getitem__),
        "kind": reader.need(SHEET, row, "loai_an", kinds.__getitem__),
        "officer": None,
    }
    for column, (name, read) in _OPTIONAL.items():
        if column in given:
            value = take(SHEET, row, column, read)
            if value is not None:
                found[name] = value
    if found["officer"]:
        found["officer"] = found["officer"].casefold()
    judged_on = found.get("judged_on")
    if judged_on and judged_on > reader.today:
        reader.future(SHEET, row, "ngay_ban_an", judged_on)
    return found


_OPTIONAL = {
    "chap_hanh_vien": ("officer", cells.text),
    "nhan_uy_thac": ("entrusted_in", cells.flag),
    "so_ban_an": ("judgment_number", cells.text),
    "ngay_ban_an": ("judged_on", RowReader.days.__getitem__),
    "toa_an": ("court", cells.text),
    "tham_nhung_kinh_te": ("corruption", cells.flag),
    "ma_tuy": ("drugs", cells.flag),
    "yeu_to_nuoc_ngoai": ("foreign_element", cells.flag),
    "to_chuc_tin_dung": ("bank", cells.text),
}


def _parties(reader: RowReader, rows: Any) -> tuple[PartyLine, ...]:
    found = []
    for row in rows:
        line = parties.read(reader, row)
        if line:
            found.append(line)
            reader.parsed.parties.append(row.number)
    return tuple(found)


def _items(reader: RowReader, raw: RawCase, row: RawRow) -> tuple[ItemLine, ...]:
    rows = raw.rows.get("khoan", ())
    if not rows and reader.parsed.key:  # without its key nobody can tell whose the items are
        reader.fault(
            SHEET, row, None, "no_items", "Việc này không có khoản nào.",
            "Thêm ít nhất một dòng ở sheet khoan; việc không có tiền thì ghi so_tien là 0.",
        )  # fmt: skip
        reader.lose(None, None)
    return items.read(reader, list(rows))


def _by_day(found: list[tuple[Line, RawRow]]) -> tuple[list[Line], list[int]]:
    """Lines in the order of days, then of rows; and their rows."""
    found.sort(key=_day)
    return [line for line, _ in found], [row.number for _, row in found]


def _day(found: tuple[EventLine | MoneyLine, RawRow]) -> date:
    return found[0][0]


def _made(parsed: Parsed, key: CaseKey, found: dict[str, Any]) -> RegisterCase:
    events, money = found.pop("events"), found.pop("money")
    count = len(events)
    found["officer"] = assigned_with(key.day, found["officer"], events, money)
    del parsed.events[: count - len(events)]
    return RegisterCase(
        key, found.pop("initiation") or Initiation.ON_REQUEST,
        found.pop("kind") or JudgmentKind.OTHER, events=tuple(events), money=tuple(money), **found,
    )  # fmt: skip


def _twice(reader: RowReader, first: RawRow, others: list[RawRow]) -> None:
    reader.parsed.torn = True
    reader.lose(None, None)  # whose the other sheets' rows are cannot be told
    rows = [first, *others]
    for row in rows:
        named = ", ".join(str(other.number) for other in rows if other is not row)
        reader.fault(
            SHEET, row, "so_qd", "duplicate_key",
            f"Việc {reader.parsed.key} ở dòng {row.number} trùng khóa với dòng {named}.",
            "Giữ một dòng cho mỗi việc; nếu là hai việc thì sửa số, ký hiệu hoặc ngày quyết định.",
        )  # fmt: skip
