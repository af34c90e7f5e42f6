"""Coercion after a hand-over that failed: the form of a measure, filled in, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from flask import Response, request, url_for

from thads.banks.actions import handovers
from thads.banks.models import HandoverStep, VoluntaryHandover
from thads.banks.queries import coercion, records
from thads.banks.views.entering import bp
from thads.cases.models import Case
from thads.cases.views.entering import case_of
from thads.core.errors import NotFound, RuleBroken
from thads.identity.policy import Permission
from thads.measures import actions
from thads.measures.forms import MeasureForm
from thads.measures.models import Measure
from thads.measures.views import NEW, asking, kind_named
from thads.rules.measures import MeasureKind
from thads.web.access import requires
from thads.web.forms import need
from thads.web.request import db, today, user

REFUSED = "Người phải thi hành án không tự nguyện giao tài sản thế chấp (vận động ngày {day})."


@bp.get("/voluntary-handovers/<uuid:bank_handover_id>/measure")
@requires(Permission.MEASURE_ENTER)
def new_handover_measure(bank_handover_id: UUID) -> Response:
    """The coercive measures of the law of today, then the form of the one chosen."""
    found, case = _failed(bank_handover_id)
    kind = _coercive(request.args.get("kind"))
    return NEW.show(**_asking(found, case, kind, MeasureForm() if kind else None))


@bp.post("/voluntary-handovers/<uuid:bank_handover_id>/measure")
@requires(Permission.MEASURE_ENTER)
def create_handover_measure(bank_handover_id: UUID) -> Response:
    """Decide it, and say at the hand-over that it was decided."""
    found, case = _failed(bank_handover_id)
    kind = _coercive(request.form.get("kind"))
    if kind is None:
        return NEW.refuse(**_asking(found, case, None, None))
    form = MeasureForm()
    context = _asking(found, case, kind, form)
    if not form.validate():
        return NEW.refuse(**context)
    try:
        made = actions.apply(db(), case, form.terms(kind), by=user(), today=today())
        _told(found, made, need(form.day.data))
    except RuleBroken as broken:
        db().rollback()
        form.refuse(broken)
        return NEW.refuse(**_asking(*_failed(bank_handover_id), kind, form))
    to = url_for("measures.show", measure_id=made.id)
    return NEW.done(to=to, message="Đã ghi biện pháp và gắn với lần vận động giao tài sản.")


@bp.app_template_global("handovers_before")
def handovers_before(measure: Measure) -> Sequence[VoluntaryHandover]:
    """The hand-overs that failed before a measure; asked by its page."""
    return coercion.handovers_before(db(), measure.id)


def _told(found: VoluntaryHandover, made: Measure, day: date) -> None:
    if found.last.measure_id == made.id:  # sent twice
        return
    terms = handovers.StepTerms(
        kind=HandoverStep.COERCION, day=day, due_on=None, note="Ra quyết định cưỡng chế",
        paper=None, measure_id=made.id,
    )  # fmt: skip
    handovers.take_step(db(), found, terms, by=user(), today=today())


def _failed(handover_id: UUID) -> tuple[VoluntaryHandover, Case]:
    """A hand-over after which coercion may follow; NotFound otherwise."""
    found = records.get(db(), VoluntaryHandover, handover_id)
    case = case_of(found.case_id)
    if found.last.kind not in (HandoverStep.FAILED, HandoverStep.COERCION):
        raise NotFound
    return found, case


def _coercive(name: str | None) -> MeasureKind | None:
    kind = kind_named(name)
    return None if kind is None or kind.is_security else kind


def _asking(
    found: VoluntaryHandover, case: Case, kind: MeasureKind | None, form: MeasureForm | None
) -> dict[str, Any]:
    context = asking(case, kind, form)
    if form and not form.is_submitted():
        form.object.data = found.asset
        form.ground.data = REFUSED.format(day=f"{found.steps[0].day:%d/%m/%Y}")
    return context | {"handover": found}
