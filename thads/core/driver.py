"""Rows straight to and from the driver, for what is done with every fact or by the thousand.

A statement of SQLAlchemy is made into text once a process. Values are the driver's own: SQLite
keeps an identifier as its 32 digits and a day as text, PostgreSQL knows both.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from itertools import islice
from typing import Any, cast
from uuid import UUID

from sqlalchemy import CompoundSelect, Connection, Dialect, Select, Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.postgresql import psycopg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.dml import Delete, Insert

from thads.core.codes import Coded

Row = tuple[Any, ...]
Query = Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]
CHUNK = 2000
ROOM_KIB = 65_536


class Driver:
    """What the driver of one connection takes and gives."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.name = connection.dialect.name

    def key(self, identifier: UUID | None) -> Any:
        """An identifier as the driver keeps it."""
        if identifier is None or self.name == "postgresql":
            return identifier
        return identifier.hex

    def day(self, day: date | None) -> Any:
        """A day as the driver keeps it."""
        return day if day is None or self.name == "postgresql" else day.isoformat()

    def moment(self, moment: datetime | None) -> Any:
        """A moment as the driver keeps it: SQLite in UTC without saying so."""
        if moment is None or self.name == "postgresql":
            return moment
        return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}"

    def moment_of(self, given: Any) -> datetime | None:
        """A moment that the driver gave."""
        if isinstance(given, str):
            return datetime.fromisoformat(given).replace(tzinfo=UTC)
        read: datetime | None = given
        return read

    def read(self, query: Query, values: Sequence[Any]) -> Sequence[Row]:
        """The rows of a module's query, given its one expanding parameter or its plain ones.

        The arms of a union have the same parameters in the same order.
        """
        text, times = _query(query, self.name, len(values))
        return self._rows(text, tuple(values) * times)

    def rows(self, query: Query) -> Sequence[Row]:
        """The rows of a query that holds its values; made into text once if the caller keeps it."""
        text, values = _filled(query, self.name)
        return self._rows(text, tuple([self._own(value) for value in values]))

    def once(self, query: Query) -> Sequence[Row]:
        """The same of a query that is asked once: its text is not kept."""
        text, values = _filled.__wrapped__(query, self.name)
        return self._rows(text, tuple([self._own(value) for value in values]))

    def _own(self, value: Any) -> Any:
        if isinstance(value, UUID):
            return self.key(value)
        if isinstance(value, datetime):  # before `date`, which it is too
            return self.moment(value)
        if isinstance(value, date):
            return self.day(value)
        return value.value if isinstance(value, Coded) else value

    def _rows(self, text: str, values: Row) -> Sequence[Row]:
        cursor = self.connection.connection.cursor()  # a result that names 45 columns costs more
        try:
            cursor.execute(text, values)
            return cast("Sequence[Row]", cursor.fetchall())
        except self._errors() as failed:
            raise self._explained(failed, text) from failed
        finally:
            cursor.close()

    def write(self, statement: Insert | Delete, rows: Sequence[Row]) -> None:
        """Run a statement of a module for each row; values stand in the order of its parameters."""
        if not rows:
            return
        text, cursor = _text(statement, self.name), self.connection.connection.cursor()
        try:
            if len(rows) == 1:
                cursor.execute(text, rows[0])
            else:
                cursor.executemany(text, rows)
        except self._errors() as failed:
            raise self._explained(failed, text) from failed
        finally:
            cursor.close()

    def _errors(self) -> type[Exception]:
        raised: type[Exception] = cast("Any", self.connection.dialect.loaded_dbapi).Error
        return raised

    def _explained(self, failed: Exception, text: str) -> DBAPIError:
        """As SQLAlchemy says it."""
        dialect = self.connection.dialect
        said = DBAPIError.instance(text, None, failed, self._errors(), dialect=dialect)
        return cast("DBAPIError", said)

    def insert(self, table: Table, rows: Iterable[Row]) -> None:
        """Add rows that name every column of the table in its order, a bounded number at once."""
        if self.name == "postgresql":
            self._copy(table, rows)
            return
        remaining, text = iter(rows), _insert(table)
        while batch := list(islice(remaining, CHUNK)):
            self.connection.exec_driver_sql(text, batch)

    @contextmanager
    def room(self) -> Iterator[None]:
        """Memory for pages while much is written: SQLite's own few would go to disk and back."""
        if self.name == "postgresql":
            yield
            return
        before = self.connection.exec_driver_sql("PRAGMA cache_size").scalar_one()
        self.connection.exec_driver_sql(f"PRAGMA cache_size = -{ROOM_KIB}")
        try:
            yield
        finally:
            self.connection.exec_driver_sql(f"PRAGMA cache_size = {before}")

    def _copy(self, table: Table, rows: Iterable[Row]) -> None:
        columns = ", ".join(column.name for column in table.c)
        raw: Any = self.connection.connection.driver_connection
        with raw.cursor() as cursor, cursor.copy(f"COPY {table.name} ({columns}) FROM STDIN") as to:
            for row in rows:
                to.write_row(row)


class Identifiers(dict[Any, Any]):
    """Identifiers by what the driver gives for them, each read once; nothing stays nothing."""

    def __missing__(self, given: Any) -> UUID | None:
        read = given if given is None or isinstance(given, UUID) else UUID(given)
        self[given] = read
        return read


class Days(dict[Any, Any]):
    """Days by what the driver gives for them, each read once; nothing stays nothing."""

    def __missing__(self, given: Any) -> date | None:
        read = given if given is None or isinstance(given, date) else date.fromisoformat(given)
        self[given] = read
        return read


@lru_cache(maxsize=256)
def identified(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Rows that begin with an identifier, that read: once for lists that seldom change."""
    ids = Identifiers()
    return tuple((ids[given], *rest) for given, *rest in rows)


@cache
def _dialect(name: str) -> Dialect:
    made: Dialect = (
        sqlite.dialect() if name == "sqlite" else psycopg.dialect(paramstyle="format")  # type: ignore[no-untyped-call]
    )
    return made


@cache
def _insert(table: Table) -> str:
    return str(table.insert().compile(dialect=_dialect("sqlite")))


@cache
def _text(statement: Insert | Delete, name: str) -> str:
    return str(statement.compile(dialect=_dialect(name)))


@lru_cache(maxsize=64)
def _filled(query: Query, name: str) -> tuple[str, Row]:
    """The text of a query and its values in their order."""
    made = query.compile(dialect=_dialect(name), compile_kwargs={"render_postcompile": True})
    return str(made), tuple([made.params[key] for key in made.positiontup or ()])


@lru_cache(maxsize=256)
def _query(query: Query, name: str, count: int) -> tuple[str, int]:
    """The text for so many values, and how often it takes them."""
    asked = {key: bind for key, bind in query.compile().binds.items() if bind.required}
    shown = query.params({k: [None] * count if b.expanding else None for k, b in asked.items()})
    made = shown.compile(dialect=_dialect(name), compile_kwargs={"render_postcompile": True})
    taken = len(made.positiontup or ()) // count if count else 1
    return str(made), taken
