"""Reading the chain of a period, its versions, and one record of it."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, undefer

from thads.closing import calendar
from thads.closing.chain import Chain, Report, UnitChain
from thads.closing.models import PeriodSubmission, PeriodVersion
from thads.core.errors import NotFound
from thads.identity.models import Role, User
from thads.periods.models import PeriodClose
from thads.rules.deadlines import Duty
from thads.statistics.figures import figures
from thads.statistics.rows import Figures, Row
from thads.units import queries as units
from thads.units.models import Unit

Whose = tuple[UUID, UUID | None]


def chain(db: Session, period_end: date, *, today: date, unit_id: UUID | None = None) -> Chain:
    """The period of the province, or of one unit of it: as many statements for any number."""
    found = figures(db, period_end)
    reporting = [
        unit
        for unit in units.existing_on(db, period_end)
        if calendar.duty_of(unit) and unit_id in (None, unit.id)
    ]
    made = tuple(versions(db, period_end))
    links = _Links(db, period_end, today, found, settled=bool(made))
    return Chain(
        period_end, today, found, calendar.due(Duty.PROVINCE_STATISTICS, period_end),
        tuple(links.of(unit) for unit in reporting), made,
    )  # fmt: skip


def versions(db: Session, period_end: date) -> Sequence[PeriodVersion]:
    """Those of one period, the first one first."""
    stmt = select(PeriodVersion).where(PeriodVersion.period_end == period_end)
    return db.scalars(stmt.order_by(PeriodVersion.number)).all()


def newest(db: Session, period_end: date) -> PeriodVersion | None:
    """The version that counts; None while the period is open."""
    found = versions(db, period_end)
    return found[-1] if found else None


def newest_numbers(db: Session) -> dict[date, int]:
    """The number of the version that counts, of every period that has one."""
    record = PeriodVersion
    found = db.execute(
        select(record.period_end, func.max(record.number)).group_by(record.period_end)
    )
    return {period_end: number for period_end, number in found}  # noqa: C416


def version(db: Session, version_id: UUID) -> PeriodVersion:
    """One version; NotFound when there is none."""
    found = db.get(PeriodVersion, version_id)
    if found is None:
        raise NotFound
    return found


def before(db: Session, version: PeriodVersion) -> PeriodVersion | None:
    """The version that this one replaced."""
    earlier = [v for v in versions(db, version.period_end) if v.number < version.number]
    return earlier[-1] if earlier else None


def submission(db: Session, submission_id: UUID) -> PeriodSubmission:
    """One report that was sent, with its figures; NotFound when there is none."""
    stmt = select(PeriodSubmission).where(PeriodSubmission.id == submission_id)
    found = db.scalars(stmt.options(undefer(PeriodSubmission.figures))).one_or_none()
    if found is None:
        raise NotFound
    return found


def sent_by(
    db: Session, period_end: date, unit_id: UUID, officer_id: UUID | None
) -> Sequence[PeriodSubmission]:
    """What one who reports sent for a period, the latest first."""
    record = PeriodSubmission
    stmt = select(record).where(record.period_end == period_end, record.unit_id == unit_id)
    whose = record.officer_id.is_(None) if officer_id is None else record.officer_id == officer_id
    return db.scalars(stmt.where(whose).order_by(record.entered_at.desc(), record.id.desc())).all()


class _Links:
    """What the chain of a period is made of, read once for all units."""

    def __init__(
        self, db: Session, period_end: date, today: date, found: Figures, *, settled: bool
    ) -> None:
        self.period_end, self.today, self.figures = period_end, today, found
        self.settled = settled
        self.sent = _latest(db, period_end)
        self.closes = _closes(db, period_end)
        self.people, self.heads = _people(db, found), _heads(db)
        self.rows: dict[UUID, list[Row]] = defaultdict(list)
        for row in found.officers:
            if row.unit:
                self.rows[row.unit.id].append(row)
        self.officers_due = calendar.due(Duty.OFFICER_STATISTICS, period_end)

    def of(self, unit: Unit) -> UnitChain:
        """The chain of one unit."""
        close, own, others = self.closes.get(unit.id), list[Report](), list[Row]()
        for row in self.rows[unit.id]:
            officer = self.people.get(row.officer.id) if row.officer else None
            if officer and officer.is_active and officer.unit_id == unit.id:
                settled = close is not None or self.settled
                own.append(self._report(unit, officer, row, self.officers_due, settled))
            else:
                others.append(row)
        duty = calendar.duty_of(unit)
        due = calendar.due(duty, self.period_end) if duty else None
        whole = self._report(unit, None, self.figures.unit(unit.id), due, self.settled)
        return UnitChain(whole, tuple(own), tuple(others), close)

    def _report(
        self, unit: Unit, officer: User | None, row: Row, due: date | None, settled: bool
    ) -> Report:
        sent = self.sent.get((unit.id, officer.id if officer else None))
        head = self.heads.get(unit.id)
        return Report(unit, officer, head, row, due, self.today, sent, settled, self.figures)


def _latest(db: Session, period_end: date) -> dict[Whose, PeriodSubmission]:
    """The last report that each one sent."""
    record = PeriodSubmission
    stmt = select(record).where(record.period_end == period_end)
    found = db.scalars(stmt.order_by(record.entered_at, record.id))
    return {(one.unit_id, one.officer_id): one for one in found}


def _closes(db: Session, period_end: date) -> dict[UUID, PeriodClose]:
    stmt = select(PeriodClose).where(PeriodClose.period_end == period_end)
    return {close.unit_id: close for close in db.scalars(stmt)}


def _heads(db: Session) -> dict[UUID, User]:
    """Who closes each unit."""
    stmt = select(User).where(
        User.role.in_([Role.PROVINCE_HEAD, Role.UNIT_HEAD]), User.disabled_at.is_(None)
    )
    return {head.unit_id: head for head in db.scalars(stmt) if head.unit_id}


def _people(db: Session, found: Figures) -> dict[UUID, User]:
    """Who stands in the lines of officers."""
    held = {row.officer.id for row in found.officers if row.officer}
    return {person.id: person for person in db.scalars(select(User).where(User.id.in_(held)))}
