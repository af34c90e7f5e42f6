"""Asking for a paper and keeping its file: composed once, filed once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.cases.actions import file
from thads.cases.models import SigningMode
from thads.core import files, jobs
from thads.core.errors import RuleBroken
from thads.delegations import competence
from thads.delegations.competence import Paper as ToSign
from thads.documents import queries
from thads.documents.agency import Issuer, issuer
from thads.documents.composing import compose
from thads.documents.models import CaseDocument
from thads.documents.paper import Paper
from thads.documents.subject import Subject
from thads.identity.models import User
from thads.units import queries as units


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperTerms:
    """What a person says when asking for a paper: what the file itself does not hold."""

    signer_id: UUID | None = None
    signing_mode: SigningMode | None = None
    requested_on: date | None = None


def ask_for(
    db: Session, subject: Subject, terms: PaperTerms, *, by: User, now: datetime
) -> CaseDocument:
    """The paper of this fact, composed now and printed in the background.

    The same words as the newest version are that version: asking twice has one effect.
    Errors: RuleBroken for a missing field, a wrong signing mode, a fault found by the lint.
    """
    case = subject.case
    file.hold(db, case)
    signer, mode = subject.signed or _signing(db, subject, terms)
    paper = compose(subject, issuer_of(db, subject), signer, mode, requested_on=terms.requested_on)
    issued = None if subject.act else subject.issued
    fresh = CaseDocument(
        case_id=case.id, act_id=subject.act.id if subject.act else None,
        paper_id=issued.id if issued else None, signer_id=signer.id,
    )  # fmt: skip
    return keep_version(db, paper, fresh, queries.of_fact(db, subject), by=by, now=now)


def keep_version(
    db: Session, paper: Paper, fresh: CaseDocument, known: Sequence[CaseDocument],
    *, by: User, now: datetime,
) -> CaseDocument:  # fmt: skip
    """The newest version (`known`, newest first) when it says the same, else `fresh` as the next;
    its files are asked for unless they are made."""
    document, content = known[0] if known else None, _stored(paper.content)
    if document is None or document.content != content:
        fresh.version, fresh.content = (document.version + 1 if document else 1), content
        fresh.entered_at, fresh.entered_by_id = now, by.id
        db.add(fresh)
        db.flush()
        audit.record(
            db, by, "document.composed", fresh, case_id=fresh.case_id, code=paper.code,
            number=paper.number, version=fresh.version,
        )  # fmt: skip
        document = fresh
    if document.file_key is None or document.draft_key is None:
        _ask(db, document, by, now)
    return document


def keep_file(db: Session, document: CaseDocument, content: bytes, *, now: datetime) -> None:
    """File the paper; running twice files it once."""
    if document.file_key is not None:
        return
    key = f"papers/{document.id}.pdf"
    document.file_sha256 = files.put(db, key, content)
    document.file_key = key
    document.made_at = now
    audit.record(
        db, None, "document.filed", document, case_id=document.case_id,
        sha256=document.file_sha256,
    )  # fmt: skip


def keep_draft(db: Session, document: CaseDocument, content: bytes) -> None:
    """Keep the Word file beside the paper; running twice keeps it once."""
    if document.draft_key is None:
        key = f"papers/{document.id}.docx"
        files.put(db, key, content)
        document.draft_key = key


def issuer_of(db: Session, subject: Subject) -> Issuer:
    """The agency that issues this paper; RuleBroken when the province had no office that day."""
    return issuer_on(db, subject.unit_id, subject.day)


def issuer_on(db: Session, unit_id: UUID, day: date) -> Issuer:
    """The agency that issues a unit's papers of that day; RuleBroken when there was none."""
    province = units.provincial_on(db, day)
    if province is None:
        raise RuleBroken(
            "document.no_province",
            f"Chưa khai báo cơ quan thi hành án cấp tỉnh vào ngày {day:%d/%m/%Y}. Chưa lập văn "
            "bản; báo quản trị bổ sung đơn vị.",
        )
    return issuer(units.get(db, unit_id), province, day)


def _ask(db: Session, document: CaseDocument, by: User, now: datetime) -> None:
    running = queries.work_on(db, document.id)
    if running is None or running.state is jobs.JobState.FAILED:
        jobs.after_commit(
            db, jobs.Job.MAKE_PAPER, asked_by_id=by.id, now=now, document_id=str(document.id)
        )


def to_sign(db: Session, subject: Subject) -> ToSign:
    """The paper as the rule of competence asks for it."""
    held = subject.held
    officer = db.get(User, held.officer_id) if held.officer_id else None
    return ToSign(subject.signing_kind, subject.day, units.get(db, held.unit_id), officer)


def _signing(db: Session, subject: Subject, terms: PaperTerms) -> tuple[User, SigningMode]:
    """Who signs and how where the file does not say both; whoever signed an act signs its paper."""
    stated = subject.act.signer_id if subject.act else subject.case.signer_id
    if stated is not None and stated != terms.signer_id:
        raise RuleBroken(
            "document.other_signer",
            "Người ký văn bản phải là người đã ký quyết định trong hồ sơ. Chưa lập văn bản; chọn "
            "đúng người ký.",
            field="signer",
        )
    signer = db.get(User, terms.signer_id) if terms.signer_id else None
    if signer is None or terms.signing_mode is None:
        raise RuleBroken(
            "document.signer_unknown",
            "Không tìm thấy người ký. Chưa lập văn bản; chọn lại người ký.",
            field="signer",
        )
    competence.check(db, to_sign(db, subject), signer, terms.signing_mode)
    return signer, terms.signing_mode


def _stored(content: dict[str, object]) -> dict[str, object]:
    """As JSON gives it back: its tuples are lists."""
    return {name: _listed(value) for name, value in content.items()}


def _listed(value: object) -> object:
    return [_listed(one) for one in value] if isinstance(value, tuple) else value
