"""What was done in the period, as the records of each procedure tell it; no figure of the forms."""

from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from thads.cases.models import ActKind, Case, CaseAct
from thads.evidence.kinds import Fate
from thads.evidence.kinds import StepKind as ExhibitStepKind
from thads.evidence.models import ExhibitStep
from thads.remissions.models import RemissionDossier, RemissionStep, StepKind
from thads.verification.clock import standing_verifications
from thads.verification.models import Finding, Verification

CLASSIFYING = (
    ActKind.ENFORCEABLE, ActKind.NOT_YET_ENFORCEABLE, ActKind.RESUMPTION,
    ActKind.SEPARATE_TRACKING, ActKind.POSTPONEMENT, ActKind.SUSPENSION, ActKind.REQUEST_RETURN,
)  # fmt: skip


def done(db: Session, start: date, end: date) -> dict[str, Any]:
    """Verifications, decisions of classification, dossiers of remission, exhibits."""
    return {
        "verifications": _verifications(db, start, end),
        "classification": _classification(db, start, end),
        "remissions": _remissions(db, start, end),
        "evidence": _evidence(db, start, end),
    }


def _verifications(db: Session, start: date, end: date) -> list[dict[str, Any]]:
    made = standing_verifications().where(Verification.day.between(start, end)).subquery()
    stmt = (
        select(made.c.finding, func.count())
        .join(Case, Case.id == made.c.case_id)
        .where(Case.struck_by_id.is_(None))
        .group_by(made.c.finding)
    )
    count = {row[0]: row[1] for row in db.execute(stmt)}
    return [{"name": one.label, "count": count.get(one, 0)} for one in Finding]


def _classification(db: Session, start: date, end: date) -> list[dict[str, Any]]:
    """Decisions by kind; those that a correction struck out do not count."""
    correction = aliased(CaseAct)
    struck = select(correction.id).where(correction.corrects_id == CaseAct.id).exists()
    stmt = (
        select(CaseAct.kind, func.count())
        .join(Case, Case.id == CaseAct.case_id)
        .where(
            CaseAct.kind.in_(CLASSIFYING), CaseAct.day.between(start, end), ~struck,
            Case.struck_by_id.is_(None),
        )
        .group_by(CaseAct.kind)
    )  # fmt: skip
    count = {row[0]: row[1] for row in db.execute(stmt)}
    return [{"name": kind.label, "count": count.get(kind, 0)} for kind in CLASSIFYING]


def _remissions(db: Session, start: date, end: date) -> dict[str, int]:
    """Dossiers and đồng asked for and granted; an answer is the court's last word so far."""
    opened = select(func.count(), func.coalesce(func.sum(RemissionDossier.amount), 0)).where(
        RemissionDossier.opened_on.between(start, end)
    )
    number, asked = db.execute(opened).one()
    answers = _last_answers(db, end)
    new = [amount for day, amount in answers if start <= day]
    return {
        "opened": number,
        "asked": int(asked),
        "filed": _steps(db, StepKind.FILED, start, end),
        "answered": len(new),
        "granted": sum(1 for amount in new if amount),
        "refused": sum(1 for amount in new if not amount),
        "forgiven": sum(new),
        "protested": _steps(db, StepKind.PROTESTED, start, end),
    }


def _last_answers(db: Session, end: date) -> list[tuple[date, int]]:
    """Day and đồng of what a court said last on each dossier up to `end`."""
    stmt = (
        select(RemissionStep.dossier_id, RemissionStep.day, RemissionStep.amount)
        .where(
            RemissionStep.kind.in_((StepKind.DECIDED, StepKind.RESOLVED)), RemissionStep.day <= end
        )
        .order_by(RemissionStep.dossier_id, RemissionStep.sequence)
    )
    last = {dossier_id: (day, int(amount or 0)) for dossier_id, day, amount in db.execute(stmt)}
    return list(last.values())


def _steps(db: Session, kind: StepKind, start: date, end: date) -> int:
    dossiers = func.count(RemissionStep.dossier_id.distinct())
    of_kind = (RemissionStep.kind == kind, RemissionStep.day.between(start, end))
    return db.scalar(select(dossiers).where(*of_kind)) or 0


def _evidence(db: Session, start: date, end: date) -> dict[str, int]:
    """Files that were to be destroyed, and files of which something was."""
    step = ExhibitStep
    files = select(func.count(step.file_id.distinct())).where(step.day.between(start, end))
    return {
        "decided": db.scalar(files.where(step.fate == Fate.DESTROY)) or 0,
        "destroyed": db.scalar(files.where(step.kind == ExhibitStepKind.DESTROYED)) or 0,
    }
