"""Makes workbooks for tests: sheets of rows as an office would type them, and broken ones."""

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import xlsxwriter

Row = Mapping[str, Any]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def make_workbook(path: Path, sheets: Mapping[str, Sequence[Row]]) -> Path:
    """A workbook as Excel would save it; the columns are those that the rows of a sheet name.

    Values are written as they are given: text as text (never a formula), numbers as numbers,
    `date` and `datetime` as date cells, True/False as such, None and missing as no cell.
    """
    return make_tables(path, {name: _table(rows) for name, rows in sheets.items()})


def make_tables(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Path:
    """The same from plain rows of values, the first of them the names of the columns."""
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), {**options, "default_date_format": "dd/mm/yyyy"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, date | datetime):
                        sheet.write_datetime(number, column, value)
                    elif value is not None:
                        sheet.write(number, column, value)
    return path


def _table(rows: Sequence[Row]) -> list[list[Any]]:
    names = list(dict.fromkeys(name for row in rows for name in row))
    return [names, *([row.get(name) for name in names] for row in rows)]


def make_raw(
    path: Path,
    sheets: Mapping[str, str | Iterable[bytes]],
    *,
    parts: Mapping[str, bytes | Iterable[bytes]] | None = None,
    workbook_properties: str = "",
) -> Path:
    """A workbook whose sheets' XML is given as it is: text, or pieces written one by one.

    `parts` adds files to the package (e.g. xl/vbaProject.bin) or replaces those made here.
    """
    bodies = {f"xl/worksheets/sheet{n}.xml": body for n, body in enumerate(sheets.values(), 1)}
    made = {**_package(list(sheets), workbook_properties), **bodies, **(parts or {})}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, content in made.items():
            pieces = [content] if isinstance(content, bytes) else content
            with package.open(name, "w") as part:
                for piece in [content.encode()] if isinstance(content, str) else pieces:
                    part.write(piece)
    return path


def sheet_xml(rows: str, *, dimension: str = "", after: str = "") -> str:
    """A sheet around its <row> elements; `after` stands behind the rows (e.g. mergeCells)."""
    about = f"<dimension ref={quoteattr(dimension)}/>" if dimension else ""
    return (
        f'{HEAD}<worksheet xmlns="{MAIN}">{about}<sheetData>{rows}</sheetData>{after}</worksheet>'
    )


def row_xml(number: int, *values: str | int | None) -> str:
    """One <row>: text as inline strings, numbers as numbers, None as no cell; columns A to Z."""
    cells = "".join(
        _cell(f"{chr(ord('A') + column)}{number}", value)
        for column, value in enumerate(values)
        if value is not None
    )
    return f'<row r="{number}">{cells}</row>'


def _cell(reference: str, value: str | int) -> str:
    if isinstance(value, int):
        return f'<c r="{reference}"><v>{value}</v></c>'
    return f'<c r="{reference}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def _package(names: Sequence[str], properties: str) -> dict[str, bytes]:
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>'
        for n, name in enumerate(names, start=1)
    )
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(names) + 1)
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{kind}.worksheet+xml"/>'
        for n in range(1, len(names) + 1)
    )
    made = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f"{overrides}</Types>",
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{properties}'
        f"<sheets>{sheets}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relations}'
        "</Relationships>",
    }
    return {name: (HEAD + text).encode() for name, text in made.items()}
