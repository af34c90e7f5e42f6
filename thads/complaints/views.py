"""The register of complaints, denunciations and petitions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from thads.cases.models import Case
from thads.cases.views.entering import case_of
from thads.cases.views.people import names_of
from thads.cases.views.signing import offer_signing
from thads.complaints import actions, course, papers, queries
from thads.complaints.forms import ComplaintForm, StepForm
from thads.complaints.models import Complaint, StepKind
from thads.core.errors import NotFound
from thads.delegations.competence import Paper
from thads.documents import queries as documents
from thads.identity import queries as people
from thads.identity.models import Role
from thads.identity.policy import Permission
from thads.measures import queries as measures
from thads.measures.models import Measure
from thads.registers.entering import (
    ENTER,
    asked,
    asked_case,
    offer_units,
    seen,
    taken,
    unit_of,
)
from thads.registers.printing import printed
from thads.rules import complaints as rules
from thads.rules.complaints import PetitionKind
from thads.web.access import requires
from thads.web.forms import Form
from thads.web.request import db, me, now, today, user
from thads.web.screen import Screen

bp = Blueprint("complaints", __name__, url_prefix="/complaints")
INDEX = Screen("complaints/index.html")
SHOW = Screen("complaints/show.html")
HANDLERS = (Role.EXAMINER, Role.OFFICER, Role.UNIT_HEAD, Role.DEPUTY_HEAD, Role.PROVINCE_HEAD)


@bp.get("/")
@requires(Permission.COMPLAINT_VIEW)
def index() -> Response:
    """What came in, what is owed on each and until when."""
    form, wanted, number = asked(PetitionKind)
    page = queries.page_of(db(), wanted, number)
    return INDEX.show(
        form=form, page=page, clocks={one.id: course.clock(one) for one in page.rows},
        late=queries.lateness(db(), today(), wanted.unit_id),
    )  # fmt: skip


@bp.get("/new")
@requires(Permission.COMPLAINT_ENTER)
def new() -> Response:
    """The form of what came in, perhaps upon a case."""
    case = asked_case()
    return ENTER.show(**_receiving(_form(case), case))


@bp.post("/new")
@requires(Permission.COMPLAINT_ENTER)
def create() -> Response:
    """Enter what came in."""
    case = asked_case()
    form = _form(case)
    return taken(
        lambda: actions.receive(db(), form.terms(), case, by=user(), today=today(), now=now()),
        to=lambda made: url_for(".show", complaint_id=made.id), message="Đã ghi đơn vào sổ.",
        **_receiving(form, case),
    )  # fmt: skip


@bp.get("/<uuid:complaint_id>")
@requires(Permission.COMPLAINT_VIEW)
def show(complaint_id: UUID) -> Response:
    """One of them: what it says, its clock and its steps."""
    found = _of(complaint_id)
    made = papers.of_complaint(db(), found)
    return SHOW.show(
        case=found.case, documents=made, work=documents.unfinished(db(), made),
        offered=papers.offered(found), empty=Form(), one=found,
        clocks=course.clocks(found), next=_next(found), kinds=StepKind,
        names=names_of([*(step.entered_by_id for step in found.steps), found.handler_id]),
        named=queries.may_name(found, me()), right=rules.right(found.received_on),
        first=queries.get(db(), found.first_id) if found.first_id else None,
    )  # fmt: skip


@bp.get("/<uuid:complaint_id>/steps/<complaint_step>")
@requires(Permission.COMPLAINT_ENTER)
def step(complaint_id: UUID, complaint_step: str) -> Response:
    """The form of what happened next."""
    found, kind = _of(complaint_id), _kind(complaint_step, by_head=False)
    return ENTER.show(**_stepping(found, kind, _step_form(found, kind)))


@bp.post("/<uuid:complaint_id>/steps/<complaint_step>")
@requires(Permission.COMPLAINT_ENTER)
def create_step(complaint_id: UUID, complaint_step: str) -> Response:
    """Write it down."""
    return _take(complaint_id, _kind(complaint_step, by_head=False))


@bp.get("/<uuid:complaint_id>/decisions/<complaint_decision>")
@requires(Permission.COMPLAINT_DECIDE)
def decision(complaint_id: UUID, complaint_decision: str) -> Response:
    """The form of what the head decides."""
    found, kind = _of(complaint_id), _kind(complaint_decision, by_head=True)
    return ENTER.show(**_stepping(found, kind, _step_form(found, kind)))


@bp.post("/<uuid:complaint_id>/decisions/<complaint_decision>")
@requires(Permission.COMPLAINT_DECIDE)
def create_decision(complaint_id: UUID, complaint_decision: str) -> Response:
    """Write down what the head decides."""
    return _take(complaint_id, _kind(complaint_decision, by_head=True))


@bp.post("/<uuid:complaint_id>/papers/<complaint_paper>")
@requires(Permission.COMPLAINT_ENTER)
def create_paper(complaint_id: UUID, complaint_paper: str) -> Response:
    """Compose one of its papers; it is printed in the background."""
    found = _of(complaint_id)
    kind = next((one for one in papers.offered(found) if one.value == complaint_paper), None)
    if kind is None or found.case_id is None:
        raise NotFound
    case = case_of(found.case_id)
    return printed(
        lambda: papers.make(db(), case, found, kind, by=user(), now=now()),
        shown=url_for(".show", complaint_id=complaint_id),
    )


@bp.app_template_global("complaints_of")
def complaints_of(case: Case) -> Sequence[Complaint]:
    """The complaints upon a case; asked by its page."""
    return queries.of_case(db(), case.id)


@bp.app_template_global("complaint_halting")
def complaint_halting(one: Complaint) -> dict[str, Any]:
    """What a running complaint stops by law: nothing, unless its resolver says so."""
    return {
        "halted": one.step(StepKind.HALTED), "until": course.halted_until(one),
        "source": rules.right(one.received_on).halting,
    }  # fmt: skip


@bp.app_template_global("complaints_upon")
def complaints_upon(measure: Measure) -> Sequence[Complaint]:
    """The complaints upon a measure; asked by its page."""
    return queries.of_measure(db(), measure.id)


@bp.app_template_global("measure_name")
def measure_name(one: Measure) -> str:
    """Its kind and the decision by which it stands."""
    decided = one.decision
    return (
        f"{one.kind.label}, {decided.title} ngày {decided.day:%d/%m/%Y}"
        if decided
        else (one.kind.label)
    )


def _take(complaint_id: UUID, kind: StepKind) -> Response:
    found = _of(complaint_id)
    form = _step_form(found, kind)
    return taken(
        lambda: actions.take_step(
            db(), found, form.terms(kind), by=user(), today=today(), now=now()
        ),
        to=lambda _: url_for(".show", complaint_id=complaint_id), message=f"Đã ghi: {kind.label}.",
        **_stepping(found, kind, form),
    )  # fmt: skip


def _of(complaint_id: UUID) -> Complaint:
    found = queries.get(db(), complaint_id)
    seen(found)
    return found


def _kind(text: str, *, by_head: bool) -> StepKind:
    found = next((kind for kind in StepKind if kind.value == text), None)
    if found is None or (found in course.DECIDED_BY_HEAD) is not by_head:
        raise NotFound
    return found


def _next(found: Complaint) -> list[tuple[StepKind, bool]]:
    """What may follow, and whether it is the head's to decide."""
    return [(kind, kind in course.DECIDED_BY_HEAD) for kind in course.may_follow(found)]


def _form(case: Case | None) -> ComplaintForm:
    form = ComplaintForm()
    offer_units(form)
    chosen = form.unit.data or (case.unit_id if case else None)
    if case:
        form.act.offer((act.id, f"{act.kind.label} {act.day:%d/%m/%Y}") for act in case.acts)
        form.measure.offer((one.id, measure_name(one)) for one in measures.of_case(db(), case.id))
        form.party.offer((one.id, f"{one.name}, {one.role.label.lower()}") for one in case.parties)
    else:
        del form.act, form.measure, form.party
    unit_id = chosen if isinstance(chosen, UUID) else None
    found = queries.resolved_first(db(), unit_id, case.id if case else None)
    form.first.offer((one.id, name_of(one)) for one in found)
    form.handler.offer(
        (one.id, f"{one.full_name}, {one.role.label}")
        for one in people.users(db())
        if one.is_active and one.role in HANDLERS and me().unit_id in (None, one.unit_id)
    )
    if not form.is_submitted():
        form.received_on.data, form.people.data = today(), 1
        if form.measure:
            form.measure.process(request.args)
    return form


def _receiving(form: ComplaintForm, case: Case | None) -> dict[str, Any]:
    upon = f" về việc số {case.title}" if case else ""
    return {
        "form": form, "title": f"Nhận đơn{upon}", "submit": "Ghi vào sổ",
        "back": url_for("cases.show", case_id=case.id) if case else url_for(".index"),
        "hints": {
            "representatives": "Từ 5 người trở lên: mỗi người đại diện một dòng.",
            "obstacle": "Chỉ ghi khi thời hiệu đã hết mà có lý do không tính.",
            "sender_name": "Tên người tố cáo chỉ Thủ trưởng và người xử lý xem được.",
        },
    }  # fmt: skip


def _step_form(found: Complaint, kind: StepKind) -> StepForm:
    form = StepForm()
    form.keep(kind)
    if form.into:
        form.into.offer((one.id, name_of(one)) for one in queries.others(db(), found))
    if not form.is_submitted():
        form.day.data = today()
    if form.signer:
        day = form.day.data or today()
        paper = Paper("complaint", day, unit_of(found.unit_id))
        offer_signing(form.signer, form.signing_mode, paper, sent=form.is_submitted())
    return form


def _stepping(found: Complaint, kind: StepKind, form: StepForm) -> dict[str, Any]:
    return {
        "form": form, "title": kind.label, "submit": "Ghi", "lead": name_of(found),
        "back": url_for(".show", complaint_id=found.id), "hints": {},
    }  # fmt: skip


@bp.app_template_global("complaint_name")
def name_of(one: Complaint) -> str:
    """How it is called where nobody's name may stand."""
    second = " lần hai" if one.round == 2 else ""
    return f"{one.kind.label}{second} nhận ngày {one.received_on:%d/%m/%Y}: {one.against}"
