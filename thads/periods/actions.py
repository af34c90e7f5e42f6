"""Closing the months of a unit and freezing figures; the caller commits."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.core.days import VIETNAM, month_end
from thads.core.db import TenantBase
from thads.core.errors import RuleBroken
from thads.identity.models import User
from thads.identity.policy import sees_whole_province
from thads.periods import queries
from thads.periods.models import FigureFreeze, PeriodClose
from thads.units.models import Unit

__all__ = ["close", "freeze"]

KEPT = "Chưa khóa gì"
_ALONE = text("LOCK TABLE figure_freeze IN EXCLUSIVE MODE")
_FACTS = {"enforcement_case": "docketed_on", "case_act": "day", "ledger_entry": "day"}


def close(
    db: Session, unit: Unit, period_end: date, *, by: User, today: date, now: datetime
) -> PeriodClose:
    """Close the statistics of a unit up to the end of a month, for good.

    The first month may be any, and closes all days before it; from then on month follows month.
    RuleBroken: the month is not over, is closed already, or an earlier one is open.
    """
    _check_hand(unit, by)
    _check_month(unit, period_end, today)
    _alone(db)
    _check_order(db, unit, period_end)
    known_at = freeze(db, period_end, by=by, now=now)
    made = PeriodClose(
        unit_id=unit.id, period_end=period_end, closed_at=known_at, entered_by_id=by.id
    )
    db.add(made)
    audit.record(
        db, by, "period.closed", made, unit_id=unit.id, period_end=period_end, closed_at=known_at
    )
    return made


def freeze(db: Session, period_end: date, *, by: User | None, now: datetime) -> datetime:
    """The moment as known at which the figures up to a month's end are frozen.

    Until this transaction ends no fact is committed. What is committed was entered by the moment
    answered (`now`, or that of the newest fact of the period); what is not will be entered later.
    """
    _alone(db)
    known_at = max([now, *_newest_entries(db, period_end)])
    db.add(
        FigureFreeze(period_end=period_end, known_at=known_at, entered_by_id=by.id if by else None)
    )
    db.flush()
    return known_at


def _check_hand(unit: Unit, by: User) -> None:
    own = by.unit
    if sees_whole_province(by.role) or (own is not None and own.id == unit.id):
        return
    raise RuleBroken(
        "period.other_unit",
        f"Chỉ {unit.name} khóa kỳ thống kê của mình. {KEPT}; liên hệ Thủ trưởng đơn vị đó.",
    )


def _check_month(unit: Unit, period_end: date, today: date) -> None:
    if period_end != month_end(period_end):
        raise RuleBroken(
            "period.no_month_end",
            f"Ngày {period_end:%d/%m/%Y} không phải ngày cuối tháng. {KEPT}; chọn tháng cần khóa.",
            field="period",
        )
    if period_end >= today:
        raise RuleBroken(
            "period.not_over",
            f"Tháng {period_end:%m/%Y} chưa hết. {KEPT}; khóa từ ngày đầu tháng sau.",
            field="period",
        )
    if unit.valid_from > period_end or (unit.valid_to and unit.valid_to < period_end):
        raise RuleBroken(
            "period.unit_gone",
            f"{unit.name} không hoạt động vào ngày {period_end:%d/%m/%Y}. {KEPT}; đơn vị kế tục "
            "khóa kỳ của mình.",
            field="period",
        )


def _check_order(db: Session, unit: Unit, period_end: date) -> None:
    until = queries.closed_until(db, unit.id)
    if until is None:
        return
    if period_end <= until:
        raise RuleBroken(
            "period.closed_already", _closed_already(db, unit.id, period_end), field="period"
        )
    following = month_end(date.fromordinal(until.toordinal() + 1))
    if period_end != following:
        raise RuleBroken(
            "period.earlier_open",
            f"Tháng {following:%m/%Y} chưa khóa. {KEPT}; khóa tháng đó trước.",
            field="period",
        )


def _closed_already(db: Session, unit_id: UUID, period_end: date) -> str:
    own = [one for one in queries.closes_from(db, period_end) if one.unit_id == unit_id]
    closed, at = own[0], own[0].closed_at.astimezone(VIETNAM)
    return (
        f"{closed.unit_name} đã khóa kỳ thống kê đến hết ngày {closed.period_end:%d/%m/%Y} "
        f"({closed.closed_by or 'hệ thống'}, lúc {at:%H:%M} ngày {at:%d/%m/%Y}). Không khóa lại; "
        "sai sót của kỳ đã khóa thì ghi muộn có lý do, rồi lập phiên bản mới."
    )


def _alone(db: Session) -> None:
    """Wait until facts that are being committed are there; others then wait for this one.

    After the turn in the record of acts, in the order in which every writer takes its locks.
    """
    audit.take_turn(db)
    if db.get_bind().dialect.name == "postgresql":
        db.execute(_ALONE)


def _newest_entries(db: Session, period_end: date) -> list[datetime]:
    """When the newest facts of each kind up to a day were entered."""
    tables = TenantBase.metadata.tables  # of areas above this one
    found = []
    for name, day in _FACTS.items():
        fact = tables[name].c
        newest = select(fact.entered_at).where(fact[day] <= period_end)
        found.append(db.scalar(newest.order_by(fact.entered_at.desc()).limit(1)))
    return [moment for moment in found if moment is not None]
