"""An officer sends the figures of a period; the unit approves them, closes and sends its own."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.closing import calendar, guards, queries
from thads.closing.calendar import KEPT
from thads.closing.chain import Report, State, UnitChain
from thads.closing.guards import refuse
from thads.closing.models import PeriodApproval, PeriodSubmission
from thads.core.days import VIETNAM
from thads.identity.models import User
from thads.periods import actions as periods
from thads.statistics.subject import Subject
from thads.units import queries as units
from thads.units.models import Unit


def submit(
    db: Session, officer: User, period_end: date, *, seen: str, by: User, today: date,
    now: datetime,
) -> PeriodSubmission:  # fmt: skip
    """Send an officer's figures to the head of the unit (TT05 Đ.10 k.1).

    `seen`: digest of the figures that the person looked at. Errors: RuleBroken while the period
    runs, after the unit closed it, without any case, when the same figures were sent before.
    """
    calendar.check_over(period_end, today)
    found = _chain_of(db, _unit_of(db, officer), period_end, today)
    guards.check_open(db, found.unit, period_end)
    report = next((r for r in found.officers if r.officer and r.officer.id == officer.id), None)
    if report is None:
        refuse("nothing", f"Bạn không có việc nào trong kỳ này nên không phải nộp. {KEPT}.")
    guards.check_seen(report, seen)
    if report.state.is_sent:
        refuse("sent", f"Số liệu này đã {_sent_words(report)}. {KEPT}.")
    guards.check_identities([report.row])
    guards.check_explained(db, Subject(found.unit.id, officer.id), period_end)
    return send(db, report, period_end, by=by, today=today, now=now)


def close_unit(
    db: Session, unit: Unit, period_end: date, *, seen: str, by: User, today: date, now: datetime
) -> PeriodSubmission:
    """Approve what the officers sent, close the unit's period and send it to the province.

    Nothing opens it again. Errors: RuleBroken while the period runs, when it or a later one is
    closed, when the month before is open, while an officer must send, when figures moved.
    """
    calendar.check_over(period_end, today)
    guards.hold(db, unit)
    guards.check_open(db, unit, period_end)
    found = _chain_of(db, unit, period_end, today)
    guards.check_sent(found)
    guards.check_seen(found.report, seen)
    guards.check_identities([found.report.row])
    guards.check_explained(db, Subject(unit.id), period_end)
    for one in found.officers:
        if one.state is State.SENT and one.submission:
            confirm(db, one.submission, by=by, today=today, now=now)
    sent = send(db, found.report, period_end, by=by, today=today, now=now)
    periods.close(db, unit, period_end, by=by, today=today, now=now)
    return sent


def send_again(
    db: Session, unit: Unit, period_end: date, *, seen: str, by: User, today: date, now: datetime
) -> PeriodSubmission:
    """Send the figures of a closed unit once more: they came back, or a late fact moved them."""
    guards.hold(db, unit)
    found = _chain_of(db, unit, period_end, today)
    if found.close is None:
        refuse("open", f"{unit.name} chưa khóa sổ kỳ {period_end:%m/%Y}. {KEPT}; khóa sổ trước.")
    guards.check_seen(found.report, seen)
    if found.report.state.is_sent:
        refuse("sent", f"Số liệu của đơn vị đã {_sent_words(found.report)}. {KEPT}.")
    guards.check_explained(db, Subject(unit.id), period_end)
    return send(db, found.report, period_end, by=by, today=today, now=now)


def confirm(
    db: Session, sent: PeriodSubmission, *, by: User, today: date, now: datetime
) -> PeriodApproval:
    """Write down that these figures are approved; who may is known by then."""
    approval = PeriodApproval(submission_id=sent.id, day=today, entered_at=now, entered_by_id=by.id)
    sent.approved = approval
    audit.record(db, by, "period.approved", sent, period_end=sent.period_end,
                 unit_id=sent.unit_id, officer_id=sent.officer_id, day=today)  # fmt: skip
    return approval


def send(
    db: Session, report: Report, period_end: date, *, by: User, today: date, now: datetime
) -> PeriodSubmission:
    """Write down that this report was sent as it is now; that it may be is known by then."""
    sent = PeriodSubmission(
        period_end=period_end, unit_id=report.unit.id, day=today, digest=report.digest,
        officer_id=report.officer.id if report.officer else None, figures=report.document,
        entered_at=now, entered_by_id=by.id,
    )  # fmt: skip
    db.add(sent)
    audit.record(db, by, "period.submitted", sent, period_end=period_end, unit_id=sent.unit_id,
                 officer_id=sent.officer_id, day=today, digest=sent.digest)  # fmt: skip
    return sent


def _chain_of(db: Session, unit: Unit, period_end: date, today: date) -> UnitChain:
    found = queries.chain(db, period_end, today=today, unit_id=unit.id).of_unit(unit.id)
    if found is None:
        refuse("no_unit", f"{unit.name} không lập báo cáo của kỳ {period_end:%m/%Y}. {KEPT}.")
    return found


def _unit_of(db: Session, officer: User) -> Unit:
    if officer.unit_id is None:
        refuse("no_unit", f"Bạn không thuộc đơn vị nào nên không phải nộp. {KEPT}.")
    return units.get(db, officer.unit_id)


def _sent_words(report: Report) -> str:
    sent = report.submission
    assert sent is not None
    at = f"{sent.entered_at.astimezone(VIETNAM):%H:%M} ngày {sent.day:%d/%m/%Y}"
    return f"nộp lúc {at}" + (", đã được duyệt" if sent.approved else ", đang chờ duyệt")
