"""Facts of cases as `history` reads them: from one loaded file, or from many in a stream."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, Select, bindparam, select
from sqlalchemy.orm import Session, aliased

from thads.cases.history import CaseFacts, Happening, ItemFacts
from thads.cases.models import ActKind, Case, CaseAct, ObligationItem

CHUNK = 500


def of(case: Case) -> CaseFacts:
    """The facts of one loaded file (items, acts and entries loaded)."""
    struck = {act.corrects_id for act in case.acts if act.corrects_id}
    happenings = [
        Happening(a.day, a.sequence, a.kind, a.item_id, a.amount, a.ground, a.officer_id,
                  a.to_unit_id)
        for a in case.acts
        if a.kind is not ActKind.CORRECTION and a.id not in struck
    ]  # fmt: skip
    happenings += [Happening(e.day, e.sequence, e.kind, e.item_id, e.amount) for e in case.entries]
    items = tuple(ItemFacts(i.id, i.amount, i.state_budget) for i in case.items)
    return _facts(case, items, sorted(happenings, key=lambda h: (h.day, h.sequence)))


def load(db: Session, case_ids: Sequence[UUID] | None = None) -> Iterator[CaseFacts]:
    """The facts of these cases, or of all, a bounded number in memory at a time."""
    for chunk in _all_ids(db) if case_ids is None else _chunks(case_ids):
        yield from _load_chunk(db, chunk)


def _chunks(case_ids: Sequence[UUID]) -> Iterator[tuple[UUID, ...]]:
    ids = iter(sorted(set(case_ids)))
    while chunk := tuple(islice(ids, CHUNK)):
        yield chunk


def _all_ids(db: Session) -> Iterator[tuple[UUID, ...]]:
    last: UUID | None = None
    while True:
        ids = select(Case.id).order_by(Case.id).limit(CHUNK)
        chunk = tuple(db.scalars(ids if last is None else ids.where(Case.id > last)))
        if not chunk:
            return
        yield chunk
        last = chunk[-1]


def _load_chunk(db: Session, ids: tuple[UUID, ...]) -> Iterator[CaseFacts]:
    items: dict[UUID, list[ItemFacts]] = defaultdict(list)
    for case_id, *item in db.execute(_items(), {"ids": ids}):
        items[case_id].append(ItemFacts(*item))
    happenings: dict[UUID, list[Happening]] = defaultdict(list)
    for case_id, *happening in db.execute(_acts(), {"ids": ids}):
        happenings[case_id].append(Happening(*happening))
    for case_id, *happening in db.execute(_entries(), {"ids": ids}):
        happenings[case_id].append(Happening(*happening))
    for row in db.execute(_cases(), {"ids": ids}):
        ordered = sorted(happenings[row.id], key=lambda h: (h.day, h.sequence))
        yield _facts(row, tuple(items[row.id]), ordered)


def _facts(case: Any, items: tuple[ItemFacts, ...], happenings: list[Happening]) -> CaseFacts:
    return CaseFacts(
        case.id, case.docketed_on, case.unit_id, case.initiation, case.kind, case.entrusted_in,
        bool(case.bank), case.corruption, case.drugs, case.foreign_element, items,
        tuple(happenings),
    )  # fmt: skip


# Built once a process: every fact that is entered reads its case through these four.
_IDS: BindParameter[UUID] = bindparam("ids", expanding=True)


@cache
def _cases() -> Select[*tuple[Any, ...]]:
    return select(
        Case.id, Case.docketed_on, Case.unit_id, Case.initiation, Case.kind, Case.entrusted_in,
        Case.bank, Case.corruption, Case.drugs, Case.foreign_element,
    ).where(Case.id.in_(_IDS)).order_by(Case.id)  # fmt: skip


@cache
def _items() -> Select[*tuple[Any, ...]]:
    return (
        select(
            ObligationItem.case_id, ObligationItem.id, ObligationItem.amount,
            ObligationItem.state_budget,
        )
        .where(ObligationItem.case_id.in_(_IDS))
        .order_by(ObligationItem.case_id, ObligationItem.position)
    )  # fmt: skip


@cache
def _acts() -> Select[*tuple[Any, ...]]:
    correction = aliased(CaseAct)
    struck = select(correction.id).where(correction.corrects_id == CaseAct.id).exists()
    return select(
        CaseAct.case_id, CaseAct.day, CaseAct.sequence, CaseAct.kind, CaseAct.item_id,
        CaseAct.amount, CaseAct.ground, CaseAct.officer_id, CaseAct.to_unit_id,
    ).where(CaseAct.case_id.in_(_IDS), CaseAct.kind != ActKind.CORRECTION, ~struck)  # fmt: skip


@cache
def _entries() -> Select[*tuple[Any, ...]]:
    entry = Case.entries.property.entity.local_table.c
    return select(
        entry.case_id, entry.day, entry.sequence, entry.kind, entry.item_id, entry.amount
    ).where(entry.case_id.in_(_IDS))
