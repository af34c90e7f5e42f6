"""A note on one case, and the history of its classification on its page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Response, g, request, url_for

from thads.cases.models import Case, CaseAct
from thads.cases.views.citations import ground_of
from thads.cases.views.entering import case_of
from thads.cases.views.people import names_of
from thads.classification.actions import notes as actions
from thads.classification.forms import NoteForm
from thads.classification.models import ClassificationNote, NoteSubject
from thads.classification.queries import notes as queries
from thads.classification.queries.basis import CLASSIFYING, proofs_of
from thads.classification.views.blueprint import bp
from thads.core.errors import RuleBroken
from thads.identity.policy import Permission
from thads.rules import ageing_reasons
from thads.verification.models import Verification
from thads.web.access import requires
from thads.web.request import db, today, user
from thads.web.screen import Screen

NOTE = Screen("classification/note.html")


@dataclass(frozen=True)
class Line:
    """One act of the history, with its ground in words and its proof."""

    act: CaseAct
    ground: str | None
    proof: Verification | None
    is_struck: bool


@dataclass(frozen=True)
class Known:
    """What the page of a case says about classification."""

    lines: list[Line]  # the newest first
    notes: list[tuple[ClassificationNote, str | None, str]]  # reason in words, by whom


@bp.get("/notes/<uuid:case_id>")
@requires(Permission.CASE_DECIDE)
def note(case_id: UUID) -> Response:
    """The empty note beside those that stand."""
    case, form = case_of(case_id), _form()
    about = request.args.get("about")
    form.subject.data = NoteSubject.COVER if about == "cover" else NoteSubject.AGEING
    return NOTE.show(**_context(case, form))


@bp.post("/notes/<uuid:case_id>")
@requires(Permission.CASE_DECIDE)
def create_note(case_id: UUID) -> Response:
    """Keep a note; the earlier ones stay readable."""
    case, form = case_of(case_id), _form()
    if not form.validate():
        return NOTE.refuse(**_context(case, form))
    try:
        actions.note(db(), case, form.terms, by=user(), today=today())
    except RuleBroken as broken:
        db().rollback()
        form.refuse(broken)
        return NOTE.refuse(**_context(case_of(case_id), form))
    return NOTE.done(to=url_for("cases.show", case_id=case_id), message="Đã ghi chú.")


@bp.app_template_global("classification_of")
def classification_of(case: Case) -> Known:
    """The history of a loaded case, asked by its page, once a request."""
    kept: dict[UUID, Known] = g.setdefault("classifications", {})
    if case.id not in kept:
        kept[case.id] = _known(case)
    return kept[case.id]


def _known(case: Case) -> Known:
    struck = {act.corrects_id for act in case.acts if act.corrects_id}
    acts = [act for act in reversed(case.acts) if act.kind in CLASSIFYING]
    proofs = proofs_of(db(), [act.id for act in acts])
    lines = [Line(act, ground_of(act), proofs.get(act.id), act.id in struck) for act in acts]
    return Known(lines, _notes(case.id))


def _notes(case_id: UUID) -> list[tuple[ClassificationNote, str | None, str]]:
    written = queries.of_case(db(), case_id)
    names = names_of(one.entered_by_id for one in written)
    return [
        (one, ageing_reasons.label_of(one.reason) if one.reason else None,
         names.get(one.entered_by_id, "–") if one.entered_by_id else "–")
        for one in written
    ]  # fmt: skip


def _form() -> NoteForm:
    form = NoteForm()
    form.reason.offer((reason.code, reason.label) for reason in ageing_reasons.on(today()))
    return form


def _context(case: Case, form: NoteForm) -> dict[str, Any]:
    return {"case": case, "form": form, "notes": _notes(case.id)}
