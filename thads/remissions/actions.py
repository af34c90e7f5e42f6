"""Building a dossier, signing it, following it through the court, and writing what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NoReturn
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from thads.attachments.models import Attachment
from thads.audit import actions as audit
from thads.cases.actions import ActTerms, file, forgive
from thads.cases.history import replay
from thads.cases.models import Case, CaseAct, SigningMode
from thads.core.errors import RuleBroken
from thads.core.money import format_dong
from thads.core.text import clean
from thads.identity.models import User
from thads.periods import guard
from thads.remissions import checks, queries
from thads.remissions.checks import KEPT, refuse
from thads.remissions.models import RemissionDossier, RemissionPaper, RemissionStep, StepKind
from thads.rules import remission
from thads.rules.remission import Relief
from thads.rules.remission_papers import PaperNeeded


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierTerms:
    """What the court is asked; `amount` empty: as much as the law lets."""

    item_id: UUID
    way: str
    opened_on: date
    amount: int | None = None
    first_decision_on: date | None = None
    reason: str | None = None
    submission_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTerms:
    """One thing that happened; each kind reads the fields that concern it."""

    kind: StepKind
    day: date
    number: str | None = None
    body: str | None = None
    agrees: bool | None = None
    amount: int | None = None
    note: str | None = None
    signer_id: UUID | None = None
    signing_mode: SigningMode | None = None
    decision_number: int | None = None  # of the discontinuance that follows
    submission_key: str | None = None


def open_dossier(
    db: Session, case: Case, terms: DossierTerms, *, by: User, today: date
) -> RemissionDossier:
    """Begin to ask for one item; RuleBroken when a condition is plainly unmet."""
    file.hold(db, case)
    sent = file.earlier(db, RemissionDossier, terms.submission_key, case.id)
    if sent is not None:
        return sent
    file.check_day(case, terms.opened_on, today)
    file.check_unit(replay(file.known(db, case)), by)
    way = remission.way(terms.way, terms.opened_on)
    if way is None:
        refuse("way_unknown", "Luật của ngày này không có trường hợp đó. "
               f"{KEPT}; chọn lại trường hợp.", "way")  # fmt: skip
    checks.nothing_running(db, terms.item_id)
    assessment = queries.assessed(
        db, case, terms.item_id, way, terms.opened_on, terms.first_decision_on
    )
    checks.nothing_unmet(assessment)
    amount = assessment.most if terms.amount is None else terms.amount
    checks.amount_asked(amount, assessment)
    if way.special and not clean(terms.reason or ""):
        refuse("reason", f"Phải nêu hoàn cảnh hoặc công lao. {KEPT}; nhập lý do.", "reason")
    record = RemissionDossier(
        case_id=case.id, item_id=terms.item_id, opened_on=terms.opened_on, relief=way.relief,
        way=way.code, amount=amount, first_decision_on=terms.first_decision_on,
        reason=clean(terms.reason) if terms.reason else None, papers=[], steps=[],
        late_reason=guard.explained(db, case.id, terms.opened_on),
        submission_key=terms.submission_key, entered_by_id=by.id,
    )  # fmt: skip
    db.add(record)
    db.flush()
    audit.record(
        db, by, "remission.opened", record, case_id=case.id, item_id=record.item_id, way=way.code,
        amount=amount,
    )  # fmt: skip
    return record


def place_paper(
    db: Session, dossier: RemissionDossier, paper: PaperNeeded, *, attachment_id: UUID | None,
    note: str | None, by: User,
) -> RemissionPaper:  # fmt: skip
    """Say where a paper of the dossier is."""
    checks.still_open(dossier)
    attached = db.get(Attachment, attachment_id) if attachment_id else None
    if attachment_id and (attached is None or attached.case_id != dossier.case_id):
        refuse("attachment", f"Tài liệu này không thuộc hồ sơ. {KEPT}; chọn lại.", "attachment")
    if attached is None and not clean(note or ""):
        refuse("where", f"Chọn tài liệu đính kèm hoặc ghi tài liệu ở đâu. {KEPT}.", "note")
    record = RemissionPaper(
        dossier_id=dossier.id, paper=paper, attachment_id=attachment_id, attachment=attached,
        note=clean(note) if note else None, entered_by_id=by.id,
    )  # fmt: skip
    dossier.papers.append(record)
    db.flush()
    audit.record(db, by, "remission.paper_placed", dossier, paper=paper)
    return record


def take_step(
    db: Session, case: Case, dossier: RemissionDossier, terms: StepTerms, *, by: User, today: date
) -> RemissionStep:
    """Write down what happened next; what comes into force is written into the case.

    RuleBroken for a step out of its order or day, a paper that is missing, an unmet condition.
    """
    file.hold(db, case)
    sent = queries.step_sent(db, dossier, terms.submission_key)
    if sent is not None:
        return sent
    file.check_unit(replay(file.known(db, case)), by)
    checks.order(dossier, terms.kind, terms.day, today)
    if terms.kind is StepKind.SIGNED:
        checks.may_be_signed(db, case, dossier, terms)
    if terms.kind is StepKind.FILED:
        checks.papers_there(db, case, dossier, terms.day)
    _check_said(dossier, terms)
    act = _into_case(db, case, dossier, terms, by, today)
    record = RemissionStep(
        dossier_id=dossier.id, sequence=_next(db, dossier), day=terms.day, kind=terms.kind,
        number=terms.number, body=terms.body, note=clean(terms.note) if terms.note else None,
        agrees=terms.agrees if terms.kind is StepKind.OPINION else None,
        amount=terms.amount if terms.kind in (StepKind.DECIDED, StepKind.RESOLVED) else None,
        late_reason=guard.explained(db, case.id, terms.day),
        signer_id=terms.signer_id, signing_mode=terms.signing_mode,
        act_id=act.id if act else None, submission_key=terms.submission_key, entered_by_id=by.id,
    )  # fmt: skip
    dossier.steps.append(record)
    db.flush()
    audit.record(
        db, by, f"remission.{record.kind.value}", dossier, case_id=case.id, day=record.day,
        number=record.number, amount=record.amount, agrees=record.agrees, act_id=record.act_id,
    )  # fmt: skip
    return record


def _check_said(dossier: RemissionDossier, terms: StepTerms) -> None:
    kind = terms.kind
    if kind is StepKind.OPINION and terms.agrees is None:
        _need("agrees", "Viện kiểm sát nhất trí hay không")
    if kind is StepKind.SIGNED and not terms.body:
        _need("body", "Tòa án được đề nghị")
    if kind is StepKind.WITHDRAWN and not clean(terms.note or ""):
        _need("note", "lý do thôi đề nghị")
    if kind in (StepKind.DECIDED, StepKind.RESOLVED):
        for name in ("number", "body", "amount"):
            if getattr(terms, name) is None:
                _need(
                    name,
                    {
                        "number": "số quyết định",
                        "body": "Tòa án",
                        "amount": "số tiền được miễn, giảm (0 nếu không chấp nhận)",
                    }[name],
                )
        if (terms.amount or 0) > dossier.amount:
            refuse("more_than_asked", f"Tòa án không miễn, giảm hơn số được đề nghị "
                   f"({format_dong(dossier.amount)} đ). {KEPT}; xem lại số tiền.",
                   "amount")  # fmt: skip


def _into_case(
    db: Session, case: Case, dossier: RemissionDossier, terms: StepTerms, by: User, today: date
) -> CaseAct | None:
    """The court's result in the case: what is forgiven is taken off, and that part ends."""
    granted = dossier.granted
    if terms.kind is not StepKind.IN_FORCE or not granted:
        return None
    law = remission.conditions(terms.day)
    ends = law.ends_reduction or dossier.relief is Relief.EXEMPTION
    if ends and (terms.decision_number is None or terms.signer_id is None):
        refuse("discontinuance", "Phần được miễn, giảm phải có quyết định đình chỉ thi hành án. "
               f"{KEPT}; nhập số quyết định và người ký.", "decision_number")  # fmt: skip
    decided = dossier.step(StepKind.RESOLVED) or dossier.step(StepKind.DECIDED)
    assert decided is not None
    said = f"Quyết định số {decided.number} ngày {decided.day:%d/%m/%Y} của {decided.body}"
    wanted = ActTerms(
        day=terms.day, item_id=dossier.item_id, amount=granted, note=said,
        number=terms.decision_number if ends else None,
        signer_id=terms.signer_id if ends else None,
        signing_mode=terms.signing_mode if ends else None,
    )  # fmt: skip
    return forgive(db, case, wanted, by=by, today=today)


def _next(db: Session, dossier: RemissionDossier) -> int:
    last = select(func.max(RemissionStep.sequence)).where(RemissionStep.dossier_id == dossier.id)
    return (db.scalar(last) or 0) + 1


def _need(field: str, what: str) -> NoReturn:
    raise RuleBroken(f"remission.{field}_needed", f"Phải ghi {what}. {KEPT}.", field=field)
