"""Lists of a unit as numbered papers: who has no means yet, what ended in a month."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, url_for

from thads.cases.models import SigningMode
from thads.cases.views.entering import scope
from thads.core.errors import RuleBroken
from thads.delegations import competence
from thads.documents import lists, queries
from thads.documents.catalogue import Kind
from thads.documents.forms import ListForm
from thads.documents.lists import ListTerms
from thads.identity import queries as identity
from thads.identity.policy import Permission
from thads.units import queries as units
from thads.units.models import Unit
from thads.web.access import requires
from thads.web.forms import need
from thads.web.request import db, now, today, user
from thads.web.screen import Screen

bp = Blueprint("lists", __name__, url_prefix="/paper-lists")
INDEX = Screen("documents/lists.html")
LIST = "unit_list"  # its name in the table of who signs


@bp.get("/")
@requires(Permission.DOCUMENT_VIEW)
def index() -> Response:
    """The lists that are made, and the form that makes one."""
    return INDEX.show(**_context(_form()))


@bp.post("/")
@requires(Permission.DOCUMENT_MAKE)
def create() -> Response:
    """Number and compose one list; it is printed in the background."""
    form = _form()
    if not form.validate():
        return INDEX.refuse(**_context(form))
    try:
        document = lists.make(db(), _terms(form), by=user(), today=today(), now=now())
    except RuleBroken as broken:
        db().rollback()
        form.refuse(broken)
        return INDEX.refuse(**_context(form))
    work = queries.work_on(db(), document.id)
    assert work is not None  # just asked for
    return INDEX.done(to=url_for("jobs.show", job_id=work.id))


def _units() -> list[Unit]:
    """Whose lists this person reads."""
    mine = scope()
    return [one for one in units.existing_on(db(), today()) if mine in (None, one.id)]


def _form() -> ListForm:
    form, mine = ListForm(), _units()
    form.unit.offer((one.id, one.name) for one in mine)
    signers = {
        one.person.id: one for unit in mine
        for one in competence.capacities(db(), competence.Paper(LIST, today(), unit))
    }  # fmt: skip
    form.signer.offer(
        (key, f"{one.person.full_name}, {one.person.role.label}") for key, one in signers.items()
    )
    modes = dict.fromkeys(SigningMode.of(one.mode) for one in signers.values())
    form.signing_mode.offer((one.value, one.label) for one in modes)
    if not form.is_submitted():
        form.day.data = today()
        form.unit.data = mine[0].id if mine else None
        usual = signers.get(user().id) or next(iter(signers.values()), None)
        form.signer.data = usual.person.id if usual else None
        form.signing_mode.data = SigningMode.of(usual.mode) if usual else None
    return form


def _terms(form: ListForm) -> ListTerms:
    unit, day = units.get(db(), need(form.unit.data)), need(form.day.data)
    signer = identity.get(db(), need(form.signer.data))
    mode = need(form.signing_mode.data)
    competence.check(db(), competence.Paper(LIST, day, unit), signer, mode)
    kind = Kind(need(form.kind.data).value)
    kind = Kind(need(form.kind.data).value)
    return ListTerms(kind=kind, unit_id=unit.id, day=day, signer=signer, mode=mode)


def _context(form: ListForm) -> dict[str, Any]:
    documents = queries.lists_made(db(), scope=scope())
    return {
        "form": form, "documents": documents, "work": queries.unfinished(db(), documents),
    }  # fmt: skip
