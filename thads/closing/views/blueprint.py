"""Where the screens of the chain are served, and which period they are about."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from flask import Blueprint, request, url_for

from thads.closing import queries
from thads.closing.chain import Chain
from thads.closing.forms import PeriodFilter
from thads.core.days import add_months, month_end
from thads.core.errors import NotFound
from thads.identity.policy import sees_whole_province
from thads.statistics.subject import Subject
from thads.units import queries as units
from thads.units.models import Unit
from thads.validation import queries as validation
from thads.web.request import db, today, user

bp = Blueprint("closing", __name__, url_prefix="/closing")
OFFERED = 24


def period_asked() -> tuple[PeriodFilter, date]:
    """The period of the address; without one, the month that ended last."""
    form = PeriodFilter(request.args)
    newest = today().replace(day=1) - timedelta(days=1)
    ends = [month_end(add_months(newest, -n)) for n in range(OFFERED)]
    form.period.offer((end.isoformat(), f"Tháng {end:%m/%Y}") for end in ends)
    form.validate()
    asked = form.period.data if form.period.data in ends else newest
    form.period.raw_data, form.period.data = None, asked
    return form, asked


def chain_of(period_end: date) -> Chain:
    """As far as this person may see it: the province, or the own unit."""
    person = user()
    if sees_whole_province(person.role):
        return queries.chain(db(), period_end, today=today())
    if person.unit_id is None:
        raise NotFound
    return queries.chain(db(), period_end, today=today(), unit_id=person.unit_id)


def own_unit() -> Unit:
    """The unit of the person; NotFound for who has none."""
    unit_id = user().unit_id
    if unit_id is None:
        raise NotFound
    return units.get(db(), unit_id)


def check_of(subject: Subject, period_end: date) -> dict[str, Any]:
    """What the check of these figures says before a step, and where it is answered."""
    return {
        "checked": validation.checked(db(), subject, period_end),
        "check_at": url_for("validation.index", period=period_end.isoformat(),
                            unit=subject.unit_id, officer=subject.officer_id),
    }  # fmt: skip


def board(period_end: date) -> str:
    """The address of the board of a period."""
    return url_for("closing.index", period=period_end.isoformat())
