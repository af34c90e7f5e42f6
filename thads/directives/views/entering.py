"""What all screens of directives share: whose tasks one sees, the page of one form, the files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, make_response

from thads.core import files
from thads.core.errors import NotFound, RuleBroken
from thads.units import queries as units
from thads.web.forms import Form
from thads.web.request import db, me
from thads.web.screen import Screen

bp = Blueprint("directives", __name__)
ENTER = Screen("directives/enter.html")


def seen() -> UUID | None:
    """The unit whose tasks this person sees; None at the head office, which sees all."""
    unit_id = me().unit_id
    if unit_id is None or units.get(db(), unit_id).is_provincial:
        return None
    return unit_id


def must_see(unit_id: UUID) -> None:
    """NotFound for what is another unit's."""
    if seen() not in (None, unit_id):
        raise NotFound


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


def paper(key: str | None, name: str) -> Response:
    """The PDF that was kept; NotFound where none was."""
    if key is None:
        raise NotFound
    answer = make_response(files.read(db(), key))
    answer.headers["Content-Type"] = "application/pdf"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return answer
