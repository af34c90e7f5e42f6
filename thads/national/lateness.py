"""Who must still send a period, and who sent it late: computed from what was published."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tenants.models import ProvinceContact, PublishedPeriod, ReportProgress, Tenant
from thads.rules import deadlines
from thads.rules.deadlines import Deadline, Duty
from thads.rules.working_days import is_working_day


@dataclass(frozen=True)
class Sending:
    """A province and a period: when it was due, when it came, whom to call."""

    province: Tenant
    due: date | None
    sent_on: date | None
    today: date
    contact: ProvinceContact | None

    @property
    def days_late(self) -> int:
        """Working days after the last day, until it was sent or until today; 0 when in time."""
        if self.due is None:
            return 0
        until = self.sent_on or self.today
        days = (self.due + timedelta(n) for n in range(1, (until - self.due).days + 1))
        return sum(is_working_day(day) for day in days)

    @property
    def words(self) -> str:
        """Where it stands."""
        if self.sent_on:
            return f"Đã gửi, muộn {self.days_late} ngày làm việc" if self.days_late else "Đã gửi"
        return f"Chưa gửi, quá hạn {self.days_late} ngày làm việc" if self.days_late else "Chưa gửi"


def rule(period_end: date) -> Deadline | None:
    """The rule for a province's report of a period; None where none is known."""
    known = deadlines.exists(Duty.PROVINCE_STATISTICS, period_end)
    return deadlines.rule(Duty.PROVINCE_STATISTICS, period_end) if known else None


def due(period_end: date) -> date | None:
    """The last day for a province (TT 05/2024 Đ.10 k.3)."""
    found = rule(period_end)
    return found.due(period_end) if found else None


def sendings(
    db: Session, period_end: date, provinces: Sequence[Tenant],
    contacts: Mapping[UUID, ProvinceContact], today: date,
) -> list[Sending]:  # fmt: skip
    """All provinces: those that must still send first, the longest late before the others."""
    first = func.min(PublishedPeriod.published_on)
    stmt = select(PublishedPeriod.tenant_id, first).group_by(PublishedPeriod.tenant_id)
    of_period = stmt.where(PublishedPeriod.period_end == period_end)
    sent = dict(db.execute(of_period).all())
    last = due(period_end)
    found = [Sending(one, last, sent.get(one.id), today, contacts.get(one.id)) for one in provinces]
    return sorted(found, key=lambda one: (one.sent_on is not None, -one.days_late))


def progress(
    db: Session, period_end: date, provinces: Sequence[Tenant]
) -> list[tuple[Tenant, ReportProgress | None]]:
    """How far each province is with its report, as its own work said last."""
    stmt = select(ReportProgress).where(ReportProgress.period_end == period_end)
    told = {row.tenant_id: row for row in db.scalars(stmt)}
    return [(one, told.get(one.id)) for one in provinces]
