"""Notes on enforceable cases, and the cover that the head asks for: each a new record."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.cases.actions import file
from thads.cases.history import replay
from thads.cases.models import Case
from thads.classification.models import ClassificationNote, CoverThreshold, NoteSubject
from thads.core.errors import RuleBroken
from thads.core.text import clean
from thads.identity.models import User
from thads.rules import ageing_reasons


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteTerms:
    """What a note says; `reason` is for the old cases."""

    subject: NoteSubject
    reason: str | None = None
    text: str | None = None
    submission_key: str | None = None


def note(db: Session, case: Case, terms: NoteTerms, *, by: User, today: date) -> ClassificationNote:
    """Say why a case has little cover or is not finished; the note is dated today.

    Errors: RuleBroken for a case that has ended, of another unit, or a note that says nothing.
    """
    file.hold(db, case)
    before = file.earlier(db, ClassificationNote, terms.submission_key, case.id)
    if before is not None:
        return before
    history = replay(file.known(db, case))
    file.check_unit(history, by)
    if history.now.standing.has_ended:
        raise RuleBroken(
            "classification.ended",
            "Việc này đã kết thúc nên không ghi chú được nữa. Chưa ghi gì; xem lại diễn biến.",
        )
    text = clean(terms.text) if terms.text else None
    _check(terms, text, today)
    written = ClassificationNote(
        case_id=case.id, subject=terms.subject, day=today, reason=terms.reason, text=text,
        submission_key=terms.submission_key, entered_by_id=by.id,
    )  # fmt: skip
    db.add(written)
    audit.record(
        db, by, "case.classification_noted", case, note_id=written.id, about=terms.subject,
        reason=terms.reason,
    )  # fmt: skip
    return written


def set_threshold(
    db: Session, percent: Decimal, *, valid_from: date, by: User, today: date
) -> CoverThreshold:
    """Ask for this cover from a day on; what was asked before that day stays as it was.

    Errors: RuleBroken for a share outside (0, 100] or a day that is over.
    """
    if not 0 < percent <= 100:
        raise RuleBroken(
            "cover.percent", "Ngưỡng bảo đảm lớn hơn 0 và không quá 100%. Chưa ghi gì; nhập lại.",
            field="percent",
        )  # fmt: skip
    if valid_from < today:
        raise RuleBroken(
            "cover.past",
            f"Ngày áp dụng không được trước hôm nay ({today:%d/%m/%Y}). Chưa ghi gì; nhập "
            "lại ngày.",
            field="valid_from",
        )
    written = CoverThreshold(valid_from=valid_from, percent=percent, entered_by_id=by.id)
    db.add(written)
    audit.record(
        db, by, "cover.threshold_set", written, valid_from=valid_from, percent=str(percent)
    )  # fmt: skip
    return written


def _check(terms: NoteTerms, text: str | None, today: date) -> None:
    if terms.subject is NoteSubject.COVER:
        if terms.reason is not None:
            raise ValueError("a note on cover names no reason of ageing")
        if text is None:
            raise RuleBroken("classification.empty", "Nhập ghi chú. Chưa ghi gì.", field="text")
        return
    offered = {reason.code for reason in ageing_reasons.on(today)}
    if terms.reason not in offered:
        raise RuleBroken(
            "classification.reason", "Chọn một lý do trong danh sách. Chưa ghi gì.", field="reason"
        )
    if terms.reason == ageing_reasons.OTHER and text is None:
        raise RuleBroken(
            "classification.other_reason", "Lý do khác thì nêu rõ ở ghi chú. Chưa ghi gì.",
            field="text",
        )  # fmt: skip
