"""The papers of a request: what was received, what is missing, why it is refused (rows 1 and 2)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.cases.models import SigningMode
from thads.core.days import day_in_words
from thads.core.errors import NotFound
from thads.documents import queries, wording
from thads.documents.actions import issuer_on, keep_version
from thads.documents.agency import Issuer, signed_as
from thads.documents.catalogue import Form, Kind, form_on
from thads.documents.citations import formal
from thads.documents.composing import put_together
from thads.documents.issuing import take_number
from thads.documents.missing import Fields, Missing
from thads.documents.models import CaseDocument, IssuedPaper
from thads.identity.models import User
from thads.requests.models import EnforcementRequest, RequestKind, RequestStep, StepKind
from thads.rules import grounds

REFUSAL = "refusal"  # its name in the tables of grounds and of who signs
KINDS = {
    StepKind.COMPLETION_ASKED: Kind.REQUEST_COMPLETION,
    StepKind.REFUSAL: Kind.REQUEST_REFUSAL,
}


@dataclass(frozen=True)
class RequestSubject:
    """The request as received, or one step of it that has a paper."""

    request: EnforcementRequest
    step: RequestStep | None = None

    @property
    def fact_id(self) -> UUID:
        """The step, or the request itself."""
        return self.step.id if self.step else self.request.id

    @property
    def day(self) -> date:
        """On which the law of the paper is read."""
        return self.step.day if self.step else self.request.received_on

    @property
    def kind(self) -> Kind:
        """What paper it has."""
        return KINDS[self.step.kind] if self.step else Kind.REQUEST_RECEIPT

    @property
    def form(self) -> Form | None:
        """Its form in the law of its day."""
        return form_on(self.kind, self.day)


def subjects(request: EnforcementRequest) -> list[RequestSubject]:
    """What a loaded request has papers for; an entrustment is answered among agencies."""
    if request.kind is not RequestKind.REQUEST:
        return []
    found = [RequestSubject(request)]
    found += [RequestSubject(request, step) for step in request.steps if step.kind in KINDS]
    return [one for one in found if one.form]


def subject_of(request: EnforcementRequest, fact_id: UUID) -> RequestSubject:
    """The fact of a loaded request; NotFound when it has none of this id."""
    found = next((one for one in subjects(request) if one.fact_id == fact_id), None)
    if found is None:
        raise NotFound
    return found


def versions(db: Session, subject: RequestSubject) -> Sequence[CaseDocument]:
    """The versions of its paper, the newest first."""
    paper = _known(db, subject)
    return queries.of_paper(db, paper) if paper else []


def ask_for(
    db: Session, subject: RequestSubject, signer: User, mode: SigningMode | None,
    *, by: User, now: datetime,
) -> CaseDocument:  # fmt: skip
    """The paper of this fact under its number, printed in the background; asked twice it is one.

    Errors: RuleBroken for a missing field or a fault found by the lint.
    """
    form = subject.form
    assert form is not None  # subject_of answers no other
    issuer = issuer_on(db, subject.request.unit_id, subject.day)
    paper = _known(db, subject) or _numbered(db, subject, issuer, signer, mode, by=by, now=now)
    titles = signed_as(signer, mode, issuer) if mode else (signer.role.label.upper(),)
    made = put_together(
        form, Fields(READERS, Asked(subject, issuer)), issuer, day=subject.day,
        number=paper.title or "", signed=(titles, signer),
    )  # fmt: skip
    fresh = CaseDocument(paper_id=paper.id, signer_id=signer.id)
    return keep_version(db, made, fresh, queries.of_paper(db, paper), by=by, now=now)


def _known(db: Session, subject: RequestSubject) -> IssuedPaper | None:
    stmt = select(IssuedPaper).where(
        IssuedPaper.request_id == subject.request.id, IssuedPaper.kind == subject.kind
    )
    found = db.scalars(stmt.order_by(IssuedPaper.id)).all()
    return next((one for one in found if one.terms["fact"] == str(subject.fact_id)), None)


def _numbered(
    db: Session, subject: RequestSubject, issuer: Issuer, signer: User, mode: SigningMode | None,
    *, by: User, now: datetime,
) -> IssuedPaper:  # fmt: skip
    assert subject.form is not None
    paper = IssuedPaper(
        unit_id=subject.request.unit_id, issuer_id=issuer.unit.id, request_id=subject.request.id,
        kind=subject.kind, day=subject.day, terms={"fact": str(subject.fact_id)},
        signer_id=signer.id, signing_mode=mode,
        entered_at=now, entered_by_id=by.id,
    )  # fmt: skip
    take_number(db, paper, issuer.unit, subject.form.symbol or "")
    db.add(paper)
    db.flush()
    return paper


@dataclass(frozen=True)
class Asked:
    """Where the fields of a request's paper are read."""

    subject: RequestSubject
    issuer: Issuer

    @property
    def request(self) -> EnforcementRequest:
        """As it was received."""
        return self.subject.request

    @property
    def ground(self) -> grounds.Ground:
        """Why it is refused, in the law of that day."""
        step = self.subject.step
        found = grounds.find(REFUSAL, step.ground, step.day) if step and step.ground else None
        if found is None:
            raise Missing("căn cứ từ chối")
        return found


def _requester(asked: Asked) -> str:
    request = asked.request
    if not request.address:
        raise Missing("địa chỉ của người yêu cầu")
    told = f"{request.requester}; địa chỉ: {request.address}"
    return f"{told}; số: {request.personal_id_number}" if request.personal_id_number else told


def _judgment(asked: Asked) -> str:
    stated = asked.request.stated_judgment
    return stated if stated else wording.judgment(asked.request.judgment)


def _step_note(asked: Asked) -> str:
    step = asked.subject.step
    if step is None or not step.note:
        raise Missing("nội dung cần bổ sung")
    return step.note.rstrip(".")


def _refusal_note(asked: Asked) -> str:
    step = asked.subject.step
    return f"{step.note.rstrip('.')}." if step and step.note else ""


def _ground(asked: Asked) -> str:
    return asked.ground.text[0].lower() + asked.ground.text[1:]


READERS: dict[str, Callable[[Asked], str]] = {
    "agency": lambda asked: asked.issuer.agency, "asked_judgment": _judgment,
    "asked_for": lambda asked: asked.request.content.rstrip("."),
    "channel": lambda asked: asked.request.channel.label,
    "creditor": lambda asked: asked.request.creditor, "debtor": lambda asked: asked.request.debtor,
    "received_on": lambda asked: day_in_words(asked.request.received_on),
    "refusal_article": lambda asked: formal(asked.ground.source), "refusal_ground": _ground,
    "refusal_note": _refusal_note,
    "request_day": lambda asked: day_in_words(asked.request.requested_on),
    "requester": _requester, "step_note": _step_note,
}  # fmt: skip
