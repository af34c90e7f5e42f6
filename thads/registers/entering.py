"""What the screens of all registers share: whose records, the asked list, a form sent and taken."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from flask import Response, request

from thads.cases import queries as cases
from thads.cases.models import Case
from thads.cases.views.entering import case_of, scope
from thads.cases.views.people import Choices, units_of
from thads.core.codes import Coded
from thads.core.errors import NotFound, RuleBroken
from thads.registers.forms import ORDERS, ListForm
from thads.registers.listing import Wanted
from thads.registers.records import Registered
from thads.units import queries as units
from thads.units.models import Unit
from thads.web.forms import Form
from thads.web.request import db, me, today
from thads.web.screen import Screen

ENTER = Screen("registers/enter.html")


def asked(
    kinds: type[Coded], numbers: Iterable[tuple[str, str]] = ()
) -> tuple[ListForm, Wanted, int]:
    """The filter as it stands in the address, what it means for this person, and the page.

    `numbers`: columns by which the list may be sorted too, the most first.
    """
    form, mine = ListForm(request.args), scope()
    form.sort.offer([*ORDERS, *((f"-{name}", f"{label} giảm dần") for name, label in numbers)])
    form.sort.process(request.args)
    read: Any = kinds
    form.kind.coerce = lambda value: read(value) if value else None
    form.kind.offer((one.value, one.label) for one in kinds)
    form.kind.process(request.args)
    form.unit.offer(units_of(today()) if mine is None else [])
    return form, form.wanted(mine), max(1, request.args.get("page", 1, type=int) or 1)


def seen(record: Registered) -> None:
    """A record is seen by its office and by whoever has its case; elsewhere it does not exist."""
    mine = scope()
    if mine is None or record.unit_id == mine:
        return
    if record.case_id is None:
        raise NotFound
    cases.get(db(), record.case_id, scope=mine)


def asked_case() -> Case | None:
    """The case that the address names, as far as this person may see it."""
    try:
        text = request.args.get("case")
        return case_of(UUID(text)) if text else None
    except ValueError:
        raise NotFound from None


def own_units() -> Choices:
    """Offices for whose registers this person may write."""
    mine = scope()
    return [(key, name) for key, name in units_of(today()) if mine in (None, key)]


def unit_of(unit_id: UUID) -> Unit:
    """The office of a record."""
    return units.get(db(), unit_id)


def offer_units(form: Any) -> None:
    """Offer the offices, one's own chosen until the form is sent."""
    offered = own_units()
    form.unit.offer(offered)
    if not form.is_submitted():
        own = me().unit_id
        form.unit.data = own if own in {key for key, _ in offered} else None


def taken(
    act: Callable[[], Any], *, form: Form, to: Callable[[Any], str], message: str, **page: Any
) -> Response:
    """Do what a form asks and go on, or show the form again with what was refused."""
    if form.validate():
        try:
            made = act()
            db().flush()
        except RuleBroken as broken:
            db().rollback()
            form.refuse(broken)
        else:
            return ENTER.done(to=to(made), message=message)
    return ENTER.refuse(form=form, **page)


def kept_fields(form: Form, wanted: Iterable[str], every: Iterable[str]) -> None:
    """Take away what this step does not ask for."""
    for name in set(every) - set(wanted):
        delattr(form, name)
