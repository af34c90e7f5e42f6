"""Training and outreach: the list, an event with its people and findings, entering, striking."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from thads.cases.views.entering import scope
from thads.cases.views.people import unit_names, units_of
from thads.core.days import statistics_year, year_start
from thads.core.errors import NotFound, RuleBroken
from thads.identity import queries as identity
from thads.identity.models import Role
from thads.identity.policy import Permission
from thads.inspections import queries as inspections
from thads.inspections.models import InspectionFinding
from thads.training import actions, queries
from thads.training.forms import (
    AnswersForm,
    AttendanceForm,
    EventForm,
    FilterForm,
    StrikeForm,
    answers_form,
    attendance_form,
)
from thads.training.hours import in_hours
from thads.training.models import TrainingEvent
from thads.training.queries import EventFilter
from thads.verification.areas import UNKNOWN, Area
from thads.web.access import requires
from thads.web.forms import Form, need
from thads.web.request import db, now, today, user
from thads.web.screen import Screen

bp = Blueprint("training", __name__)
INDEX = Screen("training/index.html")
SHOW = Screen("training/show.html")
ENTER = Screen("training/enter.html")
OUTSIDE = (Role.OVERSIGHT, Role.ADMINISTRATOR)
Page = dict[str, Any]


class Asked(NamedTuple):
    """The list as the address asks for it."""

    form: FilterForm
    wanted: EventFilter
    order: str


@bp.get("/training/")
@requires(Permission.TRAINING_VIEW)
def index() -> Response:
    """Events of the year unless other days are chosen; repeated findings without training."""
    asked = events_asked()
    number = max(1, request.args.get("page", 1, type=int) or 1)
    page = queries.search(db(), asked.wanted, page=number, order=asked.order)
    waiting, ratio = queries.repeated(db(), asked.wanted.unit_id, today())
    return INDEX.show(
        form=asked.form, wanted=asked.wanted, page=page, sort=asked.order,
        people=queries.people(db(), asked.wanted), waiting=waiting, ratio=ratio,
        answers=queries.answers_by_event(db(), [row.event.id for row in page.rows]),
        whole_province=scope() is None, in_hours=in_hours,
    )  # fmt: skip


@bp.get("/training/new")
@requires(Permission.TRAINING_KEEP)
def new() -> Response:
    """The form of an event, a finding chosen where the address names one."""
    form = _event_form()
    form.finding.data = request.args.get("finding", type=UUID)
    return ENTER.show(form=form, **_new())


@bp.post("/training/new")
@requires(Permission.TRAINING_KEEP)
def create() -> Response:
    """An event was held; who took part comes next."""
    form, held = _event_form(), []
    return _taken(
        form, lambda: held.append(_held(form).id), lambda: url_for(".people", event_id=held[0]),
        "Đã ghi vào sổ; ghi tiếp người của cơ quan đã dự.", _new(),
    )  # fmt: skip


@bp.get("/training/<uuid:event_id>")
@requires(Permission.TRAINING_VIEW)
def show(event_id: UUID) -> Response:
    """One event."""
    event = _seen(event_id)
    return SHOW.show(event=event, in_hours=in_hours, units=unit_names(), keeps=_keeps(event))


@bp.get("/training/<uuid:event_id>/people")
@requires(Permission.TRAINING_KEEP)
def people(event_id: UUID) -> Response:
    """The staff, with the hours of each."""
    event = _kept(event_id)
    return ENTER.show(form=_people_form(event), **_people(event))


@bp.post("/training/<uuid:event_id>/people")
@requires(Permission.TRAINING_KEEP)
def create_people(event_id: UUID) -> Response:
    """Say who took part how long."""
    event = _kept(event_id)
    form = _people_form(event)
    return _taken(
        form, lambda: actions.attend(db(), event, form.minutes(), by=user(), now=now()),
        lambda: _of(event), "Đã ghi người dự.", _people(event),
    )  # fmt: skip


@bp.get("/training/<uuid:event_id>/findings")
@requires(Permission.TRAINING_KEEP)
def findings(event_id: UUID) -> Response:
    """The findings that it may answer."""
    event = _kept(event_id)
    return ENTER.show(form=_findings_form(event), **_findings(event))


@bp.post("/training/<uuid:event_id>/findings")
@requires(Permission.TRAINING_KEEP)
def create_findings(event_id: UUID) -> Response:
    """Say which findings it answers."""
    event = _kept(event_id)
    form = _findings_form(event)
    return _taken(
        form, lambda: actions.answer(db(), event, form.ticked(), by=user(), now=now()),
        lambda: _of(event), "Đã gắn vi phạm, thiếu sót.", _findings(event),
    )  # fmt: skip


@bp.get("/training/<uuid:event_id>/strike")
@requires(Permission.TRAINING_KEEP)
def strike(event_id: UUID) -> Response:
    """Why it is struck."""
    return ENTER.show(form=StrikeForm(), **_strike(_kept(event_id)))


@bp.post("/training/<uuid:event_id>/strike")
@requires(Permission.TRAINING_KEEP)
def create_strike(event_id: UUID) -> Response:
    """Strike it; it stays readable."""
    event, form = _kept(event_id), StrikeForm()
    return _taken(
        form,
        lambda: actions.strike(
            db(), event, need(form.reason.data), by=user(), today=today(), now=now()
        ),
        lambda: _of(event), "Đã xóa khỏi sổ.", _strike(event),
    )  # fmt: skip


@bp.app_template_global("training_of_finding")
def training_of_finding(finding_id: UUID) -> list[TrainingEvent]:
    """The events that answer a finding; asked by its page."""
    return queries.of_finding(db(), finding_id)


@bp.app_template_global("outreach_in")
def outreach_in(area: Area) -> list[TrainingEvent]:
    """The talks that were held in a commune; asked by the page of its cases."""
    return [] if area == UNKNOWN else queries.outreach_in(db(), area.key, today(), unit_id=scope())


def events_asked() -> Asked:
    """The filter of the address; the statistics year of today where no days are chosen."""
    first = year_start(statistics_year(today()))
    form, mine = FilterForm(request.args), scope()
    form.unit.offer(units_of(today()) if mine is None else [])
    wanted = form.wanted(mine, since=first, until=today())
    return Asked(form, wanted, request.args.get("sort", queries.NEWEST))


def _held(form: EventForm) -> TrainingEvent:
    return actions.hold(db(), form.terms(), by=user(), today=today(), now=now())


def _seen(event_id: UUID) -> TrainingEvent:
    """An event that this person may read; NotFound otherwise."""
    event, mine = queries.get(db(), event_id), scope()
    if mine is not None and not queries.is_seen_by(event, mine):
        raise NotFound
    return event


def _kept(event_id: UUID) -> TrainingEvent:
    """An event that this person may write about; NotFound otherwise."""
    event = queries.get(db(), event_id)
    if not _keeps(event):
        raise NotFound
    return event


def _keeps(event: TrainingEvent) -> bool:
    return scope() in (None, event.unit_id)


def _of(event: TrainingEvent) -> str:
    return url_for(".show", event_id=event.id)


def _event_form() -> EventForm:
    form = EventForm()
    form.offer(inspections.findings(db(), unit_id=scope()))
    return form


def _people_form(event: TrainingEvent) -> AttendanceForm:
    """Everybody of the unit, or of the province; those who are known from elsewhere too."""
    units = unit_names()
    everybody = [
        one for one in identity.users(db(), unit_id=scope())
        if one.is_active and one.role not in OUTSIDE
    ]  # fmt: skip
    listed = {one.id for one in everybody}
    everybody += [one.user for one in event.staff if one.user_id not in listed]
    everybody.sort(key=lambda one: units.get(one.unit_id, "") if one.unit_id else "")
    return attendance_form(event, [
        (one.id, f"{one.full_name} ({one.role.label}, {units.get(one.unit_id, '')})")
        if one.unit_id else (one.id, one.full_name)
        for one in everybody
    ])  # fmt: skip


def _findings_form(event: TrainingEvent) -> AnswersForm:
    found: list[InspectionFinding] = [
        one for one in inspections.findings(db(), unit_id=scope())
        if one.found_on <= event.last_day
    ]  # fmt: skip
    listed = {one.id for one in found}
    found += [one.finding for one in event.answered if one.finding_id not in listed]
    return answers_form(event, found)


def _taken(
    form: Form, act: Callable[[], object], to: Callable[[], str], message: str, page: Page
) -> Response:
    """Do what a form asks and go on, or show the form again with what was refused."""
    if form.validate():
        try:
            act()
        except RuleBroken as broken:
            db().rollback()
            form.refuse(broken)
        else:
            return ENTER.done(to=to(), message=message)
    return ENTER.refuse(form=form, **page)


def _new() -> Page:
    return {"title": "Ghi tập huấn, tuyên truyền", "submit": "Ghi vào sổ",
            "back": url_for(".index"), "lead": None}  # fmt: skip


def _people(event: TrainingEvent) -> Page:
    return {"title": "Người của cơ quan đã dự", "submit": "Ghi người dự", "back": _of(event),
            "lead": f"{event.title}, {in_hours(event.minutes)} giờ. Nhập số giờ từng người đã dự; "
                    "ai không dự thì bỏ trống."}  # fmt: skip


def _findings(event: TrainingEvent) -> Page:
    return {"title": "Vi phạm, thiếu sót được khắc phục bằng tập huấn", "submit": "Ghi",
            "back": _of(event), "lead": f"{event.title}. Chỉ hiện vi phạm phát hiện từ ngày "
            f"{event.last_day:%d/%m/%Y} trở về trước."}  # fmt: skip


def _strike(event: TrainingEvent) -> Page:
    return {"title": "Xóa khỏi sổ tập huấn, tuyên truyền", "submit": "Xóa khỏi sổ",
            "back": _of(event), "lead": event.title}  # fmt: skip
