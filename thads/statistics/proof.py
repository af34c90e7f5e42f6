"""Proves what is kept beside the facts: figures, intervals, sums and ledger agree with them."""

from collections import defaultdict
from itertools import islice
from uuid import UUID

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from thads.cases import facts, intervals, totals
from thads.cases.history import CaseHistory, replay
from thads.cases.models import CaseInterval, MovementKind
from thads.ledger.models import LedgerEntry
from thads.statistics import readmodel

BATCH = 500


def first_difference(db: Session) -> str | None:
    """The first difference found, in words; None when everything agrees."""
    if wrong := readmodel.verify(db):
        return f"Số liệu thống kê khác kết quả tính lại: {wrong}"
    every, rows = map(replay, facts.load(db)), 0
    while batch := list(islice(every, BATCH)):
        if wrong := _wrong_case(db, batch):
            return wrong
        rows += sum(1 for history in batch for _ in intervals.rows_of(history))
    kept = db.scalar(select(func.count()).select_from(CaseInterval))
    if kept != rows:
        return f"Diễn biến theo ngày có {kept} dòng, tính lại {rows}."
    if wrong := totals.verify(db):
        return f"Tổng cộng của sổ thụ lý khác kết quả tính lại: {wrong}."
    return None


def _wrong_case(db: Session, histories: list[CaseHistory]) -> str | None:
    ids = [history.facts.case_id for history in histories]
    held, collected = _intervals(db, ids), _collected(db, ids)
    for history in histories:
        case_id = history.facts.case_id
        made = [tuple(row.values()) for row in intervals.rows_of(history)]
        if made != held[case_id]:
            return f"Diễn biến theo ngày khác kết quả tính lại: việc {case_id}."
        for item in history.items:
            paid, entered = item.now.collected - item.now.settled_directly, collected[item.item.id]
            if paid != entered:
                return f"Sổ thu khác khoản {item.item.id}: sổ {entered} đ, khoản {paid} đ."
    return None


def _intervals(db: Session, ids: list[UUID]) -> dict[UUID, list[tuple[object, ...]]]:
    held: dict[UUID, list[tuple[object, ...]]] = defaultdict(list)
    columns = CaseInterval.__table__.columns
    statement = (
        select(*columns)
        .where(CaseInterval.case_id.in_(ids))
        .order_by(CaseInterval.case_id, CaseInterval.starts_on)
    )
    for row in db.execute(statement):
        held[row.case_id].append(tuple(row))
    return held


def _collected(db: Session, ids: list[UUID]) -> dict[UUID, int]:
    """Collected less reversed by item, as the ledger adds up."""
    signed = case(
        (LedgerEntry.kind == MovementKind.COLLECTED, LedgerEntry.amount),
        (LedgerEntry.kind == MovementKind.REVERSED, -LedgerEntry.amount),
        else_=0,
    )
    sums = (
        select(LedgerEntry.item_id, func.sum(signed))
        .where(LedgerEntry.case_id.in_(ids))
        .group_by(LedgerEntry.item_id)
    )
    return defaultdict(int, {item_id: int(total) for item_id, total in db.execute(sums)})
