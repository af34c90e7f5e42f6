"""Voluntary hand-overs of mortgaged property: the offer, one with its steps, the next step."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, url_for

from thads.banks.actions import handovers as actions
from thads.banks.models import VoluntaryHandover
from thads.banks.queries import coercion, records, register
from thads.banks.record_forms import OfferForm, StepForm
from thads.banks.views.choosing import named, open_cases
from thads.banks.views.entering import ENTER, bp, taken, taken_on
from thads.cases.views.entering import case_of
from thads.cases.views.people import names_of
from thads.identity.policy import Permission
from thads.web.access import requires
from thads.web.forms import need
from thads.web.request import db, today, user
from thads.web.screen import Screen

SHOW = Screen("banks/handover.html")
NEW = {"title": "Vận động tự nguyện giao tài sản thế chấp", "submit": "Ghi vận động"}


@bp.get("/credit-institutions/<uuid:institution_id>/handovers/new")
@requires(Permission.CREDIT_KEEP)
def new_handover(institution_id: UUID) -> Response:
    """The form of an offer."""
    found, form = register.get(db(), institution_id), OfferForm()
    form.offer(open_cases(institution_id))
    form.case.data = named("case")
    return ENTER.show(form=form, back=_work(institution_id), lead=found.title, **NEW)


@bp.post("/credit-institutions/<uuid:institution_id>/handovers/new")
@requires(Permission.CREDIT_KEEP)
def create_handover(institution_id: UUID) -> Response:
    """Write the offer down; its answer becomes a task."""
    found, form = register.get(db(), institution_id), OfferForm()
    form.offer(open_cases(institution_id))
    return taken(
        form,
        lambda: actions.offer(
            db(), found, case_of(need(form.case.data)), form.terms(), by=user(), today=today()
        ),
        to=_work(institution_id), message="Đã ghi vận động tự nguyện giao tài sản.",
        lead=found.title, **NEW,
    )  # fmt: skip


@bp.get("/voluntary-handovers/<uuid:bank_handover_id>")
@requires(Permission.CREDIT_VIEW)
def show_handover(bank_handover_id: UUID) -> Response:
    """One hand-over with its steps."""
    form = StepForm(data={"day": today()})
    return SHOW.show(form=form, **_of(bank_handover_id, form))


@bp.post("/voluntary-handovers/<uuid:bank_handover_id>")
@requires(Permission.CREDIT_KEEP)
def create_handover_step(bank_handover_id: UUID) -> Response:
    """Write the next step down."""
    form = StepForm()
    context = _of(bank_handover_id, form)
    found: VoluntaryHandover = context["handover"]
    return taken_on(
        SHOW, form,
        lambda: actions.take_step(db(), found, form.terms(), by=user(), today=today()),
        to=url_for(".show_handover", bank_handover_id=bank_handover_id), message="Đã ghi bước.",
        **context,
    )  # fmt: skip


def _of(handover_id: UUID, form: StepForm) -> dict[str, Any]:
    found = records.get(db(), VoluntaryHandover, handover_id)
    case_of(found.case_id)
    form.offer(found.last.kind, coercion.coercions(db(), found.case_id))
    names = names_of(one.entered_by_id for one in found.steps)
    return {"handover": found, "names": names}


def _work(institution_id: UUID) -> str:
    return url_for(".work", institution_id=institution_id)
