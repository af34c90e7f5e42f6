"""The book of citizens received."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, url_for

from thads.cases.models import Case
from thads.cases.views.people import names_of
from thads.complaints import queries as complaints
from thads.complaints.views import name_of
from thads.core.errors import NotFound
from thads.core.pages import PAGE_SIZE
from thads.identity import queries as people
from thads.identity.policy import Permission
from thads.reception import actions, queries
from thads.reception.forms import ReceptionForm, StepForm
from thads.reception.models import Reception, ReceptionKind, StepKind
from thads.registers.entering import ENTER, asked, asked_case, offer_units, seen, taken
from thads.registers.listing import Wanted
from thads.rules.complaints import PetitionKind
from thads.web.access import requires
from thads.web.request import db, me, now, today, user
from thads.web.screen import Screen

bp = Blueprint("reception", __name__, url_prefix="/reception")
INDEX = Screen("reception/index.html")
SHOW = Screen("reception/show.html")


@bp.get("/")
@requires(Permission.RECEPTION_VIEW)
def index() -> Response:
    """Who was received, the latest first."""
    form, wanted, number = asked(ReceptionKind, queries.NUMBERS)
    page = queries.page_of(db(), wanted, number)
    return INDEX.show(form=form, page=page, names=names_of(one.receiver_id for one in page.rows))


@bp.get("/new")
@requires(Permission.RECEPTION_ENTER)
def new() -> Response:
    """The form of one visit, perhaps upon a case."""
    case = asked_case()
    return ENTER.show(**_receiving(_form(), case))


@bp.post("/new")
@requires(Permission.RECEPTION_ENTER)
def create() -> Response:
    """Enter one visit."""
    case, form = asked_case(), _form()
    return taken(
        lambda: actions.receive(db(), form.terms(), case, by=user(), today=today(), now=now()),
        to=lambda made: url_for(".show", reception_id=made.id),
        message="Đã ghi lượt tiếp công dân.",
        **_receiving(form, case),
    )  # fmt: skip


@bp.get("/<uuid:reception_id>")
@requires(Permission.RECEPTION_VIEW)
def show(reception_id: UUID) -> Response:
    """One visit and what followed."""
    found = _of(reception_id)
    last = found.last.kind if found.last else None
    given = complaints.get(db(), found.complaint_id) if found.complaint_id else None
    entered = [step.entered_by_id for step in found.steps]
    return SHOW.show(
        one=found, next=actions.FOLLOWS[last], names=names_of([*entered, found.receiver_id]),
        given=given,
    )  # fmt: skip


@bp.get("/<uuid:reception_id>/steps/<reception_step>")
@requires(Permission.RECEPTION_ENTER)
def step(reception_id: UUID, reception_step: str) -> Response:
    """The form of what followed."""
    found, kind, form = _of(reception_id), _kind(reception_step), StepForm()
    form.day.data = today()
    return ENTER.show(**_stepping(found, kind, form))


@bp.post("/<uuid:reception_id>/steps/<reception_step>")
@requires(Permission.RECEPTION_ENTER)
def create_step(reception_id: UUID, reception_step: str) -> Response:
    """Write it down."""
    found, kind, form = _of(reception_id), _kind(reception_step), StepForm()
    return taken(
        lambda: actions.take_step(
            db(), found, form.terms(kind), by=user(), today=today(), now=now()
        ),
        to=lambda _: url_for(".show", reception_id=reception_id), message=f"Đã ghi: {kind.label}.",
        **_stepping(found, kind, form),
    )  # fmt: skip


@bp.app_template_global("receptions_of")
def receptions_of(case: Case) -> Sequence[Reception]:
    """The visits upon a case; asked by its page."""
    return queries.of_case(db(), case.id)


@bp.app_template_global("visitor_shown")
def visitor_shown(one: Reception) -> bool:
    """Who denounced is open to the head and to who received only (L08 Đ.155 k.1 b)."""
    if one.matter is not PetitionKind.DENUNCIATION:
        return True
    return me().role in complaints.HEADS or one.receiver_id == me().id


def _of(reception_id: UUID) -> Reception:
    found = queries.get(db(), reception_id)
    seen(found)
    return found


def _kind(text: str) -> StepKind:
    found = next((kind for kind in StepKind if kind.value == text), None)
    if found is None:
        raise NotFound
    return found


def _form() -> ReceptionForm:
    form, own = ReceptionForm(), me().unit_id
    offer_units(form)
    form.receiver_id.offer(
        (one.id, f"{one.full_name}, {one.role.label}")
        for one in people.users(db())
        if one.is_active and one.unit_id is not None and own in (None, one.unit_id)
    )
    recent = complaints.page_of(db(), Wanted(unit_id=own), 1, PAGE_SIZE)
    form.complaint.offer((one.id, name_of(one)) for one in recent.rows)
    if not form.is_submitted():
        form.received_on.data, form.people.data = today(), 1
    return form


def _receiving(form: ReceptionForm, case: Case | None) -> dict[str, Any]:
    upon = f" về việc số {case.title}" if case else ""
    return {
        "form": form, "title": f"Tiếp công dân{upon}", "submit": "Ghi vào sổ",
        "back": url_for("cases.show", case_id=case.id) if case else url_for(".index"),
        "hints": {"people": "Từ 5 người cùng nội dung là đoàn đông người."},
    }  # fmt: skip


def _stepping(found: Reception, kind: StepKind, form: StepForm) -> dict[str, Any]:
    return {
        "form": form, "title": kind.label, "submit": "Ghi",
        "lead": f"Tiếp công dân ngày {found.received_on:%d/%m/%Y}: {found.content}",
        "back": url_for(".show", reception_id=found.id), "hints": {},
    }  # fmt: skip
