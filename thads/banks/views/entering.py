"""What the screens of credit institutions share: who acts where, and the page of one form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, Response

from thads.cases.views.entering import scope
from thads.core.errors import NotFound, RuleBroken
from thads.web.forms import Form
from thads.web.request import db
from thads.web.screen import Screen

bp = Blueprint("banks", __name__)
ENTER = Screen("banks/enter.html")


def open_to(unit_id: UUID) -> None:
    """What a unit wrote down is read by its people and by the province."""
    if scope() not in (None, unit_id):
        raise NotFound


def taken(form: Form, act: Callable[[], object], *, to: str, message: str, **page: Any) -> Response:
    """Do what a form on a page of its own asks and go on, or show it again with the refusal."""
    return taken_on(ENTER, form, act, to=to, message=message, back=to, **page)


def taken_on(
    screen: Screen, form: Form, act: Callable[[], object], *, to: str, message: str, **page: Any
) -> Response:
    """The same on the page of what the form is about."""
    if form.validate():
        try:
            act()
        except RuleBroken as broken:
            db().rollback()
            form.refuse(broken)
        else:
            return screen.done(to=to, message=message)
    return screen.refuse(**page, form=form)
