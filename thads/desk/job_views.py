"""Background work as its owner sees it: how far, what came of it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from flask import Blueprint, Response, make_response, render_template
from sqlalchemy import select

from thads.core.errors import NotFound
from thads.core.jobs import BackgroundJob, JobState
from thads.identity.policy import Permission
from thads.web.access import requires
from thads.web.request import db, now, user
from thads.web.screen import Screen

bp = Blueprint("jobs", __name__, url_prefix="/jobs")
JOB = Screen("jobs/show.html", part="job")
SHOWN = 50
UNHEARD = timedelta(seconds=20)  # waiting longer than this, the queue has not answered


@bp.get("/")
@requires(Permission.JOB_VIEW)
def index() -> Response:
    """One's own background work, newest first."""
    stmt = select(BackgroundJob).where(BackgroundJob.asked_by_id == user().id)
    found = db().scalars(stmt.order_by(BackgroundJob.asked_at.desc()).limit(SHOWN)).all()
    return make_response(render_template("jobs/index.html", jobs=found))


@bp.get("/<uuid:job_id>")
@requires(Permission.JOB_VIEW)
def show(job_id: UUID) -> Response:
    """One piece of work; the part renews itself while it runs."""
    job = db().get(BackgroundJob, job_id)
    if job is None or job.asked_by_id != user().id:
        raise NotFound
    unheard = job.state is JobState.WAITING and now() - job.asked_at > UNHEARD
    return JOB.show(job=job, running=job.finished_at is None, unheard=unheard)
