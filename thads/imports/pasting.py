"""A block copied from a spreadsheet: cases, with a party and an item beside each, into a stage."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from thads.core.money import format_dong
from thads.core.workbook import NOTHING_WRITTEN
from thads.imports import rawrows
from thads.imports.cells import Value, plain
from thads.imports.columns import CASES, EVENTS, ITEMS, KEY, MONEY, PARTIES, Sheet, name_of
from thads.imports.faults import Fault, UnusableFile
from thads.imports.models import Severity
from thads.imports.package.headings import Found, Headings, double, unknown
from thads.imports.package.rows import key_of
from thads.imports.stage import Stage

MOST_CHARACTERS = 2_000_000
MOST_LINES = 5_000
_BESIDE = (CASES, PARTIES, ITEMS)
_KEYS = len(KEY)
_KNOWN = {name for sheet in _BESIDE for name in sheet.names}
_ELSEWHERE = {*EVENTS.names, *MONEY.names} - _KNOWN
# A cell that holds a line break, a tab or quotation marks comes in quotation marks.
_CELL = re.compile(r'("[^"]*(?:""[^"]*)*"|[^\t\r\n]*)(\t|\r\n|\r|\n|\Z)')
_QUOTED = re.compile(r'"[^"]*(?:""[^"]*)*"')
_WHY_QUOTED = re.compile(r'[\t\r\n]|""')

Line = tuple[int, list[str]]
Values = list[Value | None]


def stage_of_pasted(text: str, folder: Path) -> Stage:
    """The stage of a pasted block whose first line names the columns; UnusableFile if it does not.

    Columns of `viec`, `duong_su` and `khoan` stand side by side; lines of one key are one case.
    """
    if len(text) > MOST_CHARACTERS:
        raise _unusable("Khối dán quá lớn.", "Lưu thành tệp .xlsx rồi nhập tệp.")
    lines = _lines(text)
    names = next(lines, (0, list[str]()))[1]
    _check({name_of(name) for name in names})
    stage = Stage(folder)
    try:
        _fill(stage, names, lines)
    except BaseException:
        stage.close()
        raise
    return stage


def _unusable(what: str, remedy: str) -> UnusableFile:
    return UnusableFile(f"{what} {NOTHING_WRITTEN} {remedy}")


def _lines(text: str) -> Iterator[Line]:
    """Lines with something in them, numbered from 1 as they would stand in a sheet."""
    number, cells = 1, list[str]()
    for found in _CELL.finditer(text):
        cells.append(_unquoted(found[1]))
        if found[2] != "\t":
            if any(cells):
                yield number, cells
            number, cells = number + 1, []


def _unquoted(cell: str) -> str:
    """Without the quotation marks that copying put around it; others belong to the text."""
    if _QUOTED.fullmatch(cell) and _WHY_QUOTED.search(cell, 1, len(cell) - 1):
        return cell[1:-1].replace('""', '"')
    return cell


def _check(names: set[str]) -> None:
    """The first line must name the columns, the four of the key among them."""
    wanted = f"{', '.join(CASES.names)}; thêm {', '.join(PARTIES.names[_KEYS:])} và " + ", ".join(
        ITEMS.names[_KEYS:]
    )
    if not names & _KNOWN:
        raise _unusable(
            "Dòng đầu của khối dán không phải tên cột.",
            f"Chép cả dòng tên cột rồi dán lại. Các cột: {wanted}.",
        )
    missing = [name for name in KEY if name not in names]
    if missing:
        raise _unusable(
            f"Khối dán thiếu cột {', '.join(missing)}.", "Thêm cột vào bảng tính, chép và dán lại."
        )
    elsewhere = sorted(names & _ELSEWHERE)
    if elsewhere:
        raise _unusable(
            f"Khối dán có cột {', '.join(elsewhere)}: diễn biến và thu, chi không dán được.",
            "Lưu thành tệp .xlsx có sheet dien_bien, thu_chi rồi nhập tệp.",
        )


def _fill(stage: Stage, names: list[str], lines: Iterable[Line]) -> None:
    connection = stage.connection
    rawrows.create(connection)
    block = _Block(names)
    for one in block.faults():
        stage.fault(Fault(*one[:-1], Severity.of(one.severity)))
    for sheet, rows in block.rows(lines).items():
        rawrows.add(connection, sheet, rows)
    rawrows.finish(connection, block.headings)


class _Block:
    """Lines side by side, taken apart into the rows of the sheets."""

    def __init__(self, names: list[str]) -> None:
        self.names = names
        self.folded = [name_of(name) for name in names]
        own = {sheet.name: set(sheet.names[_KEYS:]) for sheet in _BESIDE}
        self.headings = {
            sheet.name: Headings(sheet, names)
            for sheet in _BESIDE
            if sheet is CASES or own[sheet.name] & set(self.folded)
        }

    def faults(self) -> Iterator[Found]:
        """What is wrong with the names of the columns."""
        for heading in self.headings.values():
            yield from heading.missing()
        seen = set()
        for text, name in zip(self.names, self.folded, strict=True):
            if name and name not in _KNOWN:
                yield unknown(CASES.name, text)
            elif name in seen:
                yield double(CASES.name, name)
            seen.add(name)

    def rows(self, lines: Iterable[Line]) -> Mapping[str, list[rawrows.Written]]:
        """The rows by sheet: what stands on several lines of a case alike is one row."""
        found: dict[str, list[rawrows.Written]] = {name: [] for name in self.headings}
        seen: set[tuple[str, str | None, str]] = set()
        cases: dict[str | None, Values] = {}  # without their keys
        for count, (number, cells) in enumerate(lines, start=1):
            if count > MOST_LINES:
                most = format_dong(MOST_LINES)
                raise _unusable(f"Khối dán hơn {most} dòng.", "Lưu thành tệp .xlsx rồi nhập tệp.")
            case = self._values(CASES, cells)
            key = key_of(CASES, number, case)
            if _says_more(case[_KEYS:], cases.get(key)):
                cases[key] = case[_KEYS:]
                found[CASES.name].append((number, key, rawrows.encoded(case)))
            for sheet in (PARTIES, ITEMS):
                if sheet.name not in self.headings:
                    continue
                values = self._values(sheet, cells)
                own = sheet.name, key, rawrows.encoded(values[_KEYS:])
                if any(value is not None for value in values[_KEYS:]) and own not in seen:
                    seen.add(own)
                    found[sheet.name].append((number, key, rawrows.encoded(values)))
        return found

    def _values(self, sheet: Sheet, cells: list[str]) -> Values:
        places = self.headings[sheet.name].places
        return [plain(cells[at]) if at is not None and at < len(cells) else None for at in places]


def _says_more(case: Values, known: Values | None) -> bool:
    """A line repeats its case when all that it says was said."""
    if known is None:
        return True
    return any(value not in (None, before) for value, before in zip(case, known, strict=True))
