"""Exhibits: what files owe, one file, one thing with its chain of custody, and things unknown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from thads.cases.models import Case
from thads.cases.views.entering import case_of, scope
from thads.cases.views.people import names_of, units_of
from thads.core.errors import NotFound, RuleBroken
from thads.core.pages import PAGE_SIZE, Page, offset_of
from thads.documents import queries as documents
from thads.evidence import actions, course, handing, papers, queries
from thads.evidence.forms import (
    BoardForm,
    ExhibitForm,
    FileForm,
    OpeningForm,
    StepForm,
    UnknownForm,
)
from thads.evidence.kinds import TYPED, StepKind
from thads.evidence.models import EvidenceFile, Exhibit
from thads.identity.policy import Permission
from thads.units import queries as units
from thads.units.models import Unit
from thads.web.access import requires
from thads.web.forms import Form, need
from thads.web.request import db, me, today, user
from thads.web.screen import Screen

bp = Blueprint("evidence", __name__)

INDEX = Screen("evidence/index.html")
SHOW = Screen("evidence/show.html")
NEW = Screen("evidence/new.html")
ADD = Screen("evidence/add.html")
THING = Screen("evidence/exhibit.html")
STEP = Screen("evidence/step.html")
UNKNOWN = Screen("evidence/unknown.html")


@bp.get("/evidence/")
@requires(Permission.EVIDENCE_VIEW)
def index() -> Response:
    """What files of exhibits still owe, coloured by how much of the time is used up, n of m."""
    form, day = BoardForm(request.args), today()
    every = queries.board(db(), day, scope())
    lines = [one for one in every if form.fits(one.step, day)]
    number = max(1, request.args.get("page", 1, type=int) or 1)
    start = offset_of(number)
    page = Page(lines[start : start + PAGE_SIZE], number, PAGE_SIZE, len(lines))
    late = sum(one.step.is_late_on(day) for one in every)
    return INDEX.show(page=page, form=form, late=late, total=len(every))


@bp.get("/evidence/<uuid:file_id>")
@requires(Permission.EVIDENCE_VIEW)
def show(file_id: UUID) -> Response:
    """One file with its things."""
    return SHOW.show(**_context(file_of(file_id)))


@bp.get("/evidence/<uuid:file_id>/exhibits")
@requires(Permission.EVIDENCE_ENTER)
def new_exhibit(file_id: UUID) -> Response:
    """The form of one more thing."""
    return ADD.show(file=file_of(file_id), form=ExhibitForm())


@bp.post("/evidence/<uuid:file_id>/exhibits")
@requires(Permission.EVIDENCE_ENTER)
def create_exhibit(file_id: UUID) -> Response:
    """One more thing of the minutes of seizure."""
    file, form = file_of(file_id), ExhibitForm()
    if not form.validate():
        return ADD.refuse(file=file, form=form)
    try:
        actions.add_exhibit(db(), file, form.terms(), by=user())
    except RuleBroken as broken:
        form.refuse(broken)
        return ADD.refuse(file=file, form=form)
    return ADD.done(to=url_for(".show", file_id=file_id), message="Đã thêm vật chứng.")


@bp.get("/evidence/exhibits/<uuid:exhibit_id>")
@requires(Permission.EVIDENCE_VIEW)
def show_exhibit(exhibit_id: UUID) -> Response:
    """One thing: its chain of custody and its store card (form D67)."""
    thing = exhibit_of(exhibit_id)
    moves = [one for one in thing.steps if one.kind in (StepKind.STORED, StepKind.ISSUED)]
    return THING.show(
        thing=thing, file=thing.file, running=course.running(thing.kind, thing.steps),
        names=names_of(one.entered_by_id for one in thing.steps), moves=moves,
        next=() if course.has_ended(thing.steps) else TYPED,
    )  # fmt: skip


@bp.get("/evidence/exhibits/<uuid:exhibit_id>/steps/<exhibit_step>")
@requires(Permission.EVIDENCE_ENTER)
def step(exhibit_id: UUID, exhibit_step: str) -> Response:
    """The form of what happened."""
    thing, kind, form = exhibit_of(exhibit_id), kind_of(exhibit_step), StepForm()
    form.keep(kind)
    form.day.data = today()
    if form.quantity:
        form.quantity.data, form.as_seized.data = thing.quantity, True
        form.body.data = thing.file.seized_by
    return STEP.show(thing=thing, kind=kind, form=form)


@bp.post("/evidence/exhibits/<uuid:exhibit_id>/steps/<exhibit_step>")
@requires(Permission.EVIDENCE_ENTER)
def create_step(exhibit_id: UUID, exhibit_step: str) -> Response:
    """Write it down."""
    thing, kind, form = exhibit_of(exhibit_id), kind_of(exhibit_step), StepForm()
    form.keep(kind)
    if not form.validate():
        return STEP.refuse(thing=thing, kind=kind, form=form)
    try:
        actions.take_step(db(), thing.file, thing, form.terms(kind), by=user(), today=today())
    except RuleBroken as broken:
        form.refuse(broken)
        return STEP.refuse(thing=thing, kind=kind, form=form)
    shown = url_for(".show_exhibit", exhibit_id=exhibit_id)
    return STEP.done(to=shown, message=f"Đã ghi: {kind.label}.")


@bp.get("/cases/<uuid:case_id>/evidence")
@requires(Permission.EVIDENCE_ENTER)
def new(case_id: UUID) -> Response:
    """The form of a new file on a case."""
    case, form = case_of(case_id), OpeningForm()
    form.decided_on.data = case.docketed_on
    return NEW.show(case=case, form=form)


@bp.post("/cases/<uuid:case_id>/evidence")
@requires(Permission.EVIDENCE_ENTER)
def create(case_id: UUID) -> Response:
    """A file of exhibits; its things are added to it."""
    case, form = case_of(case_id), OpeningForm()
    if not form.validate():
        return NEW.refuse(case=case, form=form)
    try:
        made = actions.open_file(
            db(), case, form.terms(), decided_on=need(form.decided_on.data), by=user(),
            today=today(),
        )  # fmt: skip
    except RuleBroken as broken:
        form.refuse(broken)
        return NEW.refuse(case=case, form=form)
    return NEW.done(to=url_for(".show", file_id=made.id), message="Đã mở hồ sơ vật chứng.")


@bp.get("/evidence/unknown")
@requires(Permission.EVIDENCE_VIEW)
def unknown() -> Response:
    """Things held of which no judgment is known, those over five years marked."""
    return UNKNOWN.show(**_unknown(FileForm()))


@bp.post("/evidence/unknown")
@requires(Permission.EVIDENCE_ENTER)
def create_unknown() -> Response:
    """A file on which no judgment is known."""
    form = FileForm()
    if not form.validate():
        return UNKNOWN.refuse(**_unknown(form))
    try:
        made = actions.open_unknown(db(), own_unit().id, form.terms(), by=user(), today=today())
    except RuleBroken as broken:
        form.refuse(broken)
        return UNKNOWN.refuse(**_unknown(form))
    return UNKNOWN.done(to=url_for(".show", file_id=made.id), message="Đã mở hồ sơ vật chứng.")


@bp.app_template_global("evidence_of")
def evidence_of(case: Case) -> Sequence[EvidenceFile]:
    """The files of a case; asked by its page."""
    return queries.of_case(db(), case.id)


def file_of(file_id: UUID) -> EvidenceFile:
    """One file, if its case or its unit is for this person; NotFound otherwise."""
    file = queries.get(db(), file_id)
    if file.case_id is not None:
        case_of(file.case_id)
    else:
        check_unit(file.unit_id)
    return queries.get(db(), file_id)


def exhibit_of(exhibit_id: UUID) -> Exhibit:
    """One thing, if its file is for this person."""
    file = file_of(queries.exhibit(db(), exhibit_id).file_id)
    return next(one for one in file.exhibits if one.id == exhibit_id)


def check_unit(unit_id: UUID | None) -> None:
    """NotFound for what is another unit's."""
    mine = scope()
    if mine is not None and (unit_id is None or unit_id not in answered(mine)):
        raise NotFound


def answered(unit_id: UUID) -> set[UUID]:
    """A unit and those whose work it carries on."""
    return set(db().scalars(Unit.answered_for_by(unit_id)))


def own_unit() -> Unit:
    """Where this person works; NotFound for who works in none."""
    unit_id = me().unit_id
    if unit_id is None:
        raise NotFound
    return units.get(db(), unit_id)


def kind_of(text: str) -> StepKind:
    """A kind of step that people write down; NotFound for another word."""
    found = next((kind for kind in TYPED if kind.value == text), None)
    if found is None:
        raise NotFound
    return found


def _context(file: EvidenceFile) -> dict[str, Any]:
    running = {one.id: course.running(one.kind, one.steps) for one in file.exhibits}
    told = handing.handings(file)
    made = papers.made_of(db(), file.id, *(one.first.id for one in told))
    stored = any(step.order_id for one in file.exhibits for step in one.steps)
    return {
        "file": file, "case": file.case, "running": running, "handings": told, "stored": stored,
        "paper_names": handing.BUTTONS,
        "documents": made, "work": documents.unfinished(db(), made), "blank": Form(formdata=None),
    }  # fmt: skip


def unknown_asked() -> tuple[UnknownForm, list[queries.Unknown]]:
    """The filter as it stands in the address, and what of the unit it asks for is held."""
    asked, mine = UnknownForm(request.args), scope()
    asked.unit.offer(units_of(today()) if mine is None else [])
    return asked, queries.unknown(db(), today(), mine or asked.good("unit"))


def _unknown(form: FileForm) -> dict[str, Any]:
    asked, every = unknown_asked()
    over = sum(one.listed_on < today() for one in every)
    found = [one for one in every if asked.fits(one.listed_on, today())]
    return {"found": found, "over": over, "total": len(every), "asked": asked, "form": form}
