"""Asking for the statement of late interest as a paper."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, request, url_for

from thads.cases.views.entering import case_of
from thads.core.errors import RuleBroken
from thads.documents import of_interest, queries
from thads.identity.policy import Permission
from thads.interest.forms import UntilFilter
from thads.web.access import requires
from thads.web.request import db, now, today, user
from thads.web.screen import Screen, go

bp = Blueprint("interest_papers", __name__)
DONE = Screen("interest/show.html")


@bp.post("/cases/<uuid:case_id>/interest/papers")
@requires(Permission.DOCUMENT_MAKE)
def create(case_id: UUID) -> Response:
    """Number and compose it for the day that the screen showed."""
    case, asked = case_of(case_id), UntilFilter(request.form)
    until = (asked.until.data if asked.validate() else None) or today()
    try:
        made = of_interest.make(db(), case, until, by=user(), today=today(), now=now())
    except RuleBroken as broken:
        db().rollback()
        return go(url_for("interest.show", case_id=case_id), message=broken.message)
    work = queries.work_on(db(), made.id)
    assert work is not None  # just asked for
    return DONE.done(to=url_for("jobs.show", job_id=work.id))
