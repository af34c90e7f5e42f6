"""What a workbook holds and what was found: counts and sums, kept while it is read."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from thads.cases.models import MovementKind
from thads.imports.models import Severity
from thads.imports.offices import Offices
from thads.imports.parsing import Parsed
from thads.imports.stage import Stage

CASES = ("total", "new", "same", "changed", "faulty", "kept_apart")
SUMS = ("awarded", "collected", "reversed", "paid_out", "paid_to_budget")


@dataclass
class Findings:
    """Counts of rows and cases, sums in đồng of all rows that could be read.

    `cases`: total; of these new, same as ours, changed (ours will be replaced), faulty, and kept
    apart (changed, but something was built on ours). Faults and warnings themselves lie in the
    stage.
    """

    rows: dict[str, int]
    offices: Offices
    cases: Counter[str] = field(default_factory=lambda: Counter(dict.fromkeys(CASES, 0)))
    sums: Counter[str] = field(default_factory=lambda: Counter(dict.fromkeys(SUMS, 0)))
    faults: int = 0
    warnings: int = 0

    def count(self, parsed: Parsed) -> None:
        """Add the money of a case."""
        case = parsed.case
        self.cases["total"] += 1
        if case is None:
            return
        sums = self.sums
        sums["awarded"] += sum([item.amount for item in case.items])
        for line in case.money:
            sums[_SUM_OF[line.kind]] += line.amount

    def settle(self, stage: Stage) -> None:
        """Count what lies in the stage."""
        counts = stage.fault_counts()
        self.faults, self.warnings = counts[Severity.FAULT], counts[Severity.WARNING]

    def as_json(self) -> dict[str, Any]:
        """Flat, as it is stored and as `thads import --json` prints it (with the lists of faults
        and warnings in place of their numbers)."""
        return {
            "rows": dict(self.rows),
            "cases": dict(self.cases),
            "sums": dict(self.sums),
            "offices": self.offices.brought_units.counts(),
            "people": self.offices.brought_people.counts(),
            "faults": self.faults,
            "warnings": self.warnings,
        }


_SUM_OF = {
    MovementKind.COLLECTED: "collected",
    MovementKind.REVERSED: "reversed",
    MovementKind.PAID_OUT: "paid_out",
    MovementKind.PAID_TO_BUDGET: "paid_to_budget",
}
