"""Inspections: the list, one with its sample and findings, the checklist of a file, the end."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, request, url_for

from thads.cases.views.entering import scope
from thads.cases.views.people import units_of
from thads.core.errors import NotFound
from thads.identity.policy import Permission
from thads.inspections import actions, asking, printing, queries
from thads.inspections.asking import FindingFilter, InspectionFilter, Mending
from thads.inspections.forms import (
    ConclusionForm,
    InspectionFilterForm,
    InspectionForm,
    answers_form,
)
from thads.inspections.models import SampledFile
from thads.inspections.views.entering import (
    ENTER,
    bp,
    inspection_of,
    must_see,
    people_of,
    taken,
)
from thads.rules import inspection as rules
from thads.rules.citation import cited
from thads.web.access import requires
from thads.web.forms import Form, need
from thads.web.request import db, now, today, user
from thads.web.screen import Screen

INDEX = Screen("inspections/index.html")
SHOW = Screen("inspections/show.html")
FILE = Screen("inspections/file.html")


@bp.get("/inspections/")
@requires(Permission.INSPECTION_VIEW)
def index() -> Response:
    """Inspections, filtered and sorted, the newest first; and what is still to be mended."""
    form, wanted, order = inspections_asked()
    page = asking.inspections(
        db(), wanted, today(), order=order, number=request.args.get("page", 1, type=int) or 1
    )
    waiting, late = (
        asking.count(db(), FindingFilter(unit_id=scope(), mending=one), today())
        for one in (Mending.OPEN, Mending.LATE)
    )
    return INDEX.show(form=form, page=page, sort=order, waiting=waiting, late=late)


def inspections_asked() -> tuple[InspectionFilterForm, InspectionFilter, str]:
    """What the address asks the list for, as far as this person sees it, and its order."""
    form, mine = InspectionFilterForm(request.args), scope()
    form.unit.offer(units_of(today()) if mine is None else [])
    return form, form.wanted(mine), request.args.get("sort", asking.NEWEST)


@bp.get("/inspections/new")
@requires(Permission.INSPECTION_KEEP)
def new() -> Response:
    """The form of a decision."""
    return ENTER.show(form=_form(), back=url_for(".index"), **NEW)


@bp.post("/inspections/new")
@requires(Permission.INSPECTION_KEEP)
def create() -> Response:
    """Record a decision."""
    form = _form()
    return taken(
        form, lambda: actions.decide(db(), form.terms(), by=user(), today=today(), now=now()),
        to=url_for(".index"), message="Đã ghi quyết định kiểm tra.",
        shown=lambda made: url_for(".show", inspection_id=made.id), **NEW,
    )  # fmt: skip


@bp.get("/inspections/<uuid:inspection_id>")
@requires(Permission.INSPECTION_VIEW)
def show(inspection_id: UUID) -> Response:
    """One inspection."""
    found = inspection_of(inspection_id)
    return SHOW.show(
        inspection=found, repeats=queries.repeats(db(), found.findings), cited=cited,
        questions={item.code: item.question for item in rules.ITEMS},
        formula=rules.formula(found.decided_on), button=Form(),
    )  # fmt: skip


@bp.get("/inspections/files/<uuid:sampled_id>")
@requires(Permission.INSPECTION_VIEW)
def file(sampled_id: UUID) -> Response:
    """The checklist of one file."""
    return FILE.show(**_checklist(_file(sampled_id)))


@bp.post("/inspections/files/<uuid:sampled_id>")
@requires(Permission.INSPECTION_KEEP)
def create_answers(sampled_id: UUID) -> Response:
    """Answer the checklist."""
    found = _file(sampled_id)
    items, to = _items(found), url_for(".show", inspection_id=found.inspection_id)
    form, lead = answers_form(found, items), f"Hồ sơ {found.case.title}"
    return taken(
        form,
        lambda: actions.answer(db(), found, form.answers(items), by=user(), now=now()),
        to=to, message="Đã ghi kết quả kiểm tra hồ sơ.", lead=lead, **ANSWERS,
    )  # fmt: skip


@bp.get("/inspections/<uuid:inspection_id>/conclusion/new")
@requires(Permission.INSPECTION_KEEP)
def new_conclusion(inspection_id: UUID) -> Response:
    """The form of the conclusion."""
    found, form = inspection_of(inspection_id), ConclusionForm(data={"day": today()})
    back = url_for(".show", inspection_id=inspection_id)
    return ENTER.show(form=form, back=back, lead=found.scope, **CONCLUDE)


@bp.post("/inspections/<uuid:inspection_id>/conclusion/new")
@requires(Permission.INSPECTION_KEEP)
def create_conclusion(inspection_id: UUID) -> Response:
    """Conclude."""
    found, form = inspection_of(inspection_id), ConclusionForm()
    return taken(
        form,
        lambda: actions.conclude(
            db(), found, need(form.number.data), need(form.day.data), need(form.content.data),
            by=user(), today=today(), now=now(),
        ),
        to=url_for(".show", inspection_id=inspection_id), message="Đã ghi kết luận.",
        lead=found.scope, **CONCLUDE,
    )  # fmt: skip


@bp.post("/inspections/<uuid:inspection_id>/conclusion/papers")
@requires(Permission.INSPECTION_VIEW)
def create_paper(inspection_id: UUID) -> Response:
    """Have the conclusion laid out on A4."""
    found = inspection_of(inspection_id)
    if found.conclusion is None:
        raise NotFound
    job = printing.ask_for(db(), {"concluded_id": str(found.id)}, by=user(), now=now())
    return SHOW.done(to=url_for("jobs.show", job_id=job.id))


def _form() -> InspectionForm:
    form, mine = InspectionForm(), scope()
    form.unit.offer([one for one in units_of(today()) if mine in (None, one[0])])
    form.leader.offer(people_of(mine))
    return form


def _file(sampled_id: UUID) -> SampledFile:
    found = queries.file(db(), sampled_id)
    must_see(found.inspection.unit_id)
    return found


def _checklist(file: SampledFile) -> dict[str, object]:
    day = file.inspection.decided_on
    items = _items(file)
    return {
        "file": file, "items": items, "form": answers_form(file, items),
        "articles": {item.code: cited(item.article(day)) for item in items},
    }  # fmt: skip


def _items(file: SampledFile) -> tuple[rules.Item, ...]:
    return rules.checklist(file.inspection.decided_on)


NEW: dict[str, Any] = {"title": "Ghi quyết định, kế hoạch kiểm tra", "submit": "Ghi quyết định"}
ANSWERS: dict[str, Any] = {"title": "Kết quả kiểm tra hồ sơ", "submit": "Ghi kết quả"}
CONCLUDE: dict[str, Any] = {"title": "Kết luận kiểm tra", "submit": "Ghi kết luận"}
