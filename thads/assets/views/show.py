"""One asset as a story with its ladder of prices, and listing a new one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, url_for

from thads.assets import actions, clocks, papers, queries
from thads.assets.course import Course, allowed
from thads.assets.forms import AssetForm
from thads.assets.models import DebtorAsset, StepKind
from thads.assets.views.blueprint import bp
from thads.attachments import queries as attachments
from thads.cases import queries as cases
from thads.cases import standstills
from thads.cases.models import Case
from thads.cases.views.entering import case_of
from thads.cases.views.people import names_of
from thads.core.errors import NotFound, RuleBroken
from thads.documents import queries as documents
from thads.identity.policy import Permission
from thads.places import queries as places
from thads.rules import deadlines
from thads.rules.deadlines import Deadline
from thads.web.access import requires
from thads.web.forms import Form
from thads.web.request import db, now, today, user
from thads.web.screen import Screen, go

SHOW = Screen("assets/show.html")
NEW = Screen("assets/new.html")
BY_HAND = frozenset(StepKind) - {StepKind.PAID, StepKind.CORRECTION}


@bp.get("/debtor-assets/<uuid:asset_id>")
@requires(Permission.CASE_VIEW)
def show(asset_id: UUID) -> Response:
    """The asset, its owners, mortgages, photos, prices and steps."""
    asset, case = asset_of(asset_id)
    return SHOW.show(**context(asset, case))


@bp.get("/cases/<uuid:case_id>/debtor-assets")
@requires(Permission.ASSET_ENTER)
def new(case_id: UUID) -> Response:
    """The form of an asset of a case."""
    case, form = case_of(case_id), AssetForm()
    form.listed_on.data = today()
    form.owners.data = "\n".join(f"{one.name}; 1" for one in case.debtors[:1])
    return NEW.show(case=case, form=form)


@bp.post("/cases/<uuid:case_id>/debtor-assets")
@requires(Permission.ASSET_ENTER)
def create(case_id: UUID) -> Response:
    """List the asset."""
    case, form = case_of(case_id), AssetForm()
    if not form.validate():
        return NEW.refuse(case=case, form=form)
    try:
        made = actions.list_asset(db(), case, form.terms(case), by=user(), today=today())
    except RuleBroken as broken:
        form.refuse(broken)
        return NEW.refuse(case=case, form=form)
    return NEW.done(to=url_for(".show", asset_id=made.id), message="Đã ghi tài sản.")


@bp.post("/debtor-assets/<uuid:asset_id>/papers/<asset_paper>")
@requires(Permission.DOCUMENT_MAKE)
def create_paper(asset_id: UUID, asset_paper: str) -> Response:
    """Compose a paper of the asset; it is printed in the background."""
    asset, case = asset_of(asset_id)
    course, shown = queries.course_of(db(), asset), url_for(".show", asset_id=asset_id)
    kind = next((one for one in papers.offered(course) if one.value == asset_paper), None)
    if kind is None:
        raise NotFound
    try:
        made = papers.make(db(), case, course, kind, by=user(), now=now())
    except RuleBroken as broken:
        db().rollback()
        return go(shown, message=broken.message)
    work = documents.work_on(db(), made.id)
    mine = work is not None and work.asked_by_id == user().id
    to = url_for("jobs.show", job_id=work.id) if work and mine else shown
    return SHOW.done(to=to, message=None if mine else "Văn bản với nội dung này đã lập rồi.")


def asset_of(asset_id: UUID) -> tuple[DebtorAsset, Case]:
    """One asset, if its case is for this person; NotFound otherwise."""
    asset = queries.get(db(), asset_id)
    return asset, case_of(asset.case_id)


def context(asset: DebtorAsset, case: Case) -> dict[str, Any]:
    """All that the page of an asset shows."""
    course = queries.course_of(db(), asset)
    made = papers.of_asset(db(), course)
    pictures = {one.id: one for one in attachments.of_case(db(), case.id) if one.strike is None}
    struck = {one.corrects_id: one for one in asset.steps if one.corrects_id}
    found = asset.commune_code and places.commune(asset.commune_code, asset.listed_on)
    return {
        "lot": asset, "case": case, "course": course, "waits": waits(course, case),
        "next": [kind for kind in allowed(course) if kind in BY_HAND], "struck": struck,
        "pays": StepKind.PAID in allowed(course),
        "undone": queries.undone_of(db(), [asset]),
        "released": {one.ends_id for one in asset.mortgages if one.ends_id},
        "photos": [one.attachment for one in asset.photos if one.attachment_id in pictures],
        "offered": papers.offered(course), "documents": made, "empty": Form(),
        "work": documents.unfinished(db(), made), "commune": found,
        "names": names_of(one.entered_by_id for one in asset.steps),
    }  # fmt: skip


def waits(course: Course, case: Case) -> list[tuple[Deadline, Any]]:
    """What is to be done next by law, and until when."""
    state_only = all(item.state_budget for item in case.items)
    still = standstills.of_history(cases.history_of(case))
    told = []
    for duty, since, due in clocks.of_course(course, state_only=state_only):
        rule = deadlines.rule(duty, since)
        told.append((rule, due or rule.due_with(since, still)))
    return told
