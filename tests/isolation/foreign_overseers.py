"""Registers of oversight of the other province: one record of each."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from tests.factories import ENTERED
from thads.administrative.models import AdministrativeJudgment, DutyBody
from thads.cases.models import Case
from thads.compensation.models import Compensation, Place
from thads.complaints.models import Complaint, Source
from thads.identity.models import User
from thads.protests.models import PaperKind, Protest, ProtestPoint
from thads.reception.models import Receiver, Reception, ReceptionKind
from thads.rules.complaints import PetitionKind

STEPS = {
    "complaint_step": "transferred", "complaint_paper": "thong-bao-thu-ly-khieu-nai",
    "complaint_decision": "accepted",
    "reception_step": "answered", "compensation_step": "accepted", "protest_step": "answered",
    "administrative_step": "urged",
}  # fmt: skip


def of_case(db: Session, case: Case, officer: User, told: str) -> dict[str, Any]:
    """By the names of the arguments that ask for them; `told` stands in every text."""
    terms = {"unit_id": case.unit_id, "case_id": case.id, "received_on": date(2024, 8, 5),
             "entered_at": ENTERED}  # fmt: skip
    complaint = _kept(db, Complaint(
        kind=PetitionKind.PETITION, source=Source.POST, round=1, against=told, sender_name=told,
        people=1, content=told, **terms,
    ))  # fmt: skip
    reception = _kept(db, Reception(
        kind=ReceptionKind.REGULAR, receiver=Receiver.HEAD, visitor_name=told, people=1,
        matter=PetitionKind.PETITION, content=told, outcome=told, **terms,
    ))  # fmt: skip
    claim = _kept(db, Compensation(
        kind=Place.AGENCY, claimant_name=told, ground=told, asked=1_000, **terms
    ))  # fmt: skip
    protest = _kept(db, Protest(
        kind=PaperKind.PROTEST, body=told, number="1/KN", issued_on=date(2024, 8, 1),
        content=told, **terms,
    ))  # fmt: skip
    point = _kept(db, ProtestPoint(
        record_id=protest.id, position=1, content=told, owner_id=officer.id,
        due_on=date(2024, 9, 2), entered_at=ENTERED,
    ))  # fmt: skip
    watched = _kept(db, AdministrativeJudgment(
        kind=DutyBody.COMMUNE, number="2/HC-ST", judged_on=date(2024, 7, 1), court=told,
        debtor_body=told, creditor_name=told, content=told, check_on=date(2024, 9, 2), **terms,
    ))  # fmt: skip
    return {
        "complaint_id": complaint.id, "reception_id": reception.id, "claim_id": claim.id,
        "protest_id": protest.id, "point_id": point.id, "watched_id": watched.id, **STEPS,
    }  # fmt: skip


def _kept(db: Session, record: Any) -> Any:
    db.add(record)
    db.flush()
    return record
