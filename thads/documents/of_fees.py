"""Papers on fees that follow from no act: what will be due for property, why nothing is spared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from thads.cases.models import Case, SigningMode
from thads.cases.queries import history_of
from thads.core.days import day_in_words
from thads.core.errors import RuleBroken
from thads.delegations import competence
from thads.documents import issuing, wording
from thads.documents.catalogue import Kind
from thads.documents.fee_fields import charged_by
from thads.documents.missing import Missing, refuse_missing
from thads.documents.models import CaseDocument
from thads.documents.subject import Subject
from thads.documents.wording import amount_in_words
from thads.fees import queries
from thads.fees.models import FeeReliefRequest, PropertyReceipt
from thads.fees.reckoning import Receipt
from thads.identity import queries as identity
from thads.identity.models import User
from thads.rules import deadlines, fee_grounds
from thads.rules.citation import cited
from thads.rules.deadlines import Duty
from thads.units import queries as units

KEPT = "Chưa ghi gì"
CHARGING = "fee"  # its name in the table of who signs


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """The day of a paper, who signs it and how."""

    day: date
    signer_id: UUID
    mode: SigningMode


def to_sign(db: Session, case: Case, day: date) -> competence.Paper:
    """The paper as the rule of competence asks for it."""
    held = history_of(case).at(day)
    return competence.Paper(CHARGING, day, units.get(db, held.unit_id if held else case.unit_id))


def notice(
    db: Session, case: Case, found: PropertyReceipt, signing: Signing, *, by: User, today: date,
    now: datetime,
) -> CaseDocument:  # fmt: skip
    """Tell what will be due for property, 15 days before it is handed over (TT216 Đ.5 k.4).

    RuleBroken when it is too late for that day, or nothing will be due.
    """
    last = deadlines.due(Duty.FEE_NOTICE, found.day)
    if signing.day > last:
        raise RuleBroken(
            "fees.notice_too_late",
            f"Phải thông báo trước ngày giao tài sản ({found.day:%d/%m/%Y}) ít nhất 15 ngày, chậm "
            f"nhất ngày {last:%d/%m/%Y} (Thông tư 216/2016/TT-BTC Điều 5 khoản 4). {KEPT}; lùi "
            "ngày giao tài sản.",
            field="day",
        )
    account = queries.accounts(db, case, signing.day)[found.party_id]
    reckoned = account.next([Receipt(found.day, found.amount, found.basis)])[0]
    if not reckoned.fee:
        raise RuleBroken("fees.nothing_due", f"{reckoned.explanation} {KEPT}.")
    said = {
        "fee_payer": _person(found, case), "fee_property": _property(found),
        "fee_handover": day_in_words(found.day), "fee_sum": amount_in_words(reckoned.fee),
        "fee_reckoned": reckoned.explanation,
    }  # fmt: skip
    return _issue(db, case, Kind.FEE_NOTICE, signing, said, by, today, now)


def refusal(
    db: Session, case: Case, request: FeeReliefRequest, signing: Signing, *, by: User, today: date,
    now: datetime,
) -> CaseDocument:  # fmt: skip
    """Tell the person why nothing is spared (TT216 Đ.7 k.4), once the head has said so."""
    if request.answer is None or request.answer.reply is None:
        raise RuleBroken("fees.not_refused", f"Đề nghị này chưa bị từ chối. {KEPT}.")
    ground = fee_grounds.relief(request.ground, request.complete_on)
    said = {
        "fee_payer": wording.person(request.charge.party, case),
        "fee_asked": f"{ground.text} ({cited(ground.source)})", "fee_reply": request.answer.reply,
        "fee_charged_by": charged_by(Subject(case), request.charge.proposal.decision),
    }  # fmt: skip
    return _issue(db, case, Kind.FEE_REFUSAL, signing, said, by, today, now)


def _issue(
    db: Session, case: Case, kind: Kind, signing: Signing, said: Mapping[str, str], by: User,
    today: date, now: datetime,
) -> CaseDocument:  # fmt: skip
    signer = identity.get(db, signing.signer_id)
    competence.check(db, to_sign(db, case, signing.day), signer, signing.mode)
    terms = issuing.IssueTerms(
        day=signing.day, signer_id=signer.id, said=said, signing_mode=signing.mode
    )
    return issuing.issue(db, case, kind, terms, by=by, today=today, now=now)


def _person(found: PropertyReceipt, case: Case) -> str:
    try:
        return wording.person(found.party, case)
    except Missing as missing:
        refuse_missing(list(missing.names))
        raise


def _property(found: PropertyReceipt) -> str:
    told = f"{found.description.rstrip('.')}, trị giá {amount_in_words(found.value)}"
    if found.paid_to_others:
        told += f", sau khi trừ {amount_in_words(found.paid_to_others)} phải thanh toán lại"
    return f"{told}; căn cứ giá trị: {found.valued_by.rstrip('.')}"
