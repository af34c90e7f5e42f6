"""Proves what is kept beside the facts: figures, intervals, sums and ledger agree with them."""

from collections import defaultdict
from itertools import islice
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from thads.cases import facts, intervals, totals
from thads.cases.history import CaseHistory, replay
from thads.cases.models import CaseInterval
from thads.ledger import proof as money
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
    if wrong := money.first_difference(db):
        return wrong
    if wrong := totals.verify(db):
        return f"Tổng cộng của sổ thụ lý khác kết quả tính lại: {wrong}."
    return None


def _wrong_case(db: Session, histories: list[CaseHistory]) -> str | None:
    ids = [history.facts.case_id for history in histories]
    held, moved = _intervals(db, ids), money.of_items(db, ids)
    for history in histories:
        case_id = history.facts.case_id
        made: list[tuple[object, ...]] = [*intervals.rows_of(history)]
        if made != held[case_id]:
            return f"Diễn biến theo ngày khác kết quả tính lại: việc {case_id}."
        in_hand = money.in_hand(history)
        for item in history.items:
            item_id, entered = item.item.id, moved[item.item.id]
            paid = item.now.collected - item.now.settled_directly
            if paid != entered.collected:
                return f"Sổ thu khác khoản {item_id}: sổ {entered.collected} đ, khoản {paid} đ."
            if in_hand[item_id] != entered.held:
                return (
                    f"Sổ kế toán khác khoản {item_id}: tài khoản giữ {entered.held} đ, thu trừ chi "
                    f"{in_hand[item_id]} đ."
                )
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
