"""Which papers a case has, and which are being made."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from thads.cases.models import ActKind, Case, CaseAct
from thads.core.errors import NotFound
from thads.core.jobs import BackgroundJob, Job, JobState
from thads.core.pages import PAGE_SIZE
from thads.documents.models import CaseDocument, IssuedPaper
from thads.documents.subject import Subject
from thads.fees.models import (
    FeeCharge,
    FeeDecision,
    FeeProposal,
    FeeReliefAnswer,
    FeeReliefRequest,
)
from thads.identity.models import User

OF_FEES = (ActKind.FEE, ActKind.FEE_EXEMPTION)


def get(db: Session, document_id: UUID) -> CaseDocument:
    """One paper; its case decides who may see it."""
    found = db.get(CaseDocument, document_id)
    if found is None:
        raise NotFound
    return found


def of_case(db: Session, case_id: UUID) -> Sequence[CaseDocument]:
    """All versions of all papers of a case, the newest first."""
    stmt = select(CaseDocument).where(CaseDocument.case_id == case_id)
    return db.scalars(stmt.order_by(CaseDocument.id.desc())).all()


def of_fact(db: Session, subject: Subject) -> Sequence[CaseDocument]:
    """The versions of one paper, the newest first."""
    document, stmt = CaseDocument, select(CaseDocument)
    if subject.act:
        stmt = stmt.where(document.act_id == subject.act.id)
    elif subject.issued:
        stmt = stmt.where(document.paper_id == subject.issued.id)
    else:
        stmt = stmt.where(
            document.case_id == subject.case.id, document.act_id.is_(None),
            document.paper_id.is_(None),
        )  # fmt: skip
    return db.scalars(stmt.order_by(CaseDocument.version.desc())).all()


def names_of_signers(db: Session, document: CaseDocument) -> dict[UUID, str]:
    """Who gave the signed files, by the person's id."""
    ids = {one.entered_by_id for one in document.signatures}
    return {one.id: one.full_name for one in db.scalars(select(User).where(User.id.in_(ids)))}


def of_paper(db: Session, paper: IssuedPaper) -> Sequence[CaseDocument]:
    """The versions of one paper issued, the newest first."""
    stmt = select(CaseDocument).where(CaseDocument.paper_id == paper.id)
    return db.scalars(stmt.order_by(CaseDocument.version.desc())).all()


def lists_made(db: Session, *, scope: UUID | None) -> Sequence[CaseDocument]:
    """The newest lists of a unit (None: of the province)."""
    stmt = (
        select(CaseDocument).join(IssuedPaper, IssuedPaper.id == CaseDocument.paper_id)
        .where(
            IssuedPaper.case_id.is_(None), IssuedPaper.request_id.is_(None),
            IssuedPaper.judgment_id.is_(None),
        )
    )  # fmt: skip
    if scope is not None:
        stmt = stmt.where(IssuedPaper.unit_id == scope)
    return db.scalars(stmt.order_by(CaseDocument.id.desc()).limit(PAGE_SIZE)).all()


def subject_of(db: Session, case: Case, fact_id: UUID) -> Subject:
    """The fact of a loaded file; NotFound when the file has no such fact or it has no paper."""
    found = next((one for one in subjects(db, case) if one.fact_id == fact_id), None)
    if found is None:
        raise NotFound
    return found


def subjects(db: Session, case: Case) -> Sequence[Subject]:
    """All facts of a loaded file that have a paper: its decision, its acts, papers issued."""
    stmt = select(IssuedPaper).where(IssuedPaper.case_id == case.id).order_by(IssuedPaper.id)
    issued = db.scalars(stmt).all()
    numbers = {one.act_id: one for one in issued if one.act_id}
    _load_fees(db, case)
    found = [
        Subject(case), *(Subject(case, act, numbers.get(act.id)) for act in case.acts),
        *(Subject(case, issued=one) for one in issued if one.act_id is None),
    ]  # fmt: skip
    return [one for one in found if one.form]


def _load_fees(db: Session, case: Case) -> None:
    """What the papers on fees read of their decisions, for the acts that are loaded."""
    ids = [act.id for act in case.acts if act.kind in OF_FEES]
    if not ids:
        return
    decided, relief = CaseAct.fee_decision, CaseAct.fee_relief
    charge = selectinload(relief).selectinload(FeeReliefAnswer.request).selectinload(
        FeeReliefRequest.charge
    )  # fmt: skip
    proposal = selectinload(decided).selectinload(FeeDecision.proposal)
    db.scalars(
        select(CaseAct).where(CaseAct.id.in_(ids)).options(
            proposal.selectinload(FeeProposal.charges).selectinload(FeeCharge.party),
            charge.selectinload(FeeCharge.party),
            charge.selectinload(FeeCharge.proposal).selectinload(FeeProposal.decision),
        )
    ).all()  # fmt: skip


def work_on(db: Session, document_id: UUID) -> BackgroundJob | None:
    """The latest work on a paper that is not finished: it waits, runs or has failed."""
    found = _unfinished(db, [document_id])
    return found.get(document_id)


def unfinished(db: Session, documents: Sequence[CaseDocument]) -> dict[UUID, BackgroundJob]:
    """The latest work on each of these papers whose file is not made."""
    return _unfinished(db, [paper.id for paper in documents if paper.file_key is None])


def _unfinished(db: Session, ids: Sequence[UUID]) -> dict[UUID, BackgroundJob]:
    if not ids:
        return {}
    wanted = {str(one): one for one in ids}
    stmt = select(BackgroundJob).where(
        BackgroundJob.name == Job.MAKE_PAPER,
        BackgroundJob.state != JobState.DONE,
        BackgroundJob.arguments["document_id"].as_string().in_(wanted),
    )
    found = db.scalars(stmt.order_by(BackgroundJob.asked_at, BackgroundJob.id)).all()
    return {wanted[job.arguments["document_id"]]: job for job in found}
