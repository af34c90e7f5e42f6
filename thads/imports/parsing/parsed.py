"""What was read of one case: the case, where each line stands, what is wrong with it."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from thads.imports.faults import Fault
from thads.imports.models import Severity
from thads.imports.register import DAY, CaseKey, EventLine, MoneyLine, RegisterCase

Row = int  # as Excel numbers it


class Placed(NamedTuple):
    """A line of what happened and where it stands."""

    line: EventLine | MoneyLine
    row: Row

    @property
    def sheet(self) -> str:
        """The sheet of this kind of line."""
        return "thu_chi" if isinstance(self.line, MoneyLine) else "dien_bien"


@dataclass(slots=True)
class Parsed:
    """One case as read. `case` holds what could be read; `torn` when some cell could not.

    `lost` says from which day what is known of an item (None: of all) is not the whole, because a
    line could not be read: what seems wrong after that may only follow from it.
    """

    row: Row
    key: CaseKey | None = None
    case: RegisterCase | None = None
    torn: bool = False
    faults: list[Fault] = field(default_factory=list)
    lost: dict[int | None, date] = field(default_factory=dict)
    parties: list[Row] = field(default_factory=list)
    items: dict[int, Row] = field(default_factory=dict)
    events: list[Row] = field(default_factory=list)  # rows of case.events, in their order
    money: list[Row] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        """Nothing keeps it out."""
        if self.torn:
            return False
        return not self.faults or all(f.severity is Severity.WARNING for f in self.faults)

    @property
    def whole(self) -> RegisterCase | None:
        """The case, when every cell of it could be read."""
        return None if self.torn else self.case

    def in_order(self) -> list[Placed]:
        """What happened, in the order of `RegisterCase.in_order`, with its rows."""
        case = self.case
        assert case is not None
        money = map(Placed, case.money, self.money)
        events = map(Placed, case.events, self.events)
        return sorted([*money, *events], key=lambda placed: DAY(placed.line))
