"""The workbench of one credit institution."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import Response, request

from thads.banks import course
from thads.banks.forms import ListForm
from thads.banks.queries import coercion, mortgages, records, register, workbench
from thads.banks.queries.records import Asked
from thads.banks.queries.register import Wanted
from thads.banks.views.entering import bp
from thads.banks.views.index import list_form
from thads.cases.models import Case
from thads.cases.queries import CaseFilter
from thads.cases.views.entering import scope
from thads.identity.policy import Permission
from thads.web.access import requires
from thads.web.forms import Form
from thads.web.request import db, today
from thads.web.screen import Screen

SHOW = Screen("banks/show.html")
WORK = Screen("banks/work.html")


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
        marks=records.marks(db(), [line.case_id for line in page.rows], today()),
    )  # fmt: skip


@bp.get("/credit-institutions/<uuid:institution_id>/work")
@requires(Permission.CREDIT_VIEW)
def work(institution_id: UUID) -> Response:
    """Meetings, promises with how many were kept, obstacles, hand-overs."""
    found = register.get(db(), institution_id)
    asked = Asked(institution_id=institution_id, scope=scope())
    promises = records.promises(db(), asked)
    return WORK.show(
        institution=found, meetings=records.meetings(db(), asked), promises=promises,
        tally=course.tally(promises, today()), state_on=course.state_on,
        obstacles=records.obstacles(db(), asked), handovers=records.handovers(db(), asked),
        coercion=coercion.of_institution(db(), institution_id, today(), scope=scope()),
        mortgages=mortgages.to_institution(db(), institution_id, today(), scope=scope()),
        button=Form(),
    )  # fmt: skip


@bp.app_template_global("bank_work_of")
def bank_work_of(case: Case) -> dict[str, Any]:
    """What was promised, raised and offered in a case; asked by its page."""
    asked = Asked(case_id=case.id)
    return {
        "promises": records.promises(db(), asked), "obstacles": records.obstacles(db(), asked),
        "handovers": records.handovers(db(), asked), "state_on": course.state_on,
    }  # fmt: skip


def asked_cases(form: ListForm, mine: UUID | None) -> CaseFilter:
    """The cases that the list is asked for."""
    wanted: Wanted = form.wanted(mine)
    asked = CaseFilter(unit_id=wanted.unit_id)
    return replace(asked, standings=wanted.part.standings) if wanted.part else asked
