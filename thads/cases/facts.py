"""Facts of cases as `history` reads them: from one loaded file, or from many in a stream."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache
from itertools import groupby, islice
from operator import itemgetter
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Integer,
    ScalarSelect,
    Select,
    bindparam,
    literal_column,
    null,
    select,
    true,
    union_all,
)
from sqlalchemy import case as case_of
from sqlalchemy.orm import Session, aliased

from thads.cases.history import CaseFacts, Happening, ItemFacts
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
from thads.core.db import TenantBase
from thads.core.driver import Days, Driver, Identifiers, Query, Row

CHUNK = 1000

_FIRST = UUID(int=0)
_KINDS: dict[str, ActKind | MovementKind] = {k.value: k for k in (*ActKind, *MovementKind)}
_INITIATIONS = {term.value: term for term in Initiation}
_ITEM_KINDS = {term.value: term for term in ItemKind}
_JUDGMENT_KINDS = {term.value: term for term in JudgmentKind}
_CASE, _ORDER = itemgetter(0), itemgetter(0, 1)


def of(case: Case) -> CaseFacts:
    """The facts of one loaded file (items, acts and entries loaded)."""
    struck = {act.corrects_id for act in case.acts if act.corrects_id}
    happenings = [
        Happening(a.day, a.sequence, a.kind, a.item_id, a.amount, a.ground, a.officer_id,
                  a.to_unit_id)
        for a in case.acts
        if a.kind is not ActKind.CORRECTION and a.id not in struck
    ]  # fmt: skip
    happenings += [
        Happening(e.day, e.sequence, e.kind, e.item_id, e.amount)
        for e in case.entries
        if e.kind and e.sequence
    ]
    items = tuple(ItemFacts(i.id, i.amount, i.state_budget, i.kind) for i in case.items)
    return CaseFacts(
        case.id, case.docketed_on, case.unit_id, case.initiation, case.kind, case.entrusted_in,
        bool(case.bank), case.corruption, case.drugs, case.foreign_element, items,
        tuple(sorted(happenings, key=_ORDER)),
    )  # fmt: skip


def load(
    db: Session, case_ids: Iterable[UUID] | None = None, *, known_at: datetime | None = None
) -> Iterator[CaseFacts]:
    """The facts of these cases, or of all, in the order of their ids, a bounded number at once.

    A case that was struck out is left out. `known_at`: of cases named, what was entered by that
    moment and had not been struck out by then.
    """
    db.flush()
    driver = Driver(db.connection())
    if case_ids is None:
        yield from _every(driver)
        return
    ids = iter(sorted(set(case_ids)))
    holders = Identifiers()
    while chunk := list(islice(ids, CHUNK)):
        if known_at is None:
            keys = list(map(driver.key, chunk))
            cases, items, happenings = (driver.read(query, keys) for query in _of_these())
        else:
            queries = _known_of(chunk, known_at)
            cases, items, happenings = (driver.once(query) for query in queries)
        yield from _made(cases, items, happenings, holders)


def _every(driver: Driver) -> Iterator[CaseFacts]:
    next_cases, items, happenings = _in_a_row()
    first, holders = driver.key(UUID(int=0)), Identifiers()
    while cases := driver.read(next_cases, [first]):
        ends = [first, cases[-1][0]]
        yield from _made(cases, driver.read(items, ends), driver.read(happenings, ends), holders)
        first = ends[1]


def _made(
    cases: Sequence[Row], items: Sequence[Row], happenings: Sequence[Row], holders: Identifiers
) -> Iterator[CaseFacts]:
    """Facts from the driver's rows, which stand in the order of cases; `holders`: units, people."""
    keys, days = Identifiers(), Days()
    items_of = {
        case: tuple([
            ItemFacts(keys[i], amount, bool(budget), _ITEM_KINDS[kind])
            for _, i, amount, budget, kind in rows
        ])
        for case, rows in groupby(items, _CASE)
    }  # fmt: skip
    happenings_of = {
        case: tuple([
            Happening(days[d], n, _KINDS[kind], keys[i], amount, ground, holders[o], holders[u])
            for _, d, n, kind, i, amount, ground, o, u in rows
        ])
        for case, rows in groupby(happenings, _CASE)
    }  # fmt: skip
    for key, day, unit, begun, kind, entrusted_in, bank, corruption, drugs, foreign in cases:
        yield CaseFacts(
            keys[key], days[day], holders[unit], _INITIATIONS[begun], _JUDGMENT_KINDS[kind],
            bool(entrusted_in), bool(bank), bool(corruption), bool(drugs), bool(foreign),
            items_of.get(key, ()), happenings_of.get(key, ()),
        )  # fmt: skip


@cache
def _of_these() -> tuple[Query, Query, Query]:
    """Cases, items and happenings of the cases named."""
    ids: BindParameter[Any] = bindparam("ids", expanding=True)
    cases = _cases().where(Case.id.in_(ids)).order_by(Case.id)
    items = _items().where(ObligationItem.case_id.in_(ids))
    return cases, items, _happenings(lambda case_id: case_id.in_(ids))


def _known_of(ids: list[UUID], moment: datetime) -> tuple[Query, Query, Query]:
    """The same as they were known at a moment."""
    cases = _cases(known_at=moment).where(Case.id.in_(ids)).order_by(Case.id)
    items = _items().where(ObligationItem.case_id.in_(ids))
    return cases, items, _happenings(lambda case_id: case_id.in_(ids), known_at=moment)


@cache
def _in_a_row() -> tuple[Query, Query, Query]:
    """The next cases after one, and items and happenings of the cases from there to the last."""
    first: BindParameter[Any] = bindparam("first")
    last: BindParameter[Any] = bindparam("last")
    some, from_there = literal_column(str(CHUNK), Integer), literal_column("0", Integer)
    following = _cases().where(Case.id > first).order_by(Case.id).limit(some).offset(from_there)
    items = _items().where(ObligationItem.case_id > first, ObligationItem.case_id <= last)
    return following, items, _happenings(lambda case_id: (case_id > first) & (case_id <= last))


def struck_at() -> ScalarSelect[datetime]:
    """When a case was struck out: when its import was taken back, or another one replaced it."""
    record = TenantBase.metadata.tables["register_import"].c  # of an area above this one
    own = record.id == Case.import_id
    moment = case_of((own, record.undone_at), else_=record.applied_at)
    return select(moment).where(record.id == Case.struck_by_id).scalar_subquery()


def _cases(known_at: datetime | None = None) -> Select[*tuple[Any, ...]]:
    """Cases that count, or did at a moment: one that was struck out has no facts."""
    counts: ColumnElement[bool] = Case.struck_by_id.is_(None)
    if known_at is not None:
        counts = (Case.entered_at <= known_at) & (counts | (struck_at() > known_at))
    return select(
        Case.id, Case.docketed_on, Case.unit_id, Case.initiation, Case.kind, Case.entrusted_in,
        Case.bank, Case.corruption, Case.drugs, Case.foreign_element,
    ).where(counts)  # fmt: skip


def _items() -> Select[*tuple[Any, ...]]:
    item = ObligationItem
    columns = select(item.case_id, item.id, item.amount, item.state_budget, item.kind)
    return columns.order_by(item.case_id, item.position)


def _happenings(
    wanted: Callable[[Any], ColumnElement[bool]], known_at: datetime | None = None
) -> Query:
    """Acts that count and money, in the order of facts."""

    def known(entered_at: Any) -> ColumnElement[bool]:
        return true() if known_at is None else entered_at <= known_at

    correction = aliased(CaseAct)
    struck = (
        select(correction.id)
        .where(correction.corrects_id == CaseAct.id, known(correction.entered_at))
        .exists()
    )
    entry = Case.entries.property.entity.local_table.c
    # Not "corrects_id IS NULL": SQLite would read its index, which is the whole table.
    counts = CaseAct.kind != bindparam(None, ActKind.CORRECTION, literal_execute=True)
    acts = select(
        CaseAct.case_id, CaseAct.day, CaseAct.sequence, CaseAct.kind, CaseAct.item_id,
        CaseAct.amount, CaseAct.ground, CaseAct.officer_id, CaseAct.to_unit_id,
    ).where(wanted(CaseAct.case_id), counts, ~struck, known(CaseAct.entered_at))  # fmt: skip
    money = select(
        entry.case_id, entry.day, entry.sequence, entry.kind, entry.item_id, entry.amount,
        null(), null(), null(),
    ).where(
        wanted(entry.case_id), entry.sequence.is_not(None), known(entry.entered_at)
    )  # fmt: skip
    return union_all(acts, money).order_by("case_id", "day", "sequence")
