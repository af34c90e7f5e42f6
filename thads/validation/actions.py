"""Explaining what a rule found."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.core.errors import NotFound, RuleBroken
from thads.identity.models import User
from thads.statistics.subject import Subject
from thads.validation import queries
from thads.validation.models import Explanation
from thads.validation.policy import may_explain
from thads.validation.words import told


def explain(
    db: Session, subject: Subject, period_end: date, digest: str, content: str, *, by: User,
    now: datetime,
) -> Explanation:  # fmt: skip
    """Say why a number stands; the last words count, the earlier ones stay readable.

    Errors: NotFound for somebody else's figures; RuleBroken when the numbers have changed since
    the page was opened, or when only mended records help.
    """
    if not may_explain(by, subject):
        raise NotFound
    found = queries.checked(db, subject, period_end).findings
    finding = next((one for one in found if one.digest == digest), None)
    if finding is None:
        raise RuleBroken(
            "validation.changed",
            "Số liệu này vừa thay đổi nên chưa ghi giải trình. Mở lại trang, xem số mới rồi giải "
            "trình nếu còn.",
            field="content",
        )
    if finding.blocks:
        raise RuleBroken(
            "validation.blocks",
            "Sai lệch này phải sửa trong hồ sơ, không giải trình được. Chưa ghi gì.",
            field="content",
        )
    explanation = Explanation(
        period_end=period_end, unit_id=subject.unit_id, officer_id=subject.officer_id,
        rule=finding.check.code, found=told(finding), digest=digest, content=content,
        entered_at=now, entered_by_id=by.id,
    )  # fmt: skip
    db.add(explanation)
    audit.record(
        db, by, "validation.explained", explanation, period_end=period_end,
        rule=finding.check.code, unit_id=subject.unit_id, officer_id=subject.officer_id,
    )  # fmt: skip
    return explanation
