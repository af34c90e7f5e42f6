"""A case with its history while the law is asked, and what was noticed."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from operator import attrgetter
from typing import TypeVar

from thads.cases.history import CaseFacts, CaseHistory, CaseMoment, ItemMoment
from thads.cases.models import ActKind, Standing
from thads.imports.faults import Fault
from thads.imports.models import Severity
from thads.imports.offices import Offices
from thads.imports.parsing import Parsed, Placed
from thads.imports.register import EventLine, RegisterCase

Moment = TypeVar("Moment", CaseMoment, ItemMoment)
_SEQUENCE = attrgetter("sequence")
ASIDE = "Sửa trong tệp nếu ghi nhầm; nếu đúng như đã xảy ra thì vẫn được nhập."


class Noticed:
    """One replayed case; warnings gather in `faults`."""

    def __init__(
        self, parsed: Parsed, facts: CaseFacts, history: CaseHistory, offices: Offices
    ) -> None:
        assert parsed.case is not None
        self.parsed = parsed
        self.case: RegisterCase = parsed.case
        self.facts = facts
        self.history = history
        self.offices = offices
        self.faults: list[Fault] = []
        self.placed = parsed.in_order()
        self.first_sequence = 1 + len(facts.happenings) - len(self.placed)
        self.noticed_on: date | None = None
        self.verifications = 0
        self._decisions: dict[int | None, tuple[int, EventLine]] = {}

    def warn(self, placed: Placed, column: str, code: str, message: str) -> None:
        """Note something about a line of what happened."""
        line = placed.line
        what = f"{line.kind.label} ngày {line.day:%d/%m/%Y}: {message}"
        self.faults.append(
            Fault(placed.sheet, placed.row, column, code, what, ASIDE, Severity.WARNING)
        )

    def warn_of_case(self, column: str, code: str, message: str) -> None:
        """Note something about the row of the case."""
        self.faults.append(
            Fault("viec", self.parsed.row, column, code, message, ASIDE, Severity.WARNING)
        )

    def ended_on(self, sequence: int) -> date | None:
        """Since when the case had ended before the fact of this sequence; None: it was open."""
        moment = before(self.history.moments, sequence)
        return moment.day if moment.standing.has_ended else None

    def standings(self, item: int | None, sequence: int) -> list[Standing]:
        """Where the item, or every open one, stood before the fact of this sequence."""
        found = []
        for line, history in zip(self.case.items, self.history.items, strict=True):
            standing = before(history.moments, sequence).standing
            if line.position == item or (item is None and not standing.has_ended):
                found.append(standing)
        return found

    def pass_by(self, line: EventLine, sequence: int) -> None:
        """Remember of an event what the law asks later."""
        if line.kind is ActKind.VALID_NOTICE:
            self.noticed_on = self.noticed_on or line.day
        elif line.kind is ActKind.VERIFICATION:
            self.verifications += 1
        elif line.kind is ActKind.NOT_YET_ENFORCEABLE:
            self._decisions[line.item] = sequence, line

    def decided(self, item: int | None) -> EventLine | None:
        """The last decision so far that there are no means yet, for the item or for the case."""
        found = [self._decisions[of] for of in {item, None} if of in self._decisions]
        return max(found)[1] if found else None


def before(moments: Sequence[Moment], sequence: int) -> Moment:
    """The moment right before a fact; what was marked at docketing is before all."""
    return moments[max(bisect_left(moments, sequence, key=_SEQUENCE) - 1, 0)]
