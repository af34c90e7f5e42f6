"""Cuts the sheets of a workbook into small sheets, so that reading them takes little memory.

A sheet's XML streams by once: it is cut between rows, and each piece becomes a sheet of a second
workbook beside the stage, stored uncompressed. Whatever a file declares, a reader then holds one
piece at a time. Cells with formulas or errors and merged cells are noted on the way, for a value
reader would give the last result, nothing at all, or an empty cell.
"""

import re
import zipfile
from collections.abc import Iterator
from typing import IO, NamedTuple, Protocol
from xml.sax.saxutils import quoteattr

from thads.core.workbook import SAVE_AS_XLSX, Broken, TooBig, Unreadable
from thads.imports.package.contents import Contents, Tab, whole_part

PIECE = 256 * 2**10  # bytes of XML
ROWS_APART = 4096  # rows from the first to the last of a piece: a reader makes room for all
_LONGEST_ROW = 4 * 2**20
_MOST_STRINGS = 128 * 2**20  # bytes of the shared texts' XML
_OVERLAP = 4096

_DATA = re.compile(rb"<((?:\w+:)?)sheetData\s*(/?)>")
_ROW = re.compile(rb'<(?:\w+:)?row\s(?:[^>]*?\s)?r="(\d{1,7})"')
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([^">]*)"')
# The reader looks for merged cells in a second pass, which ends at this element.
_HEAD = b"<worksheet><mergeCells></mergeCells><sheetData>"
_TAIL = b"</sheetData></worksheet>"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


class Piece(NamedTuple):
    """A sheet of the cut workbook and the sheet that it is part of."""

    name: str
    tab: Tab


class Notes(Protocol):
    """Takes note of what is seen in passing."""

    def odd_cells(self, tab: Tab, xml: bytes, prefix: bytes) -> None:
        """Rows of XML that hold formulas or errors."""

    def merged(self, tab: Tab, reference: str) -> None:
        """A range of merged cells, e.g. A2:B5."""

    def passing(self, tab: Tab) -> None:
        """A piece was cut."""


class Cutter:
    """Makes the cut workbook."""

    def __init__(self, source: zipfile.ZipFile, to: zipfile.ZipFile, notes: Notes) -> None:
        self.source = source
        self.to = to
        self.notes = notes
        self.pieces: list[Piece] = []

    def cut(self, contents: Contents) -> list[Piece]:
        """Cut all sheets of the format."""
        names = set(self.source.namelist())
        if "xl/styles.xml" in names:
            self.to.writestr("xl/styles.xml", whole_part(self.source, "xl/styles.xml"))
        if "xl/sharedStrings.xml" in names:
            self._copy_strings()
        for tab in contents.tabs:
            if tab.part not in names:
                raise Broken
            self._cut_sheet(tab)
        self._write_workbook(contents.counts_from_1904)
        return self.pieces

    def _copy_strings(self) -> None:
        name = "xl/sharedStrings.xml"
        if self.source.getinfo(name).file_size > _MOST_STRINGS:
            raise TooBig("Tệp chứa quá nhiều chữ.")
        with self.source.open(name) as part, self.to.open(name, "w") as copy:
            while block := part.read(PIECE):
                copy.write(block)

    def _cut_sheet(self, tab: Tab) -> None:
        with self.source.open(tab.part) as part:
            prefix, rest = _before_rows(part)
            if prefix is None:
                return
            end, all_end = b"</" + prefix + b"row>", b"</" + prefix + b"sheetData>"
            while True:
                cut = rest.rfind(end) + len(end)
                if cut >= len(end):
                    self._keep(tab, rest[:cut], prefix)
                    rest = rest[cut:]
                elif len(rest) > PIECE:
                    self.notes.passing(tab)
                    rest = _shortened(rest, prefix)
                if all_end in rest:
                    break
                rest += _more(part)
            self._look_for_merged(tab, rest, part)

    def _keep(self, tab: Tab, rows: bytes, prefix: bytes) -> None:
        self.notes.passing(tab)
        if b"<" + prefix + b"v" not in rows and b"<" + prefix + b"is" not in rows:
            return
        if _may_be_odd(rows, prefix):
            self.notes.odd_cells(tab, rows, prefix)
        for piece in _near_each_other(rows, prefix):
            number = len(self.pieces) + 1
            self.to.writestr(f"xl/worksheets/sheet{number}.xml", b"".join((_HEAD, piece, _TAIL)))
            self.pieces.append(Piece(f"p{number}", tab))

    def _look_for_merged(self, tab: Tab, rest: bytes, part: IO[bytes]) -> None:
        while rest:
            last = 0
            for found in _MERGED.finditer(rest):
                self.notes.merged(tab, found[1].decode("ascii", "replace"))
                last = found.end()
            block = part.read(PIECE)
            rest = rest[max(last, len(rest) - _OVERLAP) :] + block if block else b""

    def _write_workbook(self, counts_from_1904: bool) -> None:
        sheets = "".join(
            f'<sheet name={quoteattr(piece.name)} sheetId="{n}" r:id="rId{n}"/>'
            for n, piece in enumerate(self.pieces, start=1)
        )
        properties = f'<workbookPr date1904="{int(counts_from_1904)}"/>'
        self.to.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{properties}'
            f"<sheets>{sheets}</sheets></workbook>",
        )
        parts = [f"worksheets/sheet{n}.xml" for n in range(1, len(self.pieces) + 1)]
        self.to.writestr("xl/_rels/workbook.xml.rels", _relations("worksheet", parts))
        self.to.writestr("_rels/.rels", _relations("officeDocument", ["xl/workbook.xml"]))


def _relations(kind: str, targets: list[str]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, target in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_RELATIONS}">{lines}</Relationships>'


def _before_rows(part: IO[bytes]) -> tuple[bytes | None, bytes]:
    """The prefix of the sheet's elements and what follows <sheetData>; no prefix: no rows."""
    read = b""
    while block := part.read(PIECE):
        read += block
        found = _DATA.search(read)
        if found:
            return (None if found[2] else found[1]), read[found.end() :]
        if len(read) > _LONGEST_ROW:
            raise Broken
    raise Broken


def _more(part: IO[bytes]) -> bytes:
    block = part.read(PIECE)
    if not block:
        raise Broken  # the rows never end
    return block


def _shortened(rest: bytes, prefix: bytes) -> bytes:
    """What must be kept of XML without the end of a row: empty rows are not."""
    if b"<" + prefix + b"c" not in rest:
        rest = rest[max(rest.rfind(b"<" + prefix + b"row"), 0) :]
    if len(rest) > _LONGEST_ROW:
        raise TooBig("Có một dòng quá dài.")
    return rest


def _may_be_odd(rows: bytes, prefix: bytes) -> bool:
    """Formulas or error values stand in the rows.

    A letter alone is found ten times as fast, and most sheets hold neither f nor #.
    """
    return (b"f" in rows and b"<" + prefix + b"f" in rows) or (b"#" in rows and b't="e"' in rows)


def _near_each_other(rows: bytes, prefix: bytes) -> Iterator[bytes]:
    """The rows in groups that lie near each other; nearly always they are one."""
    start = b"<" + prefix + b"row"
    first, last = _ROW.match(rows, rows.find(start)), _ROW.match(rows, rows.rfind(start))
    if first is None or last is None:
        # The format lets a writer leave out the numbers of rows; Excel never does.
        raise Unreadable("Các dòng của tệp không có số thứ tự.", SAVE_AS_XLSX)
    if 0 <= int(last[1]) - int(first[1]) < ROWS_APART:
        yield rows
        return
    begin, number, before = first.start(), int(first[1]), 0
    for found in _ROW.finditer(rows):
        here = int(found[1])
        if here <= before:
            raise Broken
        if here - number >= ROWS_APART:
            yield rows[begin : found.start()]
            begin, number = found.start(), here
        before = here
    yield rows[begin:]
