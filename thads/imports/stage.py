"""The rows of one workbook on their way in: a private temporary SQLite file.

Nobody holds a workbook in memory: what was read, what is wrong with it, how it differs from ours
and the rows that are to be written lie here and stream by. The file goes when the stage closes.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self
from uuid import UUID

from thads.imports import rawrows
from thads.imports.cells import Value
from thads.imports.columns import ALL, CASES, SHEETS
from thads.imports.faults import Fault
from thads.imports.models import DifferenceKind, Severity

_PREFIX = "stage-"
_LEFT_BEHIND = 24 * 3600  # seconds after which a stage belongs to nobody: its process was killed
_FILE = "stage.sqlite"
_DIFFERENCES = """CREATE TABLE IF NOT EXISTS difference
    (position INTEGER PRIMARY KEY, kind, key, case_id, sheet, row, field, ours, theirs)"""
_PLACE = "CASE sheet " + " ".join(f"WHEN '{s.name}' THEN {n}" for n, s in enumerate(ALL)) + " END"
_FAULT = ", ".join(rawrows.FAULT_COLUMNS)


class RawRow(NamedTuple):
    """One row as it was read: Excel's number, its cells by column, empty ones left out.

    `faulty`: a cell of it could not be read as a value (a formula, merged cells); that fault is in
    the stage already.
    """

    number: int
    cells: Mapping[str, Value]
    faulty: bool = False


@dataclass
class RawCase:
    """The rows of one case by sheet, in their order; more than one in `viec`: its key is double."""

    key_text: str
    rows: Mapping[str, list[RawRow]]

    @property
    def faulty(self) -> bool:
        """One of its rows is."""
        return any(row.faulty for rows in self.rows.values() for row in rows)


class Difference(NamedTuple):
    """One thing in which a case of the workbook and ours differ."""

    kind: DifferenceKind
    key: str
    case_id: UUID | None = None
    sheet: str | None = None
    row: int | None = None
    field: str | None = None
    ours: str | None = None
    theirs: str | None = None


class Stage:
    """What was read from one workbook, and what is made of it; a context manager."""

    def __init__(self, folder: Path) -> None:
        _sweep(folder)
        self.folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=folder))  # 0700
        self.path = self.folder / _FILE
        self.path.touch(mode=0o600)
        self._connection: sqlite3.Connection | None = None

    @property
    def connection(self) -> sqlite3.Connection:
        """The one connection; temporary tables would stand in the way of attaching the file."""
        if self._connection is None:
            self._connection = rawrows.connect(str(self.path))
            self._connection.execute(_DIFFERENCES)
        return self._connection

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.close()

    def close(self) -> None:
        """Remove the file and all that lies beside it."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        shutil.rmtree(self.folder, ignore_errors=True)

    def counts(self) -> dict[str, int]:
        """Rows by sheet, of the sheets that the workbook holds, in the order of the format."""
        found = dict(self.connection.execute("SELECT sheet, rows FROM sheet_read"))
        return {sheet.name: found[sheet.name] for sheet in ALL if sheet.name in found}

    def sheet_rows(self, sheet: str) -> Iterator[RawRow]:
        """The rows of one sheet in their order."""
        names = rawrows.names_of(sheet)
        table = rawrows.table_of(sheet)
        rows = self.connection.execute(f"SELECT row, cells, faulty FROM {table} ORDER BY row")
        for number, cells, faulty in rows:
            yield RawRow(number, rawrows.decoded(names, cells), bool(faulty))

    def row(self, sheet: str, number: int) -> RawRow | None:
        """One row as it was read; None for the headings and for a strange sheet."""
        if sheet not in SHEETS:
            return None
        found = self.connection.execute(
            f"SELECT cells, faulty FROM {rawrows.table_of(sheet)} WHERE row = ?", (number,)
        ).fetchone()
        if found is None:
            return None
        return RawRow(number, rawrows.decoded(rawrows.names_of(sheet), found[0]), bool(found[1]))

    def cases(self) -> Iterator[RawCase]:
        """The cases in the order of `viec`, each with its rows of all sheets; streamed."""
        others = {sheet: _Merged(self.connection, sheet) for sheet in rawrows.OTHERS}
        keys = self.connection.execute("SELECT first, key FROM raw_case ORDER BY rowid")
        own = _Merged(self.connection, CASES.name)
        for first, key in keys:
            rows = {CASES.name: own.of(first)}
            for sheet, merged in others.items():
                if merged.first == first:
                    rows[sheet] = merged.of(first)
            yield RawCase(key, rows)

    def strays(self) -> Iterator[tuple[str, RawRow]]:
        """Rows whose key stands nowhere in `viec`, or whose key cells cannot be read."""
        for sheet in rawrows.OTHERS:
            names = rawrows.names_of(sheet)
            for number, cells, faulty in rawrows.strays(self.connection, sheet):
                yield sheet, RawRow(number, rawrows.decoded(names, cells), bool(faulty))

    def fault(self, fault: Fault) -> None:
        """Keep what is wrong."""
        self.connection.execute(
            f"INSERT INTO fault ({_FAULT}) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (*fault[:-1], fault.severity.value),
        )

    def faults(self) -> Iterator[Fault]:
        """All that is wrong, by sheet as the format names them, then by row."""
        found = self.connection.execute(
            f"SELECT {_FAULT} FROM fault ORDER BY ifnull({_PLACE}, -1), row, position"
        )
        for *told, severity in found:
            sheet, row, column, code, message, remedy = told
            yield Fault(sheet, row, column, code, message, remedy, Severity.of(severity))

    def fault_counts(self) -> dict[Severity, int]:
        """How many faults and how many warnings there are."""
        found = dict(self.connection.execute("SELECT severity, count(*) FROM fault GROUP BY 1"))
        return {severity: found.get(severity.value, 0) for severity in Severity}

    def heading_faults(self) -> bool:
        """A column is missing, double or merged: not a row of the file can be trusted."""
        found = self.connection.execute(
            "SELECT 1 FROM fault WHERE row = 1 AND severity = ? LIMIT 1", (Severity.FAULT.value,)
        )
        return found.fetchone() is not None

    def difference(self, difference: Difference) -> None:
        """Keep one difference."""
        kind, key, case_id, *rest = difference
        self.connection.execute(
            "INSERT INTO difference (kind, key, case_id, sheet, row, field, ours, theirs)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (kind.value, key, case_id and case_id.hex, *rest),
        )

    def differences(self) -> Iterator[Difference]:
        """All differences in the order in which they were found."""
        found = self.connection.execute(
            "SELECT kind, key, case_id, sheet, row, field, ours, theirs FROM difference"
            " ORDER BY position"
        )
        for kind, key, case_id, *rest in found:
            yield Difference(
                DifferenceKind.of(kind), key, UUID(case_id) if case_id else None, *rest
            )


class _Merged:
    """The rows of one sheet in the order of the cases, read as far as the current case."""

    def __init__(self, connection: sqlite3.Connection, sheet: str) -> None:
        self._names = rawrows.names_of(sheet)
        self._groups = groupby(rawrows.of_cases(connection, sheet), key=itemgetter(0))
        self.first: int | None = None
        self._rows: Iterator[rawrows.Merged] = iter(())
        self._step()

    def of(self, first: int) -> list[RawRow]:
        """The rows of the case that begins with this row of `viec`; asked once for each."""
        if self.first != first:
            return []
        names = self._names
        found = [
            RawRow(number, rawrows.decoded(names, cells), bool(faulty))
            for _, number, cells, faulty in self._rows
        ]
        self._step()
        return found

    def _step(self) -> None:
        self.first, self._rows = next(self._groups, (None, iter(())))


def _sweep(folder: Path) -> None:
    """Remove what killed processes left: it holds personal data."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for left in folder.glob(f"{_PREFIX}*"):
        if time.time() - left.stat().st_mtime > _LEFT_BEHIND:
            shutil.rmtree(left, ignore_errors=True)
