"""Facts of a case as they are read, and the moments that follow from them."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from thads.cases.models.terms import (
    ActKind,
    Initiation,
    ItemKind,
    JudgmentKind,
    MovementKind,
    Standing,
)


class Happening(NamedTuple):
    """One fact in its order; `item_id` empty: all open items; `amount` empty: the rest."""

    day: date
    sequence: int
    kind: ActKind | MovementKind
    item_id: UUID | None = None
    amount: int | None = None
    ground: str | None = None
    officer_id: UUID | None = None
    unit_id: UUID | None = None


class ItemFacts(NamedTuple):
    """An obligation item as awarded; amount in đồng."""

    id: UUID
    amount: int
    state_budget: bool
    kind: ItemKind


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """All that a reading of the case needs; happenings ordered by (day, sequence)."""

    case_id: UUID
    docketed_on: date
    unit_id: UUID
    initiation: Initiation
    kind: JudgmentKind
    entrusted_in: bool
    bank: bool
    corruption: bool
    drugs: bool
    foreign_element: bool
    items: tuple[ItemFacts, ...]
    happenings: tuple[Happening, ...]

    def with_happening(self, happening: Happening) -> "CaseFacts":
        """The same case with one more fact at its legal place."""
        ordered = sorted([*self.happenings, happening], key=lambda h: (h.day, h.sequence))
        return self._with(ordered)

    def without(self, sequence: int) -> "CaseFacts":
        """The same case without the fact of this sequence (a correction strikes it out)."""
        return self._with(h for h in self.happenings if h.sequence != sequence)

    def _with(self, happenings: Iterable[Happening]) -> "CaseFacts":
        return CaseFacts(
            self.case_id, self.docketed_on, self.unit_id, self.initiation, self.kind,
            self.entrusted_in, self.bank, self.corruption, self.drugs, self.foreign_element,
            self.items, tuple(happenings),
        )  # fmt: skip


class ItemMoment(NamedTuple):
    """An item right after one fact. Amounts are running totals in đồng, and always
    awarded + increases = collected + forgiven + discontinued + entrusted_out + taken_up
    + withdrawn_annulled + remaining. `collected` is net of reversals and holds what the parties
    settled between themselves (`settled_directly`)."""

    day: date
    sequence: int
    standing: Standing
    awarded: int
    increases: int
    collected: int
    settled_directly: int
    forgiven: int
    discontinued: int
    entrusted_out: int
    taken_up: int
    withdrawn_annulled: int
    remaining: int


class CaseMoment(NamedTuple):
    """The case right after one fact: its standing and who holds it."""

    day: date
    sequence: int
    standing: Standing
    unit_id: UUID
    officer_id: UUID | None


class ItemHistory:
    """The moments of one item, from docketing on."""

    def __init__(self, item: ItemFacts, moments: list[ItemMoment]) -> None:
        self.item = item
        self.moments = moments

    @cached_property
    def _days(self) -> list[date]:
        return [m.day for m in self.moments]

    def at(self, day: date) -> ItemMoment | None:
        """The item at the end of `day`; None before docketing."""
        place = bisect_right(self._days, day)
        return self.moments[place - 1] if place else None

    @property
    def now(self) -> ItemMoment:
        """The item after all that was entered."""
        return self.moments[-1]


class CaseHistory:
    """The moments of a case and of its items."""

    def __init__(
        self, facts: CaseFacts, items: tuple[ItemHistory, ...], moments: list[CaseMoment]
    ) -> None:
        self.facts = facts
        self.items = items
        self.moments = moments

    @cached_property
    def _days(self) -> list[date]:
        return [m.day for m in self.moments]

    def at(self, day: date) -> CaseMoment | None:
        """The case at the end of `day`; None before docketing."""
        place = bisect_right(self._days, day)
        return self.moments[place - 1] if place else None

    def standing_on(self, day: date) -> Standing | None:
        """Where the case stood at the end of `day`; None before docketing."""
        moment = self.at(day)
        return moment.standing if moment else None

    @property
    def now(self) -> CaseMoment:
        """The case after all that was entered."""
        return self.moments[-1]

    @cached_property
    def remaining(self) -> int:
        """Đồng that remain on the items after all that was entered."""
        return sum(item.now.remaining for item in self.items)

    def item(self, item_id: UUID) -> ItemHistory:
        """The history of one item of this case."""
        return self._by_id[item_id]

    @cached_property
    def _by_id(self) -> dict[UUID, ItemHistory]:
        return {item.item.id: item for item in self.items}
