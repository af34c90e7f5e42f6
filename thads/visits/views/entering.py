"""What all screens of visits share: whose visits, who looks, and the page of one form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, Response

from thads.core.errors import NotFound, RuleBroken
from thads.identity import queries as people
from thads.units import queries as units
from thads.visits.queries import Seen
from thads.web.forms import Form
from thads.web.request import db, me
from thads.web.screen import Screen

bp = Blueprint("visits", __name__, url_prefix="/visits")
ENTER = Screen("visits/enter.html")


def seen() -> Seen:
    """The office sees every body's visits, a body its own; a person without a body none."""
    if not me().is_oversight:
        return Seen(None)
    body = people.body_of(db(), me().id)
    if body is None:
        raise NotFound
    return Seen(body)


def keep() -> None:
    """Visits are kept at the head office; elsewhere the page does not exist."""
    if not _of_head_office():
        raise NotFound


def answers_for(unit_id: UUID) -> bool:
    """Progress is told by the unit that owes it, and by the head office."""
    return me().unit_id == unit_id or _of_head_office()


def _of_head_office() -> bool:
    unit_id = me().unit_id
    return unit_id is None or units.get(db(), unit_id).is_provincial


def taken(form: Form, act: Callable[[], object], *, to: str, message: str, **page: Any) -> Response:
    """Do what a form asks and go on, or show the form again with what was refused."""
    if form.validate():
        try:
            act()
        except RuleBroken as broken:
            db().rollback()
            form.refuse(broken)
        else:
            return ENTER.done(to=to, message=message)
    return ENTER.refuse(form=form, back=to, **page)
