"""Which register feeds which form, beside the register of cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

from sqlalchemy.orm import Session

from thads.formbook import (
    administrative,
    compensation,
    complaints,
    measures,
    oversight,
    reception,
    remissions,
)
from thads.formbook.counting import Recorded
from thads.statistics.drill import Behind
from thads.statistics.subject import Subject

OF_CASES = "cases"


class Feed(Protocol):
    """A register's answer to its form."""

    def rows(
        self, db: Session, start: date, end: date, subject: Subject
    ) -> Mapping[str, Sequence[int]]:  # fmt: skip
        """The figures of each line by its code, in the order of the form's columns."""

    def behind(
        self, db: Session, start: date, end: date, subject: Subject, *, line: str, column: int,
        page: int, per_page: int | None,
    ) -> Behind:  # fmt: skip
        """The cases behind one figure: their number, or the sum of their amounts, is it."""

    def records(
        self, db: Session, start: date, end: date, subject: Subject
    ) -> Iterable[Recorded]:  # fmt: skip
        """Every record of the subject with its figures: what a closed period keeps."""


FEEDS: Mapping[str, Feed] = {
    "remissions": remissions.FEED,
    "measures": measures.FEED,
    "complaints": complaints.FEED,
    "reception": reception.FEED,
    "inspections": oversight.FEED,
    "compensation": compensation.FEED,
    "administrative": administrative.FEED,
}
