"""An oversight visit of the other province."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from tests.factories import ENTERED
from thads.core import files
from thads.dispatches.models import Channel, Receiver, ReportDispatch
from thads.identity.models import Body, User
from thads.units.models import Unit
from thads.visits.models import (
    ConclusionClosing,
    OversightVisit,
    VisitConclusion,
    VisitQuestion,
)


def of_province(db: Session, unit: Unit, told: str, paper: bytes) -> dict[str, Any]:
    """A visit with a question and a conclusion met by a paper."""
    visit = _kept(db, OversightVisit(
        body=Body.COUNCIL, delegation=told, number="1/QĐ", decided_on=date(2024, 5, 2), scope=told,
        entered_at=ENTERED,
    ))  # fmt: skip
    question = _kept(db, VisitQuestion(
        visit_id=visit.id, position=1, content=told, entered_at=ENTERED,
    ))  # fmt: skip
    conclusion = _kept(db, VisitConclusion(
        visit_id=visit.id, position=1, content=told, measure=told, due_on=date(2024, 9, 2),
        unit_id=unit.id, entered_at=ENTERED,
    ))  # fmt: skip
    key = "visits/foreign.pdf"
    _kept(db, ConclusionClosing(
        conclusion_id=conclusion.id, day=date(2024, 8, 2), note=told, paper=told, file_key=key,
        file_sha256=files.put(db, key, paper), entered_at=ENTERED,
    ))  # fmt: skip
    return {"visit_id": visit.id, "question_id": question.id, "conclusion_id": conclusion.id}


def copy_of(db: Session, report_id: Any, officer: User, told: str) -> Any:
    """A copy of a report that was given."""
    return _kept(db, ReportDispatch(
        report_id=report_id, receiver=Receiver.COUNCIL, recipient=told, sent_on=date(2024, 9, 3),
        channel=Channel.PAPER, basis=told, sha256="0" * 64, by_id=officer.id, entered_at=ENTERED,
    )).id  # fmt: skip


def _kept(db: Session, record: Any) -> Any:
    db.add(record)
    db.flush()
    return record
