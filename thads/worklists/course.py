"""A case as its clocks see it: what stands now, since when, and when the clocks stood still."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from thads.cases import standstills
from thads.cases.history import CaseHistory, Happening
from thads.cases.models import ActKind, MovementKind, Standing
from thads.rules.pauses import Standstill
from thads.verification.models import Finding

POSTPONED = frozenset({Standing.POSTPONED_BY_AGREEMENT, Standing.POSTPONED_OTHER})
_PAID = frozenset({MovementKind.PAID_OUT, MovementKind.PAID_TO_BUDGET})


class Told(NamedTuple):
    """New information on a debtor without means."""

    information_id: UUID
    received_on: date


@dataclass(slots=True)
class Beside:
    """What stands beside the facts of a case, by the sequence of the act it belongs to."""

    findings: dict[int, Finding] = field(default_factory=dict)
    untils: dict[int, date] = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)


class Course:
    """A case after all its facts, with what stands beside them."""

    def __init__(self, history: CaseHistory, beside: Beside) -> None:
        self.history = history
        self.beside = beside
        self.standing = history.now.standing

    def acts(self, *kinds: ActKind) -> Iterator[Happening]:
        """The acts of these kinds that count, in their order."""
        return (h for h in self.history.facts.happenings if h.kind in kinds)

    @cached_property
    def noticed_on(self) -> date | None:
        """The first valid notice of the enforcement decision."""
        return next((act.day for act in self.acts(ActKind.VALID_NOTICE)), None)

    @cached_property
    def last_verification(self) -> Happening | None:
        """The latest verification."""
        *_, last = [None, *self.acts(ActKind.VERIFICATION)]
        return last

    @property
    def finding(self) -> Finding | None:
        """What the latest verification found; None when its minutes do not stand here."""
        last = self.last_verification
        return self.beside.findings.get(last.sequence) if last else None

    @cached_property
    def standstills(self) -> Sequence[Standstill]:
        """When the whole case was postponed or suspended, as it stood at the end of each day."""
        return standstills.of_history(self.history)

    def postponed(self) -> Iterator[tuple[UUID | None, date]]:
        """What is postponed until a day: an item whose own decision it is, or (None) the rest."""
        if not self.beside.untils:
            return
        found = {}
        decided = list(self.acts(ActKind.POSTPONEMENT))
        for item in self.history.items:
            if item.now.standing in POSTPONED:
                *_, last = (act for act in decided if act.item_id in (None, item.item.id))
                found[last.item_id] = self.beside.untils.get(last.sequence)
        yield from ((item_id, until) for item_id, until in found.items() if until is not None)

    def unpaid(self) -> Iterator[tuple[UUID, date]]:
        """Each item with money in hand, and the day on which its oldest đồng in hand came in."""
        movements: dict[UUID, list[Happening]] = {}
        for happening in self.history.facts.happenings:
            if isinstance(happening.kind, MovementKind) and happening.item_id:
                movements.setdefault(happening.item_id, []).append(happening)
        for item_id, moved in movements.items():
            if (oldest := _oldest_in_hand(moved)) is not None:
                yield item_id, oldest


def _oldest_in_hand(moved: Sequence[Happening]) -> date | None:
    """Payments take the oldest money first, a reversal the latest collection of its amount."""
    held: list[tuple[date, int]] = []
    for movement in moved:
        amount = movement.amount or 0
        if movement.kind in (MovementKind.COLLECTED, MovementKind.PAYMENT_RETURNED):
            held.append((movement.day, amount))
        elif movement.kind in _PAID:
            held = _without(held, amount)
        else:
            taken_back = [n for n, (_, collected) in enumerate(held) if collected == amount]
            held = (
                held[: taken_back[-1]] + held[taken_back[-1] + 1 :]
                if taken_back
                else _without(held[::-1], amount)[::-1]
            )
    return held[0][0] if held else None


def _without(held: list[tuple[date, int]], amount: int) -> list[tuple[date, int]]:
    """The rest after taking so much from the front."""
    for place, (day, there) in enumerate(held):
        if amount < there:
            return [(day, there - amount), *held[place + 1 :]]
        amount -= there
    return []
