"""Having the notice of costs made from an approved estimate."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, url_for

from thads.cases.views.entering import case_of
from thads.costs import queries as costs
from thads.documents import of_costs, queries
from thads.identity.policy import Permission
from thads.web.access import requires
from thads.web.request import db, now, today, user
from thads.web.screen import go

bp = Blueprint("cost_papers", __name__)


@bp.post("/cost-sheets/<uuid:sheet_id>/notice")
@requires(Permission.DOCUMENT_MAKE)
def create(sheet_id: UUID) -> Response:
    """Number and compose the notice; it is printed in the background."""
    sheet = costs.sheet(db(), sheet_id)
    case = case_of(sheet.case_id)
    document = of_costs.notice(db(), case, sheet, by=user(), today=today(), now=now())
    work = queries.work_on(db(), document.id)
    assert work is not None  # just asked for
    return go(url_for("jobs.show", job_id=work.id))
