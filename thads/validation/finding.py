"""What a rule found: in which cells, both numbers, and where the cases behind them are."""

import hashlib
from dataclasses import dataclass
from datetime import date

from thads.rules.figure_checks.kinds import Check, Grade
from thads.statistics.rows import Row
from thads.statistics.subject import Subject
from thads.statistics.titles import CASE_TITLES, MONEY_TITLES


@dataclass(frozen=True)
class Number:
    """One side of a breach; with `row` and `column` it is a cell, whose cases can be listed."""

    title: str
    value: int
    money: bool
    row: Row | None = None
    column: str | None = None


@dataclass(frozen=True)
class Finding:
    """A breach of one rule in the figures of one subject; `where` says in which line or column.

    `register`: the list of the cases that break the rule one by one.
    """

    check: Check
    subject: Subject
    period_end: date
    where: str
    numbers: tuple[Number, ...]
    register: str | None = None

    @property
    def blocks(self) -> bool:
        """Whether no words can help: the records must be mended."""
        return self.check.grade is Grade.BLOCK

    @property
    def digest(self) -> str:
        """SHA-256 of what was found: an explanation holds for these numbers only."""
        subject = self.subject
        parts = [self.check.code, str(subject.unit_id), str(subject.officer_id)]
        parts += [self.period_end.isoformat(), self.where]
        parts += [f"{number.title}={number.value}" for number in self.numbers]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def cell(row: Row, column: str, *, money: bool, title: str | None = None) -> Number:
    """The number in one column of a line."""
    titles = MONEY_TITLES if money else CASE_TITLES
    values = row.money if money else row.cases
    return Number(title or titles[column], values[column], money, row, column)
