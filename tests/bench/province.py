"""A province of full size for measurements: 60,000 cases with about ten events each."""

import os
import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, insert
from sqlalchemy.orm import Session

from tests.factories import ENTERED, Make
from thads.cases.models import (
    ActKind,
    Case,
    CaseAct,
    Initiation,
    ItemKind,
    JudgmentKind,
    MovementKind,
    ObligationItem,
)
from thads.core.days import statistics_year
from thads.core.ids import new_id
from thads.ledger.accounts import sides
from thads.ledger.models import LedgerEntry

CASES = int(os.environ.get("THADS_BENCH_CASES", "60000"))
LAST = date(2024, 9, 30)
UNITS, OFFICERS_PER_UNIT = 10, 8
BATCH = 3_000

Rows = dict[type, list[dict[str, Any]]]
Holder = tuple[UUID, UUID]


def build(db: Session, cases: int = CASES) -> int:
    """Fill an empty province; returns the number of events. The read models are not made."""
    chance, rows, events = random.Random(2024), _nothing(), 0
    holders = _office(Make(db))
    for number in range(1, cases + 1):
        events += _case(chance, number, chance.choice(holders), rows)
        if number % BATCH == 0 or number == cases:
            _write(db.connection(), rows)
            rows = _nothing()
    db.commit()
    return events


def _office(make: Make) -> list[Holder]:
    holders = []
    for n in range(UNITS):
        unit = make.unit(f"CC{n:02}")
        holders += [(unit.id, make.user(unit=unit).id) for _ in range(OFFICERS_PER_UNIT)]
    return holders


def _nothing() -> Rows:
    return {Case: [], ObligationItem: [], CaseAct: [], LedgerEntry: []}


def _write(connection: Connection, rows: Rows) -> None:
    for record, batch in rows.items():
        table = record.__table__  # type: ignore[attr-defined]
        assert isinstance(table, Table)
        connection.execute(insert(table), batch)


def _case(chance: random.Random, number: int, holder: Holder, rows: Rows) -> int:
    unit_id, officer_id = holder
    docketed_on = date(2022, 10, 1) + timedelta(days=chance.randrange(720))
    case_id, item_id = new_id(), new_id()
    common = {"entered_at": ENTERED, "entered_by_id": None}
    rows[Case].append({
        "id": case_id, "unit_id": unit_id, "judgment_id": None, "number": number,
        "series": "QĐ-CCTHADS", "numbering_year": statistics_year(docketed_on),
        "docketed_on": docketed_on, "initiation": chance.choice(list(Initiation)),
        "kind": chance.choice(list(JudgmentKind)), "entrusted_in": chance.random() < 0.05,
        "bank": "Ngân hàng Thử" if chance.random() < 0.1 else None,
        "corruption": chance.random() < 0.03, "drugs": chance.random() < 0.1,
        "foreign_element": chance.random() < 0.02, "revision": 1, **common,
    })  # fmt: skip
    amount = chance.randrange(1, 500) * 100_000
    rows[ObligationItem].append({
        "id": item_id, "case_id": case_id, "position": 1, "kind": ItemKind.FINE,
        "description": None, "amount": amount, "state_budget": chance.random() < 0.6, **common,
    })  # fmt: skip
    day, sequence = docketed_on, 0
    for kind, days, part in _life(chance):
        day, sequence = min(LAST, day + timedelta(days=days)), sequence + 1
        fact = {"id": new_id(), "case_id": case_id, "sequence": sequence, "day": day, "kind": kind,
                "item_id": item_id, **common}  # fmt: skip
        if isinstance(kind, MovementKind):
            state_budget = rows[ObligationItem][-1]["state_budget"]
            debit, credit = sides(kind, state_budget=state_budget)
            rows[LedgerEntry].append({
                **fact, "amount": amount // 10 * part, "voucher": None, "unit_id": unit_id,
                "debit": debit, "credit": credit,
            })  # fmt: skip
        else:
            held = officer_id if kind is ActKind.ASSIGNMENT else None
            ground = "a" if kind is ActKind.POSTPONEMENT else None
            rows[CaseAct].append({**fact, "item_id": None, "officer_id": held, "ground": ground})
    return sequence


def _life(chance: random.Random) -> Iterator[tuple[ActKind | MovementKind, int, int]]:
    """(what, how many days later, tenths of the amount)."""
    fate = chance.random()
    yield ActKind.ASSIGNMENT, 0, 0
    yield ActKind.VALID_NOTICE, 5, 0
    yield ActKind.VERIFICATION, 10, 0
    if fate < 0.65:
        parts = (2, 3, 5) if fate < 0.45 else (1, 1, 2)
        for part in parts:
            yield MovementKind.COLLECTED, chance.randrange(10, 90), part
            yield MovementKind.PAID_OUT, 3, part
        if fate > 0.45:
            yield ActKind.VERIFICATION, 30, 0
    elif fate < 0.85:
        yield ActKind.NOT_YET_ENFORCEABLE, 10, 0
        for _ in range(5):
            yield ActKind.VERIFICATION, chance.randrange(40, 180), 0
        if fate < 0.75:
            yield ActKind.SEPARATE_TRACKING, 5, 0
    elif fate < 0.95:
        yield ActKind.POSTPONEMENT, 20, 0
        yield ActKind.RESUMPTION, 40, 0
        yield ActKind.SUSPENSION, 20, 0
        yield ActKind.RESUMPTION, 40, 0
        yield MovementKind.COLLECTED, 20, 1
        yield ActKind.VERIFICATION, 20, 0
        yield ActKind.DISCONTINUANCE, 20, 0
    else:
        for _ in range(5):
            yield ActKind.VERIFICATION, chance.randrange(40, 180), 0
        yield ActKind.ENTRUSTMENT, 20, 0
