"""One act upon a case, whatever its kind: guard, prove, write, seal. The caller commits."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.cases.actions import conditions, file, guards, waiting
from thads.cases.actions.numbers import Numbered, issue, numbering_unit
from thads.cases.actions.terms import ActTerms
from thads.cases.history import CaseFacts, CaseHistory, Happening, replay
from thads.cases.models import ActKind, Case, CaseAct
from thads.conflicts import actions as conflicts
from thads.core.text import clean
from thads.identity.models import User
from thads.periods import guard as periods

GUARDS: dict[ActKind, guards.Guard] = {
    ActKind.ASSIGNMENT: guards.assignment,
    ActKind.TRANSFER: guards.transfer,
    ActKind.FORGIVENESS: guards.forgiveness,
    ActKind.ENTRUSTMENT: guards.entrustment,
    ActKind.TAKE_UP: guards.take_up,
    ActKind.INCREASE: guards.increase,
    ActKind.AMENDMENT: guards.amendment,
    ActKind.ASSET_ENTRUSTMENT: guards.asset_entrustment,
    ActKind.SEPARATE_TRACKING: waiting.separate,
    ActKind.REQUEST_RETURN: waiting.request_return,
}


class Judged(NamedTuple):
    """An act that may stand: the case before it, the fact, the case after it."""

    before: CaseHistory
    happening: Happening
    after: CaseHistory


def act(db: Session, case: Case, terms: ActTerms, *, by: User, today: date) -> CaseAct:
    """Enter the act of `terms.kind` on its legal day.

    RuleBroken: the law or the facts refuse, nothing was written. Conflict: the file changed since
    `terms.revision`. A `submission_key` that was used gives the act that it wrote.
    """
    kind = terms.kind
    if kind is None or kind is ActKind.CORRECTION:
        raise ValueError("an act needs its kind; corrections have an action of their own")
    revision = file.hold(db, case)
    before = file.earlier(db, CaseAct, terms.submission_key, case.id)
    if before is not None:
        return before
    file.check_revision(case, revision, terms.revision)
    judged = judge(
        db, case, file.known(db, case), terms, sequence=file.next_sequence(db, case), by=by,
        today=today,
    )  # fmt: skip
    asked = guards.check_conflicts(db, case.id, terms)
    number = _number(db, kind, terms, judged.before, by)
    written = _write(db, case, judged, terms, number, by)
    conflicts.keep(db, asked, terms.conflict_answer, by=by, today=today)
    return written


def judge(
    db: Session, case: Case, known: CaseFacts, terms: ActTerms, *, sequence: int, by: User,
    today: date,
) -> Judged:  # fmt: skip
    """What the act would do to the case as `known`: every guard is asked, nothing is written."""
    assert terms.kind is not None
    file.check_day(case, terms.day, today)
    history = replay(known)
    file.check_unit(history, by)
    periods.check(db, [_place(case.id, sequence, terms)])
    _guard(db, terms.kind, terms, history, by)
    happening = Happening(
        terms.day, sequence, terms.kind, terms.item_id, terms.amount, terms.ground,
        terms.officer_id, terms.to_unit_id,
    )  # fmt: skip
    return Judged(history, happening, file.prove(known, happening))


def _guard(db: Session, kind: ActKind, terms: ActTerms, history: CaseHistory, by: User) -> None:
    guards.check_amount(kind, terms)
    guards.check_ground(kind, terms)
    guards.check_signer(db, kind, terms, history)
    guards.check_open(kind, terms, history)
    guards.check_standing(kind, terms, history)
    conditions.check(db, kind, terms, history)
    if kind in GUARDS:
        GUARDS[kind](db, terms, history, by)


def _number(
    db: Session, kind: ActKind, terms: ActTerms, history: CaseHistory, by: User
) -> Numbered | None:
    if terms.number is None:
        return None
    held = history.at(terms.day)
    assert held is not None
    unit = numbering_unit(db, held.unit_id, kind, by)
    return issue(db, unit, terms.day, terms.number, of=CaseAct)


def _write(
    db: Session, case: Case, judged: Judged, terms: ActTerms, number: Numbered | None, by: User
) -> CaseAct:
    happening = judged.happening
    assert isinstance(happening.kind, ActKind)
    periods.admit(db, [_place(case.id, happening.sequence, terms)], by_id=by.id)
    record = CaseAct(
        case_id=case.id, sequence=happening.sequence, day=terms.day, kind=happening.kind,
        item_id=terms.item_id, amount=terms.amount, until=terms.until, receiver=terms.receiver,
        ground=terms.ground.strip().casefold() if terms.ground else None,
        officer_id=terms.officer_id, to_unit_id=terms.to_unit_id, signer_id=terms.signer_id,
        signing_mode=terms.signing_mode, note=clean(terms.note) if terms.note else None,
        submission_key=terms.submission_key, entered_by_id=by.id,
        unit_id=number.unit_id if number else None, number=number.number if number else None,
        series=number.series if number else None, numbering_year=number.year if number else None,
    )  # fmt: skip
    written = add(db, case, record)
    if written is record:
        audit.record(
            db, by, f"case.{record.kind.value}", case, act_id=record.id, day=record.day,
            item_id=record.item_id, amount=record.amount, ground=record.ground,
            until=record.until, number=record.number, series=record.series,
            officer_id=record.officer_id, to_unit_id=record.to_unit_id,
            before=summary(judged.before), after=summary(judged.after),
        )  # fmt: skip
    return written


def _place(case_id: UUID, sequence: int, terms: ActTerms) -> periods.Fact:
    return periods.Fact(case_id, sequence, terms.day, to_unit_id=terms.to_unit_id)


def add(db: Session, case: Case, record: CaseAct) -> CaseAct:
    """Write the act with the file's next revision; a twin that was faster gives its own (P15)."""
    case_id: UUID = case.id
    try:
        with db.begin_nested():
            file.keep(case, "acts", record)
            file.touch(db, case)
    except IntegrityError:
        twin = file.earlier(db, CaseAct, record.submission_key, case_id)
        if twin is None:
            raise
        return twin
    return record


def summary(history: CaseHistory) -> dict[str, object]:
    """How the case stands, for the record of acts."""
    return {"standing": history.now.standing, "remaining": history.remaining}
