"""Moves the laid rows from the stage into the province's tables.

SQLite reads the stage beside its own file, PostgreSQL gets a COPY stream; either way no row is
made here, so that nobody waits long for the writer's lock.
"""

import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from thads.cases.models import Case, CaseAct, CaseInterval, Judgment, ObligationItem
from thads.imports.laying import Laying, mirror
from thads.imports.rows import COLUMNS
from thads.ledger.models import LedgerEntry
from thads.parties.models import Party
from thads.periods.models import LateEntry
from thads.search import index
from thads.search.models import SearchEntry
from thads.statistics.models import case_contribution
from thads.worklists.models import OpenDuty

ENTERED = frozenset(
    table.__tablename__
    for table in (LateEntry, Judgment, Case, Party, ObligationItem, CaseAct, LedgerEntry)
)
LINES = 1_000  # of a COPY stream at once
# Made by the read models: of a workbook's text only letters and digits stand in them.
PLAIN = frozenset(
    {
        CaseInterval.__tablename__,
        case_contribution.name,
        SearchEntry.__tablename__,
        OpenDuty.__tablename__,
    }
)


def move(
    db: Session, laying: Laying, *, import_id: UUID, by_id: UUID | None, now: datetime
) -> None:
    """Write the laid rows; what is not in the stage is the same for all of a table."""
    laying.flush()
    connection = db.connection()
    mover = (
        _Copying(connection, laying.stage)
        if connection.dialect.name == "postgresql"
        else _Attaching(connection, laying.stage)
    )
    entered: dict[str, Any] = {
        "entered_at": f"{now.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}",
        "entered_by_id": by_id.hex if by_id else None,
    }
    searched = index.newest(db)
    of_case = {"revision": 1, "import_id": import_id.hex}
    for table, columns in COLUMNS.items():
        given = entered if table in ENTERED else {}
        mover.move(table, columns, given | of_case if table == Case.__tablename__ else given)
    index.follow(db, after=searched)


class _Attaching:
    """SQLite reads the rows from the stage's own file."""

    def __init__(self, connection: Connection, stage: sqlite3.Connection) -> None:
        stage.commit()  # another connection sees only what is committed
        [(_, _, path)] = stage.execute("PRAGMA database_list").fetchall()
        self.connection = connection
        connection.detach()  # closed with this transaction, and the attached file with it
        connection.exec_driver_sql("ATTACH DATABASE ? AS stage", (path,))

    def move(self, table: str, columns: tuple[str, ...], given: Mapping[str, Any]) -> None:
        """Add the rows of one table in their order."""
        names = ", ".join((*columns, *given))
        values = ", ".join((*columns, *("?" * len(given))))
        self.connection.exec_driver_sql(
            f"INSERT INTO main.{table} ({names})"
            f" SELECT {values} FROM stage.{mirror(table)} ORDER BY rowid",
            tuple(given.values()),
        )


class _Copying:
    """PostgreSQL takes the rows as the lines of a COPY, which the stage itself puts together."""

    def __init__(self, connection: Connection, stage: sqlite3.Connection) -> None:
        self.connection: Any = connection.connection.driver_connection
        self.stage = stage

    def move(self, table: str, columns: tuple[str, ...], given: Mapping[str, Any]) -> None:
        """Add the rows of one table in their order."""
        written = _plain if table in PLAIN else _escaped
        values = " || char(9) || ".join([*map(written, columns), *map(_plain, "?" * len(given))])
        lines = self.stage.execute(
            f"SELECT {values} || char(10) FROM {mirror(table)} ORDER BY rowid",
            tuple(given.values()),
        )
        names = ", ".join((*columns, *given))
        with (
            self.connection.cursor() as cursor,
            cursor.copy(f"COPY {table} ({names}) FROM STDIN") as stream,
        ):
            while block := "".join(line for (line,) in islice(lines, LINES)):
                stream.write(block)


def _plain(value: str) -> str:
    """A column in COPY's text format."""
    return rf"ifnull({value}, '\N')"


def _escaped(value: str) -> str:
    """The same for what somebody typed."""
    for place, sign in ((92, r"\\"), (9, r"\t"), (10, r"\n"), (13, r"\r")):
        value = f"replace({value}, char({place}), '{sign}')"
    return _plain(value)
