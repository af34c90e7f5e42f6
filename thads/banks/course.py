"""How promises stand on a day, from their records; and how many of them were kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from thads.banks.models import BankPromise, Outcome
from thads.core.codes import Coded


class PromiseState(Coded):
    """How a promise stands."""

    OPEN = "open", "Chưa đến hạn"
    OVERDUE = "overdue", "Quá hạn"
    KEPT = "kept", "Đúng hẹn"
    KEPT_LATE = "kept_late", "Thực hiện muộn"
    BROKEN = "broken", "Không thực hiện"


def state_on(promise: BankPromise, day: date) -> PromiseState:
    """How it stood at the end of `day`; what was settled later was open then."""
    settled = promise.outcome
    if settled is None or settled.settled_on > day:
        return PromiseState.OVERDUE if promise.due_on < day else PromiseState.OPEN
    if settled.outcome is Outcome.BROKEN:
        return PromiseState.BROKEN
    return PromiseState.KEPT if settled.settled_on <= promise.due_on else PromiseState.KEPT_LATE


@dataclass(frozen=True, slots=True)
class Tally:
    """Promises by how they stand."""

    of_state: Counter[PromiseState]

    @property
    def due(self) -> int:
        """Those that are settled or whose day is over."""
        return self.of_state.total() - self.of_state[PromiseState.OPEN]

    @property
    def kept(self) -> int:
        """Those that were kept by their day."""
        return self.of_state[PromiseState.KEPT]

    def __getitem__(self, state: PromiseState) -> int:
        """How many stand so."""
        return self.of_state[state]


def tally(promises: Iterable[BankPromise], day: date) -> Tally:
    """How promises stood at the end of a day."""
    return Tally(Counter(state_on(one, day) for one in promises))
