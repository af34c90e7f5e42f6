"""What all screens of inspections share: whose one sees, who writes, the page of one form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, Response

from thads.cases.views.entering import scope
from thads.core.errors import NotFound, RuleBroken
from thads.identity import queries as people
from thads.identity.models import Role
from thads.inspections import queries
from thads.inspections.models import Inspection
from thads.web.forms import Form
from thads.web.request import db
from thads.web.screen import Screen

bp = Blueprint("inspections", __name__)
ENTER = Screen("inspections/enter.html")
OUTSIDE = (Role.OVERSIGHT, Role.ADMINISTRATOR)


def inspection_of(inspection_id: UUID) -> Inspection:
    """One inspection; another unit's is NotFound to who sees one unit only."""
    found = queries.get(db(), inspection_id)
    must_see(found.unit_id)
    return found


def must_see(unit_id: UUID) -> None:
    """NotFound for what is another unit's."""
    if scope() not in (None, unit_id):
        raise NotFound


def people_of(unit_id: UUID | None) -> list[tuple[UUID, str]]:
    """Who of a unit, or of the province, may lead or mend."""
    return [
        (one.id, f"{one.full_name} ({one.role.label})")
        for one in people.users(db(), unit_id=unit_id)
        if one.is_active and one.role not in OUTSIDE
    ]


def taken(
    form: Form, act: Callable[[], Any], *, to: str, message: str,
    shown: Callable[[Any], str] | None = None, **page: Any,
) -> Response:  # fmt: skip
    """Do what a form asks and go on, or show the form again with what was refused.

    `to`: the page from which the form was opened; `shown`: that of the record it made, if it has
    one of its own.
    """
    if form.validate():
        try:
            made = act()
            db().flush()
        except RuleBroken as broken:
            db().rollback()
            form.refuse(broken)
        else:
            return ENTER.done(to=shown(made) if shown else to, message=message)
    return ENTER.refuse(form=form, back=to, **page)
