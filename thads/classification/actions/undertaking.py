"""A decision on many cases as a piece of work: what was asked, what came of it, case by case.

It stands among the person's background work whether it was long or done at once.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.cases.models import ActKind, SigningMode
from thads.classification.actions.deciding import Decision, Rehearsal
from thads.core import jobs
from thads.core.errors import NotFound
from thads.core.jobs import BackgroundJob, Job, JobState
from thads.identity.models import User
from thads.periods import guard as periods

Refusals = dict[UUID, str]  # why, by case


def ask_for(
    db: Session, found: Rehearsal, wanted: Decision, *, key: UUID, by: User, today: date,
    now: datetime,
) -> BackgroundJob:  # fmt: skip
    """Ask for a long one, to be done in the background: the cases that go, as they were seen."""
    asked = _asked(found, wanted, key, today)
    job = jobs.after_commit(
        db, Job.CLASSIFY_CASES, asked_by_id=by.id, now=now, **asked, **periods.carried(db)
    )
    audit.record(db, by, "case.classification_asked", job, cases=len(found.going), **_kept(wanted))
    return job


def record_done(
    db: Session, found: Rehearsal, wanted: Decision, refused: Refusals, *, key: UUID, by: User,
    today: date, now: datetime,
) -> BackgroundJob:  # fmt: skip
    """Write down a short one that was done at once."""
    job = BackgroundJob(
        name=Job.CLASSIFY_CASES, arguments=_asked(found, wanted, key, today), state=JobState.DONE,
        asked_by_id=by.id, asked_at=now, started_at=now, finished_at=now,
    )  # fmt: skip
    db.add(job)
    db.flush()
    close(db, job, refused, by=by)
    return job


def close(db: Session, job: BackgroundJob, refused: Refusals, *, by: User) -> str:
    """Keep what came of it, beside those that were refused before."""
    told = {str(case_id): reason for case_id, reason in refused.items()}
    job.arguments = {**job.arguments, "refused": {**job.arguments["refused"], **told}}
    done, left = done_of(job), refusals_of(job)
    job.message = f"Đã ghi {len(done)} trên {len(done) + len(left)} việc."
    audit.record(
        db, by, "case.classified", job, cases=len(done), refused=len(left),
        **_kept(decision_of(job)),
    )  # fmt: skip
    return job.message


def earlier(db: Session, key: UUID, *, by: User) -> BackgroundJob | None:
    """What this person's form wrote when it was sent before, if it was."""
    stmt = select(BackgroundJob).where(
        BackgroundJob.name == Job.CLASSIFY_CASES, BackgroundJob.asked_by_id == by.id
    )
    return next((job for job in db.scalars(stmt) if key_of(job) == key), None)


def of_person(db: Session, job_id: UUID, by_id: UUID) -> BackgroundJob:
    """A decision on many cases that this person asked for; NotFound otherwise."""
    job = db.get(BackgroundJob, job_id)
    if job is None or job.asked_by_id != by_id or job.name is not Job.CLASSIFY_CASES:
        raise NotFound
    return job


def decision_of(job: BackgroundJob) -> Decision:
    """What was asked."""
    kept: dict[str, Any] = job.arguments["wanted"]
    signer, mode = kept["signer_id"], kept["signing_mode"]
    return Decision(
        kind=ActKind.of(kept["kind"]), day=date.fromisoformat(kept["day"]), ground=kept["ground"],
        signer_id=UUID(signer) if signer else None,
        signing_mode=SigningMode.of(mode) if mode else None, note=kept["note"],
    )  # fmt: skip


def seen_of(job: BackgroundJob) -> dict[UUID, int]:
    """The cases that go, with the revision that the person saw."""
    return {UUID(case_id): revision for case_id, revision in job.arguments["cases"]}


def refusals_of(job: BackgroundJob) -> Refusals:
    """The cases that were refused so far."""
    return {UUID(i): reason for i, reason in job.arguments["refused"].items()}


def done_of(job: BackgroundJob) -> list[UUID]:
    """The cases that were not refused, in the order of numbers."""
    refused = refusals_of(job)
    return [case_id for case_id in seen_of(job) if case_id not in refused]


def key_of(job: BackgroundJob) -> UUID:
    """The key of the form."""
    return UUID(job.arguments["key"])


def _asked(found: Rehearsal, wanted: Decision, key: UUID, today: date) -> dict[str, Any]:
    return {
        "cases": [[str(one.case_id), one.revision] for one in found.going],
        "refused": {str(one.case_id): one.reason for one in found.refused},
        "wanted": _kept(wanted), "key": str(key), "today": today.isoformat(),
    }  # fmt: skip


def _kept(wanted: Decision) -> dict[str, Any]:
    return {
        "kind": wanted.kind.value, "day": wanted.day.isoformat(), "ground": wanted.ground,
        "signer_id": str(wanted.signer_id) if wanted.signer_id else None,
        "signing_mode": wanted.signing_mode.value if wanted.signing_mode else None,
        "note": wanted.note,
    }  # fmt: skip
