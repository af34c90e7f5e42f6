"""Writing a section of a summary: a later version stands over the earlier, which stays readable."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.core.days import month_end
from thads.core.errors import RuleBroken
from thads.identity.models import User
from thads.narratives import queries
from thads.narratives.models import ReportText, Section


class NewerText(RuleBroken):
    """Somebody else wrote this section meanwhile: nothing was written."""

    def __init__(self) -> None:
        super().__init__(
            "narrative.newer",
            "Người khác vừa lưu một bản mới của mục này. Chưa ghi gì; nội dung bạn nhập vẫn còn ở "
            "dưới. Xem bản mới trong lịch sử rồi lưu lại nếu vẫn muốn thay.",
            field="body",
        )


def write(
    db: Session, period_end: date, section: Section, body: str, *, over: UUID | None, by: User,
    today: date, now: datetime,
) -> ReportText:  # fmt: skip
    """Write a section of the summary of a period over the version that was read (None: none was).

    Errors: RuleBroken for a day that ends no month, a month that has not begun, the same text
    again; NewerText when another version stands meanwhile.
    """
    if period_end != month_end(period_end) or period_end.replace(day=1) > today:
        raise RuleBroken(
            "narrative.period", "Kỳ này chưa bắt đầu hoặc không kết thúc vào ngày cuối tháng. "
            "Chưa ghi gì; chọn lại kỳ.",
        )  # fmt: skip
    stands = queries.standing(db, period_end).get(section)
    if (stands.id if stands else None) != over:
        raise NewerText
    if body == (stands.body if stands else ""):
        raise RuleBroken(
            "narrative.same", "Nội dung không khác bản đang có. Chưa ghi gì.", field="body"
        )
    text = ReportText(
        period_end=period_end, section=section, body=body, replaces_id=over, entered_at=now,
        entered_by_id=by.id,
    )  # fmt: skip
    _add(db, text)
    audit.record(db, by, "narrative.written", text, period_end=period_end, section=section)
    return text


def _add(db: Session, text: ReportText) -> None:
    """A version is replaced once: the second of two in the same moment is told."""
    try:
        with db.begin_nested():
            db.add(text)
    except IntegrityError:
        raise NewerText from None
