"""Findings: the list, entering one, and the remedy with its proof."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, make_response, request, url_for

from thads.cases.views.entering import scope
from thads.cases.views.people import units_of
from thads.core import files
from thads.core.errors import NotFound
from thads.identity.policy import Permission
from thads.inspections import actions, asking, queries
from thads.inspections.asking import FindingFilter
from thads.inspections.forms import FindingFilterForm, FindingForm, RemedyForm
from thads.inspections.models import Inspection, InspectionFinding
from thads.inspections.views.entering import ENTER, bp, inspection_of, must_see, people_of, taken
from thads.rules import inspection as rules
from thads.rules.citation import cited
from thads.web.access import requires
from thads.web.request import db, now, today, user
from thads.web.screen import Screen

LIST = Screen("inspections/findings.html")
SHOW = Screen("inspections/finding.html")


@bp.get("/inspections/findings/")
@requires(Permission.INSPECTION_VIEW)
def findings() -> Response:
    """What was found, filtered and sorted; what waits longest first."""
    form, wanted, order = findings_asked()
    page = asking.findings(
        db(), wanted, today(), order=order, number=request.args.get("page", 1, type=int) or 1
    )
    return LIST.show(form=form, page=page, sort=order, cited=cited,
                     repeats=queries.repeats(db(), page.rows))  # fmt: skip


def findings_asked() -> tuple[FindingFilterForm, FindingFilter, str]:
    """What the address asks the list for, as far as this person sees it, and its order."""
    form, mine = FindingFilterForm(request.args), scope()
    form.unit.offer(units_of(today()) if mine is None else [])
    return form, form.wanted(mine), request.args.get("sort", asking.SOONEST)


@bp.get("/inspections/findings/<uuid:finding_id>")
@requires(Permission.INSPECTION_VIEW)
def finding(finding_id: UUID) -> Response:
    """One finding."""
    found = _of(finding_id)
    return SHOW.show(finding=found, repeats=queries.repeats(db(), [found]), cited=cited)


@bp.get("/inspections/<uuid:inspection_id>/findings/new")
@requires(Permission.INSPECTION_KEEP)
def new_finding(inspection_id: UUID) -> Response:
    """The form of a finding."""
    found = inspection_of(inspection_id)
    back = url_for(".show", inspection_id=inspection_id)
    return ENTER.show(form=_form(found), back=back, lead=found.scope, **NEW)


@bp.post("/inspections/<uuid:inspection_id>/findings/new")
@requires(Permission.INSPECTION_KEEP)
def create_finding(inspection_id: UUID) -> Response:
    """Write down a finding."""
    found = inspection_of(inspection_id)
    form = _form(found)
    return taken(
        form,
        lambda: actions.find(db(), found, form.terms(), by=user(), today=today(), now=now()),
        to=url_for(".show", inspection_id=inspection_id), message="Đã ghi phát hiện.",
        lead=found.scope, **NEW,
    )  # fmt: skip


@bp.get("/inspections/findings/<uuid:finding_id>/remedy/new")
@requires(Permission.INSPECTION_REMEDY)
def new_remedy(finding_id: UUID) -> Response:
    """The form of the remedy."""
    found, form = _of(finding_id), RemedyForm(data={"day": today()})
    back = url_for(".finding", finding_id=finding_id)
    return ENTER.show(form=form, back=back, lead=found.remedy, **REMEDY)


@bp.post("/inspections/findings/<uuid:finding_id>/remedy/new")
@requires(Permission.INSPECTION_REMEDY)
def create_remedy(finding_id: UUID) -> Response:
    """The finding is mended."""
    found, form = _of(finding_id), RemedyForm()
    return taken(
        form, lambda: actions.mend(db(), found, form.terms(), by=user(), today=today(), now=now()),
        to=url_for(".finding", finding_id=finding_id), message="Đã ghi khắc phục.",
        lead=found.remedy, **REMEDY,
    )  # fmt: skip


@bp.get("/inspections/findings/<uuid:finding_id>/remedy/file")
@requires(Permission.INSPECTION_VIEW)
def remedy_file(finding_id: UUID) -> Response:
    """The paper that shows it."""
    closing = _of(finding_id).closing
    if closing is None:
        raise NotFound
    answer = make_response(files.read(db(), closing.file_key))
    answer.headers["Content-Type"] = "application/pdf"
    answer.headers["Content-Disposition"] = 'attachment; filename="khac-phuc.pdf"'
    return answer


def _of(finding_id: UUID) -> InspectionFinding:
    found = queries.finding(db(), finding_id)
    must_see(found.unit_id)
    return found


def _form(inspection: Inspection) -> FindingForm:
    form = FindingForm()
    items = rules.checklist(inspection.decided_on)
    form.offer(items, inspection.files, people_of(inspection.unit_id))
    return form


NEW: dict[str, Any] = {"title": "Ghi vi phạm, thiếu sót", "submit": "Ghi phát hiện"}
REMEDY: dict[str, Any] = {"title": "Ghi kết quả khắc phục", "submit": "Ghi khắc phục xong"}
