"""Money that an office holds, by whom it is for, how old it is, and what the law asks next."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from thads.cases.models import Case, ItemKind, ObligationItem
from thads.core.codes import Coded
from thads.holdings import reading
from thads.holdings.layers import Layer, layers
from thads.holdings.models import PayeeNotice
from thads.holdings.reading import Place
from thads.ledger.accounts import Account
from thads.rules import unclaimed
from thads.rules.unclaimed import Step

PAYEES = (Account.HELD_CREDITOR, Account.HELD_INTEREST, Account.HELD_DEBTOR, Account.SET_ASIDE)
WAITING = (*PAYEES, Account.UNALLOCATED)
ORDER = (*WAITING, Account.HELD_STATE)  # savings of a place are first those of its first account
CONFISCATED = frozenset({ItemKind.CONFISCATION, ItemKind.FORFEITURE})
YEAR_DAYS, HALF_YEAR_DAYS, QUARTER_DAYS, MONTH_DAYS = 365, 182, 91, 30


class Age(Coded):
    """How long money has been here."""

    MONTH = "month", "Đến 30 ngày"
    QUARTER = "quarter", "31 đến 91 ngày"
    HALF_YEAR = "half_year", "92 đến 182 ngày"
    YEAR = "year", "183 ngày đến 1 năm"
    OLDER = "older", "Trên 1 năm"

    @classmethod
    def of_days(cls, days: int) -> Age:
        """The band of so many days."""
        bands = zip((MONTH_DAYS, QUARTER_DAYS, HALF_YEAR_DAYS, YEAR_DAYS), cls, strict=False)
        return next((band for most, band in bands if days <= most), cls.OLDER)


@dataclass(frozen=True, slots=True)
class Holding:
    """Money that waits in one place, with the case and the unit that has it."""

    place: Place
    case: Case
    item: ObligationItem | None
    unit_id: UUID
    officer_id: UUID | None
    layers: Sequence[Layer]
    deposited: int  # of it in savings, đồng
    notice: PayeeNotice | None
    step: Step

    @property
    def amount(self) -> int:
        """Đồng that wait."""
        return sum(layer.amount for layer in self.layers)

    @property
    def since(self) -> date:
        """The day on which the oldest of it came in."""
        return self.layers[0].day

    @property
    def at_hand(self) -> int:
        """Đồng that are not in savings."""
        return self.amount - self.deposited

    def age_on(self, day: date) -> Age:
        """The band of its oldest đồng."""
        return Age.of_days((day - self.since).days)


def state_money(db: Session, day: date, scope: UUID | None = None) -> list[Holding]:
    """Money that waits to be paid into the budget, the oldest first; `scope`: the unit that has
    the cases (None: the province)."""
    return sorted(_holdings(db, (Account.HELD_STATE,), day, scope), key=_oldest)


def waiting_money(db: Session, day: date, scope: UUID | None = None) -> list[Holding]:
    """Money not shared out, or for somebody who has not come, the oldest first."""
    return sorted(_holdings(db, WAITING, day, scope), key=_oldest)


def one(db: Session, place: Place, day: date, scope: UUID | None) -> Holding | None:
    """One holding as it stands; None when nothing waits there."""
    found = _holdings(db, (Account.HELD_STATE, *WAITING), day, scope, case_id=place.case_id)
    return next((holding for holding in found if holding.place == place), None)


def late(holdings: Collection[Holding], day: date) -> tuple[int, int]:
    """`n` late of `m`."""
    return sum(one.step.is_late_on(day) for one in holdings), len(holdings)


def _oldest(holding: Holding) -> tuple[date, str]:
    return holding.since, str(holding.place)


def _holdings(
    db: Session, accounts: Sequence[Account], day: date, scope: UUID | None,
    case_id: UUID | None = None,
) -> Iterator[Holding]:  # fmt: skip
    changes = reading.changes(db, accounts, day, case_id)
    found = {place: left for place, own in changes.items() if (left := layers(own))}
    held = reading.held(db, {place.case_id for place in found}, day, scope)
    items = reading.items(db, {place.item_id for place in found if place.item_id})
    notices = reading.notices(db, held, day)
    savings = reading.savings(db, held, day)
    for place in sorted(found, key=lambda place: ORDER.index(place.account)):
        if place.case_id not in held:
            continue
        case, unit_id, officer_id = held[place.case_id]
        item, left = items.get(place.item_id) if place.item_id else None, found[place]
        own = place.case_id, place.item_id
        deposited = min(savings.get(own, 0), sum(layer.amount for layer in left))
        savings[own] = savings.get(own, 0) - deposited
        notice = notices.get(place)
        step = _step(place.account, case, item, left, deposited, notice, day)
        yield Holding(place, case, item, unit_id, officer_id, left, deposited, notice, step)


def _step(
    account: Account, case: Case, item: ObligationItem | None, left: Sequence[Layer],
    deposited: int, notice: PayeeNotice | None, day: date,
) -> Step:  # fmt: skip
    since = left[0].day
    if account is Account.HELD_STATE:
        confiscated = item is not None and item.kind in CONFISCATED
        return unclaimed.remit(since, case.docketed_on, confiscated=confiscated)
    if account is Account.UNALLOCATED:
        return unclaimed.allocate(since)
    if notice is None:
        returned = item is None or item.kind is ItemKind.PROPERTY_RETURN
        return unclaimed.tell(since, returned=returned)
    if deposited < sum(layer.amount for layer in left):
        return unclaimed.after_notice(notice.told_on, day)
    return unclaimed.to_state(notice.in_force_on, since, notice.told_on)
