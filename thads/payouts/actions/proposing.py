"""Entering a proposal: one at a time for the money of a case."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.cases.actions import file
from thads.cases.history import replay
from thads.cases.models import Case
from thads.core.errors import RuleBroken
from thads.core.money import format_dong
from thads.core.text import clean
from thads.identity.models import User
from thads.payouts import queries
from thads.payouts.actions.guards import check_related
from thads.payouts.drafting import KEPT, ProposalTerms, draft
from thads.payouts.models import PayoutProposal


def propose(
    db: Session, case: Case, terms: ProposalTerms, *, seen: int, by: User, today: date
) -> PayoutProposal:
    """Enter what the law makes of the money that the case holds (L08 Đ.47; L25 Đ.54).

    `seen`: the đồng that the person was shown; RuleBroken when the case holds another sum by now.
    """
    file.hold(db, case)
    before = _earlier(db, terms.submission_key, case.id)
    if before is not None:
        return before
    _check(db, case, terms, by, today)
    made = draft(db, case, terms)
    if made.amount + made.held != seen:
        raise RuleBroken(
            "payouts.sum_not_held",
            f"Hồ sơ đang giữ {format_dong(made.amount + made.held)} đ, không phải "
            f"{format_dong(seen)} đ như bảng đã xem. {KEPT}; xem lại bảng rồi gửi lại.",
        )
    check_related(db, {line.case_id for line in made.lines}, by, terms.day)
    record = PayoutProposal(
        case_id=case.id, unit_id=made.unit.id, day=terms.day, received_on=terms.received_on,
        coercion_on=terms.coercion_on, amount=made.amount, held=made.held,
        note=clean(terms.note) if terms.note else None, submission_key=terms.submission_key,
        entered_by_id=by.id,
    )  # fmt: skip
    db.add(record)
    db.flush()
    for line in made.lines:
        line.proposal_id = record.id
    db.add_all(made.lines)
    audit.record(
        db, by, "payout.proposed", case, proposal_id=record.id, amount=record.amount,
        held=record.held, lines=len(made.lines), coercion_on=terms.coercion_on,
    )  # fmt: skip
    return record


def _check(db: Session, case: Case, terms: ProposalTerms, by: User, today: date) -> None:
    file.check_day(case, terms.day, today)
    file.check_unit(replay(file.known(db, case)), by)
    if terms.received_on > terms.day:
        raise RuleBroken(
            "payouts.received_later",
            f"Ngày thu được tiền phải không sau ngày đề xuất. {KEPT}; kiểm tra lại ngày.",
            field="received_on",
        )
    if terms.coercion_on and terms.coercion_on > terms.day:
        raise RuleBroken(
            "payouts.coerced_later",
            f"Quyết định cưỡng chế phải có trước ngày đề xuất. {KEPT}; kiểm tra lại ngày.",
            field="coercion_on",
        )
    waiting = queries.waiting_of_case(db, case.id)
    if waiting is not None:
        raise RuleBroken(
            "payouts.waiting",
            f"Tiền của hồ sơ {case.title} đã có đề xuất ngày {waiting.day:%d/%m/%Y} chưa chi xong. "
            f"{KEPT}; chi trả hoặc hủy đề xuất đó trước.",
        )


def _earlier(db: Session, key: str | None, case_id: UUID) -> PayoutProposal | None:
    return file.earlier(db, PayoutProposal, key, case_id)
