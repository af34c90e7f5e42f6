"""The workbench of one credit institution."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from flask import Response, request

from thads.banks.forms import ListForm
from thads.banks.queries import register, workbench
from thads.banks.queries.register import Wanted
from thads.banks.views.entering import bp
from thads.banks.views.index import list_form
from thads.cases.queries import CaseFilter
from thads.cases.views.entering import scope
from thads.identity.policy import Permission
from thads.web.access import requires
from thads.web.request import db, today
from thads.web.screen import Screen

SHOW = Screen("banks/show.html")


@bp.get("/credit-institutions/<uuid:institution_id>")
@requires(Permission.CREDIT_VIEW)
def show(institution_id: UUID) -> Response:
    """Its cases with what is owed and by which means."""
    found, mine = register.get(db(), institution_id), scope()
    form, order = list_form(), request.args.get("sort", register.LARGEST)
    number = max(1, request.args.get("page", 1, type=int) or 1)
    page = register.cases_of(
        db(), institution_id, asked_cases(form, mine), today(), scope=mine, order=order,
        number=number,
    )  # fmt: skip
    return SHOW.show(
        institution=found, form=form, page=page, sort=order, whole_province=mine is None,
        means=workbench.means_of(db(), [line.case_id for line in page.rows]),
    )  # fmt: skip


def asked_cases(form: ListForm, mine: UUID | None) -> CaseFilter:
    """The cases that the list is asked for."""
    wanted: Wanted = form.wanted(mine)
    asked = CaseFilter(unit_id=wanted.unit_id)
    return replace(asked, standings=wanted.part.standings) if wanted.part else asked
