"""A paper of a record: composed, then printed in the background, or why it was not."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, url_for

from thads.core.errors import RuleBroken
from thads.documents import queries as documents
from thads.documents.models import CaseDocument
from thads.registers.entering import ENTER
from thads.web.request import db, user
from thads.web.screen import go


def printed(make: Callable[[], CaseDocument], *, shown: str) -> Response:
    """Go on to the work that prints it; back to the record's page when it may not be made."""
    try:
        made = make()
    except RuleBroken as broken:
        db().rollback()
        return go(shown, message=broken.message)
    work = documents.work_on(db(), made.id)
    mine = work is not None and work.asked_by_id == user().id
    to = url_for("jobs.show", job_id=work.id) if work and mine else shown
    return ENTER.done(to=to, message=None if mine else "Văn bản với nội dung này đã lập rồi.")
