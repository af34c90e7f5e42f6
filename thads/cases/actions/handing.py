"""A hand-over of many cases as a piece of work: what was asked, what came of it, case by case.

It stands among the person's background work whether it was long or done at once.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.cases.actions import bulk, recording
from thads.cases.actions.bulk import HandOver, Rehearsal
from thads.cases.models import CaseAct
from thads.cases.queries import handovers
from thads.cases.queries.workload import Load, Loads, loads_on
from thads.core import jobs
from thads.core.errors import NotFound
from thads.core.jobs import BackgroundJob, Job, JobState
from thads.identity.models import User
from thads.periods import guard as periods

Refused = dict[UUID, str]  # why, by case


def ask_for(
    db: Session, case_ids: Sequence[UUID], wanted: HandOver, shown: Rehearsal, *,
    key: UUID, by: User, today: date, now: datetime,
) -> BackgroundJob:  # fmt: skip
    """Ask for a long one, to be done in the background."""
    asked = _asked(case_ids, wanted, shown, key, today) | periods.carried(db)
    job = jobs.after_commit(db, Job.HAND_OVER_CASES, asked_by_id=by.id, now=now, **asked)
    audit.record(db, by, "case.hand_over_asked", job, cases=len(case_ids), **_terms(wanted))
    return job


def record_done(
    db: Session, case_ids: Sequence[UUID], wanted: HandOver, shown: Rehearsal, refused: Refused, *,
    key: UUID, by: User, today: date, now: datetime,
) -> BackgroundJob:  # fmt: skip
    """Write down a short one that was done at once."""
    job = BackgroundJob(
        name=Job.HAND_OVER_CASES, arguments=_asked(case_ids, wanted, shown, key, today),
        state=JobState.DONE, asked_by_id=by.id, asked_at=now, started_at=now, finished_at=now,
    )  # fmt: skip
    db.add(job)
    db.flush()
    close(db, job, refused, by=by, today=today)
    return job


def earlier(db: Session, key: UUID, *, by: User) -> BackgroundJob | None:
    """What this person's form wrote when it was sent before, if it was."""
    stmt = select(BackgroundJob).where(
        BackgroundJob.name == Job.HAND_OVER_CASES, BackgroundJob.asked_by_id == by.id
    )
    return next((job for job in db.scalars(stmt) if job.arguments["key"] == str(key)), None)


def close(db: Session, job: BackgroundJob, refused: Refused, *, by: User, today: date) -> str:
    """Keep what came of it: the refusals, and the loads as the register now has them."""
    before = loads_of(job, "before")
    after = loads_on(db, today, {holder.unit_id for holder in before})
    key, acts = job.arguments["key"], _acts(db, job)
    job.arguments = {
        **job.arguments,
        "refused": {str(case_id): reason for case_id, reason in refused.items()},
        "after": recording.rows_of(after),
    }
    recording.record(db, acts, before, after, key=key, by=by)
    asked = len(job.arguments["case_ids"])
    job.message = f"Đã giao {asked - len(refused)} trên {asked} việc."
    audit.record(
        db, by, "case.handed_over", job, cases=asked - len(refused), refused=len(refused),
        **_terms(hand_over_of(job)),
    )  # fmt: skip
    return job.message


def of_person(db: Session, job_id: UUID, by_id: UUID) -> BackgroundJob:
    """A hand-over that this person asked for; NotFound otherwise."""
    job = db.get(BackgroundJob, job_id)
    if job is None or job.asked_by_id != by_id or job.name is not Job.HAND_OVER_CASES:
        raise NotFound
    return job


def hand_over_of(job: BackgroundJob) -> HandOver:
    """What was asked."""
    kept: dict[str, Any] = job.arguments["wanted"]
    unit, officer = kept["to_unit_id"], kept["officer_id"]
    return HandOver(
        day=date.fromisoformat(kept["day"]), note=kept["note"],
        officer_id=UUID(officer) if officer else None, to_unit_id=UUID(unit) if unit else None,
        officers={UUID(c): UUID(o) for c, o in job.arguments.get("officers", {}).items()},
    )  # fmt: skip


def loads_of(job: BackgroundJob, when: str) -> Loads:
    """The loads kept "before" or "after" it."""
    return handovers.loads_of(job.arguments.get(when, ()))


def _acts(db: Session, job: BackgroundJob) -> list[CaseAct]:
    """What it wrote: each act bears the key of the hand-over and its case."""
    key, found = job.arguments["key"], list[CaseAct]()
    ids: list[str] = job.arguments["case_ids"]
    for start in range(0, len(ids), bulk.CHUNK):
        keys = [f"{key}:{case_id}" for case_id in ids[start : start + bulk.CHUNK]]
        found += db.scalars(select(CaseAct).where(CaseAct.submission_key.in_(keys)))
    return found


def _asked(
    case_ids: Sequence[UUID], wanted: HandOver, shown: Rehearsal, key: UUID, today: date
) -> dict[str, Any]:
    before = {holder: shown.before.get(holder, Load()) for holder in shown.after}
    return {
        "case_ids": [str(case_id) for case_id in case_ids], "wanted": _terms(wanted),
        "before": recording.rows_of(before), "key": str(key), "today": today.isoformat(),
        "officers": {str(case_id): str(taker) for case_id, taker in wanted.officers.items()},
    }  # fmt: skip


def _terms(wanted: HandOver) -> dict[str, Any]:
    return {
        "day": wanted.day.isoformat(), "note": wanted.note,
        "officer_id": str(wanted.officer_id) if wanted.officer_id else None,
        "to_unit_id": str(wanted.to_unit_id) if wanted.to_unit_id else None,
    }  # fmt: skip
