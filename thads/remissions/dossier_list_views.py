"""The list of dossiers, and the list of a month for the procuracy."""

from __future__ import annotations

from typing import Any

from flask import Response, request, url_for

from thads.cases.views.entering import scope
from thads.cases.views.people import names_of, officers_of, unit_names, units_of
from thads.core.errors import RuleBroken
from thads.delegations import competence
from thads.delegations.agency import agency_of
from thads.documents import queries as documents
from thads.identity import queries as identity
from thads.identity.policy import Permission
from thads.remissions import listing, papers
from thads.remissions.dossier_views import bp
from thads.remissions.forms import DossierListForm, ListForm
from thads.units import queries as units
from thads.web.access import requires
from thads.web.forms import need
from thads.web.request import db, now, today, user
from thads.web.screen import Screen

INDEX = Screen("remissions/dossiers.html")


@bp.get("/remission-dossiers/")
@requires(Permission.CASE_VIEW)
def index() -> Response:
    """The dossiers with what comes next and until when; those that run unless others are asked."""
    return INDEX.show(**_listed(_list_form()))


@bp.post("/remission-dossiers/lists")
@requires(Permission.REMISSION_PREPARE)
def create_list() -> Response:
    """Compose the list of a month; it is printed in the background."""
    form = _list_form()
    if not form.validate():
        return INDEX.refuse(**_listed(form))
    unit, signer = units.get(db(), need(form.unit.data)), identity.get(db(), need(form.signer.data))
    try:
        made = papers.month_list(
            db(), unit, need(form.day.data), signer, by=user(), today=today(), now=now()
        )
    except RuleBroken as broken:
        db().rollback()
        form.refuse(broken)
        return INDEX.refuse(**_listed(form))
    work = documents.work_on(db(), made.id)
    assert work is not None  # just asked for
    return INDEX.done(to=url_for("jobs.show", job_id=work.id))


def asked() -> DossierListForm:
    """The filter as it stands in the address, with what this person may choose."""
    form, mine = DossierListForm(request.args), scope()
    form.unit.offer(units_of(today()) if mine is None else [])
    form.officer.offer(officers_of(mine))
    return form


def _listed(form: ListForm) -> dict[str, Any]:
    filters, mine, sort = asked(), scope(), request.args.get("sort", "opened")
    page, late = listing.page_of(
        db(), today(), filters.wanted(mine), order=sort,
        number=request.args.get("page", 1, type=int) or 1,
    )  # fmt: skip
    return {
        "filters": filters, "page": page, "late": late, "sort": sort, "units": unit_names(),
        "names": names_of(line.officer_id for line in page.rows),
        "whole_province": mine is None, "form": form,
    }  # fmt: skip


def _list_form() -> ListForm:
    """Whose lists this person makes, and whose heads sign them."""
    form, mine = ListForm(), scope()
    own = [one for one in units.existing_on(db(), today()) if mine in (None, one.id)]
    agencies = dict.fromkeys(agency_of(one, today()) for one in own)
    heads = [head for one in agencies for head in competence.heads(db(), one, today())]
    form.unit.offer((one.id, one.name) for one in own)
    form.signer.offer((one.id, f"{one.full_name}, {one.role.label}") for one in heads)
    if not form.is_submitted():
        form.day.data = today()
        form.unit.data = own[0].id if own else None
        form.signer.data = heads[0].id if heads else None
    return form
