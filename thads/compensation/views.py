"""The register of state compensation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, url_for

from thads.cases.models import Case
from thads.cases.views.people import names_of
from thads.compensation import actions, course, queries
from thads.compensation.forms import ClaimForm, StepForm
from thads.compensation.models import Compensation, Place, StepKind
from thads.core.errors import NotFound
from thads.identity.policy import Permission
from thads.registers.entering import ENTER, asked, asked_case, offer_units, seen, taken
from thads.web.access import requires
from thads.web.request import db, now, today, user
from thads.web.screen import Screen

bp = Blueprint("compensation", __name__, url_prefix="/compensation")
INDEX = Screen("compensation/index.html")
SHOW = Screen("compensation/show.html")


@bp.get("/")
@requires(Permission.COMPENSATION_VIEW)
def index() -> Response:
    """The claims, the latest first."""
    form, wanted, number = asked(Place, queries.NUMBERS)
    page = queries.page_of(db(), wanted, number)
    return INDEX.show(
        form=form, page=page, kinds=StepKind,
        clocks={one.id: course.clock(one) for one in page.rows},
        late=queries.lateness(db(), today(), wanted.unit_id),
    )  # fmt: skip


@bp.get("/new")
@requires(Permission.COMPENSATION_ENTER)
def new() -> Response:
    """The form of a claim, perhaps upon a case."""
    case = asked_case()
    return ENTER.show(**_receiving(_form(), case))


@bp.post("/new")
@requires(Permission.COMPENSATION_ENTER)
def create() -> Response:
    """Enter a claim."""
    case, form = asked_case(), _form()
    return taken(
        lambda: actions.receive(db(), form.terms(), case, by=user(), today=today(), now=now()),
        to=lambda made: url_for(".show", claim_id=made.id), message="Đã ghi yêu cầu bồi thường.",
        **_receiving(form, case),
    )  # fmt: skip


@bp.get("/<uuid:claim_id>")
@requires(Permission.COMPENSATION_VIEW)
def show(claim_id: UUID) -> Response:
    """One claim with its money."""
    found = _of(claim_id)
    return SHOW.show(
        one=found, next=course.may_follow(found), kinds=StepKind, clock=course.clock(found),
        names=names_of(step.entered_by_id for step in found.steps),
    )  # fmt: skip


@bp.get("/<uuid:claim_id>/steps/<compensation_step>")
@requires(Permission.COMPENSATION_ENTER)
def step(claim_id: UUID, compensation_step: str) -> Response:
    """The form of what happened next."""
    found, kind = _of(claim_id), _kind(compensation_step)
    return ENTER.show(**_stepping(found, kind, _step_form(kind)))


@bp.post("/<uuid:claim_id>/steps/<compensation_step>")
@requires(Permission.COMPENSATION_ENTER)
def create_step(claim_id: UUID, compensation_step: str) -> Response:
    """Write it down."""
    found, kind = _of(claim_id), _kind(compensation_step)
    form = _step_form(kind)
    return taken(
        lambda: actions.take_step(
            db(), found, form.terms(kind), by=user(), today=today(), now=now()
        ),
        to=lambda _: url_for(".show", claim_id=claim_id), message=f"Đã ghi: {kind.label}.",
        **_stepping(found, kind, form),
    )  # fmt: skip


@bp.app_template_global("compensations_of")
def compensations_of(case: Case) -> Sequence[Compensation]:
    """The claims upon a case; asked by its page."""
    return queries.of_case(db(), case.id)


def _of(claim_id: UUID) -> Compensation:
    found = queries.get(db(), claim_id)
    seen(found)
    return found


def _kind(text: str) -> StepKind:
    found = next((kind for kind in StepKind if kind.value == text), None)
    if found is None:
        raise NotFound
    return found


def _form() -> ClaimForm:
    form = ClaimForm()
    offer_units(form)
    if not form.is_submitted():
        form.received_on.data = today()
    return form


def _step_form(kind: StepKind) -> StepForm:
    form = StepForm()
    form.keep(kind)
    if not form.is_submitted():
        form.day.data = today()
    return form


def _receiving(form: ClaimForm, case: Case | None) -> dict[str, Any]:
    upon = f" về việc số {case.title}" if case else ""
    return {
        "form": form, "title": f"Yêu cầu bồi thường nhà nước{upon}", "submit": "Ghi vào sổ",
        "back": url_for("cases.show", case_id=case.id) if case else url_for(".index"),
        "hints": {},
    }  # fmt: skip


def _stepping(found: Compensation, kind: StepKind, form: StepForm) -> dict[str, Any]:
    return {
        "form": form, "title": kind.label, "submit": "Ghi",
        "lead": f"Yêu cầu bồi thường nhận ngày {found.received_on:%d/%m/%Y}: {found.ground}",
        "back": url_for(".show", claim_id=found.id), "hints": {},
    }  # fmt: skip
