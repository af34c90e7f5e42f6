"""A person asks to pay less of a charge; the head decides within 5 working days (TT216 Đ.7)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.cases.actions import file
from thads.cases.models import ActKind, Case, CaseAct
from thads.core.money import format_dong
from thads.core.text import clean
from thads.fees import queries
from thads.fees.actions.deciding import check_answer_day, check_hand, sign
from thads.fees.actions.proposing import KEPT, refuse
from thads.fees.models import FeeCharge, FeeReliefAnswer, FeeReliefRequest
from thads.fees.reckoning import half_up
from thads.fees.terms import DecisionTerms, ReliefTerms
from thads.identity.models import User
from thads.rules import fee_grounds
from thads.rules.citation import cited
from thads.rules.fee_grounds import Relief

AFTER_NOT_YET = "verified_after"  # the ground that asks for a decision before it


def ask(db: Session, case: Case, terms: ReliefTerms, *, by: User, today: date) -> FeeReliefRequest:
    """Enter a request with the documents that prove it; the clock starts when the file is whole."""
    file.hold(db, case)
    stmt = select(FeeReliefRequest).where(FeeReliefRequest.submission_key == terms.submission_key)
    if terms.submission_key and (before := db.scalars(stmt).one_or_none()):
        return before
    check_hand(db, case, by)
    charge = next(
        (one for one in queries.charges_of(db, case.id, today) if one.id == terms.charge_id), None
    )
    if charge is None:
        refuse("charge_unknown", f"Khoản thu phí này không còn hiệu lực. {KEPT}; xem lại hồ sơ.")
    ground = fee_grounds.relief(terms.ground, terms.complete_on)
    _check(terms, ground, charge, today)
    _check_waiting(db, charge)
    if ground.code == AFTER_NOT_YET:
        _check_not_yet(db, case, ground, terms.complete_on)
    request = FeeReliefRequest(
        charge_id=charge.id, ground=ground.code, complete_on=terms.complete_on,
        documents=clean(terms.documents), percent=terms.percent,
        of_amount=terms.of_amount or charge.amount, submission_key=terms.submission_key,
        entered_by_id=by.id,
    )  # fmt: skip
    db.add(request)
    db.flush()
    audit.record(
        db, by, "fee.relief_asked", case, request_id=request.id, charge_id=charge.id,
        ground=request.ground, percent=request.percent, complete_on=request.complete_on,
    )  # fmt: skip
    return request


def answer(
    db: Session, case: Case, request: FeeReliefRequest, terms: DecisionTerms, *, by: User,
    today: date,
) -> FeeReliefAnswer:  # fmt: skip
    """Grant what was asked by a numbered decision, or refuse with the reason (TT216 Đ.7 k.4)."""
    file.hold(db, case)
    stmt = select(FeeReliefAnswer).where(FeeReliefAnswer.request_id == request.id)
    if (before := db.scalars(stmt).one_or_none()) is not None:
        refuse("answered_already", f"Đề nghị này đã được trả lời ngày {before.day:%d/%m/%Y}. "
               f"{KEPT}; xem lại hồ sơ.")  # fmt: skip
    check_answer_day(request.complete_on, terms.day, today)
    charge = db.get_one(FeeCharge, request.charge_id)
    spared, act = 0, None
    if terms.reply is None:
        if charge.id not in {one.id for one in queries.charges_of(db, case.id, today)}:
            refuse("charge_unknown", "Quyết định thu phí này đã được thay thế. "
                   f"{KEPT}; trả lời không chấp nhận và nhận đề nghị mới.")  # fmt: skip
        spared = min(spared_of(request, charge), charge.fee - _spared_so_far(db, case, charge))
        told = f"Miễn, giảm {format_dong(spared)} đ"
        act = sign(db, case, ActKind.FEE_EXEMPTION, terms, told, by=by, today=today)
    else:
        check_hand(db, case, by)
    record = FeeReliefAnswer(
        request_id=request.id, act_id=act.id if act else None, day=terms.day, spared=spared,
        reply=clean(terms.reply) if terms.reply is not None else None, entered_by_id=by.id,
    )  # fmt: skip
    db.add(record)
    db.flush()
    audit.record(
        db, by, "fee.relief_answered", case, request_id=request.id, act_id=record.act_id,
        day=record.day, spared=record.spared, reply=record.reply,
    )  # fmt: skip
    return record


def spared_of(request: FeeReliefRequest, charge: FeeCharge) -> int:
    """So many hundredths of the fee on what the request is about, half up."""
    part = Fraction(charge.fee * request.of_amount * request.percent, charge.amount * 100)
    return half_up(part)


def _check(terms: ReliefTerms, ground: Relief, charge: FeeCharge, today: date) -> None:
    if not ground.least <= terms.percent <= ground.most:
        most = f"{ground.least}%" if ground.least == ground.most else f"đến {ground.most}%"
        refuse("percent", f"Trường hợp này được miễn, giảm {most} phí ({cited(ground.source)}). "
               f"{KEPT}; nhập lại tỷ lệ.", "percent")  # fmt: skip
    if not clean(terms.documents):
        refuse("documents_needed", f"Phải có tài liệu chứng minh: {ground.documents}. {KEPT}; ghi "
               "tài liệu đã nhận.", "documents")  # fmt: skip
    if terms.of_amount is not None and not (
        ground.of_asset and 0 < terms.of_amount <= charge.amount
    ):
        refuse("of_amount", "Chỉ giảm theo tài sản tự xác minh mới tính trên một phần, không quá "
               f"{format_dong(charge.amount)} đ của lần thu. {KEPT}; nhập lại.",
               "of_amount")  # fmt: skip
    decision = charge.proposal.decision
    assert decision is not None  # a charge that stands was decided on
    if not decision.day <= terms.complete_on <= today:
        refuse("complete_on", "Ngày nhận đủ hồ sơ phải từ ngày quyết định thu phí "
               f"({decision.day:%d/%m/%Y}) đến hôm nay. {KEPT}; nhập lại ngày.",
               "complete_on")  # fmt: skip


def _check_waiting(db: Session, charge: FeeCharge) -> None:
    stmt = select(FeeReliefRequest.complete_on).where(
        FeeReliefRequest.charge_id == charge.id, ~FeeReliefRequest.answer.has()
    )
    if (since := db.scalar(stmt)) is not None:
        refuse("waiting_already", f"Đề nghị nhận ngày {since:%d/%m/%Y} về lần thu này chưa được "
               f"trả lời. {KEPT}; trả lời đề nghị đó trước.", "charge")  # fmt: skip


def _check_not_yet(db: Session, case: Case, ground: Relief, day: date) -> None:
    stmt = select(CaseAct.id).where(
        CaseAct.case_id == case.id, CaseAct.kind == ActKind.NOT_YET_ENFORCEABLE, CaseAct.day <= day
    )
    if db.scalars(stmt).first() is None:
        refuse("no_not_yet", "Hồ sơ không có quyết định về việc chưa có điều kiện thi hành án nên "
               f"không miễn theo {cited(ground.source)}. {KEPT}; chọn căn cứ khác.",
               "ground")  # fmt: skip


def _spared_so_far(db: Session, case: Case, charge: FeeCharge) -> int:
    return sum(
        one.spared for one in queries.reliefs_of(db, case.id, date.max)
        if one.request.charge_id == charge.id
    )  # fmt: skip
