"""What a figure code opens: the figure, what it means and rests on, and the list behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from thads.core.days import statistics_year, year_start
from thads.core.errors import NotFound
from thads.formbook import queries
from thads.formbook.feeds import FEEDS, Feed
from thads.rules import forms, statistics_regime
from thads.rules.forms import Form, FormColumn
from thads.statistics import codes, drill, metrics
from thads.statistics.codes import FigureCode
from thads.statistics.columns import CASE_SUMS, MONEY_SUMS
from thads.statistics.drill import PAGE, Behind
from thads.statistics.metrics import Metric
from thads.statistics.subject import Subject

OWN = "B"  # metrics that a form alone has: B6C03 is form 6, column 3


@dataclass(frozen=True, slots=True)
class Place:
    """Where a metric stands on a form."""

    form: Form
    column: FormColumn


@dataclass(frozen=True, slots=True)
class Term:
    """A figure that another is made of: its sign, its name, its code."""

    sign: int
    title: str
    code: FigureCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """A figure by its code. A rate has two `terms`: numerator and denominator; a sum those that it
    adds up."""

    code: FigureCode
    metric: Metric
    line: str
    subject: Subject
    start: date
    end: date
    regime: str
    places: list[Place]
    terms: list[Term]

    @property
    def is_rate(self) -> bool:
        """Two figures, one over the other."""
        return self.metric.numerator is not None


def door(db: Session, code: FigureCode) -> Door:
    """What a code names; NotFound when metric, line or subject do not exist."""
    subject = codes.subject_of(db, code)
    own = _own_place(code)
    metric = _own_metric(own) if own else metrics.of(code.metric)
    line = own.form.row(code.line).title if own else line_in_words(code, subject)
    return Door(
        code=code, metric=metric, line=line, subject=subject,
        start=year_start(statistics_year(code.day)), end=code.day,
        regime=statistics_regime.on(code.day).title, places=_places(code),
        terms=_own_terms(code, own) if own else _terms(code, metric),
    )  # fmt: skip


def behind(
    db: Session, found: Door, *, page: int = 1, per_page: int | None = PAGE,
    feeds: Mapping[str, Feed] = FEEDS,
) -> Behind:  # fmt: skip
    """The cases that make the figure: their number, or the sum of their amounts, is it."""
    own = _own_place(found.code)
    if own is None:
        group = codes.group_of(found.code, found.subject)
        return drill.behind(
            db, found.end, group, str(found.metric.column), money=found.metric.is_money, page=page,
            per_page=per_page,
        )  # fmt: skip
    return feeds[own.form.register].behind(
        db, found.start, found.end, found.subject, line=found.code.line, column=own.column.number,
        page=page, per_page=per_page,
    )  # fmt: skip


def line_in_words(code: FigureCode, subject: Subject) -> str:
    """The line of a figure as a heading says it."""
    group = codes.group_of(code, subject)
    words = [
        *([group.kind.label] if group.kind else []),
        *([group.initiation.label] if group.initiation else []),
        *([group.theme.label] if group.theme else []),
        *([group.budget.label] if group.budget else []),
        *(["Chưa phân công"] if group.unassigned else []),
    ]
    return ", ".join(words) or "Tổng số"


def own_metrics(day: date) -> list[tuple[Form, Metric]]:
    """The metrics that forms of a period have of their own."""
    return [
        (form, _own_metric(Place(form, column)))
        for form in forms.on(day).forms for column in form.columns
        if column.metric.startswith(OWN)
    ]  # fmt: skip


def _own_place(code: FigureCode) -> Place | None:
    if not code.metric.startswith(OWN):
        return None
    for place in _places(code):
        place.form.row(code.line)
        queries.kept_on(code.day)
        return place
    raise NotFound(str(code))


def _own_metric(place: Place) -> Metric:
    column, form = place.column, place.form
    heading = f"{column.heading}: " if column.heading else ""
    formula = f", {column.formula}" if column.formula else ""
    return Metric(
        column.metric, f"{heading}{column.title}", column.unit,
        f"Cột {column.number} của Biểu {form.number}{formula}. Nguồn: {form.register_name}.",
        form.article, forms.SETS[-1].valid_from,
    )  # fmt: skip


def _places(code: FigureCode) -> list[Place]:
    return [
        Place(form, column)
        for form in forms.on(code.day).forms for column in form.columns
        if column.metric == code.metric
        and ((form.axis == "offices" and code.line in (codes.WHOLE, codes.UNASSIGNED))
             or any(row.code == code.line for row in form.rows))
    ]  # fmt: skip


def _own_terms(code: FigureCode, place: Place) -> list[Term]:
    return [
        Term(sign, place.form.column(n).title, code.of(place.form.column(n).metric))
        for n, sign in place.column.parts.items()
    ]


def _terms(code: FigureCode, metric: Metric) -> list[Term]:
    if metric.numerator and metric.denominator:
        under = codes.WHOLE if metric.of_whole else None
        return [
            Term(1, metrics.of(metric.numerator).title, code.of(metric.numerator)),
            Term(1, metrics.of(metric.denominator).title, code.of(metric.denominator, line=under)),
        ]
    sums = (MONEY_SUMS if metric.is_money else CASE_SUMS).get(str(metric.column), {})
    found = ((metrics.code_of(name, money=metric.is_money), sign) for name, sign in sums.items())
    return [Term(sign, metrics.of(part).title, code.of(part)) for part, sign in found]
