"""Estimates and actual costs: typed line by line, approved, shown side by side."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from flask import Response, request, url_for

from thads.cases.models import Case
from thads.cases.views.entering import case_of
from thads.cases.views.people import names_of
from thads.core.errors import RuleBroken
from thads.costs import actions, queries
from thads.costs.forms import DecisionForm, EstimateForm, MoneyForm, SheetForm
from thads.costs.models import CostSheet, SheetKind
from thads.costs.views.blueprint import bp
from thads.costs.views.words import Compared, compared, content_label, rate_label
from thads.identity.policy import Permission
from thads.rules import deadlines
from thads.rules.dated import MissingRule
from thads.rules.deadlines import Duty
from thads.web.access import requires
from thads.web.request import db, today, user
from thads.web.screen import Screen

NEW = Screen("costs/sheet_new.html", part="sheet")
SHOW = Screen("costs/sheet.html")


@bp.get("/cases/<uuid:case_id>/costs/estimate")
@requires(Permission.COST_ENTER)
def estimate(case_id: UUID) -> Response:
    """The form of an estimate."""
    return _new(case_id, SheetKind.ESTIMATE)


@bp.post("/cases/<uuid:case_id>/costs/estimate")
@requires(Permission.COST_ENTER)
def create_estimate(case_id: UUID) -> Response:
    """One more row, one less, or the estimate written."""
    return _create(case_id, SheetKind.ESTIMATE)


@bp.get("/cases/<uuid:case_id>/costs/actual")
@requires(Permission.COST_ENTER)
def actual(case_id: UUID) -> Response:
    """The form of what was spent, begun with the lines of the estimate it settles."""
    return _new(case_id, SheetKind.ACTUAL)


@bp.post("/cases/<uuid:case_id>/costs/actual")
@requires(Permission.COST_ENTER)
def create_actual(case_id: UUID) -> Response:
    """One more row, one less, or the actual costs written."""
    return _create(case_id, SheetKind.ACTUAL)


@bp.get("/cost-sheets/<uuid:sheet_id>")
@requires(Permission.CASE_VIEW)
def sheet(sheet_id: UUID) -> Response:
    """One sheet; actual costs beside the estimate they settle, with the differences."""
    return SHOW.show(**sheet_context(sheet_id))


@bp.post("/cost-sheets/<uuid:sheet_id>/decision")
@requires(Permission.COST_APPROVE)
def create_decision(sheet_id: UUID) -> Response:
    """The head approves the sheet or sends it back."""
    found, form = sheet_of(sheet_id), DecisionForm()
    if not form.validate():
        return SHOW.refuse(**sheet_context(sheet_id, decision=form))
    try:
        actions.decide(
            db(), case_of(found.case_id), found, approved=form.answer.data == "yes",
            note=form.note.data, by=user(), today=today(),
        )  # fmt: skip
    except RuleBroken as broken:
        db().rollback()
        form.refuse(broken)
        return SHOW.refuse(**sheet_context(sheet_id, decision=form))
    return SHOW.done(to=url_for(".sheet", sheet_id=sheet_id), message="Đã ghi quyết định.")


def sheet_of(sheet_id: UUID) -> CostSheet:
    """One sheet, if its case is for this person; NotFound otherwise."""
    found = queries.sheet(db(), sheet_id)
    case_of(found.case_id)
    return found


def sheet_context(
    sheet_id: UUID, *, decision: DecisionForm | None = None, advance: MoneyForm | None = None
) -> dict[str, Any]:
    """All that the page of a sheet shows."""
    found = sheet_of(sheet_id)
    planned = queries.sheet(db(), found.settles_id) if found.settles_id else None
    actual = queries.settled_by(db(), found) if found.kind is SheetKind.ESTIMATE else found
    advanced = queries.advanced_on(db(), planned.id if planned else found.id)
    return {
        "sheet": found, "case": case_of(found.case_id), "planned": planned,
        "actual": actual if actual is not found else None, "advanced": advanced,
        "compared": compared(planned, found) if planned else list[Compared](),
        "notice_due": _notice_due(found), "content_label": content_label,
        "rate_label": rate_label, "decision": decision or DecisionForm(formdata=None),
        "advance": advance or advance_form(found, advanced),
        "names": names_of([
            found.entered_by_id, found.decision.entered_by_id if found.decision else None
        ]),
    }  # fmt: skip


def advance_form(sheet: CostSheet, advanced: int) -> MoneyForm:
    """What may still be advanced; the fund's own money never lies in our box or account."""
    form = MoneyForm()
    del form.place
    if not form.is_submitted():
        form.day.data, form.amount.data = today(), max(0, sheet.total - advanced)
    return form


def _notice_due(sheet: CostSheet) -> date | None:
    """The last day to tell the debtor the costs before the coercion (L25 Đ.72 k.7)."""
    if sheet.coercion_on is None:
        return None
    try:
        return deadlines.due(Duty.COERCION_COST_NOTICE, sheet.coercion_on)
    except MissingRule:
        return None


def _new(case_id: UUID, kind: SheetKind) -> Response:
    case = case_of(case_id)
    form = _form(case, kind)
    form.day.data = today()
    estimate_id = request.args.get("estimate")
    chosen = next((s for s in _open(case) if str(s.id) == estimate_id), None)
    if kind is SheetKind.ACTUAL and chosen is not None:
        _begin_with(form, chosen)
    form.offer_law(today())
    return NEW.show(**_context(case, kind, form))


def _begin_with(form: SheetForm, estimate: CostSheet) -> None:
    form.settles.data, form.measure.data = estimate.id, estimate.measure
    form.coercion_on.data, form.place.data = estimate.coercion_on, estimate.place
    while len(form.lines.entries) < len(estimate.lines):
        form.lines.append_entry()
    for row, line in zip(form.lines, estimate.lines, strict=False):
        own = row.form
        own.content.data, own.rate.data = line.content, line.rate
        own.people.data, own.days.data = line.people, line.days
        own.amount.data = None if line.rate else line.amount


def _create(case_id: UUID, kind: SheetKind) -> Response:
    case = case_of(case_id)
    form = _form(case, kind)
    changed = form.change_rows(request.form.get("step", ""))
    form.offer_law(form.day.data or today())
    if changed:
        db().rollback()
        return NEW.show(**_context(case_of(case_id), kind, form))
    if not form.validate():
        return NEW.refuse(**_context(case, kind, form))
    write = actions.plan if kind is SheetKind.ESTIMATE else actions.account_for
    try:
        written = write(db(), case, form.terms, by=user(), today=today())
    except RuleBroken as broken:
        db().rollback()
        form.refuse(broken)
        return NEW.refuse(**_context(case_of(case_id), kind, form))
    return NEW.done(
        to=url_for(".sheet", sheet_id=written.id),
        message=f"Đã ghi, chờ Thủ trưởng duyệt: {kind.label}.",
    )


def _form(case: Case, kind: SheetKind) -> SheetForm:
    form = EstimateForm() if kind is SheetKind.ESTIMATE else SheetForm()
    if kind is SheetKind.ESTIMATE:
        del form.settles
        for row in form.lines:
            del row.form.voucher
    else:
        del form.plan
        form.settles.offer((one.id, f"{one.day:%d/%m/%Y} – {one.measure}") for one in _open(case))
    return form


def _open(case: Case) -> list[CostSheet]:
    """Approved estimates that no approved actual costs account for yet."""
    return [
        one for one in queries.sheets_of(db(), case.id)
        if one.kind is SheetKind.ESTIMATE and one.is_approved
        and queries.settled_by(db(), one) is None
    ]  # fmt: skip


def _context(case: Case, kind: SheetKind, form: SheetForm) -> dict[str, Any]:
    return {"case": case, "kind": kind, "form": form}
