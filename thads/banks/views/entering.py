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
