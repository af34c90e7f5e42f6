"""A case as planned, before it is written: what is owed, what happens when, what becomes of it.

An item is planned from its end: each `Flow` says what becomes of one part of its money, and the
award is the sum of them. So sums can be fitted to the đồng before any record is written.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from thads.cases.models import ActKind, Initiation, ItemKind, JudgmentKind, MovementKind, Standing
from thads.core.days import add_years
from thads.verification.models import Finding

Kind = ActKind | MovementKind
RESOLVING = frozenset(
    {
        MovementKind.COLLECTED,
        ActKind.COMPLETION,
        ActKind.DISCONTINUANCE,
        ActKind.FORGIVENESS,
    }
)
ENFORCEABLE = frozenset({Standing.IN_PROGRESS, Standing.POSTPONED_BY_AGREEMENT})
STANDING_AFTER: dict[Kind, Standing] = {
    ActKind.ENFORCEABLE: Standing.IN_PROGRESS,
    ActKind.RESUMPTION: Standing.IN_PROGRESS,
    ActKind.NOT_YET_ENFORCEABLE: Standing.NOT_YET_ENFORCEABLE,
    ActKind.SEPARATE_TRACKING: Standing.SEPARATE_TRACKING,
    ActKind.SUSPENSION: Standing.SUSPENDED,
    ActKind.REQUEST_RETURN: Standing.REQUEST_RETURNED,
    ActKind.OTHER_ENDING: Standing.ENDED_OTHER,
}


@dataclass
class Flow:
    """What becomes of one part of an item's money; `kind` empty: it remains."""

    amount: int
    kind: Kind | None = None
    day: date | None = None
    large: bool = False  # may be scaled when sums are fitted


@dataclass
class ItemPlan:
    """One obligation item."""

    kind: ItemKind
    state_budget: bool
    flows: list[Flow] = field(default_factory=list)
    increased: int = 0

    @property
    def award(self) -> int:
        """What the judgment awarded: all that becomes of it, less what was added later."""
        return sum(flow.amount for flow in self.flows) - self.increased


@dataclass
class Step:
    """One fact of the case. `item` is a place in the case's items; empty: all open ones."""

    day: date
    kind: Kind
    item: int | None = None
    flow: Flow | None = None  # its amount, when the fact carries one
    amount: int | None = None  # likewise, when it is no part of a flow
    ground: str | None = None
    until: date | None = None
    officer: int | None = None  # a place in the holding unit's officers
    unit: str | None = None  # where the case goes
    receiver: str | None = None
    finding: Finding | None = None
    note: str | None = None
    strikes: "Step | None" = None  # the step that a correction strikes out
    reverses: "Step | None" = None
    struck: bool = False


@dataclass
class CasePlan:
    """One case of a unit, from its docketing on."""

    unit: str
    docketed_on: date
    initiation: Initiation
    kind: JudgmentKind
    items: list[ItemPlan]
    steps: list[Step] = field(default_factory=list)
    officer: int = 0
    entrusted_in: bool = False
    bank: str | None = None
    corruption: bool = False
    drugs: bool = False
    foreign_element: bool = False
    evidence: tuple[date | None, date | None] | None = None  # council, destruction
    taken_from: "CasePlan | None" = None  # the branch's case that the province took up

    def ordered(self) -> list[Step]:
        """The steps by day; those of one day as they were told."""
        return sorted(self.steps, key=lambda step: step.day)

    def standing_of(self, item: int, on: date) -> Standing:
        """Where decisions put an item by the end of a day (money that ends it aside)."""
        standing = Standing.IN_PROGRESS
        for step in self.ordered():
            if step.day > on:
                break
            if step.struck or step.item not in (None, item):
                continue
            if step.kind in STANDING_AFTER:
                standing = STANDING_AFTER[step.kind]
            elif step.kind is ActKind.POSTPONEMENT:
                agreed = step.ground == "c"
                standing = Standing.POSTPONED_BY_AGREEMENT if agreed else Standing.POSTPONED_OTHER
        return standing


class Share:
    """Where money of a period goes, as the figures name it."""

    RESOLVED = "resolved"
    ENFORCEABLE = "enforceable"  # and not resolved
    NOT_ENFORCEABLE = "not_enforceable"


def shares(case: CasePlan, end: date) -> Iterator[tuple[str, ItemPlan, Flow]]:
    """Each flow of the case that the statistics year ending on `end` counts, with its share."""
    before = add_years(end, -1)
    for place, item in enumerate(case.items):
        then = case.standing_of(place, before)
        if case.docketed_on > end:
            continue
        current = case.docketed_on <= before and then is not Standing.SEPARATE_TRACKING
        standing = case.standing_of(place, end)
        stays_apart = standing is then is Standing.SEPARATE_TRACKING and not current
        for flow in item.flows:
            if flow.day and flow.day <= before:
                continue
            if flow.kind and flow.day and flow.day <= end:
                if flow.kind in RESOLVING:
                    yield Share.RESOLVED, item, flow
                elif flow.kind in (ActKind.REQUEST_RETURN, ActKind.OTHER_ENDING):
                    yield Share.NOT_ENFORCEABLE, item, flow
            elif standing in ENFORCEABLE:
                yield Share.ENFORCEABLE, item, flow
            elif not stays_apart:
                yield Share.NOT_ENFORCEABLE, item, flow
