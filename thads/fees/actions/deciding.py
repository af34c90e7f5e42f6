"""The head decides on charges and on requests to pay less: numbered, signed, or told why not."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.cases import actions as cases
from thads.cases.actions import file
from thads.cases.actions.numbers import numbering_unit
from thads.cases.history import replay
from thads.cases.models import ActKind, Case, CaseAct
from thads.cases.queries import suggest_number
from thads.core.money import format_dong
from thads.core.text import clean
from thads.fees import queries
from thads.fees.actions.proposing import KEPT, refuse
from thads.fees.models import FeeDecision, FeeProposal
from thads.fees.terms import DecisionTerms
from thads.identity.models import User


def decide(
    db: Session, proposal: FeeProposal, terms: DecisionTerms, *, by: User, today: date
) -> FeeDecision:
    """Charge what was proposed by a numbered decision, or say why not (TT216 Đ.5 k.1).

    RuleBroken when the file has changed since, or the signer may not sign.
    """
    case = db.get_one(Case, proposal.case_id)
    file.hold(db, case)
    answered = select(FeeDecision).where(FeeDecision.proposal_id == proposal.id)
    before = db.scalars(answered).one_or_none()
    if before is not None:
        refuse("decided_already", f"Đề xuất này đã được trả lời ngày {before.day:%d/%m/%Y}. "
               f"{KEPT}; xem lại hồ sơ.")  # fmt: skip
    check_answer_day(proposal.day, terms.day, today)
    act = None
    if terms.reply is None:
        _check_still_right(db, proposal, case)
        total = sum(charge.fee for charge in proposal.charges)
        act = sign(db, case, ActKind.FEE, terms, f"Thu {format_dong(total)} đ", by=by, today=today)
    else:
        check_hand(db, case, by)
    decision = FeeDecision(
        proposal_id=proposal.id, act_id=act.id if act else None, day=terms.day,
        reply=clean(terms.reply) if terms.reply is not None else None, entered_by_id=by.id,
    )  # fmt: skip
    db.add(decision)
    db.flush()
    audit.record(
        db, by, "fee.decided", case, proposal_id=proposal.id, act_id=decision.act_id,
        day=decision.day, reply=decision.reply,
    )  # fmt: skip
    return decision


def sign(
    db: Session, case: Case, kind: ActKind, terms: DecisionTerms, note: str, *, by: User,
    today: date,
) -> CaseAct:  # fmt: skip
    """The decision itself, under the next number of the unit's series unless one is given."""
    number = terms.number
    if number is None:
        history = replay(file.known(db, case))
        held = history.at(terms.day) or history.now
        unit = numbering_unit(db, held.unit_id, kind, by)
        number = suggest_number(db, unit, terms.day, of=CaseAct)
    if terms.signer_id is None or terms.signing_mode is None:
        refuse("signer_needed", f"Chọn người ký và hình thức ký. {KEPT}.", "signer")
    told = cases.ActTerms(
        kind=kind, day=terms.day, number=number, signer_id=terms.signer_id,
        signing_mode=terms.signing_mode, note=note, conflict_answer=terms.conflict_answer,
        submission_key=terms.submission_key,
    )  # fmt: skip
    return cases.act(db, case, told, by=by, today=today)


def check_answer_day(asked: date, day: date, today: date) -> None:
    """An answer is not older than what it answers, and not of a day to come."""
    if not asked <= day <= today:
        refuse("answer_day", f"Ngày quyết định phải từ {asked:%d/%m/%Y} đến hôm nay. {KEPT}; nhập "
               "lại ngày.", "day")  # fmt: skip


def check_hand(db: Session, case: Case, by: User) -> None:
    """Only the unit that holds the case answers."""
    file.check_unit(replay(file.known(db, case)), by)


def _check_still_right(db: Session, proposal: FeeProposal, case: Case) -> None:
    """Nothing was decided for the same people since the charges were reckoned."""
    standing = queries.charges_of(db, case.id, date.max)
    ids: set[UUID] = {one.id for one in standing}
    for charge in proposal.charges:
        if charge.corrects_id is not None:
            changed = charge.corrects_id not in ids
        else:
            changed = any(
                one.party_id == charge.party_id and one.end > charge.received_before
                for one in standing
            )
        if changed:
            refuse("changed_since", "Sau khi đề xuất đã có quyết định thu phí khác của cùng người. "
                   f"{KEPT}; từ chối đề xuất này và lập đề xuất mới.")  # fmt: skip
