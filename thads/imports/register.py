"""A case in the terms of the register workbook (case-import.md), wherever it was read from.

Read from a workbook or from our records, the same case gives an equal `RegisterCase`: that is
what "the same workbook a second time changes nothing" and every comparison rest on.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import NamedTuple
from uuid import UUID

from thads.cases.history import CaseFacts, Happening, ItemFacts
from thads.cases.models import ActKind, Initiation, ItemKind, JudgmentKind, MovementKind
from thads.core.ids import new_id
from thads.parties.models import PartyKind, PartyRole


class CaseKey(NamedTuple):
    """Unit code, decision number, series symbol, decision day: the name of a case."""

    unit: str
    number: int
    series: str
    day: date

    def __str__(self) -> str:
        return f"{self.unit} · {self.number}/{self.series} · {self.day:%d/%m/%Y}"


class PartyLine(NamedTuple):
    """One row of `duong_su`."""

    role: PartyRole
    name: str
    kind: PartyKind
    personal_id_number: str | None = None
    address: str | None = None
    commune_code: str | None = None


class ItemLine(NamedTuple):
    """One row of `khoan`; amount in đồng."""

    position: int
    kind: ItemKind
    amount: int
    state_budget: bool


class EventLine(NamedTuple):
    """One row of `dien_bien`; no item: all open items; no amount: all that remains."""

    day: date
    kind: ActKind
    item: int | None = None
    amount: int | None = None
    ground: str | None = None
    stated_number: str | None = None
    officer: str | None = None
    unit: str | None = None


class MoneyLine(NamedTuple):
    """One row of `thu_chi`; amount in đồng."""

    day: date
    item: int
    kind: MovementKind
    amount: int
    voucher: str | None = None


DAY = itemgetter(0)  # of an event or of a movement of money


@dataclass(frozen=True, slots=True, eq=False)
class RegisterCase:
    """One row of `viec` with all that belongs to it.

    `items` by position; `events` and `money` in the order of days, then of rows; `parties` stand
    in no order. `officer` is who was assigned with the decision (see `assigned_with`).
    """

    key: CaseKey
    initiation: Initiation
    kind: JudgmentKind
    officer: str | None = None
    entrusted_in: bool = False
    judgment_number: str | None = None
    judged_on: date | None = None
    court: str | None = None
    corruption: bool = False
    drugs: bool = False
    foreign_element: bool = False
    bank: str | None = None
    parties: tuple[PartyLine, ...] = ()
    items: tuple[ItemLine, ...] = ()
    events: tuple[EventLine, ...] = ()
    money: tuple[MoneyLine, ...] = ()

    __hash__ = None  # type: ignore[assignment]

    def __eq__(self, other: object) -> bool:
        """The same case: all fields alike, the parties in whatever order."""
        if not isinstance(other, RegisterCase):
            return NotImplemented
        return self._ordered() == other._ordered() and (
            self.parties == other.parties or self._sorted_parties() == other._sorted_parties()
        )

    def in_order(self) -> list[EventLine | MoneyLine]:
        """What happened, in its order: by day, money before events, rows as they stand."""
        return sorted([*self.money, *self.events], key=DAY)

    def _ordered(self) -> tuple[object, ...]:
        return (
            self.key, self.initiation, self.kind, self.officer, self.entrusted_in,
            self.judgment_number, self.judged_on, self.court, self.corruption, self.drugs,
            self.foreign_element, self.bank, self.items, self.events, self.money,
        )  # fmt: skip

    def _sorted_parties(self) -> list[tuple[str, ...]]:
        return sorted(tuple(part or "" for part in line) for line in self.parties)


def assigned_with(
    decided_on: date, officer: str | None, events: list[EventLine], money: list[MoneyLine]
) -> str | None:
    """The officer of the decision; takes the event that says so out of `events`.

    An assignment of the decision's day that nothing precedes and that bears no number of its own
    is the same fact as `chap_hanh_vien` in the row of the case: it is kept as that, so that
    both ways of writing it, and our own records, read alike.
    """
    if officer or not events or (money and money[0].day <= decided_on):
        return officer
    first = events[0]
    plain = EventLine(decided_on, ActKind.ASSIGNMENT, officer=first.officer)
    if first.officer is None or first != plain:
        return officer
    del events[0]
    return first.officer


@dataclass(frozen=True, slots=True)
class Names:
    """What the codes of a workbook stand for in this province (units and people by code)."""

    units: Mapping[str, UUID]
    people: Mapping[str, UUID]


def facts_of(case: RegisterCase, names: Names) -> CaseFacts:
    """The facts of a case that is to be written: ids of its own, sequences from 1.

    The officer of the decision comes first; then `in_order`, one happening a line.
    """
    items = tuple(
        ItemFacts(new_id(), item.amount, item.state_budget, item.kind) for item in case.items
    )
    ids = {line.position: item.id for line, item in zip(case.items, items, strict=True)}
    return CaseFacts(
        new_id(), case.key.day, names.units[case.key.unit], case.initiation, case.kind,
        case.entrusted_in, bool(case.bank), case.corruption, case.drugs, case.foreign_element,
        items, tuple(_happenings(case, ids, names)),
    )  # fmt: skip


def _happenings(case: RegisterCase, items: Mapping[int, UUID], names: Names) -> Iterator[Happening]:
    people = names.people
    sequence = 0
    if case.officer:
        sequence = 1
        yield Happening(case.key.day, sequence, ActKind.ASSIGNMENT, officer_id=people[case.officer])
    for line in case.in_order():
        sequence += 1
        if isinstance(line, MoneyLine):
            yield Happening(line.day, sequence, line.kind, items[line.item], line.amount)
            continue
        yield Happening(
            line.day, sequence, line.kind, items[line.item] if line.item is not None else None,
            line.amount, line.ground, people[line.officer] if line.officer else None,
            names.units[line.unit] if line.unit else None,
        )  # fmt: skip
