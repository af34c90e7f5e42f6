"""What a list of a register is asked for, and one page of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from thads.core.codes import Coded
from thads.core.errors import NotFound
from thads.core.pages import PAGE_SIZE, Page, offset_of
from thads.registers.records import Registered, Stepped
from thads.units.models import Unit

R = TypeVar("R", bound=Registered)


NEWEST = "-day"


class Late(NamedTuple):
    """`n` late of `m` that run."""

    n: int
    m: int


class State(Coded):
    """How far the records of a list are."""

    OPEN = "open", "Đang giải quyết"
    ENDED = "ended", "Đã xong"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which records: of one unit (None: the province), received in a span, of a kind, a state.

    `order`: "day", "unit" or a column of numbers, from the other end with "-".
    """

    unit_id: UUID | None = None
    since: date | None = None
    until: date | None = None
    kind: Coded | None = None
    state: State | None = None
    order: str = NEWEST


def narrowed(
    stmt: Select[R], record: Any, wanted: Wanted, ended: Select[UUID] | None
) -> Select[R]:  # fmt: skip
    """The same list, narrowed; `ended` names the records whose course is over."""
    if wanted.unit_id:
        stmt = stmt.where(record.unit_id == wanted.unit_id)
    if wanted.since:
        stmt = stmt.where(record.received_on >= wanted.since)
    if wanted.until:
        stmt = stmt.where(record.received_on <= wanted.until)
    if wanted.kind:
        stmt = stmt.where(record.kind == wanted.kind)
    if wanted.state and ended is not None:
        is_ended = record.id.in_(ended)
        stmt = stmt.where(is_ended if wanted.state is State.ENDED else ~is_ended)
    return stmt


def ended_by(step: Any, kinds: Sequence[Coded]) -> Select[UUID]:
    """The records that one of these steps ended."""
    assert issubclass(step, Stepped)
    return select(step.record_id).where(step.kind.in_(kinds))


def page_of(
    db: Session, stmt: Select[R], record: Any, wanted: Wanted, *, number: int, size: int = PAGE_SIZE
) -> Page[R]:
    """One page in the order that is wanted."""
    total = db.scalar(select(func.count()).select_from(stmt.order_by(None).subquery())) or 0
    name, down = wanted.order.removeprefix("-"), wanted.order.startswith("-")
    if name == "unit":
        stmt = stmt.join(Unit, Unit.id == record.unit_id)
    keys = [*_columns(record, name), record.id]
    ordered = stmt.order_by(*(one.desc() if down else one for one in keys))
    number = max(1, number)
    rows = db.scalars(ordered.limit(size).offset(offset_of(number, size))).all()
    return Page(rows, number, size, total)


def _columns(record: Any, name: str) -> list[Any]:
    if name == "unit":
        return [Unit.position, Unit.name, record.received_on]
    return [record.received_on] if name == "day" else [getattr(record, name), record.received_on]


def one_of(db: Session, stmt: Select[R], record: Any, record_id: UUID) -> R:
    """The record of this id as it stands now; NotFound when there is none."""
    fresh = stmt.where(record.id == record_id).execution_options(populate_existing=True)
    found = db.scalars(fresh).one_or_none()
    if found is None:
        raise NotFound
    return found
