"""The head's list of forms that do not fit."""

from __future__ import annotations

from flask import Blueprint, Response, request

from thads.cases.views.entering import scope
from thads.documents import misfits
from thads.identity.policy import Permission
from thads.web.access import requires
from thads.web.request import db
from thads.web.screen import Screen

bp = Blueprint("misfits", __name__, url_prefix="/misfits")
INDEX = Screen("documents/misfits.html")


@bp.get("/")
@requires(Permission.MISFIT_VIEW)
def index() -> Response:
    """How often each form was told of, and what was said."""
    page = request.args.get("page", 1, type=int)
    return INDEX.show(
        counts=misfits.counts(db(), scope=scope()),
        page=misfits.told(db(), scope=scope(), page=page),
    )
