"""The lists of money that waits: what the reader asked for, in which order, with sums."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy.orm import Session

from thads.cases.models import ItemKind
from thads.core.codes import Coded
from thads.core.pages import PAGE_SIZE, Page, offset_of
from thads.holdings import queries
from thads.holdings.queries import Age, Holding
from thads.ledger.accounts import Account
from thads.rules.unclaimed import NextStep

OLDEST = "since"


class Lateness(Coded):
    """Whether the last day of the next step is over."""

    LATE = "late", "Đã quá hạn"
    IN_TIME = "in_time", "Còn hạn, chưa rõ hạn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which holdings; nothing chosen: all of them."""

    unit_id: UUID | None = None
    account: Account | None = None
    kind: ItemKind | None = None
    age: Age | None = None
    step: NextStep | None = None
    lateness: Lateness | None = None


class Sum(NamedTuple):
    """So many holdings (`m`) and so many đồng; `late` of them are late."""

    m: int
    amount: int
    deposited: int
    late: int


ORDERS: dict[str, Callable[[Holding], Any]] = {
    OLDEST: lambda one: one.since,
    "amount": lambda one: one.amount,
    "due": lambda one: one.step.due or date.max,
    "case": lambda one: (one.case.numbering_year, one.case.number),
}


def state_money(db: Session, wanted: Wanted, day: date, order: str = OLDEST) -> list[Holding]:
    """Money for the budget as asked for."""
    return _chosen(queries.state_money(db, day, wanted.unit_id), wanted, day, order)


def waiting_money(db: Session, wanted: Wanted, day: date, order: str = OLDEST) -> list[Holding]:
    """Money that waits for parties as asked for."""
    return _chosen(queries.waiting_money(db, day, wanted.unit_id), wanted, day, order)


def page_of(found: Sequence[Holding], number: int, day: date) -> Page[Holding]:
    """One page of a list; the sums are of the whole list."""
    first, all_ = offset_of(number), total(found, day)
    sums = {"amount": all_.amount, "deposited": all_.deposited, "late": all_.late}
    return Page(found[first : first + PAGE_SIZE], max(1, number), PAGE_SIZE, len(found), sums)


def total(found: Iterable[Holding], day: date) -> Sum:
    """What a list comes to."""
    known = list(found)
    return Sum(
        len(known), sum(one.amount for one in known), sum(one.deposited for one in known),
        sum(one.step.is_late_on(day) for one in known),
    )  # fmt: skip


def by_account(found: Sequence[Holding], day: date) -> dict[Account, Sum]:
    """The same account by account, in the order of the law's steps."""
    accounts = [one for one in queries.ORDER if any(h.place.account is one for h in found)]
    return {
        account: total((h for h in found if h.place.account is account), day)
        for account in accounts
    }


def by_age(found: Sequence[Holding], day: date) -> dict[Age, Sum]:
    """The same band by band, empty bands too."""
    return {age: total((h for h in found if h.age_on(day) is age), day) for age in Age}


def _chosen(found: Iterable[Holding], wanted: Wanted, day: date, order: str) -> list[Holding]:
    kept = [one for one in found if _fits(one, wanted, day)]
    key = ORDERS.get(order.removeprefix("-"), ORDERS[OLDEST])
    return sorted(kept, key=key, reverse=order.startswith("-"))


def _fits(one: Holding, wanted: Wanted, day: date) -> bool:
    is_late = one.step.is_late_on(day)
    return (
        wanted.account in (None, one.place.account)
        and (wanted.kind is None or (one.item is not None and one.item.kind is wanted.kind))
        and wanted.age in (None, one.age_on(day))
        and wanted.step in (None, one.step.kind)
        and (wanted.lateness is None or is_late == (wanted.lateness is Lateness.LATE))
    )
