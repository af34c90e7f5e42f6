"""The paper that a judgment was received."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, url_for

from thads.cases import queries as cases
from thads.cases.models import Judgment
from thads.cases.views.entering import scope
from thads.core.errors import RuleBroken
from thads.documents import of_judgments, queries
from thads.documents.forms import JudgmentReceiptForm
from thads.identity.policy import Permission
from thads.web.access import requires
from thads.web.request import db, now, user
from thads.web.screen import Screen

bp = Blueprint("judgment_slips", __name__, url_prefix="/judgments/<uuid:judgment_id>/receipt")
SHOW = Screen("documents/judgment_slip.html")


@bp.get("")
@requires(Permission.JUDGMENT_VIEW)
def show(judgment_id: UUID) -> Response:
    """The receipt that was made, or what is asked to make it."""
    judgment = _judgment(judgment_id)
    form = JudgmentReceiptForm()
    form.handed_by.data = judgment.court
    return SHOW.show(**_context(judgment, form))


@bp.post("")
@requires(Permission.JUDGMENT_ENTER)
def create(judgment_id: UUID) -> Response:
    """Number the receipt; it is printed in the background."""
    judgment, form = _judgment(judgment_id), JudgmentReceiptForm()
    if not form.validate():
        return SHOW.refuse(**_context(judgment, form))
    try:
        document = of_judgments.receipt(db(), judgment, form.terms(), by=user(), now=now())
    except RuleBroken as broken:
        db().rollback()
        form.refuse(broken)
        return SHOW.refuse(**_context(_judgment(judgment_id), form))
    work = queries.work_on(db(), document.id)
    if work is None or work.asked_by_id != user().id:
        return SHOW.done(to=url_for(".show", judgment_id=judgment_id))
    return SHOW.done(to=url_for("jobs.show", job_id=work.id))


def _judgment(judgment_id: UUID) -> Judgment:
    return cases.get_judgment(db(), judgment_id, scope=scope())


def _context(judgment: Judgment, form: JudgmentReceiptForm) -> dict[str, object]:
    documents = of_judgments.versions(db(), judgment)
    return {
        "judgment": judgment, "form": form, "documents": documents,
        "work": queries.unfinished(db(), documents),
    }  # fmt: skip
