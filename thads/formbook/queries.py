"""Any form of a period, for whom it is reported: the one question behind screen, file and paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from thads.core.days import month_end, statistics_year, year_start
from thads.core.errors import NotFound
from thads.formbook import filling
from thads.formbook.feeds import FEEDS, OF_CASES, Feed
from thads.formbook.sheets import Sheet, SheetLine
from thads.identity import queries as people
from thads.rules import forms
from thads.rules.forms import Form, FormSet
from thads.statistics import codes
from thads.statistics.codes import Whose
from thads.statistics.figures import figures
from thads.statistics.rows import Figures, OfficerName, UnitName
from thads.statistics.subject import Subject
from thads.units import queries as units
from thads.units.models import Unit, UnitKind


def sheet(db: Session, number: int, period_end: date, subject: Subject) -> Sheet:
    """The form of a cumulative period as the records give it now.

    Errors: NotFound when there is no such form, or the day ends no month.
    """
    form, found = _form(number, period_end), None
    if form.register == OF_CASES:
        found = figures(
            db, period_end, unit_id=subject.unit_id, officer_id=subject.officer_id
        )  # fmt: skip
    return of_figures(db, form, found, period_end, subject)


def every_sheet(db: Session, period_end: date, subject: Subject) -> list[Sheet]:
    """All forms of a period, from one reading of its figures."""
    read = figures(db, period_end, unit_id=subject.unit_id, officer_id=subject.officer_id)
    every = forms.on(period_end).forms
    return [of_figures(db, _form(one.number, period_end), read, period_end, subject)
            for one in every]  # fmt: skip


def of_figures(
    db: Session, form: Form, found: Figures | None, period_end: date, subject: Subject,
    feeds: Mapping[str, Feed] = FEEDS,
) -> Sheet:  # fmt: skip
    """The form filled with these figures (None: it is fed by a register of its own)."""
    names, kept = _names(db, subject), forms.on(period_end)
    lines = _of_cases(db, form, found, period_end, names) if found and form.register == OF_CASES \
        else _of_register(db, form, period_end, subject, codes.whose(*names), feeds)  # fmt: skip
    return Sheet(
        form=form.number, title=form.title, article=form.article, regime=kept.code,
        source=kept.source, start=year_start(statistics_year(period_end)), end=period_end,
        subject=_in_words(names), whose=codes.whose(*names),
        columns=[filling.column_of(column) for column in form.columns], lines=lines,
        notes=form.notes,
    )  # fmt: skip


def kept_on(period_end: date) -> FormSet:
    """The forms of a period; NotFound when the day ends no month."""
    if period_end != month_end(period_end):
        raise NotFound(str(period_end))
    return forms.on(period_end)


def _form(number: int, period_end: date) -> Form:
    return kept_on(period_end).form(number)


Names = tuple[UnitName | None, OfficerName | None]


def _names(db: Session, subject: Subject) -> Names:
    unit = units.get(db, subject.unit_id) if subject.unit_id else None
    officer = people.get(db, subject.officer_id) if subject.officer_id else None
    return (
        _unit_name(unit) if unit else None,
        OfficerName(officer.id, officer.username, officer.full_name) if officer else None,
    )


def _unit_name(unit: Unit) -> UnitName:
    return UnitName(unit.id, unit.code, unit.name)


def _in_words(names: Names) -> str:
    unit, officer = names
    if unit is None:
        return "Toàn tỉnh"
    return f"{officer.full_name}, {unit.name}" if officer else unit.name


def _of_cases(
    db: Session, form: Form, found: Figures, period_end: date, names: Names
) -> Sequence[SheetLine]:
    unit, officer = names
    if form.axis == "rows":
        return filling.by_row(form, found, codes.whose(unit, officer))
    if unit and officer:
        line = found.officer(unit.id, officer.id)
        return [filling.line_of_officer(form, line, unit, officer)]
    offices = [unit] if unit else _offices(db, found)
    return list(filling.by_office(form, found, offices, of_province=unit is None))


def _offices(db: Session, found: Figures) -> list[UnitName]:
    """The offices that exist at the end of the period, and those that have figures of it."""
    counted = {row.unit.id for row in found.units if row.unit}
    existing = {
        unit.id for unit in units.existing_on(db, found.end)
        if unit.kind is not UnitKind.PROFESSIONAL_DIVISION
    }  # fmt: skip
    return [_unit_name(unit) for unit in units.every(db) if unit.id in counted | existing]


def _of_register(
    db: Session, form: Form, period_end: date, subject: Subject, whose: Whose,
    feeds: Mapping[str, Feed],
) -> Sequence[SheetLine]:  # fmt: skip
    start = year_start(statistics_year(period_end))
    found = feeds[form.register].rows(db, start, period_end, subject)
    nothing = (0,) * len(form.columns)
    return [
        SheetLine(
            row.number, row.title, row.level, row.code, whose, tuple(found.get(row.code, nothing))
        )
        for row in form.rows
    ]
