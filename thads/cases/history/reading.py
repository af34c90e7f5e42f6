"""The reading itself: one fact after the other, strict about what contradicts what stands."""

from collections import Counter
from collections.abc import Collection
from datetime import date
from uuid import UUID

from thads.cases.history.records import (
    CaseFacts,
    CaseHistory,
    CaseMoment,
    Happening,
    ItemFacts,
    ItemHistory,
    ItemMoment,
)
from thads.cases.models.terms import ENDED_ORDER, OPEN_ORDER, ActKind, MovementKind, Standing
from thads.cases.refusals import Refusal, refuse

OPEN = frozenset(OPEN_ORDER)
CURRENT = OPEN - {Standing.SEPARATE_TRACKING}

STANDING_SET_BY = {
    ActKind.ENFORCEABLE: Standing.IN_PROGRESS,
    ActKind.RESUMPTION: Standing.IN_PROGRESS,
    ActKind.NOT_YET_ENFORCEABLE: Standing.NOT_YET_ENFORCEABLE,
    ActKind.SUSPENSION: Standing.SUSPENDED,
    ActKind.SEPARATE_TRACKING: Standing.SEPARATE_TRACKING,
}
TAKEN_AS = {  # what the last đồng taken by a decision makes of the item
    ActKind.DISCONTINUANCE: Standing.DISCONTINUED,
    ActKind.FORGIVENESS: Standing.DISCONTINUED,
    ActKind.ENTRUSTMENT: Standing.ENTRUSTED_OUT,
    ActKind.TAKE_UP: Standing.TAKEN_UP,
    ActKind.WITHDRAWAL: Standing.WITHDRAWN,
    ActKind.ANNULMENT: Standing.ANNULLED,
}
ENDED_WITH_REST = {
    ActKind.REQUEST_RETURN: Standing.REQUEST_RETURNED,
    ActKind.OTHER_ENDING: Standing.ENDED_OTHER,
}
CHANGES_NOTHING = frozenset(  # neither where an item stands nor what remains
    {
        ActKind.VALID_NOTICE,
        ActKind.VERIFICATION,
        ActKind.AMENDMENT,
        ActKind.ASSET_ENTRUSTMENT,
        ActKind.FEE,
        ActKind.FEE_EXEMPTION,
    }
)
BY_AGREEMENT = "c"  # điểm c khoản 1: L08 Đ.48, L25 Đ.46


def replay(facts: CaseFacts) -> CaseHistory:
    """Read the facts in their order.

    Errors: RuleBroken when a fact contradicts those before it; the message names it.
    """
    reading = Reading(facts)
    for happening in facts.happenings:
        reading.take(happening)
    return reading.history(facts)


def case_standing(standings: Collection[Standing], collected: int) -> Standing:
    """The case's standing from its items' (statistics.md, "What is counted")."""
    for standing in OPEN_ORDER:
        if standing in standings:
            return standing
    if collected > 0 or Standing.COMPLETED in standings:
        return Standing.COMPLETED
    return next(s for s in ENDED_ORDER if s in standings)


class _Item:
    """One item while the facts are read."""

    def __init__(self, facts: ItemFacts, docketed_on: date) -> None:
        self.facts = facts
        self.standing = Standing.IN_PROGRESS
        self.increases = self.collected = self.settled_directly = 0
        self.taken = dict.fromkeys(TAKEN_AS, 0)
        self.remaining = facts.amount
        self.moments: list[ItemMoment] = []
        self.mark(docketed_on, 0)

    def mark(self, day: date, sequence: int) -> None:
        """Keep this moment."""
        taken = self.taken
        self.moments.append(
            ItemMoment(
                day, sequence, self.standing, self.facts.amount, self.increases, self.collected,
                self.settled_directly, taken[ActKind.FORGIVENESS], taken[ActKind.DISCONTINUANCE],
                taken[ActKind.ENTRUSTMENT], taken[ActKind.TAKE_UP],
                taken[ActKind.WITHDRAWAL] + taken[ActKind.ANNULMENT], self.remaining,
            )
        )  # fmt: skip

    def collect(self, happening: Happening) -> None:
        self.remaining -= self._within(happening)
        self.collected += happening.amount or 0
        if self.remaining == 0:
            self.standing = Standing.COMPLETED

    def reverse(self, happening: Happening) -> None:
        amount = happening.amount or 0
        if amount > self.collected - self.settled_directly:
            refuse(Refusal.REVERSED_TOO_MUCH, happening)
        if self.standing is Standing.COMPLETED:
            self.standing = Standing.IN_PROGRESS
        elif self.standing not in OPEN:
            refuse(Refusal.ENDED_ITEM, happening)
        self.collected -= amount
        self.remaining += amount

    def decide(self, happening: Happening) -> None:
        kind = happening.kind
        assert isinstance(kind, ActKind)
        if kind in STANDING_SET_BY:
            self.standing = STANDING_SET_BY[kind]
        elif kind is ActKind.POSTPONEMENT:
            agreed = (happening.ground or "").strip().casefold() == BY_AGREEMENT
            self.standing = Standing.POSTPONED_BY_AGREEMENT if agreed else Standing.POSTPONED_OTHER
        elif kind in TAKEN_AS:
            amount = self._within(happening)
            self.taken[kind] += amount
            self.remaining -= amount
            if self.remaining == 0:
                self.standing = Standing.COMPLETED if self.collected > 0 else TAKEN_AS[kind]
        elif kind in ENDED_WITH_REST:
            self.standing = ENDED_WITH_REST[kind]
        elif kind is ActKind.COMPLETION:
            self.collected += self.remaining
            self.settled_directly += self.remaining
            self.remaining = 0
            self.standing = Standing.COMPLETED
        elif kind is ActKind.INCREASE:
            if not happening.amount:
                refuse(Refusal.AMOUNT_NEEDED, happening)
            self.increases += happening.amount
            self.remaining += happening.amount

    def _within(self, happening: Happening) -> int:
        amount = self.remaining if happening.amount is None else happening.amount
        if amount > self.remaining:
            refuse(Refusal.MORE_THAN_REMAINS, happening, remaining=self.remaining)
        return amount


class Reading:
    """A case while its facts are read, each after those before it."""

    def __init__(self, facts: CaseFacts) -> None:
        self.facts = facts
        self.unit_id = facts.unit_id
        self.officer_id: UUID | None = None
        self.items = {item.id: _Item(item, facts.docketed_on) for item in facts.items}
        self.in_order = list(self.items.values())
        self.standings = dict(Counter(item.standing for item in self.in_order))
        self.collected = 0
        self.moments: list[CaseMoment] = []
        self.mark(facts.docketed_on, 0)

    def mark(self, day: date, sequence: int) -> None:
        standing = self._standing()
        self.moments.append(CaseMoment(day, sequence, standing, self.unit_id, self.officer_id))

    def _standing(self) -> Standing:
        items = self.in_order
        if len(items) == 1 and (only := items[0].standing) in OPEN:
            return only
        return case_standing(self.standings, self.collected)

    def history(self, facts: CaseFacts) -> CaseHistory:
        """What was read; `facts`: the case with all that was taken."""
        items = tuple(ItemHistory(item.facts, item.moments) for item in self.in_order)
        return CaseHistory(facts, items, self.moments)

    def take(self, happening: Happening) -> None:
        """Read the next fact; RuleBroken when it contradicts those before it."""
        if happening.day < self.facts.docketed_on:
            refuse(Refusal.BEFORE_DOCKETING, happening)
        kind = happening.kind
        if isinstance(kind, MovementKind):
            self._move_money(happening)
        elif kind in (ActKind.ASSIGNMENT, ActKind.TRANSFER):
            self._change_holder(happening)
        elif kind not in CHANGES_NOTHING:
            self._decide(happening)

    def _change_holder(self, happening: Happening) -> None:
        """An ended case stays with who held it at its end (statistics.md, "Whose figure it is"):
        a later holder matters only when it is opened again."""
        if happening.kind is ActKind.TRANSFER:
            self.unit_id = happening.unit_id or self.unit_id
        self.officer_id = happening.officer_id
        if self.moments[-1].standing in OPEN:
            self.mark(happening.day, happening.sequence)

    def _move_money(self, happening: Happening) -> None:
        item = self._item(happening)
        if happening.kind is MovementKind.COLLECTED:
            self._open(item, happening)
            item.collect(happening)
        elif happening.kind is MovementKind.REVERSED:
            item.reverse(happening)
        else:
            return  # paying out changes neither standing nor remainder
        self._keep(item, happening)

    def _decide(self, happening: Happening) -> None:
        for item in self._targets(happening):
            self._open(item, happening)
            item.decide(happening)
            self._keep(item, happening)

    def _targets(self, happening: Happening) -> list[_Item]:
        if happening.item_id is not None:
            return [self._item(happening)]
        targets = [item for item in self.in_order if item.standing in OPEN]
        if not targets:
            refuse(Refusal.ENDED_CASE, happening)
        if happening.amount is not None and len(targets) > 1:
            refuse(Refusal.AMOUNT_WITHOUT_ITEM, happening)
        return targets

    def _item(self, happening: Happening) -> _Item:
        item = self.items.get(happening.item_id) if happening.item_id else None
        return item or refuse(Refusal.UNKNOWN_ITEM, happening)

    def _open(self, item: _Item, happening: Happening) -> None:
        """Only open items are acted on; one in separate tracking is taken back first."""
        if item.standing not in OPEN:
            refuse(Refusal.ENDED_ITEM, happening)
        if item.standing is Standing.SEPARATE_TRACKING:
            item.standing = Standing.IN_PROGRESS
            self._keep(item, happening)

    def _keep(self, item: _Item, happening: Happening) -> None:
        before = item.moments[-1]
        item.mark(happening.day, happening.sequence)
        self._count(before, item)
        self.mark(happening.day, happening.sequence)

    def _count(self, before: ItemMoment, item: _Item) -> None:
        """Keep the case's sums as one item changes: a case may have tens of thousands."""
        self.collected += item.collected - before.collected
        if item.standing is before.standing:
            return
        standings = self.standings
        standings[item.standing] = standings.get(item.standing, 0) + 1
        standings[before.standing] -= 1
        if not standings[before.standing]:
            del standings[before.standing]
