"""What becomes of a report that was sent: approved, or sent back with a reason."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.closing import guards, policy, queries
from thads.closing.actions.sending import confirm
from thads.closing.calendar import KEPT
from thads.closing.chain import State
from thads.closing.guards import refuse
from thads.closing.models import PeriodApproval, PeriodReturn, PeriodSubmission
from thads.core.days import VIETNAM
from thads.core.errors import NotFound
from thads.core.text import clean
from thads.identity.models import User
from thads.units import queries as units


def approve(
    db: Session, sent: PeriodSubmission, *, by: User, today: date, now: datetime
) -> PeriodApproval:
    """Confirm the figures that an officer, or a unit, sent (TT05 Đ.9 k.1 a).

    Errors: NotFound for who does not answer it; RuleBroken when it was answered, replaced by a
    later one, or the figures moved since.
    """
    _check_waiting(db, sent, by=by, today=today)
    return confirm(db, sent, by=by, today=today, now=now)


def give_back(
    db: Session, sent: PeriodSubmission, reason: str, *, by: User, today: date, now: datetime
) -> PeriodReturn:
    """Send a report back to be put right; it has to be sent again."""
    _check_waiting(db, sent, by=by, today=today, may_be_stale=True)
    made = PeriodReturn(
        submission_id=sent.id, day=today, reason=clean(reason), entered_at=now,
        entered_by_id=by.id,
    )  # fmt: skip
    sent.returned = made
    audit.record(db, by, "period.returned", sent, period_end=sent.period_end,
                 unit_id=sent.unit_id, officer_id=sent.officer_id, day=today,
                 reason=made.reason)  # fmt: skip
    return made


def _check_waiting(
    db: Session, sent: PeriodSubmission, *, by: User, today: date, may_be_stale: bool = False
) -> None:
    unit = units.get(db, sent.unit_id)
    if not policy.answers(by, sent, unit):
        raise NotFound
    guards.hold(db, unit)
    db.refresh(sent, ["returned", "approved"])
    answer = sent.approved or sent.returned
    if answer is not None:
        who = db.get(User, answer.entered_by_id) if answer.entered_by_id else None
        done = "được duyệt" if sent.approved else "trả lại"
        at = f"{answer.entered_at.astimezone(VIETNAM):%H:%M} ngày {answer.day:%d/%m/%Y}"
        refuse(
            "answered",
            f"Báo cáo này đã {done} lúc {at}{f' ({who.full_name})' if who else ''}. {KEPT}.",
        )
    found = queries.chain(db, sent.period_end, today=today, unit_id=unit.id).of_unit(unit.id)
    reports = [*found.officers, found.report] if found else []
    report = next((r for r in reports if r.submission and r.submission.id == sent.id), None)
    if report is None:
        refuse("replaced", f"Báo cáo này đã được thay bằng bản nộp sau. {KEPT}; mở bản mới nhất.")
    if report.state is State.STALE and not may_be_stale:
        refuse(
            "stale",
            f"Số liệu đã thay đổi sau khi nộp nên không duyệt được. {KEPT}; trả lại hoặc chờ "
            "người nộp gửi lại.",
        )
