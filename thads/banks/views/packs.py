"""The meeting pack of an institution: asked for, and downloaded once it is made."""

from __future__ import annotations

from uuid import UUID

from flask import Response, make_response, send_file, url_for

from thads.banks import printing
from thads.banks.actions.records import unit_of
from thads.banks.queries import register
from thads.banks.views.entering import bp
from thads.banks.views.workbench import WORK
from thads.cases.views.entering import scope
from thads.identity.policy import Permission
from thads.web.access import requires
from thads.web.request import db, now, today, user


@bp.post("/credit-institutions/<uuid:institution_id>/packs")
@requires(Permission.CREDIT_KEEP)
def create_pack(institution_id: UUID) -> Response:
    """Have the pack of what this person may see laid out on A4."""
    found, mine = register.get(db(), institution_id), scope()
    terms = {
        "pack_of": str(found.id), "unit_id": str(unit_of(user())), "day": today().isoformat(),
        "scope": str(mine) if mine else None,
    }  # fmt: skip
    job = printing.ask_for(db(), terms, by=user(), now=now())
    return WORK.done(to=url_for("jobs.show", job_id=job.id))


@bp.get("/credit-institutions/packs/<uuid:job_id>")
@requires(Permission.CREDIT_KEEP)
def pack(job_id: UUID) -> Response:
    """What was laid out, for who asked for it."""
    made = printing.file_of(db(), job_id, by=user())
    name = "Tài liệu làm việc với tổ chức tín dụng.pdf"
    return make_response(
        send_file(made, mimetype="application/pdf", as_attachment=True, download_name=name)
    )
