"""The book of delegations: who signs for the head, what, until when; entering one, ending one."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from thads.core.errors import NotFound, RuleBroken
from thads.delegations import actions, queries
from thads.delegations.agency import Agency, agency_of
from thads.delegations.forms import EndForm, GrantForm
from thads.delegations.models import Delegation
from thads.identity.policy import Permission, sees_whole_province
from thads.rules import signing
from thads.units import queries as units
from thads.web.access import requires
from thads.web.request import db, me, today, user
from thads.web.screen import Screen

bp = Blueprint("delegations", __name__, url_prefix="/delegations")
INDEX = Screen("delegations/index.html")
NEW = Screen("delegations/new.html", part="grant")
SHOW = Screen("delegations/show.html", part="end")
NOW, COMING, OVER = "now", "coming", "over"
STATES = {NOW: "Đang có hiệu lực", COMING: "Chưa đến ngày", OVER: "Đã hết hiệu lực"}
ALL = "all"
LABELS = {rule.kind: rule.label for rule in signing.SIGNING}


@bp.get("/")
@requires(Permission.DELEGATION_VIEW)
def index() -> Response:
    """Those good today unless the address asks for others."""
    asked = request.args.get("state", NOW)
    every = queries.every(db(), scope=_scope())
    shown = [one for one in every if asked == ALL or state_of(one, today()) == asked]
    return INDEX.show(
        rows=shown, asked=asked, total=len(every), choices={**STATES, ALL: "Tất cả"}, **_words()
    )


@bp.get("/new")
@requires(Permission.DELEGATION_GRANT)
def new() -> Response:
    """The empty form; the paper is taken to be of today."""
    form = _form()
    form.issued_on.data = form.valid_from.data = today()
    return NEW.show(form=form, given_by_head=_gives())


@bp.post("/")
@requires(Permission.DELEGATION_GRANT)
def create() -> Response:
    """Record the paper; refused, the form comes back with what was typed."""
    form = _form()
    if not form.validate():
        return NEW.refuse(form=form, given_by_head=_gives())
    try:
        given = actions.grant(db(), form.terms(), by=user(), today=today())
    except RuleBroken as broken:
        db().rollback()
        form.refuse(broken)
        return NEW.refuse(form=form, given_by_head=_gives())
    shown = url_for(".show", delegation_id=given.id)
    return NEW.done(to=shown, message=f"Đã ghi văn bản số {given.number}.")


@bp.get("/<uuid:delegation_id>")
@requires(Permission.DELEGATION_VIEW)
def show(delegation_id: UUID) -> Response:
    """One paper: to whom, what, until when, and how it ended."""
    return SHOW.show(**_context(_of(delegation_id), EndForm()))


@bp.post("/<uuid:delegation_id>/end")
@requires(Permission.DELEGATION_GRANT)
def create_end(delegation_id: UUID) -> Response:
    """End it before its time; what was signed under it stands."""
    delegation, form = _of(delegation_id), EndForm()
    if not form.validate():
        return SHOW.refuse(**_context(delegation, form))
    try:
        actions.end(db(), delegation, form.terms(), by=user(), today=today())
    except RuleBroken as broken:
        form.refuse(broken)
        return SHOW.refuse(**_context(delegation, form))
    return SHOW.done(
        to=url_for(".show", delegation_id=delegation_id), message="Đã ghi việc chấm dứt."
    )


def state_of(delegation: Delegation, day: date) -> str:
    """Whether it is good on `day`, is to come, or is over."""
    if delegation.holds_on(day):
        return NOW
    return COMING if day < delegation.valid_from else OVER


def _form() -> GrantForm:
    form, agency = GrantForm(), _agency()
    form.delegate.offer(
        (one.id, f"{one.full_name}, {one.role.label} – {one.unit.name}")
        for one in queries.who_may_sign(db(), today())
        if agency and one.unit and not agency.is_head(one)
        if agency_of(one.unit, today()) == agency
    )
    form.units.offer(
        (one.id, one.name)
        for one in units.existing_on(db(), today())
        if agency_of(one, today()) == agency
    )
    form.offer_kinds(form.day or today())
    return form


def _gives() -> bool:
    return _agency() is not None


def _agency() -> Agency | None:
    """The agency whose head reads this, if any."""
    try:
        return actions.own_agency(user(), today())
    except RuleBroken:
        return None


def _scope() -> UUID | None:
    reader = me()
    if sees_whole_province(reader.role):
        return None
    if reader.unit_id is None:
        raise NotFound
    return reader.unit_id


def _of(delegation_id: UUID) -> Delegation:
    return queries.get(db(), delegation_id, scope=_scope())


def _context(delegation: Delegation, form: EndForm) -> dict[str, Any]:
    agency = _agency()
    own = agency is not None and agency.branch_id == delegation.branch_id
    return {"given": delegation, "form": form, "own": own, **_words()}


def _words() -> dict[str, Any]:
    return {
        "labels": LABELS, "state_of": state_of, "states": STATES,
        "unit_names": {unit.id: unit.name for unit in units.every(db())},
    }  # fmt: skip
