"""The file as one story: acts and money in their order, with who entered them and when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from thads.cases.models import ActKind, Case, CaseAct, MovementKind
from thads.core.days import VIETNAM, month_end

if TYPE_CHECKING:
    from thads.ledger.models import LedgerEntry
    from thads.periods.models import LateEntry


@dataclass(frozen=True)
class Line:
    """One fact as the story tells it."""

    day: date
    sequence: int
    title: str
    entered_at: datetime
    entered_by_id: UUID | None
    act: CaseAct | None = None
    entry: LedgerEntry | None = None
    struck: bool = False  # a correction or a reversal took it back
    position: int | None = None  # of the item it is about; None: the whole case
    late_because: str | None = None  # entered into a closed month for this reason

    @property
    def amount(self) -> int | None:
        """Đồng that the fact is about, if it is about a part."""
        fact = self.act or self.entry
        return fact.amount if fact else None

    @property
    def note(self) -> str | None:
        """What the person added in words."""
        fact = self.act or self.entry
        return fact.note if fact else None

    def is_late(self, today: date) -> bool:
        """Entered after the month of its legal day had ended or was closed (statistics.md)."""
        if self.late_because:
            return True
        entered_on = min(self.entered_at.astimezone(VIETNAM).date(), today)
        return entered_on > month_end(self.day)


def story_of(case: Case, late: Mapping[int, LateEntry] | None = None) -> list[Line]:
    """All that happened, the docketing first; `late`: the late entries by the fact's place."""
    docketing = Line(
        case.docketed_on, 0, f"Ra quyết định thi hành án số {case.title}",
        case.entered_at, case.entered_by_id,
    )  # fmt: skip
    rest = sorted([*_acts(case), *_movements(case)], key=lambda line: (line.day, line.sequence))
    told = {sequence: entry.reason for sequence, entry in (late or {}).items()}
    return [replace(line, late_because=told.get(line.sequence)) for line in (docketing, *rest)]


def latest_facts(case: Case, count: int) -> list[Line]:
    """The facts entered last, the newest first: what a reader who came earlier has missed."""
    lines = sorted(story_of(case), key=lambda line: (line.entered_at, line.sequence), reverse=True)
    return lines[:count]


def correctable(case: Case) -> list[CaseAct]:
    """Acts that a correction may still strike out, the latest first."""
    struck = {act.corrects_id for act in case.acts}
    return [
        act for act in reversed(case.acts)
        if act.kind is not ActKind.CORRECTION and act.id not in struck
    ]  # fmt: skip


def reversed_ids(case: Case) -> set[UUID]:
    """Collections that a reversal took back."""
    return {entry.reverses_id for entry in case.entries if entry.reverses_id}


def positions_of(case: Case) -> dict[UUID, int]:
    """The number of each item in the file."""
    return {item.id: item.position for item in case.items}


def _acts(case: Case) -> Iterator[Line]:
    struck = {act.corrects_id for act in case.acts}
    positions = positions_of(case)
    for act in case.acts:
        position = positions.get(act.item_id) if act.item_id else None
        yield Line(
            act.day, act.sequence, act.kind.label, act.entered_at, act.entered_by_id,
            act=act, struck=act.id in struck, position=position,
        )  # fmt: skip


def _movements(case: Case) -> Iterator[Line]:
    taken_back, positions = reversed_ids(case), positions_of(case)
    for entry in case.entries:
        if entry.kind is None or entry.sequence is None or entry.item_id is None:
            continue
        yield Line(
            entry.day, entry.sequence, entry.kind.label, entry.entered_at, entry.entered_by_id,
            entry=entry, struck=entry.id in taken_back, position=positions.get(entry.item_id),
        )  # fmt: skip


@dataclass(frozen=True)
class Money:
    """What came in and went out on one case or item, in đồng."""

    collected: int = 0
    reversed: int = 0
    paid_out: int = 0
    paid_to_budget: int = 0
    payment_returned: int = 0

    @property
    def in_hand(self) -> int:
        """Collected and not yet paid to anybody."""
        paid = self.paid_out + self.paid_to_budget - self.payment_returned
        return self.collected - self.reversed - paid


def money_of(case: Case, item_id: UUID | None = None) -> Money:
    """The sums of the ledger, of one item or of the whole case."""
    sums = dict.fromkeys(MovementKind, 0)
    for entry in case.entries:
        if entry.kind and item_id in (None, entry.item_id):
            sums[entry.kind] += entry.amount
    return Money(**{kind.value: amount for kind, amount in sums.items()})
