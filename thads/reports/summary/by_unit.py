"""Annex: what each unit has in the forms of the registers beside the cases, a table a form.

The figures are those of forms 6 to 12, so paper and form cannot tell two stories.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy.orm import Session

from thads.formbook.feeds import FEEDS, Feed
from thads.rules import forms
from thads.rules.forms import Form
from thads.statistics.codes import WHOLE
from thads.statistics.rows import Figures
from thads.statistics.subject import PROVINCE, Subject

DONG = "đồng"
WIDEST = 9  # columns of one table: a form with more has its amounts in a table of their own


def tables(db: Session, now: Figures) -> list[dict[str, Any]]:
    """The forms in which there is anything, each unit that has a part in it, and the province."""
    found = list[dict[str, Any]]()
    for form in forms.on(now.end).forms:
        if form.register in FEEDS:
            found += _tables(db, form, FEEDS[form.register], now)
    return found


def _tables(db: Session, form: Form, feed: Feed, now: Figures) -> Iterator[dict[str, Any]]:
    empty = [0] * len(form.columns)

    def whole(subject: Subject) -> Sequence[int]:
        return feed.rows(db, now.start, now.end, subject).get(WHOLE, empty)

    total = whole(PROVINCE)
    if not any(total):
        return
    units = [(row.unit.name, whole(Subject(row.unit.id))) for row in now.units if row.unit]
    for places in _places(form):
        chosen = [form.columns[place] for place in places]
        yield {
            "number": form.number, "title": form.title,
            "columns": [{"title": one.title, "is_money": one.unit == DONG} for one in chosen],
            "units": [
                {"name": name, "figures": [figures[place] for place in places]}
                for name, figures in units
                if any(figures)
            ],
            "total": [total[place] for place in places],
        }  # fmt: skip


def _places(form: Form) -> list[list[int]]:
    """Which columns stand in one table: all of them, or counts and amounts apart."""
    money = [n for n, one in enumerate(form.columns) if one.unit == DONG]
    counts = [n for n in range(len(form.columns)) if n not in money]
    if len(counts) + 2 * len(money) <= WIDEST:
        return [[*counts, *money]]
    return [some for some in (counts, money) if some]
