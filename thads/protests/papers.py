"""The answer to the procuracy upon a case (reference 8.3, row 37)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.cases.actions import file
from thads.cases.models import Case, SigningMode
from thads.documents import queries as documents
from thads.documents.actions import issuer_on, keep_version
from thads.documents.agency import signed_as
from thads.documents.catalogue import Kind, form_on
from thads.documents.composing import put_together
from thads.documents.fields import READERS as OF_CASE
from thads.documents.fields import Source
from thads.documents.issuing import take_number
from thads.documents.missing import Fields, Missing
from thads.documents.models import CaseDocument, IssuedPaper
from thads.documents.subject import Subject
from thads.identity.models import User
from thads.protests.models import Protest, ProtestStep, StepKind
from thads.registers.steps import refuse

KIND = Kind.PROTEST_REPLY


@dataclass(frozen=True)
class Replied(Source):
    """Where the fields of the answer are read."""

    protest: Protest
    step: ProtestStep


def _answer(source: Replied) -> str:
    if source.step.answer is None:
        raise Missing("nội dung trả lời")
    return source.step.answer.label.lower()


def _points(source: Replied) -> str:
    told = "; ".join(
        f"{point.content.rstrip('.')} ({point.owner.full_name}, hạn {point.due_on:%d/%m/%Y})"
        for point in source.protest.points
    )
    return f"Nội dung thực hiện, người thực hiện và thời hạn: {told}." if told else ""


def _stopped(text: str | None) -> str:
    return f"{(text or '').rstrip('.')}." if text else ""


READERS: dict[str, Callable[[Replied], str]] = {
    **OF_CASE,
    "protest_answer": _answer,
    "protest_body": lambda s: s.protest.body,
    "protest_content": lambda s: _stopped(s.protest.content),
    "protest_issued": lambda s: f"{s.protest.issued_on:%d/%m/%Y}",
    "protest_kind": lambda s: s.protest.kind.label.lower(),
    "protest_note": lambda s: _stopped(s.step.note),
    "protest_number": lambda s: s.protest.number,
    "protest_points": _points,
    "protest_received": lambda s: f"{s.protest.received_on:%d/%m/%Y}",
}


def is_offered(protest: Protest) -> bool:
    """Whether the answer may be made now."""
    return protest.case_id is not None and protest.step(StepKind.ANSWERED) is not None


def make(db: Session, case: Case, protest: Protest, *, by: User, now: datetime) -> CaseDocument:
    """The answer, numbered once; it is printed in the background.

    Errors: RuleBroken where nobody signed it, for a missing field, a fault found by the lint.
    """
    file.hold(db, case)
    step = protest.step(StepKind.ANSWERED)
    signer = db.get(User, step.signer_id) if step and step.signer_id else None
    form = form_on(KIND, step.day) if step else None
    if step is None or signer is None or form is None:
        refuse("protest.unsigned", "Chưa ghi trả lời kèm người ký, hoặc luật của ngày đó chưa có "
               "mẫu, nên chưa lập văn bản. Chưa ghi gì.")  # fmt: skip
    mode = step.signing_mode or SigningMode.HEAD
    issuer = issuer_on(db, protest.unit_id, step.day)
    paper = _known(db, protest)
    if paper is None:
        paper = IssuedPaper(
            unit_id=protest.unit_id, issuer_id=issuer.unit.id, case_id=case.id, kind=KIND,
            day=step.day, terms={"protest": str(protest.id)}, signer_id=signer.id,
            signing_mode=mode, entered_at=now, entered_by_id=by.id,
        )  # fmt: skip
        take_number(db, paper, issuer.unit, form.symbol or "")
        db.add(paper)
        db.flush()
    made = put_together(
        form, Fields(READERS, Replied(Subject(case, issued=paper), issuer, None, protest, step)),
        issuer, day=step.day, number=paper.title or "",
        signed=(signed_as(signer, mode, issuer), signer),
    )  # fmt: skip
    fresh = CaseDocument(case_id=case.id, paper_id=paper.id, signer_id=signer.id)
    return keep_version(db, made, fresh, documents.of_paper(db, paper), by=by, now=now)


def of_protest(db: Session, protest: Protest) -> Sequence[CaseDocument]:
    """The versions of the answer, the newest first."""
    paper = _known(db, protest) if protest.case_id else None
    return documents.of_paper(db, paper) if paper else []


def _known(db: Session, protest: Protest) -> IssuedPaper | None:
    stmt = select(IssuedPaper).where(
        IssuedPaper.case_id == protest.case_id, IssuedPaper.kind == KIND
    )
    found = db.scalars(stmt.order_by(IssuedPaper.id)).all()
    return next((one for one in found if one.terms["protest"] == str(protest.id)), None)
