"""Many cases given to an officer or moved to a unit at once, each by its own act (B25).

What a hand-over would do is read first, for all cases in a few queries; doing it then writes one
act a case through `assign` and `transfer`. Only who holds a case changes: what the officers hold
together is the same before and after.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.cases import facts
from thads.cases.actions import file, guards
from thads.cases.actions.acts import GUARDS
from thads.cases.actions.assignment import assign, transfer
from thads.cases.actions.recording import loads_after
from thads.cases.actions.terms import ActTerms
from thads.cases.history import CaseFacts, CaseHistory, Happening, replay
from thads.cases.models import ActKind, Case, CaseAct
from thads.cases.queries.workload import Loads, loads_on
from thads.conflicts.actions import said
from thads.conflicts.queries import Conflict as Related
from thads.conflicts.queries import conflicts_of
from thads.core.errors import Conflict, RuleBroken
from thads.identity.models import User
from thads.periods import guard as periods

CHUNK = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """To whom and from which day; with a unit the cases move there, `officer_id` then is of it.

    `officers`: the taker of each case, when they are dealt out among several.
    """

    day: date
    officer_id: UUID | None = None
    to_unit_id: UUID | None = None
    note: str | None = None
    officers: Mapping[UUID, UUID] = field(default_factory=dict)

    def of(self, case_id: UUID) -> "HandOver":
        """What it means for this case."""
        if not self.officers:
            return self
        return replace(self, officer_id=self.officers.get(case_id), officers={})

    @property
    def kind(self) -> ActKind:
        """The act that each case gets."""
        return ActKind.TRANSFER if self.to_unit_id else ActKind.ASSIGNMENT

    def terms(self, submission_key: str | None = None) -> ActTerms:
        """The same as the terms of one act."""
        return ActTerms(
            kind=self.kind, day=self.day, officer_id=self.officer_id, note=self.note,
            to_unit_id=self.to_unit_id, submission_key=submission_key,
        )  # fmt: skip


@dataclass(frozen=True)
class Rehearsal:
    """What a hand-over would do: the cases that go, those refused with the reason, the loads."""

    going: list[UUID]
    refused: list[tuple[UUID, str, str]]  # case, title, reason
    before: Loads  # of the units concerned
    after: Loads


def rehearse(
    db: Session, case_ids: Sequence[UUID], wanted: HandOver, *, by: User, today: date
) -> Rehearsal:
    """Judge every case as `hand_over` would, writing nothing; loads are those of today."""
    changes: dict[UUID, tuple[CaseHistory, CaseHistory]] = {}
    refused: list[tuple[UUID, str, str]] = []
    related = _related(db, case_ids, wanted)
    for case, known in files_of(db, case_ids):
        try:
            own = wanted.of(case.id)
            change = _judge(db, case, known, own, by=by, today=today)
            if case.id in related:
                raise RuleBroken("conflict.barred", said(db, related[case.id], wanted.day))
            changes[case.id] = change
        except RuleBroken as broken:
            refused.append((case.id, case.title, broken.message))
    units = {history.now.unit_id for pair in changes.values() for history in pair}
    before = loads_on(db, today, units)
    return Rehearsal(list(changes), refused, before, loads_after(before, changes.values()))


def _related(db: Session, case_ids: Sequence[UUID], wanted: HandOver) -> dict[UUID, Related]:
    """The cases whose taker is related to a party, or may be: those are given one by one."""
    takers = {case_id: wanted.of(case_id).officer_id for case_id in case_ids}
    found = conflicts_of(db, {one for one in takers.values() if one}, case_ids)
    mine = [one for one in found if one.bars and takers[one.case_id] == one.user_id]
    return {one.case_id: one for one in reversed(mine)}


def hand_over(
    db: Session, case: Case, wanted: HandOver, *, key: UUID, by: User, today: date
) -> CaseAct:
    """Give this case over, once for each `key` of the whole hand-over."""
    terms = wanted.terms(f"{key}:{case.id}")
    if file.earlier(db, CaseAct, terms.submission_key, case.id) is None:
        _check_change(replay(file.known(db, case)), wanted)
    do = transfer if wanted.to_unit_id else assign
    return do(db, case, terms, by=by, today=today)


def attempt(
    db: Session, case_id: UUID, wanted: HandOver, *, key: UUID, by: User, today: date
) -> str | None:
    """The same by id; the reason of a refusal instead of an error. The caller commits each case,
    or takes back what was refused, so that no case waits for another."""
    case = db.get_one(Case, case_id)
    try:
        hand_over(db, case, wanted.of(case_id), key=key, by=by, today=today)
    except (RuleBroken, Conflict) as refused:
        return refused.message if isinstance(refused, RuleBroken) else str(refused)
    return None


def _judge(
    db: Session, case: Case, known: CaseFacts | None, wanted: HandOver, *, by: User, today: date
) -> tuple[CaseHistory, CaseHistory]:
    """The case before and after, by the guards of the single act and in their order."""
    if known is None:
        raise RuleBroken("case.struck", file.STRUCK.format(title=case.title))
    terms, history = wanted.terms(), replay(known)
    _check_change(history, wanted)
    file.check_day(case, terms.day, today)
    file.check_unit(history, by)
    guards.check_open(wanted.kind, terms, history)
    GUARDS[wanted.kind](db, terms, history, by)
    last = max((h.sequence for h in known.happenings), default=0)
    periods.check(db, [periods.Fact(case.id, last + 1, terms.day, to_unit_id=terms.to_unit_id)])
    happening = Happening(
        terms.day, last + 1, wanted.kind, officer_id=terms.officer_id, unit_id=terms.to_unit_id
    )
    return history, file.prove(known, happening)


def _check_change(history: CaseHistory, wanted: HandOver) -> None:
    """The single act may be repeated with another signature; among many it would only be noise."""
    held = history.at(wanted.day)
    if wanted.to_unit_id is None and held and held.officer_id == wanted.officer_id is not None:
        raise RuleBroken(
            "case.same_officer",
            f"Chính người này đã giữ hồ sơ vào ngày {wanted.day:%d/%m/%Y}. Không giao lại.",
        )


def files_of(db: Session, case_ids: Sequence[UUID]) -> Iterable[tuple[Case, CaseFacts | None]]:
    """Each case with its facts, in the order of numbers; one struck out has none."""
    found: list[tuple[Case, CaseFacts | None]] = []
    for start in range(0, len(case_ids), CHUNK):
        chunk = case_ids[start : start + CHUNK]
        known = {one.case_id: one for one in facts.load(db, chunk)}
        cases = db.scalars(select(Case).where(Case.id.in_(chunk)))
        found += [(case, known.get(case.id)) for case in cases]
    found.sort(key=lambda pair: (pair[0].numbering_year, pair[0].number, pair[0].id))
    return found
