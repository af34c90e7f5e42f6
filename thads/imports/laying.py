"""Puts the finished rows of each sound case into the stage, so that writing them is short.

The rows lie in tables of the stage that mirror the province's own, in the order in which they are
to be written. What they add to the figures is summed up in memory meanwhile: its size is that of
the report, not of the workbook.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.cases import totals
from thads.cases.history import CaseFacts, CaseHistory
from thads.cases.models import Case, CaseAct, CaseInterval, Judgment, ObligationItem
from thads.core.ids import ids_in_order
from thads.imports import rows
from thads.imports.closings import Closings
from thads.imports.register import RegisterCase
from thads.imports.rows import COLUMNS, Judged, Row
from thads.ledger.models import LedgerEntry
from thads.parties.models import Party
from thads.periods.models import LateEntry
from thads.search import entries
from thads.search.models import SearchEntry
from thads.statistics.cells import Differences
from thads.statistics.contributions import contributions
from thads.statistics.models import case_contribution
from thads.worklists.models import OpenDuty

NOTHING_FIXED = Closings()
AGAIN = "Nhập lại sổ từ tệp: giống hồ sơ được thay thế"
FLUSH_AT = 5_000  # rows in memory

_JUDGMENTS = """CREATE TABLE known_judgment
    (unit_id, number, judged_on, court, id, UNIQUE (unit_id, number, judged_on, court))"""
_REPLACED = "CREATE TABLE laid_replacement (old_id PRIMARY KEY, new_id)"


def mirror(table: str) -> str:
    """The table of the stage that holds rows for `table`."""
    return f"laid_{table}"


class Laying:
    """The finished rows of a workbook; called with each case that is to be written.

    `until`: the last statistics year for which the figures are made.
    """

    def __init__(
        self, stage: sqlite3.Connection, *, until: int, closings: Closings = NOTHING_FIXED
    ) -> None:
        self.stage = stage
        self.until = until
        self.closings = closings
        self.differences = Differences()
        self.totals = totals.Changes()
        self.cases = self.replaced = 0
        self.collected = 0  # đồng, less reversed: what the ledger must add up to
        self._ids = ids_in_order()
        self._waiting: dict[str, list[Row]] = defaultdict(list)
        self._rows = 0
        for table, columns in COLUMNS.items():
            stage.execute(f"CREATE TABLE {mirror(table)} ({', '.join(columns)})")
        stage.execute(_JUDGMENTS)
        stage.execute(_REPLACED)

    def know_judgments(self, db: Session) -> None:
        """Cases of one judgment share its record, those that we hold included."""
        stmt = select(
            Judgment.id, Judgment.unit_id, Judgment.number, Judgment.judged_on, Judgment.court
        ).where(Judgment.number != "")
        found = db.execute(stmt.execution_options(yield_per=2000))
        self.stage.executemany(
            "INSERT OR IGNORE INTO known_judgment VALUES (?, ?, ?, ?, ?)",
            (
                (unit.hex, number, day and day.isoformat(), court, judgment_id.hex)
                for judgment_id, unit, number, day, court in found
            ),
        )

    def __call__(
        self, case: RegisterCase, facts: CaseFacts, history: CaseHistory, replaced: UUID | None
    ) -> None:
        """Lay the rows of a new case, or of one that takes the place of `replaced`."""
        case_id = facts.case_id.hex
        entry = rows.register_entry(case, facts, self._judgment(case, facts))
        self._lay(Case.__tablename__, [entry])
        parties = [rows.party(line, next(self._ids), case_id) for line in case.parties]
        self._lay(Party.__tablename__, parties)
        self._lay(ObligationItem.__tablename__, rows.items(case, facts))
        acts, money = rows.happened(case, facts, history, self._ids)
        self._lay(CaseAct.__tablename__, acts)
        self._lay(LedgerEntry.__tablename__, money)
        self._lay(SearchEntry.__tablename__, rows.found_by(entry, parties, acts))
        stood = list(rows.stood(history))
        self.totals.add(stood)
        self._lay(CaseInterval.__tablename__, stood)
        self._lay(case_contribution.name, self._counted(facts, history))
        self._lay(OpenDuty.__tablename__, rows.left_open(history))
        self.cases += 1
        for item in history.items:
            self.collected += item.now.collected - item.now.settled_directly
        if replaced is not None:
            self.replaced += 1
            self._lay(LateEntry.__tablename__, self._again(facts, history))
            self.stage.execute(
                "INSERT INTO laid_replacement VALUES (?, ?)", (replaced.hex, case_id)
            )
        if self._rows >= FLUSH_AT:
            self.flush()

    def _again(self, facts: CaseFacts, history: CaseHistory) -> Iterator[Row]:
        """Facts of closed months that the case in the register has too: the check saw to it."""
        for sequence, day, _ in self.closings.shut_anew(facts, history):
            yield next(self._ids), facts.case_id.hex, sequence, day.isoformat(), AGAIN

    def keep_books(self, keepers: Mapping[UUID, UUID]) -> None:
        """Let the money stand in the books that keep it: unit without books to keeper."""
        self.stage.executemany(
            f"UPDATE {mirror(LedgerEntry.__tablename__)} SET unit_id = ? WHERE unit_id = ?",
            [(keeper.hex, unit.hex) for unit, keeper in keepers.items()],
        )

    def flush(self) -> None:
        """Write into the stage what is still in memory."""
        for table, waiting in self._waiting.items():
            places = ", ".join("?" * len(COLUMNS[table]))
            self.stage.executemany(f"INSERT INTO {mirror(table)} VALUES ({places})", waiting)
        self._waiting.clear()
        self._rows = 0

    def _lay(self, table: str, made: Iterable[Row]) -> None:
        waiting = self._waiting[table]
        before = len(waiting)
        waiting.extend(made)
        self._rows += len(waiting) - before

    def _counted(self, facts: CaseFacts, history: CaseHistory) -> Iterator[Row]:
        for share in contributions(history, until=self.until):
            self.differences.add(facts, share)
            yield rows.counted(facts, share)

    def _judgment(self, case: RegisterCase, facts: CaseFacts) -> str | None:
        """The record of the case's judgment: one for all cases of its unit that name it equally.

        A judgment without a number is not known to be another case's.
        """
        key = rows.judged(case, facts)
        if key is None:
            return None
        known = self._known(key) if key.number else None
        if known is not None:
            return known
        row_id = next(self._ids)
        row = rows.judgment(key, row_id, case)
        self._lay(Judgment.__tablename__, [row])
        self._lay(SearchEntry.__tablename__, entries.of_judgment(row_id, key.unit, row[3]))
        if key.number:
            self.stage.execute("INSERT INTO known_judgment VALUES (?, ?, ?, ?, ?)", (*key, row_id))
        return row_id

    def _known(self, key: Judged) -> str | None:
        found = self.stage.execute(
            "SELECT id FROM known_judgment"
            " WHERE unit_id = ? AND number = ? AND judged_on IS ? AND court = ?",
            key,
        ).fetchone()
        return found[0] if found else None
