"""Our own cases in the terms of the register workbook: to compare with, and to write out.

Only what holds is read: no struck case, no act that a correction struck out, no correction.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby, islice
from operator import itemgetter
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, select, tuple_
from sqlalchemy.orm import Session

from thads.cases.actions.guards import WITHOUT_ITEMS
from thads.cases.models import ActKind, Case, Initiation, ItemKind, JudgmentKind, MovementKind
from thads.core.days import statistics_year
from thads.core.driver import Days, Driver, Identifiers, Row
from thads.imports.ours import columns
from thads.imports.register import (
    CaseKey,
    EventLine,
    ItemLine,
    MoneyLine,
    PartyLine,
    RegisterCase,
    assigned_with,
)
from thads.parties.models import PartyKind, PartyRole
from thads.units.models import Unit

CHUNK = 500
_ACTS = {kind.value: kind for kind in ActKind}
_MOVEMENTS = {kind.value: kind for kind in MovementKind}
_INITIATIONS = {term.value: term for term in Initiation}
_JUDGMENT_KINDS = {term.value: term for term in JudgmentKind}
_ITEM_KINDS = {term.value: term for term in ItemKind}
_ROLES = {term.value: term for term in PartyRole}
_PARTY_KINDS = {term.value: term for term in PartyKind}
_CASE = itemgetter(0)


class Ours(NamedTuple):
    """A live case of ours. `built_on`: something in the file did not come from an import."""

    case_id: UUID
    import_id: UUID | None
    built_on: bool
    case: RegisterCase


class Numbered(NamedTuple):
    """A number as it is given out once: unit code, series, statistics year."""

    unit: str
    series: str
    year: int
    number: int

    @classmethod
    def of(cls, key: CaseKey) -> "Numbered":
        """The number of a case."""
        return cls(key.unit, key.series, statistics_year(key.day), key.number)


class Chunk(NamedTuple):
    """Ours for some keys, and the days of our other cases that bear the same number."""

    cases: dict[CaseKey, Ours]
    others: dict[Numbered, CaseKey]


def load(db: Session, keys: Sequence[CaseKey]) -> dict[CaseKey, Ours]:
    """Our live cases with these keys."""
    return chunk(db, keys).cases


def chunk(db: Session, keys: Sequence[CaseKey]) -> Chunk:
    """Our live cases with these keys, and those that share a number with one of them."""
    if not keys:
        return Chunk({}, {})
    driver, days = Driver(db.connection()), Days()
    wanted, others = set(keys), {}
    found: list[Row] = []
    for row in _near(db, keys):
        key = CaseKey(row.code, row.number, row.series, row.docketed_on)
        if key in wanted:
            found.append(driver.key(row.id))
        else:
            others[Numbered.of(key)] = key
    cases = {mine.case.key: mine for mine in _read(driver, found, days)}
    return Chunk(cases, others)


def every(db: Session, case_ids: Iterable[UUID] | Select[UUID] | None = None) -> Iterator[Ours]:
    """Our live cases, all or those of these ids, in their order; bounded memory."""
    if case_ids is None:
        case_ids = select(Case.id).order_by(Case.id)
    if isinstance(case_ids, Select):
        case_ids = db.scalars(case_ids, execution_options={"yield_per": CHUNK})
    driver, days, remaining = Driver(db.connection()), Days(), iter(case_ids)
    while ids := [driver.key(case_id) for case_id in islice(remaining, CHUNK)]:
        found = {driver.key(mine.case_id): mine for mine in _read(driver, ids, days)}
        yield from (found[case_id] for case_id in ids if case_id in found)


def of_units(codes: Iterable[str]) -> Select[UUID]:
    """The ids of the live cases that these units issued."""
    return select(Case.id).join(Unit, Unit.id == Case.unit_id).where(Unit.code.in_(list(codes)))


def _near(db: Session, keys: Sequence[CaseKey]) -> Sequence[Any]:
    """Live cases with the number of one of these, in whatever year."""
    units = dict(db.execute(select(Unit.code, Unit.id)).all())
    named = {(units[k.unit], k.series, k.number) for k in keys if k.unit in units}
    if not named:
        return ()
    stmt = (
        select(Case.id, Unit.code, Case.number, Case.series, Case.docketed_on)
        .join(Unit, Unit.id == Case.unit_id)
        .where(
            tuple_(Case.unit_id, Case.series, Case.number).in_(sorted(named)),
            Case.struck_by_id.is_(None),
        )
    )
    return db.execute(stmt).all()


def _read(driver: Driver, ids: Sequence[Any], days: Days) -> Iterator[Ours]:
    """Ours for the driver's ids."""
    if not ids:
        return
    of_case = [
        {case: list(rows) for case, rows in groupby(driver.read(query, ids), _CASE)}
        for query in columns.parts()
    ]
    evidence, closed, parties, items, acts, money = of_case
    keys = Identifiers()
    for row in driver.read(columns.cases(), ids):
        case_id = row[0]
        lines = _lines(acts.get(case_id, ()), money.get(case_id, ()), days)
        case = _case(row, days, parties.get(case_id, ()), items.get(case_id, ()), lines)
        found, import_id = keys[case_id], keys[row[1]]
        assert found is not None
        built_on = import_id is None or row[2] > 1 or case_id in evidence or case_id in closed
        yield Ours(found, import_id, built_on, case)


class _Lines(NamedTuple):
    """`earlier`: the money that came in before the first event."""

    events: list[EventLine]
    money: list[MoneyLine]
    earlier: list[MoneyLine]


def _lines(acts: Iterable[Row], money: Iterable[Row], days: Days) -> _Lines:
    events, first = [], None
    for _, day, kind, item, amount, ground, stated, number, series, officer, unit, place in acts:
        first = first or (day, place)
        act = _ACTS[kind]
        if act in WITHOUT_ITEMS:
            item = None
        stated = stated or (f"{number}/{series}" if number else None)
        events.append(EventLine(_day(days, day), act, item, amount, ground, stated, officer, unit))
    movements, earlier = [], []
    for _, day, item, kind, amount, voucher, place in money:
        movements.append(MoneyLine(_day(days, day), item, _MOVEMENTS[kind], amount, voucher))
        if first is None or (day, place) < first:
            earlier.append(movements[-1])
    return _Lines(events, movements, earlier)


def _case(
    row: Row, days: Days, parties: Iterable[Row], items: Iterable[Row], lines: _Lines
) -> RegisterCase:
    (_, _, _, unit, number, series, day, initiation, kind, entrusted_in, bank, corruption, drugs,
     foreign, judgment_number, judged_on, court) = row  # fmt: skip
    key = CaseKey(unit, number, series, _day(days, day))
    officer = assigned_with(key.day, None, lines.events, lines.earlier)
    return RegisterCase(
        key, _INITIATIONS[initiation], _JUDGMENT_KINDS[kind], officer, bool(entrusted_in),
        judgment_number or None, days[judged_on], court or None, bool(corruption), bool(drugs),
        bool(foreign), bank,
        tuple(
            PartyLine(_ROLES[role], name, _PARTY_KINDS[of_kind], *rest)
            for _, role, name, of_kind, *rest in parties
        ),
        tuple(
            ItemLine(position, _ITEM_KINDS[of_kind], amount, bool(budget))
            for _, position, of_kind, amount, budget in items
        ),
        tuple(lines.events), tuple(lines.money),
    )  # fmt: skip


def _day(days: Days, given: Any) -> date:
    found: date = days[given]
    return found
