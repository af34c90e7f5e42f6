"""Councils that destroy exhibits: setting up, sitting over many files, photos."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from thads.attachments import actions as attachments
from thads.attachments.actions import AttachmentTerms
from thads.attachments.models import PaperKind
from thads.attachments.receiving import received
from thads.cases.models import SigningMode
from thads.cases.views.entering import case_of, scope
from thads.cases.views.people import officers_of, unit_names
from thads.cases.views.signing import offer_signing
from thads.core.errors import NotFound, RuleBroken
from thads.delegations.competence import Paper
from thads.documents import queries as documents
from thads.documents.models import CaseDocument
from thads.evidence import course, papers
from thads.evidence import queries as register
from thads.evidence.destruction import actions, queries
from thads.evidence.destruction.actions import COUNCIL, CouncilTerms, Member, SessionTerms
from thads.evidence.destruction.forms import CouncilForm, PhotoForm, SessionForm
from thads.evidence.destruction.models import DestructionCouncil
from thads.evidence.kinds import Moment, Seat, Voice
from thads.evidence.models import Exhibit
from thads.evidence.views import check_unit, own_unit
from thads.identity import queries as identity
from thads.identity.policy import Permission
from thads.rules import destruction_councils
from thads.rules.citation import cited
from thads.web.access import requires
from thads.web.forms import Form, need
from thads.web.request import db, now, today, user
from thads.web.screen import Screen, go

bp = Blueprint("councils", __name__, url_prefix="/evidence/councils")
INDEX = Screen("evidence/destruction/index.html")
NEW = Screen("evidence/destruction/new.html")
SHOW = Screen("evidence/destruction/show.html")


@bp.get("/")
@requires(Permission.EVIDENCE_VIEW)
def index() -> Response:
    """Councils, the latest first."""
    return INDEX.show(councils=queries.councils(db(), scope()), units=unit_names())


@bp.get("/new")
@requires(Permission.EVIDENCE_ORDER)
def new() -> Response:
    """Exhibits that wait for a council, and the form of its decision."""
    return NEW.show(**_choosing(CouncilForm(), set()))


@bp.post("/new")
@requires(Permission.EVIDENCE_ORDER)
def create() -> Response:
    """The head sets it up for all that is ticked."""
    form, ticked = CouncilForm(), ids_of("exhibit")
    context = _choosing(form, ticked)
    if not form.validate():
        return NEW.refuse(**context)
    try:
        made = actions.form_council(
            db(), own_unit(), _terms(form), seen(ticked), by=user(), today=today()
        )
    except RuleBroken as broken:
        form.refuse(broken)
        return NEW.refuse(**context)
    return NEW.done(to=url_for(".show", council_id=made.id), message="Đã lập Hội đồng tiêu hủy.")


@bp.get("/<uuid:council_id>")
@requires(Permission.EVIDENCE_VIEW)
def show(council_id: UUID) -> Response:
    """One council: members, exhibits, sittings, photos."""
    return SHOW.show(**_context(council_of(council_id), SessionForm(), PhotoForm()))


@bp.post("/<uuid:council_id>/sessions")
@requires(Permission.EVIDENCE_ENTER)
def create_session(council_id: UUID) -> Response:
    """The council sat: votes, signatures, what was destroyed."""
    council, form = council_of(council_id), SessionForm()
    if not form.validate():
        return SHOW.refuse(**_context(council, form, PhotoForm(formdata=None)))
    ticked = ids_of("exhibit")
    try:
        made = actions.hold_session(
            db(), council, _session(form, council, ticked), seen(ticked), by=user(), today=today()
        )
    except RuleBroken as broken:
        form.refuse(broken)
        return SHOW.refuse(**_context(council, form, PhotoForm(formdata=None)))
    told = "đã tiêu hủy" if made.is_approved else "Hội đồng không tán thành, chưa tiêu hủy"
    return SHOW.done(to=url_for(".show", council_id=council_id), message=f"Đã ghi phiên: {told}.")


@bp.post("/<uuid:council_id>/photos")
@requires(Permission.ATTACHMENT_ADD)
def create_photos(council_id: UUID) -> Response:
    """Photos before or after; they are kept with the case of the exhibit."""
    council, form = council_of(council_id), PhotoForm()
    context = _context(council, SessionForm(formdata=None), form)
    if not form.validate():
        return SHOW.refuse(**context)
    try:
        with received(form.files.given) as given:
            [thing] = seen({need(form.exhibit.data)})
            moment = need(form.moment.data)
            terms = AttachmentTerms(
                kind=PaperKind.PROOF, received_on=today(), title=f"{thing.name}: {moment.label}",
                submission_key=form.submission_key.data,
            )  # fmt: skip
            case = case_of(need(thing.file.case_id))
            made = attachments.attach(db(), case, terms, given, by=user(), today=today(), now=now())
            council = council_of(council_id)
            for one in made:
                actions.add_photo(db(), council, thing, moment, one, by=user())
            return SHOW.done(to=url_for(".show", council_id=council_id), message="Đã ghi ảnh.")
    except RuleBroken as broken:
        db().rollback()
        form.refuse(broken)
        council = council_of(council_id)
        return SHOW.refuse(**_context(council, SessionForm(formdata=None), form))


@bp.get("/<uuid:council_id>/photos/check")
@requires(Permission.EVIDENCE_VIEW)
def check_photos(council_id: UUID) -> Response:
    """Whether each photo is still the file of which the hash was kept."""
    council = council_of(council_id)
    changed = {one.id for one in queries.changed_photos(db(), council)}
    return SHOW.show(**_context(council, SessionForm(formdata=None), PhotoForm(formdata=None)),
                     changed=changed)  # fmt: skip


@bp.post("/<uuid:council_id>/decision")
@requires(Permission.EVIDENCE_ENTER)
def create_decision(council_id: UUID) -> Response:
    """The decision as a paper; it is printed in the background."""
    return _paper(council_id, lambda council, things: papers.decision(
        db(), council, things, by=user(), now=now()))  # fmt: skip


@bp.post("/<uuid:council_id>/minutes")
@requires(Permission.EVIDENCE_ENTER)
def create_minutes(council_id: UUID) -> Response:
    """The minutes of the last sitting as a paper, with what that sitting was about."""

    def made(council: DestructionCouncil, things: list[Exhibit]) -> CaseDocument:
        chair = papers.chair_of(council)
        if not council.sessions or chair is None:
            raise RuleBroken("evidence.no_session", "Hội đồng chưa họp nên chưa có biên bản. Chưa "
                             "lập văn bản; ghi phiên tiêu hủy trước.")  # fmt: skip
        last = council.sessions[-1]
        of_it = [one for one in things if one.id in last.exhibit_ids]
        return papers.minutes(db(), council, last, of_it, identity.get(db(), chair),
                              by=user(), now=now())  # fmt: skip

    return _paper(council_id, made)


def _paper(
    council_id: UUID, make: Callable[[DestructionCouncil, list[Exhibit]], CaseDocument]
) -> Response:
    council = council_of(council_id)
    things = register.exhibits(db(), queries.exhibit_ids(db(), council.id))
    shown = url_for(".show", council_id=council_id)
    try:
        make(council, things)
    except RuleBroken as broken:
        db().rollback()
        return go(shown, message=broken.message)
    return SHOW.done(to=shown, message="Văn bản đang được lập.")


def council_of(council_id: UUID) -> DestructionCouncil:
    """One council, if its unit is for this person; NotFound otherwise."""
    council = queries.get(db(), council_id)
    check_unit(council.unit_id)
    return council


def ids_of(name: str) -> set[UUID]:
    """The records that were ticked."""
    found = set[UUID]()
    for text in request.form.getlist(name):
        with suppress(ValueError):
            found.add(UUID(text))
    return found


def seen(ids: set[UUID]) -> list[Exhibit]:
    """Exhibits whose cases this person may act on; NotFound for one that is not."""
    found = register.exhibits(db(), sorted(ids))
    if len(found) != len(ids):
        raise NotFound
    for one in found:
        if one.file.case_id is not None:
            case_of(one.file.case_id)
        else:
            check_unit(one.file.unit_id)
    return register.exhibits(db(), sorted(ids))


def _terms(form: CouncilForm) -> CouncilTerms:
    chair = identity.get(db(), need(form.chair.data))
    others = [Member(seat, name, office) for seat, name, office in form.others()]
    members = [Member(Seat.CHAIR, chair.full_name, "Chấp hành viên", chair.id), *others]
    return CouncilTerms(
        day=need(form.day.data), number=need(form.number.data),
        signer=identity.get(db(), need(form.signer.data)),
        signing_mode=form.signing_mode.data or SigningMode.HEAD, members=members,
    )  # fmt: skip


def _session(form: SessionForm, council: DestructionCouncil, ticked: set[UUID]) -> SessionTerms:
    votes = dict[UUID, Voice]()
    for one in council.members:
        with suppress(ValueError):
            votes[one.id] = Voice.of(request.form.get(f"vote-{one.id}", ""))
    return SessionTerms(
        day=need(form.day.data), hour=need(form.hour.data), place=need(form.place.data),
        method=need(form.method.data), votes=votes, signed=frozenset(ids_of("signed")),
        exhibit_ids=sorted(ticked), contractor=form.contractor.data,
        prosecutor=form.prosecutor.data, course=form.course.data,
    )  # fmt: skip


def _choosing(form: CouncilForm, ticked: set[UUID]) -> dict[str, Any]:
    unit, day = own_unit(), form.day.data or today()
    offer_signing(form.signer, form.signing_mode, Paper(COUNCIL, day, unit),
                  sent=form.is_submitted())  # fmt: skip
    form.chair.offer(officers_of(unit.id))
    if not form.is_submitted():
        form.day.data = today()
    waiting = queries.waiting(db(), today(), scope())
    rule = destruction_councils.rule(day)
    seats = ", ".join(Seat.of(one).label for one in rule.seats)
    return {"form": form, "waiting": waiting, "ticked": ticked,
            "rule": f"Từ {rule.least} thành viên: {seats} ({cited(rule.source)})."}  # fmt: skip


def _context(council: DestructionCouncil, form: SessionForm, photo: PhotoForm) -> dict[str, Any]:
    things = register.exhibits(db(), queries.exhibit_ids(db(), council.id))
    left = [one for one in things if not course.has_ended(one.steps)]
    photo.exhibit.offer((one.id, one.name) for one in things if one.file.case_id)
    if not form.is_submitted():
        form.day.data = today()
    made = papers.made_of(db(), council.id, *(one.id for one in council.sessions))
    return {
        "council": council, "things": things, "left": left, "form": form, "photo": photo,
        "voices": tuple(Voice), "moments": tuple(Moment), "ticked": ids_of("exhibit"),
        "empty": Form(formdata=None),
        "documents": made, "work": documents.unfinished(db(), made),
    }  # fmt: skip
