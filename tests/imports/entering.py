"""Cases in the terms of a workbook, laid and written without one: what is claimed of writing."""

import sqlite3
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from thads.cases.history import replay
from thads.cases.models import (
    ActKind,
    Initiation,
    ItemKind,
    JudgmentKind,
    MovementKind,
)
from thads.core.ids import new_id
from thads.identity.models import User
from thads.imports import actions
from thads.imports.checking import Findings
from thads.imports.closings import closings
from thads.imports.laying import Laying
from thads.imports.models import ImportPurpose, RegisterImport
from thads.imports.offices import Offices
from thads.imports.preparing import Prepared
from thads.imports.register import (
    CaseKey,
    EventLine,
    ItemLine,
    MoneyLine,
    Names,
    PartyLine,
    RegisterCase,
    facts_of,
)
from thads.parties.models import PartyKind, PartyRole

NOW = datetime(2024, 9, 30, 5, 0, tzinfo=UTC)
DECIDED = date(2023, 11, 15)
M = 1_000_000
PARTIES = (
    PartyLine(PartyRole.CREDITOR, "Bà Được Thử", PartyKind.PERSON),
    PartyLine(PartyRole.DEBTOR, "Ông Phải Thử\\Nam", PartyKind.PERSON, address="Tổ 1\nPhố Thử"),
)


def collected(day: date, amount: int, item: int = 1) -> MoneyLine:
    """Money came in."""
    return MoneyLine(day, item, MovementKind.COLLECTED, amount)


def happened(day: date, kind: ActKind, **given: Any) -> EventLine:
    """Something happened to a case."""
    return EventLine(day, kind, **given)


def case_of(number: int, **given: Any) -> RegisterCase:
    """A civil case of unit CC with one item of ten million, unless said otherwise."""
    terms: dict[str, Any] = {
        "initiation": Initiation.ON_REQUEST, "kind": JudgmentKind.CIVIL, "parties": PARTIES,
        "items": (ItemLine(1, ItemKind.DEBT, 10 * M, False),),
    }  # fmt: skip
    key = CaseKey("CC", number, "QĐ-CCTHADS", given.pop("day", DECIDED))
    return RegisterCase(key, **{**terms, **given})


class Entering:
    """Lays cases of the unit CC into a stage and writes them, as an import would."""

    def __init__(self, db: Session, names: Names, folder: Path) -> None:
        self.db = db
        self.names = names
        self.folder = folder

    def prepared(
        self, cases: Iterable[RegisterCase], *, replacing: dict[int, UUID] | None = None,
        until: int = 2024,
    ) -> Prepared:  # fmt: skip
        """The cases laid; `replacing`: by number, which case of ours each replaces."""
        stage: Any = type("Laid", (), {})()
        stage.connection = sqlite3.connect(self.folder / f"{new_id()}.db")
        fixed = closings(self.db)
        laying = Laying(stage.connection, until=until, closings=fixed)
        laying.know_judgments(self.db)
        for case in cases:
            facts = facts_of(case, self.names)
            laying(case, facts, replay(facts), (replacing or {}).get(case.key.number))
        self.db.rollback()
        return Prepared(stage, laying, Findings({}, Offices({}, {})), fixed)

    def write(self, prepared: Prepared, *, by: User | None = None) -> RegisterImport:
        """Enter what was laid; not committed."""
        file = self.folder / "sổ.xlsx"
        file.write_bytes(b"a workbook")
        register_import = actions.register(
            self.db, "sổ.xlsx", file, ImportPurpose.REGISTER, by=by, now=NOW
        )
        actions.write(self.db, register_import, prepared, by=by, now=NOW)
        return register_import

    def enter(self, cases: Iterable[RegisterCase], **given: Any) -> RegisterImport:
        """Lay, write, commit."""
        by = given.pop("by", None)
        register_import = self.write(self.prepared(cases, **given), by=by)
        self.db.commit()
        return register_import
