"""A database brought back to its rows as they were: most tests write a few, and a copy of the whole
writes over a thousand files."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import Cursor
from sqlalchemy.engine import URL

_TABLES = """
    SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1
"""
_SEQUENCES = """
    SELECT format('%I.%I', schemaname, sequencename), coalesce(last_value, start_value),
           last_value IS NOT NULL
    FROM pg_sequences
"""
# Which database it is; what stands in it, under which files; who may; the triggers and functions.
_SHAPE = """
    SELECT
      (SELECT (oid, datdba, datacl)::text FROM pg_database WHERE datname = current_database()),
      (SELECT hashtext(string_agg((oid, relname, relfilenode, relowner, relacl)::text, ' '
              ORDER BY oid)) FROM pg_class WHERE oid >= 16384),
      (SELECT hashtext(string_agg((oid, tgenabled)::text, ' ' ORDER BY oid)) FROM pg_trigger),
      (SELECT hashtext(string_agg((oid, prosrc, proacl)::text, ' ' ORDER BY oid)) FROM pg_proc
       WHERE oid >= 16384),
      (SELECT hashtext(string_agg((oid, nspacl)::text, ' ' ORDER BY oid)) FROM pg_namespace)
"""


class Pristine:
    """A database as it was copied. Where a test changed more than rows (a table, a trigger, a
    grant), only a new copy undoes that."""

    def __init__(self, address: URL) -> None:
        self.address = address
        with self._opened() as cursor:
            self.shape = cursor.execute(_SHAPE).fetchone()
            self.tables = [row[0] for row in cursor.execute(_TABLES)]
            self.rows = {table: _copied_out(cursor, table) for table in self._filled(cursor)}
            self.sequences = cursor.execute(_SEQUENCES).fetchall()

    def restore(self) -> bool:
        """Bring its rows back; False, with nothing done, where rows are not all that changed."""
        try:
            with self._opened() as cursor:
                return cursor.execute(_SHAPE).fetchone() == self.shape and self._written(cursor)
        except psycopg.OperationalError:  # the test dropped it, or took away what opens it
            return False

    def _written(self, cursor: Cursor[Any]) -> bool:
        cursor.execute("SET session_replication_role = replica")  # no trigger, no foreign key
        for table in self._filled(cursor):
            cursor.execute(f"DELETE FROM {table}".encode())
        for table, rows in self.rows.items():
            with cursor.copy(f"COPY {table} FROM STDIN (FORMAT binary)".encode()) as copy:
                copy.write(rows)
        for sequence in self.sequences:
            cursor.execute("SELECT setval(%s, %s, %s)", sequence)
        return True

    def _filled(self, cursor: Cursor[Any]) -> list[str]:
        each = (f"SELECT '{table}' WHERE EXISTS (SELECT FROM {table})" for table in self.tables)
        return [row[0] for row in cursor.execute(" UNION ALL ".join(each).encode())]

    @contextmanager
    def _opened(self) -> Iterator[Cursor[Any]]:
        at = self.address
        with (
            psycopg.connect(host=str(at.query["host"]), dbname=at.database, user=at.username) as to,
            to.cursor() as cursor,
        ):
            yield cursor


def _copied_out(cursor: Cursor[Any], table: str) -> bytes:
    with cursor.copy(f"COPY {table} TO STDOUT (FORMAT binary)".encode()) as copy:
        return b"".join(map(bytes, copy))
