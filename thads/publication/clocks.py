"""What is due on publications: to publish, to put right, to end, and the commune's own end."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from thads.cases.models import CaseAct, MovementKind
from thads.ledger.models import LedgerEntry
from thads.publication.course import Entry, State, entries
from thads.publication.models import DebtorPublication, PublicationStep, StepKind
from thads.rules.deadlines import Duty
from thads.rules.deadlines.running import Clock

DUTIES = (
    Duty.PUBLICATION, Duty.PUBLICATION_CHANGE, Duty.PUBLICATION_END, Duty.COMMUNE_POSTING_END,
)  # fmt: skip


PAID = (MovementKind.COLLECTED, MovementKind.REVERSED)


def concerns(record: object) -> UUID | None:
    """The case of which a record says something that publications follow."""
    if isinstance(record, LedgerEntry):  # what is paid may be all that was owed
        return record.case_id if record.kind in PAID else None
    ours = isinstance(record, CaseAct | DebtorPublication | PublicationStep)
    return record.case_id if ours else None  # type: ignore[attr-defined]


def running(db: Session, ids: Sequence[UUID] | None) -> Iterator[Clock]:
    """The clocks of cases (None: all); of each kind the newest decision's."""
    found: dict[tuple[Duty, UUID], Clock] = {}
    for entry in entries(db, ids):
        for clock in _of(entry):
            found[clock.duty, clock.subject_id] = clock
    yield from found.values()


def _of(entry: Entry) -> Iterator[Clock]:
    case_id, state = entry.case_id, entry.state
    if state is State.WAITING and entry.is_ours:
        yield Clock.of_case(Duty.PUBLICATION, case_id, case_id, entry.decided_on)
    if state is State.CHANGING and entry.changing_since:
        yield Clock.of_case(Duty.PUBLICATION_CHANGE, case_id, case_id, entry.changing_since)
    if state is State.ENDING and entry.gone_on:
        yield Clock.of_case(Duty.PUBLICATION_END, case_id, case_id, entry.gone_on)
    told = entry.day_of(StepKind.COMMUNE_TOLD)
    if told and entry.day_of(StepKind.COMMUNE_ENDED) is None:
        yield Clock.of_case(Duty.COMMUNE_POSTING_END, case_id, case_id, told)
