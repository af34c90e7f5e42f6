"""A directive of the other province with its task, and its steering committee."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import ENTERED
from thads.cases.models import Case
from thads.core import files
from thads.directives.models import (
    Directive,
    DirectiveTask,
    IssuerKind,
    Obstacle,
    SteeredCase,
    SteeringMeeting,
    TaskClosing,
)
from thads.identity.models import User
from thads.inspections.models import (
    Inspection,
    InspectionFinding,
    InspectionKind,
    InspectionSample,
    Method,
    SampledFile,
)
from thads.training.models import EventKind, TrainingEvent

DAY = date(2024, 9, 2)


def of_province(db: Session, case: Case, told: str) -> dict[str, Any]:
    """One record of each kind."""
    person = db.scalars(select(User.id)).first()
    key = "directives/papers/foreign.pdf"
    kept = {"file_key": key, "file_sha256": files.put(db, key, f"%PDF-1.7 {told}".encode())}
    directive = _kept(db, Directive(
        issuer=IssuerKind.PARTY, issuer_name=told, number="1-CT/TU", issued_on=DAY, title=told,
        entered_at=ENTERED, **kept,
    ))  # fmt: skip
    task = _kept(db, DirectiveTask(
        directive_id=directive.id, position=1, what=told, result=told, unit_id=case.unit_id,
        owner_id=person, leader_id=person, given_on=DAY, due_on=DAY, entered_at=ENTERED,
    ))  # fmt: skip
    _kept(db, TaskClosing(task_id=task.id, day=DAY, result=told, paper=told, entered_at=ENTERED,
                          **kept))  # fmt: skip
    obstacle = _kept(db, Obstacle(
        task_id=task.id, unit_id=case.unit_id, day=DAY, what=told, remedy=told, decider_body=told,
        due_on=DAY, entered_at=ENTERED,
    ))  # fmt: skip
    meeting = _kept(db, SteeringMeeting(
        held_on=DAY, subject=told, chair=told, attendance=told, minutes=told, entered_at=ENTERED,
        **kept,
    ))  # fmt: skip
    steered = _kept(db, SteeredCase(
        case_id=case.id, meeting_id=meeting.id, direction=told, entered_at=ENTERED,
    ))  # fmt: skip
    return {
        **_inspected(db, case, person, told),
        "directive_id": directive.id, "task_id": task.id, "obstacle_id": obstacle.id,
        "meeting_id": meeting.id, "steered_id": steered.id,
    }  # fmt: skip


def _inspected(db: Session, case: Case, person: Any, told: str) -> dict[str, Any]:
    one = _kept(db, Inspection(
        kind=InspectionKind.SELF, number=told, decided_on=DAY, unit_id=case.unit_id,
        leader_id=person, period_from=DAY, period_to=DAY, scope=told, due_on=DAY,
        entered_at=ENTERED,
    ))  # fmt: skip
    sample = _kept(db, InspectionSample(
        inspection_id=one.id, method=Method.CHOSEN, drawn_on=DAY, population=1, entered_at=ENTERED,
    ))  # fmt: skip
    file = _kept(db, SampledFile(
        inspection_id=one.id, sample_id=sample.id, case_id=case.id, position=1, entered_at=ENTERED,
    ))  # fmt: skip
    finding = _kept(db, InspectionFinding(
        inspection_id=one.id, file_id=file.id, position=1, item="notice", article="L08 Đ.39",
        content=told, remedy=told, unit_id=case.unit_id, owner_id=person, found_on=DAY, due_on=DAY,
        entered_at=ENTERED,
    ))  # fmt: skip
    event = _kept(db, TrainingEvent(
        kind=EventKind.TRAINING, unit_id=case.unit_id, title=told, subject=told, first_day=DAY,
        last_day=DAY, minutes=60, place=told, held_by=told, entered_at=ENTERED,
    ))  # fmt: skip
    return {
        "event_id": event.id,
        "inspection_id": one.id,
        "sampled_id": file.id,
        "finding_id": finding.id,
    }


def _kept(db: Session, record: Any) -> Any:
    db.add(record)
    db.flush()
    return record
