"""What is not clear of open cases, in SQL: one row a case, five answers each.

Owner, act, progress, result and leader must be clear of every case that is docketed, has not ended
and is not in separate tracking. The next act is what somebody planned, or a duty that the law sets.
What became unclear within the last working days is not yet a defect: `GRACE` of them are left to
say what comes next. A unit without a head is one at once.
"""

from datetime import date, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Subquery, and_, exists, false, func, or_, select
from sqlalchemy.orm import aliased

from thads.accountability.models import NextStep, Slot, StepEnd
from thads.cases.models import Case, CaseAct, CaseInterval, Standing
from thads.identity.models import Role, User
from thads.ledger.models import LedgerEntry
from thads.rules.working_days import working_days_before
from thads.units.models import PROVINCIAL, Unit
from thads.worklists.asked import known_on
from thads.worklists.models import OpenDuty

GRACE = 3  # working days
CURRENT = tuple(standing for standing in Standing if standing.is_current)


def unclear(day: date, unit_id: UUID | None) -> Select[*tuple[Any, ...]]:
    """case_id, unit_id, officer_id, due_on, and a column named as each slot: is it missing?

    Cases as the register stands now; `day` is the working day on which is asked.
    """
    planned, duties = _planned(), _duties(day)
    has_step, has_duty = planned.c.case_id.is_not(None), duties.c.case_id.is_not(None)
    silent = and_(~has_step, ~has_duty, _nothing_since(grace_ends(day)))
    undated = and_(
        ~has_step, func.coalesce(duties.c.dated, 0) == 0, _nothing_since(grace_ends(day))
    )
    missing = {
        Slot.OWNER: and_(CaseInterval.officer_id.is_(None), _unowned_since(grace_ends(day))),
        Slot.ACT: silent,
        Slot.DUE: undated,
        Slot.RESULT: silent,
        Slot.LEADER: and_(~has_step, CaseInterval.unit_id.not_in(_led_units())),
    }
    stmt = (
        select(
            CaseInterval.case_id, CaseInterval.unit_id, CaseInterval.officer_id,
            func.coalesce(planned.c.due_on, duties.c.due).label("due_on"),
            *(func.coalesce(lacks, false()).label(slot.value) for slot, lacks in missing.items()),
        )
        .join(Case, Case.id == CaseInterval.case_id)
        .outerjoin(planned, planned.c.case_id == CaseInterval.case_id)
        .outerjoin(duties, duties.c.case_id == CaseInterval.case_id)
        .where(CaseInterval.ends_on.is_(None), CaseInterval.standing.in_(CURRENT))
    )  # fmt: skip
    return stmt.where(CaseInterval.unit_id == unit_id) if unit_id is not None else stmt


@lru_cache(maxsize=64)
def grace_ends(day: date) -> date:
    """The last day from which more than `GRACE` working days are over on `day`."""
    return working_days_before(day, GRACE) - timedelta(days=1)


def _planned() -> Subquery:
    """Cases with a step that has not ended."""
    ended = exists().where(StepEnd.step_id == NextStep.id)
    steps = select(NextStep.case_id, func.min(NextStep.due_on).label("due_on")).where(~ended)
    return steps.group_by(NextStep.case_id).subquery()


def _duties(day: date) -> Subquery:
    """Cases with a duty of the law, and on how many of them a last day is known."""
    due = OpenDuty.due
    columns = select(OpenDuty.case_id, func.count(due).label("dated"), func.min(due).label("due"))
    of_cases = columns.where(OpenDuty.case_id.is_not(None), known_on(day))
    return of_cases.group_by(OpenDuty.case_id).subquery()


def _nothing_since(day: date) -> ColumnElement[bool]:
    """No decision, act, money or ended step later than `day`."""
    later = (
        exists().where(CaseAct.case_id == CaseInterval.case_id, CaseAct.day > day),
        exists().where(
            LedgerEntry.case_id == CaseInterval.case_id,
            LedgerEntry.day > day,
            LedgerEntry.kind.is_not(None),
        ),
        exists().where(
            StepEnd.step_id == NextStep.id,
            NextStep.case_id == CaseInterval.case_id,
            StepEnd.ended_on > day,
        ),
    )
    return and_(Case.docketed_on <= day, *(~one for one in later))


def _unowned_since(day: date) -> ColumnElement[bool]:
    """Nobody has held the case later than `day`."""
    held = aliased(CaseInterval)
    later = exists().where(
        held.case_id == CaseInterval.case_id, held.officer_id.is_not(None), held.ends_on > day
    )
    return and_(Case.docketed_on <= day, ~later)


def _led_units() -> Select[UUID]:
    """Units whose head is in office."""
    chief = exists().where(User.role == Role.PROVINCE_HEAD, User.disabled_at.is_(None))
    head = exists().where(
        User.role == Role.UNIT_HEAD, User.unit_id == Unit.id, User.disabled_at.is_(None)
    )
    return select(Unit.id).where(or_(head, and_(Unit.kind.in_(PROVINCIAL), chief)))
