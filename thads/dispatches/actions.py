"""Recording a copy that was given, and putting a record right. The caller commits."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.core.errors import RuleBroken
from thads.dispatches.models import Channel, Receiver, ReportDispatch
from thads.identity.models import User


@dataclass(frozen=True, slots=True)
class DispatchTerms:
    """To whom, when, how, on what ground."""

    receiver: Receiver
    recipient: str
    sent_on: date
    channel: Channel
    basis: str


@dataclass(frozen=True, slots=True)
class Given:
    """Which version was given: its record, the day it was made, its file's fingerprint."""

    report_id: UUID
    made_on: date
    sha256: str


def record(
    db: Session, given: Given, terms: DispatchTerms,
    *, by: User, today: date, now: datetime, corrects: ReportDispatch | None = None,
) -> ReportDispatch:  # fmt: skip
    """Record a copy; RuleBroken for a day before the paper was made, or ahead."""
    if not given.made_on <= terms.sent_on <= today:
        raise RuleBroken(
            "dispatch.day",
            f"Ngày gửi phải từ ngày lập báo cáo ({given.made_on:%d/%m/%Y}) đến hôm nay "
            f"({today:%d/%m/%Y}).",
            field="sent_on",
        )
    dispatch = ReportDispatch(
        report_id=given.report_id, receiver=terms.receiver, recipient=terms.recipient,
        sent_on=terms.sent_on, channel=terms.channel, basis=terms.basis, sha256=given.sha256,
        corrects_id=corrects.id if corrects else None, by_id=by.id, entered_at=now,
        entered_by_id=by.id,
    )  # fmt: skip
    db.add(dispatch)
    audit.record(
        db, by, "report.copy_corrected" if corrects else "report.copy_sent", dispatch,
        report_id=given.report_id, receiver=terms.receiver, recipient=terms.recipient,
        sent_on=terms.sent_on, channel=terms.channel, sha256=given.sha256,
    )  # fmt: skip
    return dispatch
