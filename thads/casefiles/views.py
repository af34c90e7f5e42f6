"""The screens of a case's file: its index, numbering its leaves, closing it, binding it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, make_response, request, send_file, url_for

from thads.attachments.inspecting import pages_of
from thads.attachments.models import ClosingStep
from thads.casefiles import actions, binding, contents
from thads.casefiles.contents import Contents
from thads.casefiles.forms import GiveBackForm, NumberingForm
from thads.cases.models import Case
from thads.cases.queries import history_of
from thads.cases.views.entering import case_of
from thads.cases.views.people import names_of
from thads.core import files
from thads.core.errors import RuleBroken
from thads.identity.policy import Permission
from thads.web.access import requires
from thads.web.forms import Form, need
from thads.web.request import db, now, today, user
from thads.web.screen import Screen

bp = Blueprint("casefiles", __name__)
SHOW = Screen("casefiles/show.html")
NUMBER = Screen("casefiles/number.html")
DONE = {
    ClosingStep.SIGNED_OFF: "Đã ký xác nhận hồ sơ.",
    ClosingStep.CHECKED: "Đã ghi kết quả kiểm tra hồ sơ.",
    ClosingStep.ARCHIVED: "Đã cho lưu trữ hồ sơ.",
    ClosingStep.RETURNED: "Đã trả lại hồ sơ.",
}


@bp.get("/cases/<uuid:case_id>/file")
@requires(Permission.DOCUMENT_VIEW)
def show(case_id: UUID) -> Response:
    """The index of the file, and how far its closing is."""
    return SHOW.show(**_context(case_of(case_id), Form(), GiveBackForm()))


@bp.get("/cases/<uuid:case_id>/leaves")
@requires(Permission.LEAF_NUMBER)
def leaves(case_id: UUID) -> Response:
    """The papers that wait for their numbers, with the sheets that each seems to have."""
    case, form = case_of(case_id), NumberingForm()
    found = contents.of_case(db(), case.id)
    form.suggest(_sheets(found).items())
    return NUMBER.show(case=case, contents=found, form=form)


@bp.post("/cases/<uuid:case_id>/leaves")
@requires(Permission.LEAF_NUMBER)
def create_leaves(case_id: UUID) -> Response:
    """Number them."""
    case, form = case_of(case_id), NumberingForm()
    found, sound = contents.of_case(db(), case.id), form.validate()
    try:
        if sound:
            made = actions.number(
                db(), case, form.sheets, by=user(), today=today(), now=now()
            )  # fmt: skip
            told = f"Đã đánh bút lục {made[0].first:02d} đến {made[-1].last:02d}."
            return NUMBER.done(to=url_for(".show", case_id=case_id), message=told)
    except RuleBroken as broken:
        form.refuse(broken)
    return NUMBER.refuse(case=case, contents=found, form=form)


@bp.post("/cases/<uuid:case_id>/file/sign-off")
@requires(Permission.FILE_SIGN_OFF)
def create_sign_off(case_id: UUID) -> Response:
    """The officer signs the file off."""
    return _close(case_id, ClosingStep.SIGNED_OFF, actions.sign_off)


@bp.post("/cases/<uuid:case_id>/file/check")
@requires(Permission.FILE_CHECK)
def create_check(case_id: UUID) -> Response:
    """The examiner has checked it."""
    return _close(case_id, ClosingStep.CHECKED, actions.check)


@bp.post("/cases/<uuid:case_id>/file/archive")
@requires(Permission.FILE_ARCHIVE)
def create_archive(case_id: UUID) -> Response:
    """The head lets it into the archive."""
    return _close(case_id, ClosingStep.ARCHIVED, actions.archive)


@bp.post("/cases/<uuid:case_id>/file/return")
@requires(Permission.FILE_RETURN)
def create_return(case_id: UUID) -> Response:
    """It goes back to the officer, with the reason."""
    form = GiveBackForm()
    if not form.validate():
        return SHOW.refuse(**_context(case_of(case_id), Form(), form))

    def give_back(*given: Any, **more: Any) -> None:
        actions.give_back(*given, reason=need(form.reason.data), **more)

    return _close(case_id, ClosingStep.RETURNED, give_back)


@bp.post("/cases/<uuid:case_id>/file/bound")
@requires(Permission.DOCUMENT_VIEW)
def create_bound(case_id: UUID) -> Response:
    """Have the file, or its index alone, made as one PDF in the background."""
    whole = request.form.get("part") != "index"
    job = binding.ask_for(
        db(), case_of(case_id), whole=whole, by=user(), today=today(), now=now()
    )  # fmt: skip
    return SHOW.done(to=url_for("jobs.show", job_id=job.id))


@bp.get("/bound-files/<uuid:job_id>")
@requires(Permission.DOCUMENT_VIEW)
def bound(job_id: UUID) -> Response:
    """What was made, for who asked for it and still may read the case."""
    job, made = binding.file_of(db(), job_id, by=user())
    with ExitStack() as left_open:
        left_open.callback(made.close)
        case = case_of(UUID(job.arguments["case_id"]))
        left_open.pop_all()
    word = "Hồ sơ" if job.arguments["whole"] else "Mục lục"
    name = f"{word} {case.number}-{case.numbering_year}.pdf"
    return make_response(
        send_file(made, mimetype="application/pdf", as_attachment=True, download_name=name)
    )


def _close(case_id: UUID, step: ClosingStep, act: Callable[..., object]) -> Response:
    case, form = case_of(case_id), Form()
    try:
        act(db(), case, by=user(), today=today(), now=now())
    except RuleBroken as broken:
        form.refuse(broken)
        return SHOW.refuse(**_context(case, form, GiveBackForm(formdata=None)))
    return SHOW.done(to=url_for(".show", case_id=case_id), message=DONE[step])


def _sheets(found: Contents) -> dict[UUID, int]:
    """One for decisions and judgments; of papers made here the pages are counted now."""
    made = [one for one in found.waiting if one.document and not one.kind.is_one_leaf]
    with ExitStack() as at_hand:
        paths = [at_hand.enter_context(files.at_hand(db(), one.file_key)) for one in made]
        counted = dict(zip((one.source_id for one in made), pages_of(paths), strict=True))
    return {
        one.source_id: 1 if one.kind.is_one_leaf
        else counted.get(one.source_id) or one.pages or 1
        for one in found.waiting
    }  # fmt: skip


def _context(case: Case, form: Form, back: GiveBackForm) -> dict[str, Any]:
    found = contents.of_case(db(), case.id)
    people = [step.entered_by_id for step in found.steps]
    people += [one.leaf.entered_by_id for one in found.numbered if one.leaf]
    return {
        "case": case, "contents": found, "form": form, "back": back, "names": names_of(people),
        "last": found.last_step, "ended": history_of(case).now.standing.has_ended,
    }  # fmt: skip
