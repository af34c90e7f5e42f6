"""Form 12 from register 19: administrative judgments watched."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from thads.administrative.models import (
    AdministrativeJudgment,
    AdministrativeStep,
    DutyBody,
    StepKind,
)
from thads.formbook.counting import Counted, CountedFeed, held_by, steps_until, within
from thads.statistics.subject import Subject

K = StepKind
LINES = {DutyBody.COMMUNE: "D01", DutyBody.DISTRICT: "D02", DutyBody.PROVINCE: "D03",
         DutyBody.OTHER: "D04"}  # fmt: skip


def figures_of(
    received_on: date, steps: list[AdministrativeStep], start: date, end: date
) -> tuple[int, ...]:
    """What one judgment adds, from the steps up to the end of the period.

    "Quyết định buộc": there is one; "kiến nghị": made in the period.
    """
    kinds = {one.kind for one in steps}
    old, is_open = received_on < start, not kinds & {K.DONE, K.DROPPED}
    recommended = any(one.kind is K.RECOMMENDED and within(one.day, start, end) for one in steps)
    return (
        1, int(old), int(not old), int(K.ORDERED in kinds), int(K.DONE in kinds),
        int(is_open and K.PROGRESS in kinds), int(is_open and K.PROGRESS not in kinds),
        int(recommended),
    )  # fmt: skip


def counted(db: Session, start: date, end: date, subject: Subject) -> Iterator[Counted]:
    """Judgments watched at the start of the period or from a day in it."""
    judgment, step = AdministrativeJudgment, AdministrativeStep
    before = select(step.record_id).where(
        step.day < start, step.kind.in_([kind for kind in K if kind.ends_it])
    )
    stmt = (
        select(judgment)
        .where(judgment.received_on <= end, judgment.id.not_in(before))
        .options(selectinload(judgment.steps), joinedload(judgment.unit))
    )
    for one in db.scalars(held_by(stmt, judgment, end, subject)):
        steps = list(steps_until(one.steps, end))
        if steps and steps[-1].kind is K.STRUCK:
            continue
        yield Counted(
            LINES[one.kind], figures_of(one.received_on, steps, start, end), one.id,
            f"{one.number}: {one.debtor_body}", one.received_on, one.unit.code, one.case_id,
        )  # fmt: skip


FEED = CountedFeed(counted, "administrative.show", "watched_id")
