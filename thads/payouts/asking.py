"""Proposals of many lines: asked for here, drawn up and compared with the books by a worker."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from thads.cases.models import Case
from thads.core import jobs
from thads.core.jobs import BackgroundJob, Job
from thads.identity.models import User
from thads.payouts import actions, queries
from thads.payouts.drafting import ProposalTerms
from thads.payouts.models import PayoutProposal
from thads.payouts.terms import Step
from thads.rules.payment_order import Deducted

MANY = 500  # lines that a person does not wait for


def ask_to_propose(
    db: Session, case: Case, terms: ProposalTerms, *, seen: int, by: User, now: datetime
) -> BackgroundJob:
    """Have the money of a case shared out; `seen` as in `actions.propose`."""
    return jobs.after_commit(
        db, Job.PROPOSE_PAYOUT, asked_by_id=by.id, now=now, source_id=str(case.id), seen=seen,
        terms=_written(terms),
    )  # fmt: skip


def propose(db: Session, job: BackgroundJob) -> PayoutProposal:
    """What was asked for; the job names what came of it."""
    wanted, terms = job.arguments, _read(job.arguments["terms"])
    case, by = db.get_one(Case, UUID(wanted["source_id"])), db.get_one(User, job.asked_by_id)
    made = actions.propose(db, case, terms, seen=wanted["seen"], by=by, today=terms.day)
    job.arguments = {**wanted, "payout_id": str(made.id)}
    return made


def ask_to_agree(
    db: Session, proposal: PayoutProposal, step: Step, *, by: User, today: date, now: datetime
) -> BackgroundJob:
    """Have a consent entered; what needs no look into the books is refused at once."""
    actions.check_step(db, proposal, step, by)
    return jobs.after_commit(
        db, Job.AGREE_PAYOUT, asked_by_id=by.id, now=now, payout_id=str(proposal.id),
        step=step.value, today=today.isoformat(),
    )  # fmt: skip


def agree(db: Session, job: BackgroundJob) -> Step:
    """The consent of who asked, dated the day of asking."""
    wanted, by = job.arguments, db.get_one(User, job.asked_by_id)
    proposal = queries.get(db, UUID(wanted["payout_id"]), scope=None)
    step, today = Step.of(wanted["step"]), date.fromisoformat(wanted["today"])
    return actions.agree(db, proposal, step, by=by, today=today).step


def _written(terms: ProposalTerms) -> dict[str, Any]:
    return {
        "day": terms.day.isoformat(), "received_on": terms.received_on.isoformat(),
        "debtor_id": str(terms.debtor_id),
        "coercion_on": terms.coercion_on.isoformat() if terms.coercion_on else None,
        "others": [str(one) for one in terms.others], "unlisted": terms.unlisted,
        "ranks": {str(item): rank for item, rank in terms.ranks.items()},
        "other_rank": terms.other_rank, "secured": sorted(map(str, terms.secured)),
        "deductions": {kind.value: amount for kind, amount in terms.deductions.items()},
        "note": terms.note, "submission_key": terms.submission_key,
    }  # fmt: skip


def _read(written: Mapping[str, Any]) -> ProposalTerms:
    coerced = written["coercion_on"]
    return ProposalTerms(
        day=date.fromisoformat(written["day"]),
        received_on=date.fromisoformat(written["received_on"]),
        debtor_id=UUID(written["debtor_id"]),
        coercion_on=date.fromisoformat(coerced) if coerced else None,
        others=[UUID(one) for one in written["others"]], unlisted=written["unlisted"],
        ranks={UUID(item): rank for item, rank in written["ranks"].items()},
        other_rank=written["other_rank"], secured=frozenset(map(UUID, written["secured"])),
        deductions={Deducted.of(kind): n for kind, n in written["deductions"].items()},
        note=written["note"], submission_key=written["submission_key"],
    )  # fmt: skip
