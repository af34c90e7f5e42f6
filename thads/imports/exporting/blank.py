"""An empty register workbook with its explanations, to be filled in."""

from collections.abc import Iterator
from pathlib import Path

from thads.imports import columns
from thads.imports.exporting import workbook
from thads.imports.exporting.workbook import Column, Sheet


def blank_workbook(path: Path) -> None:
    """All sheets with their headings, and one that says what each column holds."""
    guide = Sheet(
        "huong_dan",
        (Column("trang", width=12), Column("cot", width=22), Column("bat_buoc", width=10),
         Column("noi_dung", width=90)),
        _explained(),
    )  # fmt: skip
    empty = [Sheet(sheet.name, [Column(name) for name in sheet.names], ()) for sheet in columns.ALL]
    workbook.write(path, [*empty, guide])


def _explained() -> Iterator[tuple[str, str, str, str]]:
    for sheet in columns.ALL:
        yield sheet.name, "", "", sheet.meaning
        for column in sheet.columns:
            yield sheet.name, column.name, "x" if column.must else "", column.meaning
