"""Evidence to be destroyed: n of m late, and the steps of one file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, url_for

from thads.cases.models import Case
from thads.cases.views.entering import case_of, scope
from thads.core.errors import RuleBroken
from thads.evidence import actions, queries
from thads.evidence.forms import CouncilForm, DestructionForm, OpeningForm
from thads.evidence.models import EvidenceFile
from thads.identity.policy import Permission
from thads.web.access import requires
from thads.web.forms import Form, need
from thads.web.request import db, today, user
from thads.web.screen import Screen

bp = Blueprint("evidence", __name__)

INDEX = Screen("evidence/index.html")
SHOW = Screen("evidence/show.html", part="step")
NEW = Screen("evidence/new.html", part="opening")


@bp.get("/evidence/")
@requires(Permission.EVIDENCE_VIEW)
def index() -> Response:
    """Files that still wait, the late ones marked, with n of m."""
    waiting = queries.waiting_on(db(), today(), scope())
    late = sum(file.step.is_late_on(today()) for file in waiting)
    return INDEX.show(waiting=waiting, late=late)


@bp.get("/evidence/<uuid:file_id>")
@requires(Permission.EVIDENCE_VIEW)
def show(file_id: UUID) -> Response:
    """One file and the form of its next step."""
    return SHOW.show(**_context(file_id))


@bp.post("/evidence/<uuid:file_id>/council")
@requires(Permission.EVIDENCE_ENTER)
def create_council(file_id: UUID) -> Response:
    """The destruction council was set up (L08 Đ.125 k.1; L25 Đ.58 k.2)."""
    form = CouncilForm()
    return _step(file_id, form, actions.set_council, lambda: form.council_on.data)


@bp.post("/evidence/<uuid:file_id>/destruction")
@requires(Permission.EVIDENCE_ENTER)
def create_destruction(file_id: UUID) -> Response:
    """The exhibits were destroyed (NĐ152 Đ.40 k.1)."""
    form = DestructionForm()
    return _step(file_id, form, actions.destroy, lambda: form.destroyed_on.data)


@bp.get("/cases/<uuid:case_id>/evidence")
@requires(Permission.EVIDENCE_ENTER)
def new(case_id: UUID) -> Response:
    """The form of a new file on a case."""
    case, form = case_of(case_id), OpeningForm()
    form.decided_on.data = case.docketed_on
    return NEW.show(case=case, form=form)


@bp.post("/cases/<uuid:case_id>/evidence")
@requires(Permission.EVIDENCE_ENTER)
def create(case_id: UUID) -> Response:
    """A file of exhibits to destroy; the council's clock starts."""
    case, form = case_of(case_id), OpeningForm()
    if not form.validate():
        return NEW.refuse(case=case, form=form)
    try:
        actions.open_file(
            db(), case, description=need(form.description.data),
            decided_on=need(form.decided_on.data), by=user(), today=today(),
        )  # fmt: skip
    except RuleBroken as broken:
        form.refuse(broken)
        return NEW.refuse(case=case, form=form)
    return NEW.done(to=url_for("cases.show", case_id=case_id), message="Đã mở hồ sơ vật chứng.")


@bp.app_template_global("evidence_of")
def evidence_of(case: Case) -> Sequence[EvidenceFile]:
    """The files of a case; asked by its page."""
    return queries.of_case(db(), case.id)


def _step(file_id: UUID, form: Form, act: Callable[..., Any], day: Callable[[], Any]) -> Response:
    file = _file(file_id)
    if not form.validate():
        return SHOW.refuse(**_context(file_id, form))
    try:
        act(db(), file, on=need(day()), by=user(), today=today())
    except RuleBroken as broken:
        form.refuse(broken)
        return SHOW.refuse(**_context(file_id, form))
    return SHOW.done(to=url_for(".show", file_id=file_id), message="Đã ghi vào hồ sơ vật chứng.")


def _file(file_id: UUID) -> EvidenceFile:
    """One file, if its case is for this person; NotFound otherwise."""
    file = queries.get(db(), file_id)
    case_of(file.case_id)
    return file


def _context(file_id: UUID, form: Form | None = None) -> dict[str, Any]:
    file = _file(file_id)
    if form is None and file.destroyed_on is None:
        form = DestructionForm(formdata=None) if file.council_on else CouncilForm(formdata=None)
    step = queries.step_on(file, today())
    return {"file": file, "case": case_of(file.case_id), "form": form, "step": step}
