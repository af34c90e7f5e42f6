"""A credit institution of the other province, with the work done with it."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from tests.factories import ENTERED
from thads.attachments.filetypes import FileType
from thads.banks.models import (
    BankMeeting,
    BankMeetingPaper,
    BankObstacle,
    BankPromise,
    CreditInstitution,
    CreditorLink,
    Decider,
    HandoverStep,
    Promiser,
    VoluntaryHandover,
    VoluntaryHandoverStep,
)
from thads.cases.models import Case
from thads.core import files

Records = dict[str, Any]
PAPER = b"%PDF-1.7 Tuong Vi Xu Nghe"  # as `foreign.PAPER`


def of_case(db: Session, case: Case, told: str) -> Records:
    """An institution that is a creditor of this case, and the work done with it."""
    institution_id = _kept(db, CreditInstitution(
        name=told, short_name=told, branch=told, name_key=told, name_sort_key=told,
        valid_from=date(2015, 1, 1), entered_at=ENTERED,
    ))  # fmt: skip
    _kept(db, CreditorLink(
        case_id=case.id, institution_id=institution_id, linked_on=date(2024, 5, 2),
        entered_at=ENTERED,
    ))  # fmt: skip
    return {"institution_id": institution_id, **_work_with(db, institution_id, case, told)}


def _work_with(db: Session, institution_id: Any, case: Case, told: str) -> Records:
    """A meeting with its minutes, a promise, an obstacle, a hand-over."""
    own = {"institution_id": institution_id, "entered_at": ENTERED}
    day = date(2024, 5, 2)
    meeting_id = _kept(db, BankMeeting(
        unit_id=case.unit_id, held_on=day, place=told, people=told, subject=told, conclusion=told,
        **own,
    ))  # fmt: skip
    paper = BankMeetingPaper(
        meeting_id=meeting_id, file_type=FileType.PDF, file_name=f"{told}.pdf", size=len(PAPER),
        sha256="0" * 64, entered_at=ENTERED,
    )  # fmt: skip
    paper_id = _kept(db, paper)
    files.put(db, paper.file_key, PAPER)
    of_case = {"unit_id": case.unit_id, "case_id": case.id, "content": told, **own}
    promise = BankPromise(promiser=Promiser.DEBTOR, made_on=day, due_on=day, **of_case)
    obstacle = BankObstacle(raised_on=day, proposal=told, decider=Decider.COURT, **of_case)
    handover = VoluntaryHandover(case_id=case.id, asset=told, **own)
    handover.steps = [VoluntaryHandoverStep(
        sequence=1, kind=HandoverStep.OFFERED, day=day, due_on=day, note=told, entered_at=ENTERED,
    )]  # fmt: skip
    return {
        "bank_meeting_id": meeting_id, "bank_paper_id": paper_id,
        "bank_promise_id": _kept(db, promise), "bank_obstacle_id": _kept(db, obstacle),
        "bank_handover_id": _kept(db, handover),
    }  # fmt: skip


def _kept(db: Session, record: Any) -> Any:
    db.add(record)
    db.flush()
    return record.id
