"""Conclusions: who owes what until when, how far it is, and by what it was shown to be done."""

from __future__ import annotations

from uuid import UUID

from flask import Response, make_response, render_template, request, url_for

from thads.core import files
from thads.core.errors import NotFound
from thads.identity import queries as people
from thads.identity.models import Role
from thads.identity.policy import Permission
from thads.reports import queries as reports
from thads.units import queries as units
from thads.visits import actions, queries
from thads.visits.forms import ClosingForm, ConclusionForm, ProgressForm
from thads.visits.metrics import value_in
from thads.visits.models import VisitConclusion
from thads.visits.views.entering import ENTER, answers_for, bp, keep, seen, taken
from thads.web.access import requires
from thads.web.forms import need
from thads.web.reader import reader
from thads.web.request import db, now, today, user

OUTSIDE = (Role.OVERSIGHT, Role.ADMINISTRATOR)
STATES = {"": "Tất cả", "open": "Chưa xong", "late": "Quá hạn"}


@bp.get("/conclusions")
@requires(Permission.VISIT_VIEW)
def conclusions() -> Response:
    """The state of all conclusions, to be printed."""
    state = request.args.get("state", "")
    found = queries.conclusions(
        db(), seen(), open_only=state == "open", late_on=today() if state == "late" else None
    )
    page = render_template(
        "visits/conclusions.html", conclusions=found, state=state, states=STATES, reader=reader()
    )
    return make_response(page)


@bp.get("/<uuid:visit_id>/conclusions/new")
@requires(Permission.VISIT_KEEP)
def new_conclusion(visit_id: UUID) -> Response:
    """The form of a conclusion."""
    keep()
    visit = queries.get(db(), visit_id, seen())
    back = url_for(".show", visit_id=visit.id)
    return ENTER.show(form=_offered(ConclusionForm()), back=back, **CONCLUDE)


@bp.post("/<uuid:visit_id>/conclusions/new")
@requires(Permission.VISIT_KEEP)
def create_conclusion(visit_id: UUID) -> Response:
    """Write down a conclusion."""
    keep()
    form, visit = _offered(ConclusionForm()), queries.get(db(), visit_id, seen())
    return taken(
        form, lambda: actions.conclude(db(), visit, form.terms(), by=user(), now=now()),
        to=url_for(".show", visit_id=visit_id), message="Đã ghi kết luận.", **CONCLUDE,
    )  # fmt: skip


@bp.get("/conclusions/<uuid:conclusion_id>")
@requires(Permission.VISIT_VIEW)
def conclusion(conclusion_id: UUID) -> Response:
    """One conclusion with its progress and how it was closed."""
    found = queries.conclusion(db(), conclusion_id, seen())
    page = render_template(
        "visits/conclusion.html",
        conclusion=found,
        value_in=value_in,
        reader=reader(),
        answers=answers_for(found.unit_id),
    )
    return make_response(page)


@bp.get("/conclusions/<uuid:conclusion_id>/progress/new")
@requires(Permission.VISIT_PROGRESS)
def new_progress(conclusion_id: UUID) -> Response:
    """The form of progress."""
    found = _open_to(conclusion_id)
    form = ProgressForm(data={"day": today()})
    return ENTER.show(form=form, back=_page_of(found), lead=found.content, **PROGRESS)


@bp.post("/conclusions/<uuid:conclusion_id>/progress/new")
@requires(Permission.VISIT_PROGRESS)
def create_progress(conclusion_id: UUID) -> Response:
    """Say how far a conclusion is."""
    form, found = ProgressForm(), _open_to(conclusion_id)
    return taken(
        form,
        lambda: actions.tell_progress(
            db(), found, need(form.day.data), str(form.note.data), by=user(), today=today(),
            now=now(),
        ),
        to=_page_of(found), message="Đã ghi tiến độ.", lead=found.content, **PROGRESS,
    )  # fmt: skip


@bp.get("/conclusions/<uuid:conclusion_id>/closing/new")
@requires(Permission.VISIT_KEEP)
def new_closing(conclusion_id: UUID) -> Response:
    """The form of closing."""
    found, form = _kept(conclusion_id), ClosingForm(data={"day": today()})
    form.offer(reports.published(db()))
    return ENTER.show(form=form, back=_page_of(found), lead=found.content, **CLOSE)


@bp.post("/conclusions/<uuid:conclusion_id>/closing/new")
@requires(Permission.VISIT_KEEP)
def create_closing(conclusion_id: UUID) -> Response:
    """Close a conclusion by a figure or a paper."""
    found, form = _kept(conclusion_id), ClosingForm()
    form.offer(reports.published(db()))
    return taken(
        form,
        lambda: actions.close(db(), found, form.terms(), by=user(), today=today(), now=now()),
        to=_page_of(found), message="Đã ghi hoàn thành kết luận.", lead=found.content, **CLOSE,
    )  # fmt: skip


@bp.get("/conclusions/<uuid:conclusion_id>/closing/file")
@requires(Permission.VISIT_VIEW)
def closing_file(conclusion_id: UUID) -> Response:
    """The paper by which it was shown to be done."""
    found = queries.conclusion(db(), conclusion_id, seen())
    if found.closing is None or found.closing.file_key is None:
        raise NotFound
    answer = make_response(files.read(db(), found.closing.file_key))
    answer.headers["Content-Type"] = "application/pdf"
    answer.headers["Content-Disposition"] = 'attachment; filename="van-ban-chung-minh.pdf"'
    return answer


def _open_to(conclusion_id: UUID) -> VisitConclusion:
    """A conclusion of which this person may tell progress."""
    found = queries.conclusion(db(), conclusion_id, seen())
    if not answers_for(found.unit_id):
        raise NotFound
    return found


def _kept(conclusion_id: UUID) -> VisitConclusion:
    """A conclusion that this person may close."""
    keep()
    return queries.conclusion(db(), conclusion_id, seen())


def _offered(form: ConclusionForm) -> ConclusionForm:
    form.offer(
        [(unit.id, unit.name) for unit in units.existing_on(db(), today())],
        [
            (person.id, f"{person.full_name} ({person.role.label})")
            for person in people.users(db())
            if person.is_active and person.role not in OUTSIDE
        ],
    )
    return form


def _page_of(conclusion: VisitConclusion) -> str:
    return url_for(".conclusion", conclusion_id=conclusion.id)


CONCLUDE = {"title": "Ghi kết luận của đoàn giám sát", "submit": "Ghi kết luận"}
PROGRESS = {"title": "Ghi tiến độ thực hiện kết luận", "submit": "Ghi tiến độ"}
CLOSE = {"title": "Ghi hoàn thành kết luận", "submit": "Ghi hoàn thành"}
