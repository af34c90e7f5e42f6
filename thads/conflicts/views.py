"""A person's own declarations, and what the head and the administrator read of them."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, url_for

from thads.conflicts import actions, queries
from thads.conflicts.forms import EndForm, RelativeForm
from thads.conflicts.models import DeclaredRelative
from thads.core.errors import RuleBroken
from thads.identity import queries as identity
from thads.identity.models import Role
from thads.identity.policy import Permission
from thads.web.access import requires
from thads.web.request import db, me, today, user
from thads.web.screen import Screen

bp = Blueprint("conflicts", __name__, url_prefix="/relatives")
staff = Blueprint("staff_relatives", __name__, url_prefix="/staff-relatives")
INDEX = Screen("conflicts/index.html", part="declaration")
PEOPLE = Screen("conflicts/people.html")
SHOW = Screen("conflicts/show.html")
OF_ALL = (Role.PROVINCE_HEAD, Role.ADMINISTRATOR)  # the head of a branch reads of its people


@bp.get("/")
@requires(Permission.RELATIVE_DECLARE)
def index() -> Response:
    """What I declared, and the form of one more."""
    return INDEX.show(**_own(RelativeForm()))


@bp.post("/")
@requires(Permission.RELATIVE_DECLARE)
def create() -> Response:
    """One relative more."""
    form = RelativeForm()
    if not form.validate():
        return INDEX.refuse(**_own(form))
    try:
        actions.declare(db(), form.terms(), by=user(), today=today())
    except RuleBroken as broken:
        form.refuse(broken)
        return INDEX.refuse(**_own(form))
    return INDEX.done(to=url_for(".index"), message="Đã ghi người thân thích.")


@bp.get("/<uuid:relative_id>")
@requires(Permission.RELATIVE_DECLARE)
def show(relative_id: UUID) -> Response:
    """One of my declarations, and taking it back."""
    return SHOW.show(one=_mine(relative_id), form=EndForm())


@bp.post("/<uuid:relative_id>/end")
@requires(Permission.RELATIVE_DECLARE)
def create_end(relative_id: UUID) -> Response:
    """It no longer holds."""
    one, form = _mine(relative_id), EndForm()
    if not form.validate():
        return SHOW.refuse(one=one, form=form)
    try:
        actions.take_back(db(), one, form.reason.data or "", by=user(), today=today())
    except RuleBroken as broken:
        form.refuse(broken)
        return SHOW.refuse(one=one, form=form)
    return SHOW.done(to=url_for(".index"), message="Đã ghi việc thôi khai.")


@staff.get("/")
@requires(Permission.RELATIVE_REVIEW)
def people() -> Response:
    """Who declared what, of the people that this reader answers for; reading it is recorded."""
    reader = me()
    readable = identity.users(db(), unit_id=None if reader.role in OF_ALL else reader.unit_id)
    declared: dict[UUID, list[DeclaredRelative]] = defaultdict(list)
    for one in queries.relatives_of(db(), [person.id for person in readable]):
        if one.end is None:
            declared[one.user_id].append(one)
    shown = [person for person in readable if person.id in declared]
    return PEOPLE.show(people=shown, declared=declared)


def _mine(relative_id: UUID) -> DeclaredRelative:
    return queries.own_relative(db(), relative_id, me().id)


def _own(form: RelativeForm) -> dict[str, Any]:
    return {"form": form, "relatives": queries.relatives_of(db(), [me().id])}
