"""Writing down what the judgment says of late interest, and what the parties agreed about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NoReturn
from uuid import UUID

from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.cases.actions import file
from thads.cases.history import replay
from thads.cases.models import ActKind, Case, CaseAct, ObligationItem
from thads.core.errors import RuleBroken
from thads.core.text import clean
from thads.identity.models import User
from thads.interest import queries
from thads.interest.models import InterestAgreement, InterestClause, InterestStart
from thads.rules import interest_rates
from thads.rules.interest_pauses import pause_by

KEPT = "Chưa ghi gì"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseTerms:
    """What the judgment says; fields as in `InterestClause`."""

    item_id: UUID
    start: InterestStart
    starts_on: date | None = None
    rate: int | None = None
    other_law: str | None = None
    interest_first: bool = False
    note: str | None = None
    submission_key: str | None = None


def set_clause(
    db: Session, case: Case, terms: ClauseTerms, *, by: User, today: date
) -> InterestClause:
    """Say how an item bears late interest; it takes the place of what was said before."""
    file.hold(db, case)
    sent = file.earlier(db, InterestClause, terms.submission_key, case.id)
    if sent is not None:
        return sent
    file.check_unit(replay(file.known(db, case)), by)
    _check_item(db, case, terms)
    before = queries.in_force(queries.clauses_of(db, case.id)).get(terms.item_id)
    _check_start(case, terms, before, today)
    if terms.rate is not None and not terms.other_law:
        interest_rates.check_agreed(terms.rate, today)
    record = InterestClause(
        case_id=case.id, item_id=terms.item_id, start=terms.start, starts_on=terms.starts_on,
        rate=terms.rate, other_law=terms.other_law, interest_first=terms.interest_first,
        note=clean(terms.note) if terms.note else None, replaces_id=before.id if before else None,
        submission_key=terms.submission_key, entered_by_id=by.id,
    )  # fmt: skip
    db.add(record)
    db.flush()
    audit.record(
        db, by, "interest.clause_set", record, case_id=case.id, item_id=record.item_id,
        start=record.start, starts_on=record.starts_on, rate=record.rate,
        interest_first=record.interest_first, replaces_id=record.replaces_id,
    )  # fmt: skip
    return record


def keep_running(
    db: Session, case: Case, act_id: UUID, note: str, *, by: User
) -> InterestAgreement:
    """The parties agreed that interest runs while this postponement lasts."""
    file.hold(db, case)
    known = queries.agreements_of(db, case.id).get(act_id)
    if known is not None:
        return known
    file.check_unit(replay(file.known(db, case)), by)
    act = db.get(CaseAct, act_id)
    rule = pause_by(act.kind.value, act.ground, act.day) if act else None
    if act is None or act.case_id != case.id or act.kind is not ActKind.POSTPONEMENT or not (
        rule and rule.unless_agreed
    ):  # fmt: skip
        _refuse("not_by_agreement", "Chỉ với hoãn theo thỏa thuận đương sự mới được thỏa thuận vẫn "
                f"tính lãi. {KEPT}; chọn lại quyết định hoãn.", "act")  # fmt: skip
    record = InterestAgreement(
        case_id=case.id, act_id=act_id, note=clean(note), entered_by_id=by.id
    )
    db.add(record)
    db.flush()
    audit.record(db, by, "interest.runs_on", record, case_id=case.id, act_id=act_id)
    return record


def _check_item(db: Session, case: Case, terms: ClauseTerms) -> None:
    item = db.get(ObligationItem, terms.item_id)
    if item is None or item.case_id != case.id:
        _refuse("unknown_item", f"Khoản này không thuộc hồ sơ. {KEPT}; chọn lại khoản.", "item")
    if item.amount == 0:
        _refuse("no_money", f"Khoản này không có số tiền nên không có lãi. {KEPT}; chọn khoản "
                "khác.", "item")  # fmt: skip


def _check_start(
    case: Case, terms: ClauseTerms, before: InterestClause | None, today: date
) -> None:
    if before is not None and not terms.note:
        _refuse("why", f"Khoản này đã có điều khoản lãi. {KEPT}; ghi lý do thay đổi.", "note")
    if terms.start is InterestStart.NONE:
        if before is None:
            _refuse("nothing_to_take_back", f"Khoản này chưa có điều khoản lãi nào. {KEPT}.",
                    "start")  # fmt: skip
        return
    if terms.starts_on is None:
        _refuse("starts_when", f"Phải ghi ngày bắt đầu tính lãi. {KEPT}; nhập ngày.", "starts_on")
    judged_on = case.judgment.judged_on if case.judgment else None
    if terms.starts_on > today or (judged_on and terms.starts_on < judged_on):
        since = f"từ ngày tuyên án {judged_on:%d/%m/%Y} " if judged_on else ""
        _refuse("start_day", f"Ngày bắt đầu tính lãi phải {since}đến hôm nay. {KEPT}; sửa ngày.",
                "starts_on")  # fmt: skip


def _refuse(code: str, message: str, field: str | None = None) -> NoReturn:
    raise RuleBroken(f"interest.{code}", message, field=field)
