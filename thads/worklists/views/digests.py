"""The daily digest is put away by who has read it."""

from __future__ import annotations

from uuid import UUID

from flask import Response, url_for

from thads.identity.policy import Permission
from thads.web.access import requires
from thads.web.request import db, now, user
from thads.web.screen import go
from thads.worklists import actions, digests
from thads.worklists.views.blueprint import bp


@bp.post("/digests/<uuid:digest_id>/dismissal")
@requires(Permission.CASE_VIEW)
def dismiss_digest(digest_id: UUID) -> Response:
    """It is not shown again; somebody else's is absent."""
    actions.dismiss(db(), digests.get(db(), digest_id), by=user(), now=now())
    return go(url_for("desk.home"), message="Đã cất bản tin; ngày làm việc sau có bản tin mới.")
