"""The rows of a workbook as they were read, in the stage's SQLite file.

Written by the reading process, read by the one that checks. Per sheet: the number of the row, the
normal form of its case's key, the cells as a JSON array in the order of the sheet's columns (a day
is an array of its own: year, month, day).
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from thads.imports.cells import Value
from thads.imports.columns import ALL, CASES, OF_CASE, SHEETS

MOST_OF_ONE_CASE = 200_000  # rows; they are held in memory together

Written = tuple[int, str | None, str]  # row, key, cells
Merged = tuple[int, int, str, int]  # first row of the case in `viec`, row, cells, faulty
FAULT_COLUMNS = ("sheet", "row", '"column"', "code", "message", "remedy", "severity")
_OPEN = (
    "PRAGMA journal_mode = OFF",  # a stage that was not finished is thrown away
    "PRAGMA synchronous = OFF",
    "PRAGMA cache_size = -8000",
)
_FAULTS = f"CREATE TABLE fault (position INTEGER PRIMARY KEY, {', '.join(FAULT_COLUMNS)})"
_READ = "CREATE TABLE sheet_read (sheet PRIMARY KEY, rows)"
_FIRST_ROWS = """CREATE TABLE raw_case AS
    SELECT min(row) AS first, key FROM raw_viec GROUP BY key ORDER BY first"""
# A row with a formula or the like has its fault already; its case must not pass for sound.
_MARK = """UPDATE {table} SET faulty = 1
    WHERE row IN (SELECT row FROM fault WHERE sheet = ? AND severity = 'fault')"""


def connect(path: str) -> sqlite3.Connection:
    """A connection to the stage's file."""
    connection = sqlite3.connect(path)
    for pragma in _OPEN:
        connection.execute(pragma)
    return connection


def table_of(sheet: str) -> str:
    """The table of a sheet's rows."""
    return f"raw_{sheet}"


def create(connection: sqlite3.Connection) -> None:
    """Empty tables."""
    connection.execute(_FAULTS)
    connection.execute(_READ)
    for sheet in ALL:
        connection.execute(
            f"CREATE TABLE {table_of(sheet.name)}"
            " (row INTEGER PRIMARY KEY, key, cells, faulty DEFAULT 0)"
        )


def add(connection: sqlite3.Connection, sheet: str, rows: Iterable[Written]) -> None:
    """Append rows; their numbers grow."""
    connection.executemany(
        f"INSERT INTO {table_of(sheet)} (row, key, cells) VALUES (?, ?, ?)", rows
    )


def finish(connection: sqlite3.Connection, sheets: Iterable[str]) -> None:
    """What finding the rows of a case needs; `sheets`: those that the workbook holds."""
    for sheet in sheets:
        table = table_of(sheet)
        connection.execute(_MARK.format(table=table), (sheet,))
        connection.execute(f"INSERT INTO sheet_read SELECT ?, count(*) FROM {table}", (sheet,))
    for one in OF_CASE:
        table = table_of(one.name)
        connection.execute(f"CREATE INDEX {table}_key ON {table} (key)")
    connection.execute(_FIRST_ROWS)
    connection.commit()


def too_many(connection: sqlite3.Connection) -> tuple[str, int] | None:
    """A sheet and a row of a case that has more rows there than can be held together."""
    for sheet in OF_CASE:
        found = connection.execute(
            f"SELECT min(row) FROM {table_of(sheet.name)} WHERE key IS NOT NULL"
            " GROUP BY key HAVING count(*) > ? LIMIT 1",
            (MOST_OF_ONE_CASE,),
        ).fetchone()
        if found:
            return sheet.name, found[0]
    return None


def unreadable_key(row: int) -> str:
    """Stands for the key of a row of `viec` whose key cells cannot be read: a case of its own."""
    return f"?{row}"


_encode = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, separators=(",", ":"),
    default=lambda day: [day.year, day.month, day.day],
).encode  # fmt: skip
_decode = json.JSONDecoder().decode


def encoded(values: Sequence[Value | None]) -> str:
    """Cells as they are kept."""
    return _encode(values)


def decoded(names: Sequence[str], cells: str) -> dict[str, Any]:
    """Cells by the names of their columns, empty ones left out."""
    return {
        name: value if type(value) is not list else date(*value)
        for name, value in zip(names, _decode(cells), strict=True)
        if value is not None
    }


def of_cases(connection: sqlite3.Connection, sheet: str) -> Iterator[Merged]:
    """First row in `viec`, row, cells, faulty: case after case, streamed by the index."""
    table = table_of(sheet)
    # CROSS JOIN keeps the order of the loops: cases as they stand, then their rows.
    return connection.execute(
        f"SELECT c.first, r.row, r.cells, r.faulty FROM raw_case c"
        f" CROSS JOIN {table} r INDEXED BY {table}_key ON r.key = c.key ORDER BY c.rowid, r.row"
    )


def strays(connection: sqlite3.Connection, sheet: str) -> Iterator[tuple[int, str, int]]:
    """Row, cells, faulty of the rows of no case."""
    return connection.execute(
        f"SELECT row, cells, faulty FROM {table_of(sheet)} r WHERE key IS NULL"
        " OR NOT EXISTS (SELECT 1 FROM raw_viec v WHERE v.key = r.key) ORDER BY row"
    )


def names_of(sheet: str) -> tuple[str, ...]:
    """The columns of a sheet in the order of its arrays."""
    return SHEETS[sheet].names


OTHERS = tuple(sheet.name for sheet in OF_CASE if sheet is not CASES)
