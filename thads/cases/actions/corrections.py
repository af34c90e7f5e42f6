"""Striking out what was entered by mistake: both stay readable (TT04/2023 Đ.30 k.4)."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.cases.actions import file
from thads.cases.actions.acts import add, summary
from thads.cases.actions.guards import KEPT, refuse
from thads.cases.actions.terms import ActTerms
from thads.cases.history import replay
from thads.cases.models import ActKind, Case, CaseAct
from thads.core.errors import RuleBroken
from thads.core.text import clean
from thads.identity.models import User


def correct(db: Session, case: Case, terms: ActTerms, *, by: User, today: date) -> CaseAct:
    """Strike out the act `terms.corrects_id`; the correction is dated today, `note` says why."""
    revision = file.hold(db, case)
    before = file.earlier(db, CaseAct, terms.submission_key, case.id)
    if before is not None:
        return before
    file.check_revision(case, revision, terms.revision)
    known = file.known(db, case)
    history = replay(known)
    file.check_unit(history, by)
    struck = _struck(db, case, terms)
    if not (terms.note or "").strip():
        refuse("reason_needed", f"Đính chính phải ghi lý do. {KEPT}; nhập lý do.", "note")
    try:
        after = replay(known.without(struck.sequence))
    except RuleBroken as broken:
        refuse(
            "correction_breaks",
            f"Không gạch bỏ được {struck.kind.label} ngày {struck.day:%d/%m/%Y} vì diễn biến sau "
            f"đó dựa vào nó: {broken.message}",
            "corrects",
        )
    record = CaseAct(
        case_id=case.id, sequence=file.next_sequence(db, case), day=today,
        kind=ActKind.CORRECTION, corrects_id=struck.id, note=clean(terms.note or ""),
        submission_key=terms.submission_key, entered_by_id=by.id,
    )  # fmt: skip
    written = add(db, case, record)
    if written is record:
        audit.record(
            db, by, "case.correction", case, act_id=record.id, corrects_id=struck.id,
            struck=struck.kind, struck_day=struck.day, note=record.note,
            before=summary(history), after=summary(after),
        )  # fmt: skip
    return written


def _struck(db: Session, case: Case, terms: ActTerms) -> CaseAct:
    found = db.get(CaseAct, terms.corrects_id) if terms.corrects_id else None
    if found is None or found.case_id != case.id or found.kind is ActKind.CORRECTION:
        refuse("nothing_to_correct", f"Không tìm thấy ghi nhận cần đính chính. {KEPT}; chọn lại.",
               "corrects")  # fmt: skip
    if db.scalar(select(CaseAct.id).where(CaseAct.corrects_id == found.id)):
        refuse("corrected_already", f"Ghi nhận này đã được đính chính trước đó. {KEPT}; xem lại "
               "diễn biến của hồ sơ.", "corrects")  # fmt: skip
    return found
