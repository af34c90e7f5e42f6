"""Case files that are held while money is entered."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy.orm import Session

from thads.cases import facts
from thads.cases.actions import file
from thads.cases.history import CaseFacts, CaseHistory, Happening, replay
from thads.cases.models import Case


@dataclass(slots=True)
class OpenFile:
    """A case that is held, as it stands, and what is to be added to it."""

    case: Case
    known: CaseFacts
    before: CaseHistory
    next_sequence: int
    added: list[Happening] = field(default_factory=list)
    after: CaseHistory | None = None


def open_files(db: Session, cases: Sequence[Case]) -> dict[UUID, OpenFile]:
    """The files as the database has them now; they must be held."""
    if not cases:
        return {}
    by_id = {case.id: case for case in cases}
    sequences = file.next_sequences(db, list(by_id))
    return {
        known.case_id: OpenFile(
            by_id[known.case_id], known, replay(known), sequences[known.case_id]
        )
        for known in facts.load(db, by_id)
    }
