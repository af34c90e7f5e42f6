"""The screens of the files attached to a case: what there is, attaching, opening, striking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, g, make_response, request, send_file, url_for

from thads.attachments import actions, queries
from thads.attachments.actions import AttachmentTerms
from thads.attachments.filetypes import FileType
from thads.attachments.forms import AttachmentForm, StrikeForm
from thads.attachments.models import Attachment
from thads.attachments.receiving import received
from thads.cases.models import ActKind, Case, CaseAct
from thads.cases.views.entering import case_of
from thads.cases.views.people import names_of
from thads.core import files
from thads.core.errors import NotFound, RuleBroken
from thads.identity.policy import Permission
from thads.web.access import requires
from thads.web.forms import need
from thads.web.request import db, now, today, user
from thads.web.screen import Screen

bp = Blueprint("attachments", __name__)
INDEX = Screen("attachments/index.html")
NEW = Screen("attachments/new.html")
SHOW = Screen("attachments/show.html")
SEALED = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; sandbox"
ONLY_FRAMELESS = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'"


@dataclass(frozen=True)
class Known:
    """What the page of a case says of its files."""

    every: Sequence[Attachment]
    by_act: dict[UUID, list[Attachment]]
    is_closed: bool

    @property
    def standing(self) -> list[Attachment]:
        """Those that were not struck out."""
        return [one for one in self.every if one.strike is None]


@bp.get("/cases/<uuid:case_id>/attachments")
@requires(Permission.DOCUMENT_VIEW)
def index(case_id: UUID) -> Response:
    """All files of the case, in the order in which the office had them."""
    case = case_of(case_id)
    known = attachments_of(case)
    people = [one.entered_by_id for one in known.every]
    return INDEX.show(case=case, known=known, acts=_acts(case), names=names_of(people))


@bp.get("/cases/<uuid:case_id>/attachments/new")
@requires(Permission.ATTACHMENT_ADD)
def new(case_id: UUID) -> Response:
    """The form that takes files, for the act that the address names if it names one."""
    case = case_of(case_id)
    form = _form(case)
    form.received_on.data = today()
    form.act.data = _asked_act(case)
    return NEW.show(case=case, form=form)


@bp.post("/cases/<uuid:case_id>/attachments/new")
@requires(Permission.ATTACHMENT_ADD)
def create(case_id: UUID) -> Response:
    """Keep the files, all or none."""
    case = case_of(case_id)
    form = _form(case)
    if not form.validate():
        return NEW.refuse(case=case, form=form)
    try:
        with received(form.files.given) as given:
            made = actions.attach(
                db(), case_of(case_id), _terms(form), given, by=user(), today=today(), now=now()
            )
            return NEW.done(to=url_for(".index", case_id=case_id), message=_told(made))
    except RuleBroken as broken:
        db().rollback()
        form.refuse(broken)
        return NEW.refuse(case=case_of(case_id), form=form)


@bp.get("/attachments/<uuid:attachment_id>")
@requires(Permission.DOCUMENT_VIEW)
def show(attachment_id: UUID) -> Response:
    """All that is known of one file, and the form that strikes it out."""
    return SHOW.show(**_context(_attachment(attachment_id), StrikeForm()))


@bp.get("/attachments/<uuid:attachment_id>/file")
@requires(Permission.DOCUMENT_VIEW)
def file(attachment_id: UUID) -> Response:
    """The file itself: shown by the browser where it can be, else a download; `?copy` saves it."""
    found = _attachment(attachment_id)
    return _answer(
        found.file_key, found.file_type, found.download_name,
        shown=found.file_type.about.shown and "copy" not in request.args,
    )  # fmt: skip


@bp.get("/attachments/<uuid:attachment_id>/picture")
@requires(Permission.DOCUMENT_VIEW)
def picture(attachment_id: UUID) -> Response:
    """The small picture of a photo or scan."""
    found = _attachment(attachment_id)
    if not found.has_picture:
        raise NotFound
    return _answer(found.picture_key, FileType.JPEG, "anh.jpg", shown=True)


@bp.post("/attachments/<uuid:attachment_id>/strike")
@requires(Permission.ATTACHMENT_ADD)
def create_strike(attachment_id: UUID) -> Response:
    """Strike it out; it stays readable."""
    found, form = _attachment(attachment_id), StrikeForm()
    if not form.validate():
        return SHOW.refuse(**_context(found, form))
    try:
        actions.strike(
            db(), case_of(found.case_id), found, reason=need(form.reason.data), by=user(),
            today=today(), now=now(),
        )  # fmt: skip
    except RuleBroken as broken:
        form.refuse(broken)
        return SHOW.refuse(**_context(found, form))
    return SHOW.done(to=url_for(".index", case_id=found.case_id), message="Đã gạch bỏ tài liệu.")


@bp.app_template_global("attachments_of")
def attachments_of(case: Case) -> Known:
    """The files of a case, by act too; asked by its page, once a request."""
    kept: dict[UUID, Known] = g.setdefault("attachments", {})
    if case.id not in kept:
        every, by_act = queries.of_case(db(), case.id), dict[UUID, list[Attachment]]()
        for one in every:
            if one.act_id is not None and one.strike is None:
                by_act.setdefault(one.act_id, []).append(one)
        kept[case.id] = Known(every, by_act, queries.is_closed(db(), case.id))
    return kept[case.id]


def _attachment(attachment_id: UUID) -> Attachment:
    """One file, if its case is for this person; NotFound otherwise."""
    found = queries.get(db(), attachment_id)
    case_of(found.case_id)
    return found


def _answer(key: str, file_type: FileType, name: str, *, shown: bool) -> Response:
    """What was kept, as what it is and nothing else: no guessing, no script, no frame."""
    about, kept = file_type.about, files.opened(db(), key)
    size = kept.seek(0, 2)
    kept.seek(0)
    answer = make_response(
        send_file(kept, mimetype=about.mimetype, as_attachment=not shown, download_name=name)
    )
    answer.content_length = size
    answer.headers["Content-Security-Policy"] = (
        ONLY_FRAMELESS if file_type is FileType.PDF else SEALED
    )
    return answer


def _form(case: Case) -> AttachmentForm:
    form = AttachmentForm()
    form.offer_acts(_acts(case).items())
    return form


def _acts(case: Case) -> dict[UUID, str]:
    """The acts that files may belong to, the latest first."""
    struck = {act.corrects_id for act in case.acts}
    return {
        act.id: _name(act) for act in reversed(case.acts)
        if act.id not in struck and act.kind is not ActKind.CORRECTION
    }  # fmt: skip


def _name(act: CaseAct) -> str:
    number = f" số {act.number}/{act.series}" if act.number else ""
    return f"{act.day:%d/%m/%Y} – {act.kind.label}{number}"


def _asked_act(case: Case) -> UUID | None:
    asked = request.args.get("act", "")
    return next((act_id for act_id in _acts(case) if str(act_id) == asked), None)


def _terms(form: AttachmentForm) -> AttachmentTerms:
    return AttachmentTerms(
        kind=need(form.kind.data), title=form.title.data, received_on=need(form.received_on.data),
        issued_on=form.issued_on.data, act_id=form.act.data,
        submission_key=form.submission_key.data or None,
    )  # fmt: skip


def _told(made: Sequence[Attachment]) -> str:
    if len(made) == 1:
        return f"Đã đính kèm “{made[0].title}”."
    return f"Đã đính kèm {len(made)} tệp."


def _context(found: Attachment, form: StrikeForm) -> dict[str, Any]:
    case = case_of(found.case_id)
    people = [found.entered_by_id, found.strike.entered_by_id if found.strike else None]
    return {
        "attachment": found, "case": case, "form": form, "acts": _acts(case),
        "names": names_of(people), "known": attachments_of(case),
    }  # fmt: skip
