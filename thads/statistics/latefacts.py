"""Facts that were entered into months that a unit had closed: which, why, by whom, when found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session

from thads.cases.models import ActKind, Case, CaseAct, CaseInterval, MovementKind
from thads.core.days import VIETNAM, add_months, month_end
from thads.core.pages import PAGE_SIZE, Page, offset_of
from thads.identity.models import User
from thads.ledger.models import LedgerEntry
from thads.periods.models import LateEntry
from thads.units.models import Unit

DOCKETING = "Ra quyết định thi hành án"


@dataclass(frozen=True, slots=True, kw_only=True)
class LateFilter:
    """Which late facts: of a closed month, of the unit that has the case, by whom, when found."""

    month: date | None = None  # a day of it
    unit_id: UUID | None = None
    by_id: UUID | None = None
    found: date | None = None  # a day of the month in which they were entered
    until_day: date | None = None  # they happened by then
    after: datetime | None = None  # known later than that
    until: datetime | None = None  # and by then


class LateFact(NamedTuple):
    """One fact with its legal day and why it came late; `amount` in đồng."""

    case_id: UUID
    title: str
    day: date
    what: str
    amount: int | None
    reason: str
    entered_at: datetime
    entered_by: str | None
    unit: str


def late_facts(
    db: Session, wanted: LateFilter, *, page: int = 1, size: int = PAGE_SIZE
) -> Page[LateFact]:
    """Late facts of cases that count, those entered last first."""
    among = _among(wanted)
    total = db.scalar(select(func.count()).select_from(among.subquery())) or 0
    rows = db.execute(among.limit(size).offset(offset_of(page, size))).all()
    return Page([_made(*row) for row in rows], max(1, page), size, total)


def months(db: Session) -> Sequence[date]:
    """The ends of the months from the newest late fact's to the oldest's."""
    newest, oldest = db.execute(select(func.max(LateEntry.day), func.min(LateEntry.day))).one()
    return _ends(newest, oldest)


def months_found(db: Session) -> Sequence[date]:
    """The same of the months in which late facts were entered."""
    at = LateEntry.entered_at
    newest, oldest = db.execute(select(func.max(at), func.min(at))).one()
    return _ends(newest and _local(newest), oldest and _local(oldest))


def people(db: Session) -> Sequence[tuple[UUID, str]]:
    """Who has entered late facts, by name."""
    entered = select(LateEntry.entered_by_id)
    found = select(User.id, User.full_name).where(User.id.in_(entered))
    return [(key, name) for key, name in db.execute(found.order_by(User.name_sort_key))]


def _ends(newest: date | None, oldest: date | None) -> Sequence[date]:
    if newest is None or oldest is None:
        return []
    months = (newest.year - oldest.year) * 12 + newest.month - oldest.month
    return [month_end(add_months(newest.replace(day=1), -n)) for n in range(months + 1)]


def _local(moment: datetime) -> date:
    return moment.astimezone(VIETNAM).date()


def _among(wanted: LateFilter) -> Select[*tuple[Any, ...]]:
    late, act, entry = LateEntry, CaseAct, LedgerEntry
    of_act = and_(act.case_id == late.case_id, act.sequence == late.sequence)
    of_entry = and_(entry.case_id == late.case_id, entry.sequence == late.sequence)
    holds = and_(CaseInterval.case_id == late.case_id, CaseInterval.ends_on.is_(None))
    return (
        select(
            late.case_id, Case.number, Case.series, late.day, act.kind, entry.kind,
            func.coalesce(act.amount, entry.amount), late.reason, late.entered_at, User.full_name,
            Unit.name,
        )
        .join(Case, Case.id == late.case_id)
        .join(CaseInterval, holds)
        .join(Unit, Unit.id == CaseInterval.unit_id)
        .outerjoin(act, of_act)
        .outerjoin(entry, of_entry)
        .outerjoin(User, User.id == late.entered_by_id)
        .where(*_narrowed(wanted))
        .order_by(late.entered_at.desc(), late.case_id, late.sequence)
    )  # fmt: skip


def _narrowed(wanted: LateFilter) -> list[ColumnElement[bool]]:
    narrowed: list[ColumnElement[bool]] = []
    if wanted.month:
        narrowed.append(LateEntry.day.between(wanted.month.replace(day=1), month_end(wanted.month)))
    if wanted.unit_id:
        narrowed.append(CaseInterval.unit_id == wanted.unit_id)
    if wanted.by_id:
        narrowed.append(LateEntry.entered_by_id == wanted.by_id)
    if wanted.found:
        first = wanted.found.replace(day=1)
        begins, ends = (_midnight(day) for day in (first, add_months(first, 1)))
        narrowed.append((LateEntry.entered_at >= begins) & (LateEntry.entered_at < ends))
    if wanted.until_day:
        narrowed.append(LateEntry.day <= wanted.until_day)
    known = func.coalesce(CaseAct.entered_at, LedgerEntry.entered_at, Case.entered_at)
    if wanted.after:
        narrowed.append(known > wanted.after)
    if wanted.until:
        narrowed.append(known <= wanted.until)
    return narrowed


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=VIETNAM).astimezone(UTC)


def _made(
    case_id: UUID, number: int, series: str, day: date, act: ActKind | None,
    money: MovementKind | None, amount: int | None, reason: str, entered_at: datetime,
    entered_by: str | None, unit: str,
) -> LateFact:  # fmt: skip
    kind = act or money
    what = kind.label if kind else DOCKETING
    title = f"{number}/{series}"
    return LateFact(case_id, title, day, what, amount, reason, entered_at, entered_by, unit)
