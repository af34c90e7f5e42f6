"""Draws files of a unit for an inspection: by lot with a recorded seed, or by published points.

By lot: every file gets SHA-256 of "seed:file"; the smallest are drawn. Whoever has the seed draws
the same again.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from thads.cases.models import Case, CaseAct, CaseInterval, Standing
from thads.complaints.models import Complaint
from thads.inspections.terms import Drawn
from thads.rules.inspection import Formula, Risk
from thads.worklists.models import OpenDuty

ENDED = tuple(standing for standing in Standing if standing.has_ended)


def population(db: Session, unit_id: UUID, first: date, last: date) -> list[UUID]:
    """The files that a unit held open at some time of the period, in order of their ids."""
    row = CaseInterval
    stmt = (
        select(row.case_id)
        .join(Case, Case.id == row.case_id)
        .where(
            row.unit_id == unit_id, row.starts_on <= last,
            or_(row.ends_on.is_(None), row.ends_on > first), row.standing.not_in(ENDED),
            Case.struck_by_id.is_(None),
        )
        .distinct()
    )  # fmt: skip
    return sorted(db.scalars(stmt))


def by_lot(cases: Sequence[UUID], size: int, seed: str) -> list[Drawn]:
    """The `size` files to which the seed gives the smallest numbers."""
    drawn = sorted(cases, key=lambda case_id: sha256(f"{seed}:{case_id}".encode()).digest())
    return [Drawn(case_id) for case_id in drawn[:size]]


def by_risk(risks: dict[UUID, Risk], size: int, formula: Formula) -> list[Drawn]:
    """The `size` files with the most points; of equal points the one with more money first."""
    drawn = sorted(risks, key=lambda one: (-formula.points(risks[one]), -risks[one].remaining, one))
    return [Drawn(case_id, formula.points(risks[case_id])) for case_id in drawn[:size]]


def risks(db: Session, cases: Sequence[UUID], day: date) -> dict[UUID, Risk]:
    """What the records say of these files on a day; four statements, whatever their number."""
    wanted = set(cases)
    row, act, duty, complaint = CaseInterval, CaseAct, OpenDuty, Complaint
    now = select(row.case_id, Case.docketed_on, row.remaining).join(Case, Case.id == row.case_id)
    held = [one for one in db.execute(now.where(row.ends_on.is_(None))) if one.case_id in wanted]
    last_act = select(act.case_id, func.max(act.day)).where(act.day <= day)
    acts = {row[0]: row[1] for row in db.execute(last_act.group_by(act.case_id))}
    overdue = select(duty.case_id, func.count()).where(duty.due < day, duty.case_id.is_not(None))
    late = _counts(db, overdue.group_by(duty.case_id))
    about = select(complaint.case_id, func.count()).where(complaint.case_id.is_not(None))
    asked = _counts(db, about.group_by(complaint.case_id))
    return {
        one.case_id: Risk(
            years=(day - one.docketed_on).days // 365, remaining=one.remaining,
            late_duties=late.get(one.case_id, 0),
            idle_days=(day - max(one.docketed_on, acts.get(one.case_id, one.docketed_on))).days,
            complaints=asked.get(one.case_id, 0),
        )
        for one in held
    }  # fmt: skip


def _counts(db: Session, stmt: Select[UUID | None, int]) -> dict[UUID | None, int]:
    return {row[0]: row[1] for row in db.execute(stmt)}
