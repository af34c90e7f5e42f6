"""What codes of costs say, and an estimate beside what was spent."""

from __future__ import annotations

from typing import NamedTuple

from thads.costs.models import CostLine, CostSheet
from thads.rules import coercion_costs
from thads.rules.citation import cited
from thads.rules.coercion_costs import Bearer


class Compared(NamedTuple):
    """One content planned and spent, in đồng."""

    content: str
    bearer: Bearer
    planned: int
    spent: int

    @property
    def difference(self) -> int:
        """Spent more than planned; below zero: less."""
        return self.spent - self.planned


def content_label(sheet: CostSheet, line: CostLine) -> tuple[str, str]:
    """What it was spent on, and the article that says who bears it."""
    content = coercion_costs.content(line.content, sheet.day)
    return content.label, cited(content.source)


def rate_label(sheet: CostSheet, line: CostLine) -> str:
    """The rate in words; empty for an amount by contract or invoice."""
    return coercion_costs.rate(line.rate, sheet.day).label if line.rate else ""


def compared(planned: CostSheet, actual: CostSheet) -> list[Compared]:
    """Both sheets content by content, in the order of the estimate."""
    sums: dict[tuple[str, Bearer], list[int]] = {}
    for place, sheet in enumerate((planned, actual)):
        for line in sheet.lines:
            label = content_label(sheet, line)[0]
            sums.setdefault((label, line.bearer), [0, 0])[place] += line.amount
    return [Compared(*key, *both) for key, both in sums.items()]
