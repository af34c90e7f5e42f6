"""What came in: the form of a new request, for each kind of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, request, url_for

from thads.cases import queries as cases
from thads.cases.models import Case, Judgment
from thads.cases.views.entering import case_of, scope
from thads.cases.views.people import units_of
from thads.core.errors import NotFound, RuleBroken
from thads.identity.policy import Permission
from thads.requests import actions
from thads.requests.forms import RequestForm
from thads.requests.models import RequestKind
from thads.requests.terms import RequestTerms
from thads.requests.views.blueprint import bp
from thads.web.access import requires
from thads.web.forms import need
from thads.web.request import db, today, user
from thads.web.screen import Screen

NEW = Screen("requests/new.html", part="request")


@bp.get("/new")
@requires(Permission.REQUEST_ENTER)
def new() -> Response:
    """The form, filled with what the judgment or the returned case says."""
    kind, judgment, returned = _kind(), _judgment(), _returned()
    form = _form(kind)
    form.received_on.data = today()
    form.unit.data = user().unit_id
    if judgment:
        form.unit.data, form.stated_judgment.data = judgment.unit_id, judgment.number
    if returned:
        _begin_again(form, returned)
    return NEW.show(**_context(form, kind, judgment, returned))


@bp.post("/")
@requires(Permission.REQUEST_ENTER)
def create() -> Response:
    """Write it down, or show the form again with what was typed."""
    kind, judgment, returned = _kind(), _judgment(), _returned()
    form = _form(kind)
    if not form.validate():
        return NEW.refuse(**_context(form, kind, judgment, returned))
    try:
        terms = _terms(form, kind, judgment, returned)
        made = actions.receive(db(), terms, by=user(), today=today())
        db().flush()
    except RuleBroken as broken:
        db().rollback()
        form.refuse(broken)
        return NEW.refuse(**_context(form, kind, _judgment(), _returned()))
    message = f"Đã ghi: {kind.label.lower()} của {made.requester}."
    return NEW.done(to=url_for(".show", request_id=made.id), message=message)


def _form(kind: RequestKind) -> RequestForm:
    form, mine = RequestForm(kind), scope()
    form.unit.offer((id, name) for id, name in units_of(today()) if mine in (None, id))
    return form


def _begin_again(form: RequestForm, case: Case) -> None:
    """The parties and the judgment of what was sent back."""
    form.unit.data = case.unit_id
    form.creditor.data = form.requester.data = "; ".join(p.name for p in case.creditors)
    form.debtor.data = "; ".join(p.name for p in case.debtors)
    if case.judgment:
        form.stated_judgment.data = case.judgment.number


def _context(
    form: RequestForm, kind: RequestKind, judgment: Judgment | None, returned: Case | None
) -> dict[str, Any]:
    address = url_for(
        ".create", kind=kind.value, judgment=judgment.id if judgment else None,
        case=returned.id if returned else None,
    )  # fmt: skip
    return {"form": form, "kind": kind, "judgment": judgment, "returned": returned,
            "address": address}  # fmt: skip


def _terms(
    form: RequestForm, kind: RequestKind, judgment: Judgment | None, returned: Case | None
) -> RequestTerms:
    unit_id, stated = need(form.unit.data), form.value("stated_judgment")
    known = judgment or cases.judgment_numbered(db(), stated or "", unit_id=unit_id)
    return RequestTerms(
        unit_id=unit_id, kind=kind, channel=need(form.channel.data),
        received_on=need(form.received_on.data), requested_on=form.requested_on.data,
        judgment_id=known.id if known else None, stated_judgment=stated,
        requester=need(form.requester.data), creditor=need(form.creditor.data),
        debtor=need(form.debtor.data), content=need(form.content.data), amount=form.amount.data,
        personal_id_number=form.value("personal_id_number"), address=form.value("address"),
        account=form.value("account"), reference=form.value("reference"),
        means=form.value("means"), enforceable_on=form.value("enforceable_on"),
        returned_case_id=returned.id if returned else None,
        submission_key=form.submission_key.data or None,
    )  # fmt: skip


def _kind() -> RequestKind:
    """The kind that the address names; a party's request unless it names one."""
    try:
        return RequestKind.of(request.args.get("kind", RequestKind.REQUEST))
    except ValueError:
        raise NotFound from None


def _judgment() -> Judgment | None:
    """The judgment that the address names, if any."""
    named = _id("judgment")
    return cases.get_judgment(db(), named, scope=scope()) if named else None


def _returned() -> Case | None:
    """The case whose request was sent back, if the address names one."""
    named = _id("case")
    return case_of(named) if named else None


def _id(name: str) -> UUID | None:
    text = request.args.get(name)
    try:
        return UUID(text) if text else None
    except ValueError:
        raise NotFound from None
