"""Outreach of the other province: a talk with a debtor."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from tests.factories import ENTERED
from thads.cases.models import Case
from thads.persuasion.models import Answer, Method, PersuasionContact


def outreach_of(db: Session, case: Case, told: str) -> dict[str, Any]:
    """By the names of the arguments that ask for them; `told` stands in every text."""
    talk = PersuasionContact(
        case_id=case.id, day=date(2024, 8, 5), method=Method.VISIT, met=told, offer=told,
        answer=Answer.THINKS, entered_at=ENTERED,
    )  # fmt: skip
    db.add(talk)
    db.flush()
    return {"contact_id": talk.id}
