"""Items that fall due month by month: on one case, and those whose next decision is to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from thads.cases.models import Case, CaseInterval, PaymentSchedule, Standing
from thads.core.days import year_start
from thads.core.pages import PAGE_SIZE, Page, offset_of
from thads.rules.periodic import months_due

# The duty itself is over, or another agency enforces it from now on (NĐ152 Đ.11 k.2).
OVER = (
    Standing.DISCONTINUED,
    Standing.ENTRUSTED_OUT,
    Standing.WITHDRAWN,
    Standing.ANNULLED,
    Standing.REQUEST_RETURNED,
    Standing.ENDED_OTHER,
)


@dataclass(frozen=True, slots=True)
class Renewal:
    """One schedule and what falls due of it in the year that follows."""

    schedule: PaymentSchedule
    year: int

    @property
    def months(self) -> Sequence[date]:
        """The months that fall due."""
        return months_due(self.schedule.first_month, self.schedule.last_month, self.year)

    @property
    def amount(self) -> int:
        """What falls due in the year, in đồng."""
        return len(self.months) * self.schedule.monthly_amount


def of_case(db: Session, case_id: UUID) -> Sequence[PaymentSchedule]:
    """The schedules of a case that count, by the position of their items."""
    stmt = _counting().where(PaymentSchedule.case_id == case_id)
    found = db.scalars(stmt.options(joinedload(PaymentSchedule.item))).all()
    return sorted(found, key=lambda schedule: schedule.item.position)


def is_renewed(db: Session, schedule_id: UUID) -> bool:
    """Whether a decision of a later year carries the schedule on."""
    stmt = select(PaymentSchedule.id).where(PaymentSchedule.continues_id == schedule_id)
    return db.scalar(stmt.limit(1)) is not None


def to_renew(
    db: Session, year: int, *, unit_id: UUID | None, page: int = 1, size: int = PAGE_SIZE
) -> Page[Renewal]:
    """Schedules of which something falls due in `year` and no decision covers it yet; `sums`:
    what falls due of all."""
    found = _waiting(year, unit_id)
    schedule = PaymentSchedule
    terms = found.with_only_columns(
        schedule.first_month, schedule.last_month, schedule.monthly_amount
    )
    amounts = [len(months_due(a, b, year)) * monthly for a, b, monthly in db.execute(terms)]
    rows = db.scalars(
        found.options(
            joinedload(schedule.item), joinedload(schedule.case).selectinload(Case.parties)
        )
        .order_by(Case.docketed_on, Case.number, schedule.id)
        .limit(size)
        .offset(offset_of(page, size))
    )
    lines = [Renewal(one, year) for one in rows]
    return Page(lines, max(1, page), size, len(amounts), {"amount": sum(amounts)})


def _waiting(year: int, unit_id: UUID | None) -> Select[PaymentSchedule]:
    schedule, later = PaymentSchedule, aliased(PaymentSchedule)
    stmt = (
        _counting()
        .join(Case, Case.id == schedule.case_id)
        .join(CaseInterval, and_(CaseInterval.case_id == Case.id, CaseInterval.ends_on.is_(None)))
        .where(
            schedule.year < year, Case.struck_by_id.is_(None),
            schedule.first_month < year_start(year + 1),
            or_(schedule.last_month.is_(None), schedule.last_month >= year_start(year)),
            CaseInterval.standing.not_in(OVER),
            ~select(later.id).where(later.continues_id == schedule.id).exists(),
        )
    )  # fmt: skip
    return stmt if unit_id is None else stmt.where(CaseInterval.unit_id == unit_id)


def _counting() -> Select[PaymentSchedule]:
    """Of the schedules of one item only the one entered last counts."""
    schedule, newer = PaymentSchedule, aliased(PaymentSchedule)
    replaced = select(newer.id).where(newer.item_id == schedule.item_id, newer.id > schedule.id)
    return select(schedule).where(~replaced.exists())
