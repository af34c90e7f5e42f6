"""The rule of the search, read naively over all records of a province."""

import re
import unicodedata
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.cases.models import ActKind, Case, CaseAct, Judgment
from thads.parties.models import Party


def words(text: str) -> list[str]:
    """Letters and digits without marks, in lower case; all else stands between words."""
    plain = unicodedata.normalize("NFD", text).replace("đ", "d").replace("Đ", "d").lower()
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", " ", bare).split()


def fits(typed: str, text: str) -> bool:
    """Each typed word begins a word of the text."""
    return all(any(word.startswith(start) for word in words(text)) for start in words(typed))


def open_to(db: Session, case: Case, unit_id: UUID | None) -> bool:
    """The unit issued the case, or it was moved there."""
    moved = select(CaseAct.to_unit_id).where(
        CaseAct.case_id == case.id, CaseAct.kind == ActKind.TRANSFER
    )
    return unit_id in (None, case.unit_id, *db.scalars(moved))


def people(db: Session, typed: str, unit_id: UUID | None) -> set[UUID]:
    """Parties whose names fit, of cases that the unit may open and that were not struck out."""
    rows = db.execute(select(Party, Case).join(Case, Case.id == Party.case_id)).all()
    return {
        party.id
        for party, case in rows
        if case.struck_by_id is None and open_to(db, case, unit_id) and fits(typed, party.name)
    }


def judgments(db: Session, typed: str, unit_id: UUID | None) -> set[UUID]:
    """Judgments whose numbers fit."""
    found = db.scalars(select(Judgment)).all()
    return {j.id for j in found if unit_id in (None, j.unit_id) and fits(typed, j.number)}
