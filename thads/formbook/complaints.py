"""Form 8 from the register of complaints, denunciations and petitions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from thads.complaints.models import Complaint, ComplaintStep, StepKind
from thads.formbook.counting import Counted, CountedFeed, held_by, steps_until
from thads.rules.complaints import Outcome, PetitionKind
from thads.statistics.subject import Subject

K = StepKind
LINES = {PetitionKind.COMPLAINT: "D01", PetitionKind.DENUNCIATION: "D02",
         PetitionKind.PETITION: "D03"}  # fmt: skip
HANDLED = (K.REFUSED, K.TRANSFERRED, K.FILED)
NOT_COUNTED = (K.MERGED, K.STRUCK)  # one matter counts once; an error not at all


def figures_of(received_on: date, steps: list[ComplaintStep], start: date) -> tuple[int, ...]:
    """What one of them adds to the columns, from the steps up to the end of the period."""
    ending = next((one for one in reversed(steps) if one.kind.ends_it), None)
    accepted = any(one.kind is K.ACCEPTED for one in steps)
    kind, outcome = (ending.kind, ending.outcome) if ending else (None, None)
    old = received_on < start
    return (
        1, int(old), int(not old), int(accepted), int(kind in HANDLED),
        int(outcome is Outcome.RIGHT), int(outcome is Outcome.PARTLY),
        int(outcome is Outcome.WRONG), int(kind is K.WITHDRAWN),
        int(kind is None),
    )  # fmt: skip


def counted(db: Session, start: date, end: date, subject: Subject) -> Iterator[Counted]:
    """Those that were open at the start of the period or came in it, duplicates as one."""
    before = select(ComplaintStep.record_id).where(
        ComplaintStep.day < start, ComplaintStep.kind.in_([kind for kind in K if kind.ends_it])
    )
    stmt = (
        select(Complaint)
        .where(Complaint.received_on <= end, Complaint.id.not_in(before))
        .options(selectinload(Complaint.steps), joinedload(Complaint.unit))
    )
    for one in db.scalars(held_by(stmt, Complaint, end, subject)):
        steps = list(steps_until(one.steps, end))
        if steps and steps[-1].kind in NOT_COUNTED:
            continue
        second = " lần hai" if one.round == 2 else ""
        yield Counted(
            LINES[one.kind], figures_of(one.received_on, steps, start), one.id,
            f"{one.kind.label}{second}: {one.against}", one.received_on, one.unit.code, one.case_id,
        )  # fmt: skip


FEED = CountedFeed(counted, "complaints.show", "complaint_id")
