"""The list of payments (bảng kê chi trả) as a paper: asked for here, made by a worker."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, BinaryIO
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.core import files, jobs
from thads.core.days import VIETNAM
from thads.core.errors import NotFound
from thads.core.jobs import BackgroundJob, Job
from thads.identity.models import User
from thads.payouts import queries, sources
from thads.payouts.models import PayoutProposal
from thads.payouts.terms import Step
from thads.rules import letterhead
from thads.rules.payment_order import ROUNDING, order_on, term_of
from thads.units.models import Unit

KEPT = timedelta(days=7)
FOLDER = "payouts"


def ask_for(
    db: Session, proposal: PayoutProposal, *, by: User, today: date, now: datetime
) -> BackgroundJob:
    """Have the list of a proposal printed as it stands."""
    terms = {"proposal_id": str(proposal.id), "today": today.isoformat()}
    job = jobs.after_commit(db, Job.PRINT_PAYOUT, asked_by_id=by.id, now=now, **terms)
    audit.record(db, by, "payout.printed", proposal.case, proposal_id=proposal.id, job_id=job.id)
    return job


def keep(db: Session, job: BackgroundJob, content: bytes, *, now: datetime) -> str:
    """Keep what was printed; the words for who asked."""
    with files.workshop(db, FOLDER) as folder:
        made = folder / "paper.pdf"
        made.write_bytes(content)
        files.keep(db, _key(job.id), made)
    job.arguments = {**job.arguments, "printed": True}
    until = (now + KEPT).astimezone(VIETNAM)
    return f"Bảng kê đã lập xong. Tệp được giữ đến hết ngày {until:%d/%m/%Y}."


def file_of(db: Session, job_id: UUID, *, by: User) -> BinaryIO:
    """What was printed, for who asked for it; NotFound for others and after a week."""
    job = db.get(BackgroundJob, job_id)
    mine = job is not None and job.asked_by_id == by.id and job.name is Job.PRINT_PAYOUT
    if job is None or not mine or "printed" not in job.arguments:
        raise NotFound
    return files.opened(db, _key(job_id))


def purge(db: Session, *, now: datetime) -> int:
    """Remove what is older than a week."""
    return files.remove_older(db, FOLDER, before=now - KEPT)


def paper_of(db: Session, proposal: PayoutProposal, *, today: date) -> Mapping[str, Any]:
    """All that the paper says, in plain words and numbers."""
    lines, law = queries.lines_of(db, proposal.id), order_on(proposal.day)
    case, unit = proposal.case, db.get_one(Unit, proposal.unit_id)
    head = letterhead.on(proposal.day)
    titles = _titles(db, proposal.id)
    return {
        "superior": head.superior, "agency": unit.spelled, "place": unit.place,
        "case": case.title, "docketed_on": case.docketed_on.isoformat(),
        "day": proposal.day.isoformat(), "printed_on": today.isoformat(),
        "debtors": "; ".join(party.name for party in case.debtors),
        "amount": proposal.amount, "held": proposal.held, "law": law.article,
        "coercion_on": proposal.coercion_on.isoformat() if proposal.coercion_on else None,
        "received_on": proposal.received_on.isoformat(),
        "due": term_of(proposal.received_on).due.isoformat(), "rounding": ROUNDING,
        "state": queries.state_of(db, proposal.id).label, "note": proposal.note,
        "signed": _signed(db, proposal),
        "lines": [
            {
                "position": line.position, "payee": line.payee, "kind": line.kind.label,
                "case": titles[line.case_id], "amount": line.amount, "fee": line.fee,
                "words": line.words, "rank": line.rank, "remaining": line.remaining,
            }
            for line in lines
        ],
    }  # fmt: skip


def _titles(db: Session, proposal_id: UUID) -> dict[UUID, str]:
    ids = queries.case_ids_of(db, [proposal_id])
    return {case.id: case.title for case in sources.cases_of(db, ids)}


def _signed(db: Session, proposal: PayoutProposal) -> dict[str, str | None]:
    """Who proposed, checked and approved."""
    agreed = {one.step: one.entered_by_id for one in queries.approvals_of(db, proposal.id)}
    people = {
        "proposed": proposal.entered_by_id, "checked": agreed.get(Step.CHECKED),
        "approved": agreed.get(Step.APPROVED),
    }  # fmt: skip
    ids = [one for one in people.values() if one]
    names = {one.id: one.full_name for one in db.scalars(select(User).where(User.id.in_(ids)))}
    return {part: names.get(one) if one else None for part, one in people.items()}


def _key(job_id: UUID) -> str:
    return f"{FOLDER}/{job_id}.pdf"
