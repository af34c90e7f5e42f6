"""The full-text table beside `search_entry` on SQLite; PostgreSQL has an index instead.

Its text is that of the view `search_entry_signed`: beside the words stands one sign for each list
that the entry belongs to, `@p` for the people of the province, `@p` and eight digits for those of
one unit. No typed word holds an `@`. A row is taken out by the text with which it was put in
(SQLite, FTS5 4.4.3).
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from thads.search.models import EntryKind

TABLE = "search_entry_text"
_SIGNED = "search_entry_signed"
_CHUNK = 500


def is_kept(connection: Connection) -> bool:
    """Whether this database has the table."""
    return connection.dialect.name == "sqlite"


def put_in(connection: Connection, *, after: int) -> None:
    """Take in the entries with a higher number, all at once: one by one costs nine times that."""
    connection.exec_driver_sql(
        f"INSERT INTO {TABLE} (rowid, words)"
        f" SELECT id, words FROM {_SIGNED} WHERE id > ? ORDER BY id",
        (after,),
    )


def take_out(connection: Connection, ids: Sequence[int]) -> None:
    """Forget these entries, which must still stand in their table."""
    for start in range(0, len(ids), _CHUNK):
        some = tuple(ids[start : start + _CHUNK])
        connection.exec_driver_sql(
            f"INSERT INTO {TABLE} ({TABLE}, rowid, words) SELECT 'delete', id, words"
            f" FROM {_SIGNED} WHERE id IN ({', '.join('?' * len(some))})",
            some,
        )


def empty(connection: Connection) -> None:
    """Forget all."""
    connection.exec_driver_sql(f"INSERT INTO {TABLE} ({TABLE}) VALUES ('delete-all')")


def verify(connection: Connection) -> str | None:
    """The first list of a unit with more or fewer rows here than entries; None when none has."""
    counted = "SELECT kind, substr(unit_id, -8), count(*) FROM search_entry GROUP BY 1, 2"
    asked = f"SELECT count(*) FROM {TABLE} WHERE {TABLE} MATCH ?"
    for kind, unit, entries in connection.exec_driver_sql(counted).fetchall():
        held = connection.exec_driver_sql(asked, (f'"@{kind[0]}{unit}"',)).scalar_one()
        if held != entries:
            return f"bảng tìm kiếm có {held} dòng thay vì {entries} ({kind}, đơn vị …{unit})"
    return None


def newest(
    connection: Connection, kind: EntryKind, words: Sequence[str], units: Sequence[UUID] | None,
    limit: int, *, whole: bool,
) -> Sequence[Any]:  # fmt: skip
    """(id, case, subject, words) of the newest entries in which each of the words occurs, or
    begins one that does. The table gives them in their order and stops: nothing is sorted."""
    letter = kind.value[0]
    signs = [f'"@{letter}{unit.hex[-8:]}"' for unit in units or ()] or [f'"@{letter}"']
    asked = [f"({' OR '.join(signs)})", *(f'"{word}"{"" if whole else "*"}' for word in words)]
    return connection.exec_driver_sql(
        f"SELECT e.id, e.case_id, e.subject_id, e.words FROM {TABLE} AS t"
        f" JOIN search_entry AS e ON e.id = t.rowid WHERE t.{TABLE} MATCH ?"
        " ORDER BY t.rowid DESC LIMIT ?",
        (" AND ".join(asked), limit),
    ).fetchall()
