"""Outreach of the other province: a talk with a debtor, a worksheet of a commune."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from tests.factories import ENTERED
from thads.cases.models import Case
from thads.communes.models import CommuneBatch, CommuneSheet, CommuneSheetLine, Proposal
from thads.core import paper_codes
from thads.persuasion.models import Answer, Method, PersuasionContact


def outreach_of(db: Session, case: Case, told: str) -> dict[str, Any]:
    """By the names of the arguments that ask for them; `told` stands in every text."""
    talk = PersuasionContact(
        case_id=case.id, day=date(2024, 8, 5), method=Method.VISIT, met=told, offer=told,
        answer=Answer.THINKS, entered_at=ENTERED,
    )  # fmt: skip
    db.add(talk)
    db.flush()
    batch = CommuneBatch(unit_id=case.unit_id, scope_id=case.unit_id, day=date(2024, 8, 6),
                         entered_at=ENTERED)  # fmt: skip
    db.add(batch)
    db.flush()
    sheet = CommuneSheet(batch_id=batch.id, area_key="none", area=told, note=told,
                         code=paper_codes.draw(), entered_at=ENTERED)  # fmt: skip
    db.add(sheet)
    db.flush()
    line = CommuneSheetLine(
        sheet_id=sheet.id, position=1, case_id=case.id, remaining=1, proposal=Proposal.EXPLAIN,
        code=paper_codes.draw(), entered_at=ENTERED,
    )  # fmt: skip
    db.add(line)
    db.flush()
    return {"contact_id": talk.id, "sheet_id": sheet.id, "line_id": line.id}
