"""The papers on a complaint upon a case: its acceptance, its decision, the conclusion of a
denunciation (reference 8.3, row 36). Nobody who denounced is named in any of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.cases.actions import file
from thads.cases.models import Case, SigningMode
from thads.complaints import course
from thads.complaints.models import Complaint, ComplaintStep, StepKind
from thads.core.days import day_in_words
from thads.documents import queries as documents
from thads.documents.actions import issuer_on, keep_version
from thads.documents.agency import signed_as
from thads.documents.catalogue import Kind, form_on
from thads.documents.composing import TO_BE_NUMBERED, put_together
from thads.documents.fields import READERS as OF_CASE
from thads.documents.fields import Source
from thads.documents.issuing import take_number
from thads.documents.missing import Fields, Missing
from thads.documents.models import CaseDocument, IssuedPaper
from thads.documents.subject import Subject
from thads.identity.models import User
from thads.registers.steps import refuse
from thads.rules.complaints import ONCE_ONLY, PetitionKind

KINDS = {
    (PetitionKind.COMPLAINT, StepKind.ACCEPTED): Kind.COMPLAINT_ACCEPTANCE,
    (PetitionKind.COMPLAINT, StepKind.RESOLVED): Kind.COMPLAINT_DECISION,
    (PetitionKind.DENUNCIATION, StepKind.RESOLVED): Kind.DENUNCIATION_CONCLUSION,
}
NEXT = (
    "Không đồng ý với Quyết định này, người khiếu nại có quyền khiếu nại lần hai trong thời hạn 15 "
    "ngày, kể từ ngày nhận được Quyết định."
)
FINAL = "Quyết định này có hiệu lực thi hành."


@dataclass(frozen=True)
class Said(Source):
    """Where the fields of a paper are read."""

    complaint: Complaint
    step: ComplaintStep


def _due(source: Said) -> str:
    return f"{course.resolving_due(source.complaint, source.step):%d/%m/%Y}"


def _outcome(source: Said) -> str:
    if source.step.outcome is None:
        raise Missing("kết quả giải quyết")
    return f"là {source.step.outcome.label.lower()}"


def _next(source: Said) -> str:
    is_last = source.complaint.round == 2 or source.complaint.stage in ONCE_ONLY
    return FINAL if is_last else NEXT


def _stopped(text: str | None) -> str:
    return f"{(text or '').rstrip('.')}." if text else ""


READERS: dict[str, Callable[[Said], str]] = {
    **OF_CASE,
    "complaint_against": lambda s: s.complaint.against,
    "complaint_content": lambda s: _stopped(s.complaint.content),
    "complaint_day": lambda s: day_in_words(s.step.day),
    "complaint_due": _due,
    "complaint_next": _next,
    "complaint_outcome": _outcome,
    "complaint_received": lambda s: f"{s.complaint.received_on:%d/%m/%Y}",
    "complaint_result": lambda s: _stopped(s.step.note),
    "complaint_round": lambda s: "lần hai" if s.complaint.round == 2 else "lần đầu",
    "complaint_sender": lambda s: s.complaint.sender_name,
}


def offered(complaint: Complaint) -> list[Kind]:
    """The papers that may be made now: of steps that have one, where a case stands behind."""
    if complaint.case_id is None:
        return []
    found = (KINDS.get((complaint.kind, step.kind)) for step in complaint.steps)
    return [kind for kind in found if kind]


def make(
    db: Session, case: Case, complaint: Complaint, kind: Kind, *, by: User, now: datetime
) -> CaseDocument:
    """One of its papers, numbered once; it is printed in the background.

    Errors: RuleBroken for a step that nobody signed, a missing field, a fault found by the lint.
    """
    file.hold(db, case)
    step = next(s for s in complaint.steps if KINDS.get((complaint.kind, s.kind)) is kind)
    signer = db.get(User, step.signer_id) if step.signer_id else None
    form = form_on(kind, step.day)
    if signer is None or form is None:
        refuse("complaint.unsigned", "Bước này chưa ghi người ký, hoặc luật của ngày đó chưa có "
               "mẫu, nên chưa lập văn bản. Chưa ghi gì; ghi lại bước kèm người ký.")  # fmt: skip
    mode = step.signing_mode or SigningMode.HEAD
    issuer = issuer_on(db, complaint.unit_id, step.day)
    paper = _known(db, complaint, kind)
    if paper is None:
        paper = IssuedPaper(
            unit_id=complaint.unit_id, issuer_id=issuer.unit.id, case_id=case.id, kind=kind,
            day=step.day, terms={"complaint": str(complaint.id)}, signer_id=signer.id,
            signing_mode=mode, entered_at=now, entered_by_id=by.id,
        )  # fmt: skip
        if form.symbol:  # a decision bears the number that its step says
            take_number(db, paper, issuer.unit, form.symbol)
        db.add(paper)
        db.flush()
    source = Said(Subject(case, issued=paper), issuer, None, complaint, step)
    made = put_together(
        form, Fields(READERS, source), issuer, day=step.day,
        number=paper.title or step.number or TO_BE_NUMBERED,
        signed=(signed_as(signer, mode, issuer), signer),
    )  # fmt: skip
    fresh = CaseDocument(case_id=case.id, paper_id=paper.id, signer_id=signer.id)
    return keep_version(db, made, fresh, documents.of_paper(db, paper), by=by, now=now)


def of_complaint(db: Session, complaint: Complaint) -> Sequence[CaseDocument]:
    """The versions of its papers."""
    found = (_known(db, complaint, kind) for kind in offered(complaint))
    return [one for paper in found if paper for one in documents.of_paper(db, paper)]


def _known(db: Session, complaint: Complaint, kind: Kind) -> IssuedPaper | None:
    stmt = select(IssuedPaper).where(
        IssuedPaper.case_id == complaint.case_id, IssuedPaper.kind == kind
    )
    found = db.scalars(stmt.order_by(IssuedPaper.id)).all()
    return next((one for one in found if one.terms["complaint"] == str(complaint.id)), None)
