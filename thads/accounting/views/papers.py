"""Books and minutes as PDF: asked for, and fetched when they are made."""

from __future__ import annotations

from uuid import UUID

from flask import Response, flash, make_response, request, send_file, url_for

from thads.accounting import papers
from thads.accounting.views.blueprint import bp, reconciliations
from thads.accounting.views.books import SHOW as BOOK
from thads.accounting.views.books import opened_for
from thads.accounting.views.reconciling import ONE, period_asked, standing_asked
from thads.core.errors import NotFound, RuleBroken
from thads.identity.policy import Permission, may
from thads.web.access import requires
from thads.web.request import db, me, now, today, user
from thads.web.screen import go

TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@bp.post("/books")
@requires(Permission.BOOKS_VIEW)
def create_paper() -> Response:
    """Have the book of this address laid out on A4."""
    opened = opened_for()
    try:
        job = papers.ask_for_book(
            db(), opened.asked, words=opened.words, by=user(), today=today(), now=now()
        )
    except RuleBroken as broken:
        flash(broken.message)
        return go(f"{url_for('.book')}?{request.query_string.decode()}")
    return BOOK.done(to=url_for("jobs.show", job_id=job.id))


@reconciliations.post("/reconciliation/minutes")
@requires(Permission.RECONCILIATION_VIEW)
def create_minutes() -> Response:
    """Have the minutes of one officer's reconciliation laid out."""
    _, period = period_asked()
    standing = standing_asked(period)
    if standing.holding.officer_id is None:
        raise NotFound
    job = papers.ask_for_minutes(
        db(), standing, period.kind, period.last, by=user(), today=today(), now=now()
    )
    return ONE.done(to=url_for("jobs.show", job_id=job.id))


@bp.get("/papers/<uuid:job_id>")
@requires(Permission.RECONCILIATION_VIEW)
def paper(job_id: UUID) -> Response:
    """What was made, for who asked for it."""
    job, made = papers.file_of(db(), job_id, by=user())
    is_minutes = "minutes" in job.arguments
    if not is_minutes and not may(me().role, Permission.BOOKS_VIEW):
        made.close()
        raise NotFound
    kind = "xlsx" if "workbook" in job.arguments else "pdf"
    name = "Biên bản đối chiếu" if is_minutes else "Sổ kế toán"
    named = f"{name} {job.arguments['today']}.{kind}"
    return make_response(
        send_file(made, mimetype=TYPES[kind], as_attachment=True, download_name=named)
    )
