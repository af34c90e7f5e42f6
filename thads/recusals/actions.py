"""A party asks for another officer, or an officer declines; the head replaces or says why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NoReturn
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.cases.actions import ActTerms, file, give
from thads.cases.history import replay
from thads.cases.models import ActKind, Case, SigningMode
from thads.core.errors import RuleBroken
from thads.core.text import clean
from thads.identity.models import User
from thads.parties.models import Party
from thads.recusals.models import OfficerChangeAnswer, OfficerChangeRequest
from thads.rules import impartiality
from thads.rules.citation import cited

KEPT = "Chưa ghi gì"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeTerms:
    """A request as received; without `party_id` the officer declines of his own accord."""

    party_id: UUID | None
    received_on: date
    ground: str
    reason: str
    submission_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerTerms:
    """The head's answer: the new officer by a decision, or `reply`, why the officer stays."""

    answered_on: date
    officer_id: UUID | None = None
    number: int | None = None  # of the decision that replaces
    signer_id: UUID | None = None
    signing_mode: SigningMode | None = None
    reply_number: str | None = None
    reply: str | None = None
    conflict_answer: str | None = None


def ask(
    db: Session, case: Case, terms: ChangeTerms, *, by: User, today: date
) -> OfficerChangeRequest:
    """Enter a request; the clock of the answer starts (NĐ62 Đ.10 k.2–3; NĐ152 Đ.13 k.2–3)."""
    file.hold(db, case)
    before = _earlier(db, case, terms.submission_key)
    if before is not None:
        return before
    file.check_day(case, terms.received_on, today)
    history = replay(file.known(db, case))
    file.check_unit(history, by)
    if history.now.standing.has_ended or history.now.officer_id is None:
        _refuse("nobody_to_change", "Việc này không có Chấp hành viên đang thi hành. "
                f"{KEPT}; xem lại hồ sơ.")  # fmt: skip
    _check_ground(terms)
    _check_party(db, case, terms)
    record = OfficerChangeRequest(
        case_id=case.id, officer_id=history.now.officer_id, party_id=terms.party_id,
        received_on=terms.received_on, ground=terms.ground, reason=clean(terms.reason),
        submission_key=terms.submission_key, entered_by_id=by.id,
    )  # fmt: skip
    db.add(record)
    db.flush()
    audit.record(
        db, by, "recusal.asked", record, case_id=case.id, officer_id=record.officer_id,
        party_id=record.party_id, received_on=record.received_on, ground=record.ground,
    )  # fmt: skip
    return record


def answer(
    db: Session, case: Case, request: OfficerChangeRequest, terms: AnswerTerms, *, by: User,
    today: date,
) -> OfficerChangeAnswer:  # fmt: skip
    """Replace the officer by an assignment, or reply in writing (NĐ62 Đ.10 k.3; NĐ152 Đ.13 k.3).

    The officer in question neither answers nor signs. RuleBroken as an assignment may be.
    """
    file.hold(db, case)
    _check_answer(request, terms, by, today)
    assignment = None
    if terms.officer_id is not None:
        assigned = ActTerms(
            kind=ActKind.ASSIGNMENT, day=terms.answered_on, officer_id=terms.officer_id,
            number=terms.number, signer_id=terms.signer_id, signing_mode=terms.signing_mode,
            note="Thay đổi Chấp hành viên", conflict_answer=terms.conflict_answer,
        )  # fmt: skip
        assignment = give(db, case, assigned, by=by, today=today)
    record = OfficerChangeAnswer(
        request_id=request.id, answered_on=terms.answered_on,
        assignment_id=assignment.id if assignment else None,
        number=terms.reply_number if not assignment else None,
        reply=clean(terms.reply or "") if not assignment else None, entered_by_id=by.id,
    )  # fmt: skip
    request.answer = record
    db.flush()
    audit.record(
        db, by, "recusal.answered", request, case_id=case.id, answered_on=record.answered_on,
        officer_id=terms.officer_id, assignment_id=record.assignment_id, number=record.number,
    )  # fmt: skip
    return record


def _check_ground(terms: ChangeTerms) -> None:
    impartiality.change_ground(terms.ground, terms.received_on)
    declined = terms.ground == impartiality.DECLINED
    if declined != (terms.party_id is None):
        _refuse("ground_of_others", "Căn cứ này dành cho "
                f"{'Chấp hành viên tự từ chối' if declined else 'đương sự yêu cầu'}. {KEPT}; chọn "
                "lại người yêu cầu hoặc căn cứ.", "ground")  # fmt: skip
    if not clean(terms.reason):
        _refuse("reason_needed", f"Yêu cầu phải nêu rõ lý do. {KEPT}; nhập lý do.", "reason")


def _check_party(db: Session, case: Case, terms: ChangeTerms) -> None:
    party = db.get(Party, terms.party_id) if terms.party_id else None
    if terms.party_id and (party is None or party.case_id != case.id):
        _refuse("party_unknown", f"Không tìm thấy đương sự trong hồ sơ. {KEPT}; chọn lại.", "party")
    same = OfficerChangeRequest.party_id == terms.party_id
    if terms.party_id is None:
        same = OfficerChangeRequest.party_id.is_(None)
    stmt = select(OfficerChangeRequest.received_on).where(
        OfficerChangeRequest.case_id == case.id, same, ~OfficerChangeRequest.answer.has()
    )
    received = db.scalar(stmt)
    if received:
        _refuse("waiting_already", f"Yêu cầu nhận ngày {received:%d/%m/%Y} của người này chưa được "
                f"trả lời. {KEPT}; trả lời yêu cầu đó trước.", "party")  # fmt: skip


def _check_answer(request: OfficerChangeRequest, terms: AnswerTerms, by: User, today: date) -> None:
    if request.answer is not None:
        _refuse("answered_already", f"Yêu cầu này đã trả lời ngày "
                f"{request.answer.answered_on:%d/%m/%Y}. {KEPT}; xem lại hồ sơ.")  # fmt: skip
    if request.officer_id in (by.id, terms.signer_id):
        source = cited(impartiality.prohibition(terms.answered_on).source)
        _refuse("own_change", "Người bị yêu cầu thay đổi không tự quyết định yêu cầu về mình "
                f"({source}). {KEPT}; người khác quyết định.", "signer")  # fmt: skip
    if not request.received_on <= terms.answered_on <= today:
        _refuse("answer_day", f"Ngày trả lời phải từ {request.received_on:%d/%m/%Y} đến hôm nay. "
                f"{KEPT}; nhập lại ngày.", "answered_on")  # fmt: skip
    if terms.officer_id is None and not clean(terms.reply or ""):
        _refuse("reply_needed", "Không thay đổi Chấp hành viên thì phải trả lời bằng văn bản, nêu "
                f"rõ lý do. {KEPT}; nhập lý do hoặc chọn Chấp hành viên mới.",
                "reply")  # fmt: skip
    if terms.officer_id == request.officer_id:
        _refuse("same_officer", "Chấp hành viên mới phải là người khác. "
                f"{KEPT}; chọn người khác hoặc trả lời không thay đổi.", "officer")  # fmt: skip


def _earlier(db: Session, case: Case, key: str | None) -> OfficerChangeRequest | None:
    return file.earlier(db, OfficerChangeRequest, key, case.id)


def _refuse(code: str, message: str, field: str | None = None) -> NoReturn:
    raise RuleBroken(f"recusal.{code}", message, field=field)
