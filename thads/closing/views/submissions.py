"""Sending one's own figures; reading, approving and giving back what was sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from flask import Response, url_for

from thads.cases.views.people import names_of
from thads.closing import actions, beside, policy, queries
from thads.closing.chain import Report
from thads.closing.documents import changes
from thads.closing.forms import ReturnForm, SendForm
from thads.closing.models import PeriodSubmission
from thads.closing.views.blueprint import board, bp, chain_of, check_of, period_asked
from thads.core.errors import NotFound, RuleBroken
from thads.identity.policy import Permission
from thads.statistics.subject import Subject
from thads.units import queries as units
from thads.web.access import requires
from thads.web.forms import Form
from thads.web.request import db, now, today, user
from thads.web.screen import Screen

NEW = Screen("closing/submission_new.html")
SHOW = Screen("closing/submission.html")


@bp.get("/submissions/new")
@requires(Permission.PERIOD_SUBMIT)
def new_submission() -> Response:
    """One's own figures beside last period's, before they are sent."""
    _, period_end = period_asked()
    report, form = _own(period_end), SendForm()
    form.seen.data = report.digest if report else ""
    return NEW.show(form=form, **_before(period_end, report))


@bp.post("/submissions")
@requires(Permission.PERIOD_SUBMIT)
def create_submission() -> Response:
    """Send them to the head of the unit."""
    _, period_end = period_asked()
    form = SendForm()
    try:
        actions.submit(
            db(), user(), period_end, seen=str(form.seen.data or ""), by=user(), today=today(),
            now=now(),
        )  # fmt: skip
    except RuleBroken as broken:
        db().rollback()
        report = _own(period_end)
        form.refuse(broken)
        form.seen.data = report.digest if report else ""
        return NEW.refuse(form=form, **_before(period_end, report))
    message = f"Đã nộp báo cáo tháng {period_end:%m/%Y} cho Thủ trưởng đơn vị."
    return NEW.done(to=board(period_end), message=message)


@bp.get("/submissions/<uuid:submission_id>")
@requires(Permission.REPORT_VIEW)
def show_submission(submission_id: UUID) -> Response:
    """What was sent, what has changed since, and what became of it."""
    return SHOW.show(**_context(_sent(submission_id)))


@bp.post("/submissions/<uuid:submission_id>/approval")
@requires(Permission.PERIOD_CLOSE)
def create_approval(submission_id: UUID) -> Response:
    """Confirm the figures as they were sent."""
    sent, form = _sent(submission_id), Form()
    return _answer(
        sent, form, lambda: actions.approve(db(), sent, by=user(), today=today(), now=now()),
        "Đã duyệt báo cáo.", approval=form,
    )  # fmt: skip


@bp.post("/submissions/<uuid:submission_id>/return")
@requires(Permission.PERIOD_CLOSE)
def create_return(submission_id: UUID) -> Response:
    """Send them back with a reason."""
    sent, form = _sent(submission_id), ReturnForm()
    return _answer(
        sent, form,
        lambda: actions.give_back(
            db(), sent, str(form.reason.data), by=user(), today=today(), now=now()
        ),
        "Đã trả lại báo cáo kèm lý do.", giving_back=form,
    )  # fmt: skip


def _answer(
    sent: PeriodSubmission, form: Form, act: Callable[[], object], message: str, **shown: Form
) -> Response:
    period_end, submission_id = sent.period_end, sent.id
    try:
        if form.validate():
            act()
            return SHOW.done(to=board(period_end), message=message)
    except RuleBroken as broken:
        form.refuse(broken)
    db().rollback()
    return SHOW.refuse(**_context(_sent(submission_id), **shown))


def _own(period_end: date) -> Report | None:
    mine = (r for r in chain_of(period_end).reports if r.officer and r.officer.id == user().id)
    return next(mine, None)


def _before(period_end: date, report: Report | None) -> dict[str, Any]:
    found = report and list(
        beside.lines(beside.parts(report.row), beside.last_period(db(), period_end, report.row))
    )
    sent = queries.submission(db(), report.submission.id) if report and report.submission else None
    checked = check_of(Subject(report.unit.id, user().id), period_end) if report else {}
    return {
        **checked, "period_end": period_end, "report": report, "lines": found or [], "sent": sent,
        "changes": changes(sent.figures, report.document) if sent and report else [],
    }  # fmt: skip


def _sent(submission_id: UUID) -> PeriodSubmission:
    """One that this person may read; another's looks absent."""
    found = queries.submission(db(), submission_id)
    if not policy.reads(user(), found.unit_id):
        raise NotFound
    return found


def _context(
    sent: PeriodSubmission, *, approval: Form | None = None, giving_back: Form | None = None
) -> dict[str, Any]:
    unit, chain = units.get(db(), sent.unit_id), chain_of(sent.period_end)
    reports = chain.of_unit(unit.id)
    every = [*reports.officers, reports.report] if reports else []
    report = next((r for r in every if r.submission and r.submission.id == sent.id), None)
    answer = sent.approved or sent.returned
    waits = report is not None and answer is None
    earlier = queries.sent_by(db(), sent.period_end, sent.unit_id, sent.officer_id)
    return {
        "sent": sent, "unit": unit, "report": report, "waits": waits, "earlier": earlier,
        "answer": answer, "may_answer": waits and policy.answers(user(), sent, unit),
        "lines": list(beside.lines(beside.first_of(sent.figures),
                                   beside.parts(report.row) if report else None)),
        "changes": changes(sent.figures, report.document) if report and waits else [],
        "approval": approval or Form(None), "giving_back": giving_back or ReturnForm(None),
        "names": names_of([sent.entered_by_id, sent.officer_id, *(
            e.entered_by_id for e in (answer,) if e)]),
        "list_of": url_for("statistics.index", at=f"{sent.period_end:%d/%m/%Y}",
                           unit=unit.id, officer=sent.officer_id),
    }  # fmt: skip
