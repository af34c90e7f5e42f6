"""Keeps what is searched in step with the facts, in the transaction of the fact.

A read model of cases (`thads.cases.readmodel` says when) that also follows judgments and requests,
which never change. A case that
was struck out is not found; the one in its place is.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any, cast
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    Table,
    bindparam,
    delete,
    event,
    exists,
    func,
    insert,
    literal_column,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from thads.cases.history import CaseHistory
from thads.cases.models import ActKind, Case, CaseAct, Judgment
from thads.cases.readmodel import Work
from thads.core.driver import Driver, Query, Row
from thads.parties.models import Party
from thads.requests.models import EnforcementRequest
from thads.search import entries, fulltext
from thads.search.entries import Findable
from thads.search.models import EntryKind, SearchEntry

FOLLOWS = frozenset({"enforcement_case", "case_act", "party"})
BATCH = 2000
_TABLE = cast("Table", SearchEntry.__table__)
_KINDS = {kind.value: kind for kind in EntryKind}
_CASES: BindParameter[Any] = bindparam("case_ids", expanding=True)
_HELD = select(_TABLE.c.id, *(_TABLE.c[name] for name in entries.COLUMNS))
_OF_CASES = _HELD.where(_TABLE.c.case_id.in_(_CASES))
_HELD_RECEIVED = _HELD.where(_TABLE.c.case_id.is_(None))
_ADD = insert(_TABLE).values({name: bindparam(name) for name in entries.COLUMNS}).inline()
_GONE = delete(_TABLE).where(_TABLE.c.id == bindparam("gone"))
_IDS = select(Case.id).where(Case.struck_by_id.is_(None)).order_by(Case.id)
_JUDGMENTS = select(Judgment.id, Judgment.unit_id, Judgment.number_folded).order_by(Judgment.id)
_REQUESTS = select(
    EnforcementRequest.id, EnforcementRequest.unit_id, EnforcementRequest.names_folded
).order_by(EnforcementRequest.id)  # fmt: skip


def install(session_class: type[Session]) -> None:
    """Follow the judgments and requests that sessions of this class receive."""

    @event.listens_for(session_class, "after_flush")
    def enter(db: Session, context: Any) -> None:
        if any(isinstance(record, (Judgment, EnforcementRequest)) for record in db.new):
            driver = Driver(db.connection())
            _add(driver, [row for record in db.new for row in _received(driver, record)])


def upkeep(work: Work) -> "IndexUpkeep":
    """Begin to bring the entries up to some cases (`thads.cases.readmodel`)."""
    return IndexUpkeep(work.driver, new=work.new)


def clear(db: Session) -> None:
    """Forget all entries, then enter anew what no history of a case tells of."""
    driver = Driver(db.connection())
    if fulltext.is_kept(driver.connection):
        fulltext.empty(driver.connection)
    db.connection().execute(delete(_TABLE))
    for rows in _batches(_all_received(driver)):
        _add(driver, rows)


def newest(db: Session) -> int:
    """The number of the last entry."""
    return db.scalar(select(func.max(SearchEntry.id))) or 0


def follow(db: Session, *, after: int) -> None:
    """What was written into the table past this module, behind entry `after`, is found too."""
    if fulltext.is_kept(db.connection()):
        fulltext.put_in(db.connection(), after=after)


def verify(db: Session) -> str | None:
    """The first case or judgment that is not found as it should be, in words; None when all are."""
    driver, rows = Driver(db.connection()), 0
    for ids in _batches(driver.read(_IDS, ())):
        keys = [case_id for (case_id,) in ids]
        held = sorted(tuple(row[1:]) for row in driver.read(_OF_CASES, keys))
        made = sorted(_made(driver.read(_of_these(), keys)))
        if held != made:
            first = min({*held}.symmetric_difference(made) or held, key=str)
            return f"mục tìm kiếm của việc {first[3]} khác hồ sơ"
        rows += len(held)
    received = list(_all_received(driver))
    if sorted(received) != sorted(tuple(row[1:]) for row in driver.read(_HELD_RECEIVED, ())):
        return "mục tìm kiếm của bản án, yêu cầu đã nhận khác sổ"
    kept = db.scalar(select(func.count()).select_from(SearchEntry)) or 0
    if kept != rows + len(received):
        return f"có {kept} mục tìm kiếm, tính lại {rows + len(received)}"
    return fulltext.verify(driver.connection) if fulltext.is_kept(driver.connection) else None


class IndexUpkeep:
    """Writes the entries that changed; most events of a case change none."""

    def __init__(self, driver: Driver, *, new: bool) -> None:
        self.driver = driver
        self.new = new

    def take(self, histories: Sequence[CaseHistory]) -> None:
        """Bring the entries up to these cases."""
        ids = [self.driver.key(history.facts.case_id) for history in histories]
        made = dict.fromkeys(_made(self.driver.read(_of_these(), ids)))
        gone = []
        for entry_id, *row in () if self.new else self.driver.read(_OF_CASES, ids):
            if tuple(row) in made:
                del made[tuple(row)]
            else:
                gone.append(entry_id)
        _drop(self.driver, gone)
        _add(self.driver, list(made))

    def leave(self, case_ids: Sequence[UUID]) -> None:
        """Forget these cases."""
        held = self.driver.read(_OF_CASES, [self.driver.key(case_id) for case_id in case_ids])
        _drop(self.driver, [row[0] for row in held])

    def finish(self) -> None:
        """Nothing was put off."""


def _add(driver: Driver, rows: Sequence[Row]) -> None:
    if not rows:
        return
    if not fulltext.is_kept(driver.connection):
        driver.write(_ADD, rows)
        return
    after = driver.read(_last(), ())[0][0] or 0
    driver.write(_ADD, rows)
    fulltext.put_in(driver.connection, after=after)


def _drop(driver: Driver, ids: Sequence[int]) -> None:
    if ids and fulltext.is_kept(driver.connection):
        fulltext.take_out(driver.connection, ids)
    driver.write(_GONE, [(entry_id,) for entry_id in ids])


def _made(rows: Iterable[Row]) -> Iterator[Row]:
    """The entries that these rows of `_of_these` give, case by case."""
    issued: dict[Any, Any] = {}
    moved, found = defaultdict[Any, list[Any]](list), defaultdict[Any, list[Findable]](list)
    for case_id, subject_id, kind, unit_id, text, number, series in rows:
        if unit_id is not None and subject_id == case_id:
            issued[case_id] = unit_id
        elif unit_id is not None:
            moved[case_id].append(unit_id)
        if words := text or entries.number_of(number, series):
            found[case_id].append(Findable(_KINDS[kind], subject_id, words))
    for case_id, unit_id in issued.items():
        yield from entries.of_case(case_id, unit_id, moved[case_id], found[case_id])


@cache
def _of_these() -> Query:
    """What is found of the cases that were not struck out, a row for each number and person, and
    for each unit that a case was moved to."""
    nothing: Any = literal_column("NULL")
    number: Any = literal_column(f"'{EntryKind.NUMBER.value}'")
    party: Any = literal_column(f"'{EntryKind.PARTY.value}'")
    struck = aliased(CaseAct)
    return union_all(
        select(Case.id, Case.id, number, Case.unit_id, nothing, Case.number, Case.series)
        .where(Case.id.in_(_CASES), Case.struck_by_id.is_(None)),
        select(CaseAct.case_id, CaseAct.id, number, nothing, CaseAct.stated_number,
               CaseAct.number, CaseAct.series)
        .where(CaseAct.case_id.in_(_CASES),
               or_(CaseAct.number.is_not(None), CaseAct.stated_number.is_not(None))),
        select(CaseAct.case_id, CaseAct.id, nothing, CaseAct.to_unit_id, nothing, nothing, nothing)
        .where(CaseAct.case_id.in_(_CASES), CaseAct.to_unit_id.is_not(None),
               CaseAct.kind == literal_column(f"'{ActKind.TRANSFER.value}'"),
               ~exists().where(struck.corrects_id == CaseAct.id)),
        select(Party.case_id, Party.id, party, nothing, Party.name_folded, nothing, nothing)
        .where(Party.case_id.in_(_CASES)),
    )  # fmt: skip


@cache
def _last() -> Query:
    return select(func.max(_TABLE.c.id))


def _received(driver: Driver, record: Any) -> Iterator[Row]:
    """The entries of what a session received; none of any other record."""
    if isinstance(record, Judgment):
        key, unit = driver.key(record.id), driver.key(record.unit_id)
        yield from entries.of_judgment(key, unit, record.number_folded)
    elif isinstance(record, EnforcementRequest):
        key, unit = driver.key(record.id), driver.key(record.unit_id)
        yield from entries.of_request(key, unit, record.names_folded)


def _all_received(driver: Driver) -> Iterator[Row]:
    for row in driver.read(_JUDGMENTS, ()):
        yield from entries.of_judgment(*row)
    for row in driver.read(_REQUESTS, ()):
        yield from entries.of_request(*row)


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    remaining = iter(rows)
    while batch := list(islice(remaining, BATCH)):
        yield batch
