"""Where an exhibit stands on a day, as its steps tell it, and which clock runs (reference 3.10)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum
from typing import NamedTuple, Protocol
from uuid import UUID

from thads.core.days import add_months
from thads.evidence.kinds import ExhibitKind, Fate, StepKind
from thads.rules import deadlines
from thads.rules.deadlines import Duty

K = StepKind
UNKNOWN_AFTER_MONTHS = 60  # over five years without a judgment (NĐ152 Đ.38 k.3)
DUTIES = (
    Duty.DESTRUCTION_COUNCIL, Duty.DESTRUCTION, Duty.FORFEITURE, Duty.CONFISCATED_MONEY,
    Duty.RETURN_NOTICE, Duty.UNCLAIMED_MONEY, Duty.UNCLAIMED_PROPERTY, Duty.UNCLAIMED_PERISHABLE,
    Duty.UNCLAIMED_PAPERS, Duty.UNCLAIMED_TO_STATE,
)  # fmt: skip
DESTROYING = (Duty.DESTRUCTION_COUNCIL, Duty.DESTRUCTION)
_UNCLAIMED = {
    ExhibitKind.MONEY: Duty.UNCLAIMED_MONEY, ExhibitKind.PAPERS: Duty.UNCLAIMED_PAPERS,
    ExhibitKind.PERISHABLE: Duty.UNCLAIMED_PERISHABLE,
}  # fmt: skip


class Happened(Protocol):
    """What the course reads of a step."""

    @property
    def kind(self) -> StepKind:
        """What happened."""

    @property
    def day(self) -> date:
        """When."""

    @property
    def fate(self) -> Fate | None:
        """What was ordered."""

    @property
    def place_id(self) -> UUID | None:
        """Into or out of which store."""

    @property
    def counts_from(self) -> date | None:
        """Where the five years begin."""


class Standing(Protocol):
    """A thing and what happened to it."""

    @property
    def kind(self) -> ExhibitKind:
        """What it is."""

    @property
    def steps(self) -> Sequence[Happened]:
        """In their order."""


class Running(NamedTuple):
    """A duty, the day it counts from and its last day; `due` empty: the law set none."""

    duty: Duty
    since: date
    due: date | None

    def is_late_on(self, day: date) -> bool:
        """The last day is over."""
        return self.due is not None and self.due < day

    def used_on(self, day: date) -> Used:
        """How much of the time is used up."""
        if self.due is None:
            return Used.UNKNOWN
        whole, gone = (self.due - self.since).days, (day - self.since).days
        if day > self.due:
            return Used.LATE
        share = gone * 100 // whole if whole else 100
        return Used.MOST if share >= 80 else Used.HALF if share >= 50 else Used.LITTLE


class Used(Enum):
    """A colour never stands alone: each has its words."""

    UNKNOWN = ("chưa có hạn theo luật", "")
    LITTLE = ("chưa quá nửa thời hạn", "green")
    HALF = ("đã qua 50% thời hạn", "amber")
    MOST = ("đã qua 80% thời hạn", "orange")
    LATE = ("quá hạn", "red")

    @property
    def label(self) -> str:
        """What people read."""
        return self.value[0]

    @property
    def colour(self) -> str:
        """The badge's."""
        return self.value[1]


def fate_of(steps: Sequence[Happened]) -> Fate | None:
    """What was ordered last."""
    return next((one.fate for one in reversed(steps) if one.kind is K.ORDERED), None)


def last_of(steps: Sequence[Happened], *kinds: StepKind) -> Happened | None:
    """The latest step of these kinds."""
    return next((one for one in reversed(steps) if one.kind in kinds), None)


def has_ended(steps: Sequence[Happened]) -> bool:
    """Nothing is left to be done with it."""
    return any(one.kind.ends_it for one in steps)


def place_of(steps: Sequence[Happened]) -> UUID | None:
    """The store where it lies; None outside any."""
    moved = last_of(steps, K.STORED, K.ISSUED)
    if moved is None or moved.kind is K.ISSUED or has_ended(steps):
        return None
    return moved.place_id


def running(kind: ExhibitKind, steps: Sequence[Happened]) -> Running | None:
    """The clock that runs after these steps."""
    ordered = last_of(steps, K.ORDERED)
    if ordered is None or has_ended(steps):
        return None
    after = [one for one in steps[list(steps).index(ordered) :] if one is not ordered]
    if ordered.fate is Fate.DESTROY:
        council = last_of(after, K.PUT_BEFORE)
        if council is None:
            return clock(Duty.DESTRUCTION_COUNCIL, ordered.day)
        return clock(Duty.DESTRUCTION, council.day)
    if ordered.fate is Fate.FORFEIT:
        return _forfeited(kind, ordered.day, last_of(steps, K.RECEIVED))
    return _returned(kind, ordered.day, after) if ordered.fate is Fate.RETURN else None


def owed(things: Iterable[Standing]) -> list[Running]:
    """What a file owes: each duty once, for the thing that has waited longest."""
    found = [one for thing in things if (one := running(thing.kind, thing.steps))]
    oldest: dict[Duty, Running] = {}
    for one in sorted(found, key=lambda one: one.since):
        oldest.setdefault(one.duty, one)
    return [oldest[duty] for duty in DUTIES if duty in oldest]


def clock(duty: Duty, since: date) -> Running:
    """The law of `since` says how long: what has begun keeps its time when the law changes."""
    return Running(duty, since, deadlines.due(duty, since) if _exists(duty, since) else None)


def unclaimed(kind: ExhibitKind, told_on: date) -> Running:
    """How long a thing waits for who was told to fetch it."""
    duty = _UNCLAIMED.get(kind, Duty.UNCLAIMED_PROPERTY)
    return clock(duty if _exists(duty, told_on) else Duty.UNCLAIMED_PROPERTY, told_on)


def unknown_since(received_on: date) -> date:
    """When a thing without a judgment goes on the list of five years."""
    return add_months(received_on, UNKNOWN_AFTER_MONTHS)


def _forfeited(kind: ExhibitKind, ordered_on: date, received: Happened | None) -> Running:
    """Money: seven days from when the office had both it and the decision (NĐ152 Đ.39 k.4)."""
    if kind is ExhibitKind.MONEY and received is not None:
        since = max(ordered_on, received.day)
        if _exists(Duty.CONFISCATED_MONEY, since):
            return clock(Duty.CONFISCATED_MONEY, since)
    return clock(Duty.FORFEITURE, ordered_on)


def _returned(kind: ExhibitKind, ordered_on: date, after: Sequence[Happened]) -> Running:
    deposited, told = last_of(after, K.DEPOSITED), last_of(after, K.NOTIFIED)
    sold = last_of(after, K.SOLD)
    if deposited is not None and deposited.counts_from is not None:
        return clock(Duty.UNCLAIMED_TO_STATE, deposited.counts_from)
    if told is None:
        return clock(Duty.RETURN_NOTICE, ordered_on)
    if sold is not None:  # what was got for it waits as money does, from the word of the sale
        return unclaimed(ExhibitKind.MONEY, max(sold.day, told.day))
    return unclaimed(kind, told.day)


def _exists(duty: Duty, since: date) -> bool:
    return deadlines.exists(duty, since)
