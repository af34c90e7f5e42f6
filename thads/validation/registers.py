"""The cases that break a rule one by one: who holds them, and the two numbers of each.

Every register is a query with the columns case_id, unit_id, officer_id, found, expected.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Subquery,
    and_,
    case,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy.orm import aliased
from sqlalchemy.sql.selectable import NamedFromClause

from thads.cases.models import ActKind, CaseAct, MovementKind
from thads.core.days import month_number, statistics_year, year_start
from thads.ledger.models import LedgerEntry
from thads.statistics.contributions import ALL_ITEMS
from thads.statistics.models import case_contribution

_ENDING = (
    ActKind.COMPLETION, ActKind.DISCONTINUANCE, ActKind.FORGIVENESS, ActKind.ENTRUSTMENT,
    ActKind.TAKE_UP, ActKind.WITHDRAWAL, ActKind.ANNULMENT, ActKind.REQUEST_RETURN,
    ActKind.OTHER_ENDING,
)  # fmt: skip


def opening(end: date) -> Subquery:
    """Brought forward without standing in last year's list of what was carried, or the reverse."""
    now, last = case_contribution.alias("now"), case_contribution.alias("last")
    year_before = year_start(statistics_year(end)) - timedelta(days=1)
    carried = and_(_at(last, year_before), _current(last) == 1)
    brought = and_(_at(now, end), now.c.c_brought_forward == 1)
    same_case = now.c.case_id == last.c.case_id
    unexpected = (
        select(now.c.case_id, now.c.unit_id, now.c.officer_id, literal(1).label("found"),
               literal(0).label("expected"))
        .select_from(now.outerjoin(last, same_case & carried))
        .where(brought, last.c.case_id.is_(None))
    )  # fmt: skip
    missing = (
        select(last.c.case_id, last.c.unit_id, last.c.officer_id, literal(0), literal(1))
        .select_from(last.outerjoin(now, same_case & brought))
        .where(carried, now.c.case_id.is_(None))
    )
    return union_all(unexpected, missing).subquery()


def no_ending(end: date) -> Subquery:
    """Completed without a fact of the period by which a case can end."""
    held = case_contribution.alias("held")
    return (
        select(*_whose(held), literal(1).label("found"), literal(0).label("expected"))
        .where(_at(held, end), held.c.c_completed == 1)
        .where(~_acted(held, end, _ENDING), ~_moved(held, end))
        .subquery()
    )


def no_money(end: date) -> Subquery:
    """Completed with money to be enforced in the period, and nothing of it collected."""
    held = case_contribution.alias("held")
    due = held.c.m_brought_forward + held.c.m_newly_docketed
    return (
        select(*_whose(held), due.label("found"), held.c.m_completed.label("expected"))
        .where(_at(held, end), held.c.c_completed == 1, due > 0, held.c.m_completed == 0)
        .subquery()
    )


def ledger(end: date) -> Subquery:
    """Money done otherwise than by the ledger, though the parties settled nothing themselves."""
    held, entry = case_contribution.alias("held"), LedgerEntry
    signed = case((entry.kind == MovementKind.REVERSED, -entry.amount), else_=entry.amount)
    net = (
        select(entry.case_id, func.sum(signed).label("net"))
        .where(entry.day.between(year_start(statistics_year(end)), end))
        .where(entry.kind.in_((MovementKind.COLLECTED, MovementKind.REVERSED)))
        .group_by(entry.case_id)
        .subquery()
    )
    entered: ColumnElement[int] = func.coalesce(net.c.net, 0)
    return (
        select(*_whose(held), held.c.m_completed.label("found"), entered.label("expected"))
        .select_from(held.outerjoin(net, net.c.case_id == held.c.case_id))
        .where(_at(held, end), held.c.m_completed != entered)
        .where(~_acted(held, end, (ActKind.COMPLETION,)))
        .subquery()
    )


REGISTERS: dict[str, Callable[[date], Subquery]] = {
    "opening": opening, "no_ending": no_ending, "no_money": no_money, "ledger": ledger,
}  # fmt: skip


def _at(held: NamedFromClause, end: date) -> ColumnElement[bool]:
    """The rows that hold at the end of this month."""
    month = month_number(end)
    return and_(
        held.c.year == statistics_year(end), held.c.part == ALL_ITEMS,
        held.c.from_month <= month, held.c.to_month >= month,
    )  # fmt: skip


def _current(held: NamedFromClause) -> ColumnElement[int]:
    """1 for a case that is open and not in separate tracking."""
    found: ColumnElement[int] = (
        held.c.c_in_progress
        + held.c.c_postponed_by_agreement
        + held.c.c_not_yet_enforceable
        - held.c.c_request_returned
        - held.c.c_moved_to_separate_tracking
        + held.c.c_postponed_suspended_other
        - held.c.c_ended_other
    )
    return found


def _whose(held: NamedFromClause) -> tuple[ColumnElement[Any], ...]:
    return held.c.case_id, held.c.unit_id, held.c.officer_id


def _acted(held: NamedFromClause, end: date, kinds: tuple[ActKind, ...]) -> ColumnElement[bool]:
    """Whether such an act, not struck out, is dated in the period.

    A set of cases that is found once: case by case the act would be looked for by its day.
    """
    correction = aliased(CaseAct)
    struck = select(correction.id).where(correction.corrects_id == CaseAct.id).exists()
    acted = select(CaseAct.case_id).where(
        CaseAct.kind.in_(kinds), CaseAct.day.between(year_start(statistics_year(end)), end), ~struck
    )
    return held.c.case_id.in_(acted)


def _moved(held: NamedFromClause, end: date) -> ColumnElement[bool]:
    """Whether money was collected in the period."""
    paid = select(LedgerEntry.case_id).where(
        LedgerEntry.kind == MovementKind.COLLECTED,
        LedgerEntry.day.between(year_start(statistics_year(end)), end),
    )
    return held.c.case_id.in_(paid)
