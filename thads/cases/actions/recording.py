"""The record of a hand-over: written with it, then acknowledged by who gave and who received."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.cases import facts
from thads.cases.actions import file
from thads.cases.actions.acts import act
from thads.cases.actions.terms import ActTerms
from thads.cases.history import CaseHistory, replay
from thads.cases.models import (
    Case,
    CaseAct,
    HandOverAcknowledgement,
    HandOverLine,
    HandOverRecord,
)
from thads.cases.queries import handovers
from thads.cases.queries.workload import Holder, Load, Loads, loads_on
from thads.core.errors import RuleBroken
from thads.identity.models import User


def record(
    db: Session, acts: Sequence[CaseAct], before: Loads, after: Loads, *, key: str, by: User
) -> list[HandOverRecord]:
    """Write down what these acts of one hand-over did: one record for each taker, once a key."""
    by_taker: dict[UUID | None, list[CaseAct]] = defaultdict(list)
    for given in acts:
        by_taker[given.officer_id].append(given)
    found = map(replay, facts.load(db, [given.case_id for given in acts]))
    histories = {history.facts.case_id: history for history in found}
    written = []
    for taker, own in by_taker.items():
        of_taker = f"{key}:{taker}"
        known = db.scalars(select(HandOverRecord).filter_by(key=of_taker)).one_or_none()
        written.append(known or _write(db, own, histories, (before, after), of_taker, by))
    return written


def give(db: Session, case: Case, terms: ActTerms, *, by: User, today: date) -> CaseAct:
    """Assign or move one case (`terms.kind`), with a record for who gives and who receives."""
    before = replay(file.known(db, case))
    unit_ids = {before.now.unit_id, terms.to_unit_id or before.now.unit_id}
    loads = loads_on(db, today, unit_ids)
    given = act(db, case, terms, by=by, today=today)
    after = loads_after(loads, [(before, replay(file.known(db, case)))])
    changed = {holder: loads.get(holder, Load()) for holder in after}
    record(db, [given], changed, after, key=terms.submission_key or str(given.id), by=by)
    return given


def acknowledge(db: Session, record: HandOverRecord, *, by: User) -> HandOverAcknowledgement:
    """Say that the sums are right, as giver or receiver (B25)."""
    said = next((a for a in record.acknowledgements if a.person_id == by.id), None)
    if said is not None:
        return said
    given = handovers.given_by(db, [record.id])[record.id]
    if not any(party.awaits(by) for party in handovers.parties(record, given)):
        raise RuleBroken(
            "handover.not_a_party",
            "Chỉ người giao, người nhận (với việc chuyển đơn vị: thủ trưởng hai đơn vị) xác nhận "
            "bàn giao. Chưa ghi gì.",
        )
    said = HandOverAcknowledgement(
        record_id=record.id, person_id=by.id, unit_id=by.unit_id, entered_by_id=by.id
    )
    record.acknowledgements.append(said)
    audit.record(
        db, by, "case.handover_acknowledged", record, day=record.day,
        cases=sum(load.cases for load in given.values()),
        remaining=sum(load.remaining for load in given.values()),
    )  # fmt: skip
    return said


def _write(
    db: Session, acts: Sequence[CaseAct], histories: dict[UUID, CaseHistory],
    loads: tuple[Loads, Loads], key: str, by: User,
) -> HandOverRecord:  # fmt: skip
    first, lines = acts[0], [_line(act, histories[act.case_id]) for act in acts]
    written = HandOverRecord(
        key=key, kind=first.kind, day=first.day, officer_id=first.officer_id, note=first.note,
        unit_id=first.to_unit_id or lines[0].from_unit_id, lines=lines, acknowledgements=[],
        before=rows_of(loads[0]), after=rows_of(loads[1]), entered_by_id=by.id,
    )  # fmt: skip
    db.add(written)
    audit.record(
        db, by, "case.handover_recorded", written, day=first.day, cases=len(lines),
        remaining=sum(line.remaining for line in lines),
    )  # fmt: skip
    return written


def _line(act: CaseAct, history: CaseHistory) -> HandOverLine:
    """From whom it went: the holder right before the act."""
    places = [(moment.day, moment.sequence) for moment in history.moments]
    held = history.moments[bisect_left(places, (act.day, act.sequence)) - 1]
    return HandOverLine(
        case_id=act.case_id, from_unit_id=held.unit_id, from_officer_id=held.officer_id,
        remaining=history.remaining,
    )  # fmt: skip


def loads_after(loads: Loads, changes: Iterable[tuple[CaseHistory, CaseHistory]]) -> Loads:
    """The loads once every case is with its new holder; what has ended is in nobody's load."""
    after = dict(loads)
    for old, new in changes:
        if not old.now.standing.has_ended:
            giver, taker, load = _holder(old), _holder(new), Load(1, old.remaining)
            after[giver] = after.get(giver, Load()).less(load)
            after[taker] = after.get(taker, Load()) + load
    return after


def _holder(history: CaseHistory) -> Holder:
    return Holder(history.now.unit_id, history.now.officer_id)


def rows_of(loads: Loads) -> list[list[Any]]:
    """Loads as rows of text and numbers, to be kept."""
    return [
        [str(unit), str(officer) if officer else None, *load]
        for (unit, officer), load in loads.items()
    ]
