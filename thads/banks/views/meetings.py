"""Meetings with an institution: writing one down, one with its files, adding files."""

from __future__ import annotations

from uuid import UUID

from flask import Response, make_response, send_file, url_for

from thads.attachments.receiving import received
from thads.banks.actions import records as actions
from thads.banks.models import BankMeeting, BankMeetingPaper
from thads.banks.queries import records, register
from thads.banks.queries.records import Asked
from thads.banks.record_forms import MeetingForm, PapersForm
from thads.banks.views.entering import ENTER, bp, open_to, taken
from thads.cases.views.entering import scope
from thads.cases.views.people import names_of
from thads.core import files
from thads.identity.policy import Permission
from thads.web.access import requires
from thads.web.request import db, now, today, user
from thads.web.screen import Screen

SHOW = Screen("banks/meeting.html")
NEW = {"title": "Ghi buổi làm việc với tổ chức tín dụng", "submit": "Ghi buổi làm việc"}
PAPERS = {"title": "Thêm biên bản, tài liệu", "submit": "Thêm tài liệu"}


@bp.get("/credit-institutions/<uuid:institution_id>/meetings/new")
@requires(Permission.CREDIT_KEEP)
def new_meeting(institution_id: UUID) -> Response:
    """The form of a meeting."""
    found = register.get(db(), institution_id)
    return ENTER.show(form=MeetingForm(), back=_work(institution_id), lead=found.title, **NEW)


@bp.post("/credit-institutions/<uuid:institution_id>/meetings/new")
@requires(Permission.CREDIT_KEEP)
def create_meeting(institution_id: UUID) -> Response:
    """Write it down with its files, all or nothing."""
    form, found = MeetingForm(), register.get(db(), institution_id)

    def act() -> None:
        with received(form.files.given) as given:
            actions.hold_meeting(
                db(), register.get(db(), institution_id), form.terms(), given, by=user(),
                today=today(), now=now(),
            )  # fmt: skip

    return taken(
        form, act, to=_work(institution_id), message="Đã ghi buổi làm việc.", lead=found.title,
        **NEW,
    )  # fmt: skip


@bp.get("/bank-meetings/<uuid:bank_meeting_id>")
@requires(Permission.CREDIT_VIEW)
def show_meeting(bank_meeting_id: UUID) -> Response:
    """One meeting with its files and what was promised and raised there."""
    meeting = _seen(bank_meeting_id)
    asked = Asked(meeting_id=meeting.id, scope=scope())
    return SHOW.show(
        meeting=meeting, promises=records.promises(db(), asked),
        obstacles=records.obstacles(db(), asked), names=names_of([meeting.entered_by_id]),
    )  # fmt: skip


@bp.get("/bank-meetings/<uuid:bank_meeting_id>/papers/new")
@requires(Permission.CREDIT_KEEP)
def new_meeting_papers(bank_meeting_id: UUID) -> Response:
    """The form that takes files."""
    meeting = _seen(bank_meeting_id)
    return ENTER.show(form=PapersForm(), back=_page(meeting.id), **PAPERS)


@bp.post("/bank-meetings/<uuid:bank_meeting_id>/papers/new")
@requires(Permission.CREDIT_KEEP)
def create_meeting_papers(bank_meeting_id: UUID) -> Response:
    """Keep them with the meeting."""
    form = PapersForm()
    _seen(bank_meeting_id)

    def act() -> None:
        with received(form.files.given) as given:
            meeting = records.get(db(), BankMeeting, bank_meeting_id)
            actions.add_papers(db(), meeting, given, by=user(), now=now())

    return taken(form, act, to=_page(bank_meeting_id), message="Đã thêm tài liệu.", **PAPERS)


@bp.get("/bank-meetings/papers/<uuid:bank_paper_id>")
@requires(Permission.CREDIT_VIEW)
def meeting_paper(bank_paper_id: UUID) -> Response:
    """A file of a meeting, to be kept."""
    paper = records.get(db(), BankMeetingPaper, bank_paper_id)
    _seen(paper.meeting_id)
    made = files.opened(db(), paper.file_key)
    return make_response(
        send_file(made, mimetype=paper.file_type.about.mimetype, as_attachment=True,
                  download_name=paper.file_name)
    )  # fmt: skip


def _seen(meeting_id: UUID) -> BankMeeting:
    """The meeting, as far as this person may see it."""
    meeting = records.get(db(), BankMeeting, meeting_id)
    open_to(meeting.unit_id)
    return meeting


def _page(meeting_id: UUID) -> str:
    return url_for(".show_meeting", bank_meeting_id=meeting_id)


def _work(institution_id: UUID) -> str:
    return url_for(".work", institution_id=institution_id)
