"""Whose books money stands in, and up to which month they are closed."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.cases.actions import file
from thads.cases.history import CaseHistory
from thads.core.errors import RuleBroken
from thads.identity.models import User
from thads.identity.policy import sees_whole_province
from thads.ledger.models import BookClose
from thads.rules import books as rules
from thads.units.models import PROVINCIAL, Unit

KEPT = "Chưa ghi gì"


class Closed(NamedTuple):
    """The last month closed and the đồng on each account at its end, by the account's value."""

    until: date
    balances: dict[str, int]


NEVER = Closed(date.min, {})


def keeper(db: Session, unit: Unit, day: date) -> Unit:
    """The unit whose books hold the money of this one's cases on `day`.

    A division of a provincial office has no account of its own: the province keeps its money.
    """
    if rules.keeps_own(unit.kind.value, day):
        return unit
    stmt = select(Unit).where(Unit.valid_on(day), Unit.kind.in_(PROVINCIAL))
    return db.scalars(stmt.order_by(Unit.position, Unit.id).limit(1)).first() or unit


def keepers(db: Session, day: date) -> dict[UUID, UUID]:
    """The units without books of their own on `day`, each with the unit that keeps its money."""
    found = {unit.id: keeper(db, unit, day).id for unit in db.scalars(select(Unit)).all()}
    return {unit_id: kept_by for unit_id, kept_by in found.items() if unit_id != kept_by}


def hold(db: Session, unit_ids: Sequence[UUID]) -> None:
    """Hold these books until the transaction ends, in the order of ids: one poster at a time.

    SQLite's writers hold their lock already.
    """
    stmt = select(Unit.id).where(Unit.id.in_(unit_ids)).order_by(Unit.id)
    db.execute(stmt.with_for_update(key_share=True)).all()


def closed(db: Session, unit_id: UUID) -> Closed:
    """Up to when these books are closed."""
    stmt = (
        select(BookClose.month_end, BookClose.balances)
        .where(BookClose.unit_id == unit_id)
        .order_by(BookClose.month_end.desc())
        .limit(1)
    )
    found = db.execute(stmt).one_or_none()
    return Closed(*found) if found else NEVER


def book_is_open(db: Session, unit: Unit, day: date) -> bool:
    """Whether something may still be dated on `day` in this unit's books."""
    return day > closed(db, unit.id).until


def check_open(until: date, unit: Unit, day: date) -> None:
    """RuleBroken for a day in a closed month; `until` as in `Closed`."""
    if day <= until:
        raise RuleBroken(
            "money.closed_book",
            f"Sổ kế toán của {unit.name} đã khóa đến hết ngày {until:%d/%m/%Y}, không ghi được "
            f"ngày {day:%d/%m/%Y}. {KEPT}; ghi vào ngày sau đó, sai sót của tháng đã khóa thì ghi "
            "bút toán hủy đề ngày hôm nay.",
            field="day",
        )


def check_case(db: Session, history: CaseHistory, by: User, day: date) -> None:
    """Money of a case is entered by the unit that has it and by the one that keeps its books;
    RuleBroken for others."""
    holder = db.get_one(Unit, history.now.unit_id)
    if by.unit_id != keeper(db, holder, day).id:
        file.check_unit(history, by)


def check_hand(db: Session, unit: Unit, by: User, day: date) -> None:
    """Only the people of the books' own unit, of its divisions, and of a unit that carries on its
    work enter money there; the head of the province everywhere."""
    own = by.unit
    if sees_whole_province(by.role) or (own is not None and own.id == unit.id):
        return
    if own is not None and (
        keeper(db, own, day).id == unit.id or unit.id in {u.id for u in own.carries_on}
    ):
        return
    raise RuleBroken(
        "money.other_books",
        f"Tiền này nằm trong sổ kế toán của {unit.name}. {KEPT}; liên hệ kế toán của đơn vị đó.",
    )
