"""Cells of the forms that registers feed which differ between two readings of a period."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from thads.core.days import statistics_year, year_start
from thads.formbook.feeds import Feed
from thads.rules import forms
from thads.rules.forms import Form, FormColumn, FormRow
from thads.statistics.subject import Subject


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell of the province that differs."""

    form: Form
    row: FormRow
    column: FormColumn
    before: int
    after: int

    @property
    def difference(self) -> int:
        """By how much it grew, in the unit of the column."""
        return self.after - self.before


def changes(
    db: Session, period_end: date, before: Mapping[str, Feed], after: Mapping[str, Feed]
) -> Iterator[CellChange]:
    """In the order of forms, lines and columns; registers that one of them lacks are left out."""
    start = year_start(statistics_year(period_end))
    for form in forms.on(period_end).forms:
        if form.register not in before or form.register not in after:
            continue
        was, now = (
            feeds[form.register].rows(db, start, period_end, Subject()) for feeds in (before, after)
        )
        nothing = (0,) * len(form.columns)
        for row in form.rows:
            pairs = zip(was.get(row.code, nothing), now.get(row.code, nothing), strict=True)
            for column, (old, new) in zip(form.columns, pairs, strict=True):
                if old != new:
                    yield CellChange(form, row, column, old, new)
