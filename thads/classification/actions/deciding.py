"""One conclusion on the ability of many cases, each by its own act and on its own proof.

What it would do is read first, for all cases in a few queries and by the guards of the single act;
doing it then writes one act a case, with the minutes of verification that prove it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.cases import actions as cases
from thads.cases.actions import file, guards
from thads.cases.actions.acts import Judged, judge
from thads.cases.actions.bulk import files_of
from thads.cases.actions.numbers import numbering_unit
from thads.cases.history import CaseFacts, CaseHistory, replay
from thads.cases.models import ActKind, Case, CaseAct, SigningMode, Standing
from thads.cases.queries import suggest_number
from thads.classification.models import ClassificationProof
from thads.classification.queries.basis import last_verifications
from thads.conflicts.actions import said
from thads.conflicts.queries import Conflict as Related
from thads.conflicts.queries import conflicts_of
from thads.core.errors import Conflict, RuleBroken
from thads.identity.models import User
from thads.rules import numbering
from thads.rules.dated import MissingRule
from thads.rules.deadlines import Duty
from thads.units.models import Unit
from thads.verification.models import Finding, Verification
from thads.verification.queries import due_after

CONCLUSIONS = (ActKind.ENFORCEABLE, ActKind.NOT_YET_ENFORCEABLE, ActKind.RESUMPTION)
WITHOUT_ASSETS = "a"  # of a not-yet-enforceable decision, in both laws: no income, no assets
Heard = dict[UUID, RuleBroken | None]  # what was said of the signer, by unit
WITHOUT_MEANS = (Standing.NOT_YET_ENFORCEABLE, Standing.SEPARATE_TRACKING)
NUMBER_TAKEN = (
    "Số quyết định tiếp theo vừa được dùng cho quyết định khác. Chưa ghi gì cho việc này; gửi lại "
    "để lấy số mới."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The same on every case; a numbered one takes the next number of the case's unit."""

    kind: ActKind
    day: date
    ground: str | None = None
    signer_id: UUID | None = None
    signing_mode: SigningMode | None = None
    note: str | None = None

    @property
    def is_numbered(self) -> bool:
        """That the debtor has means is minuted; the others are decisions of the head."""
        return self.kind is not ActKind.ENFORCEABLE

    def terms(
        self, submission_key: str | None = None, revision: int | None = None
    ) -> cases.ActTerms:
        """The same as the terms of one act."""
        return cases.ActTerms(
            kind=self.kind, day=self.day, ground=self.ground, signer_id=self.signer_id,
            signing_mode=self.signing_mode, note=self.note, submission_key=submission_key,
            revision=revision,
        )  # fmt: skip


class Proof(NamedTuple):
    """The minutes on which a decision rests."""

    verification_id: UUID
    day: date
    finding: Finding

    def is_stale_on(self, day: date) -> bool:
        """Whether another verification would have been due before a case without means is decided
        on; the law does not forbid it, so it is only told."""
        try:
            return due_after(Duty.PERIODIC_VERIFICATION, self.day).is_late_on(day)
        except MissingRule:
            return True


class Going(NamedTuple):
    """A case that would get its act, as it was seen."""

    case_id: UUID
    title: str
    revision: int
    judged: Judged
    proof: Proof | None


class Refused(NamedTuple):
    """A case that would not, and why."""

    case_id: UUID
    title: str
    reason: str


@dataclass(frozen=True)
class Rehearsal:
    """What a decision would do, case by case in the order of numbers."""

    going: list[Going]
    refused: list[Refused]

    @property
    def changes(self) -> list[tuple[CaseHistory, CaseHistory]]:
        """The cases that go, before and after."""
        return [(one.judged.before, one.judged.after) for one in self.going]

    def stale(self, day: date) -> int:
        """How many rest on minutes that are older than the law has them."""
        return sum(one.proof is not None and one.proof.is_stale_on(day) for one in self.going)


def rehearse(
    db: Session, case_ids: Sequence[UUID], wanted: Decision, *, by: User, today: date
) -> Rehearsal:
    """Judge every case as `decide` would, writing nothing."""
    found, heard = Rehearsal([], []), Heard()
    made = last_verifications(db, case_ids, wanted.day)
    related = _related(db, case_ids, wanted)
    for case, known in files_of(db, case_ids):
        try:
            going = _judge(db, case, known, made.get(case.id), wanted, heard, by, today)
            if case.id in related:
                raise RuleBroken("conflict.barred", said(db, related[case.id], wanted.day))
            found.going.append(going)
        except RuleBroken as broken:
            found.refused.append(Refused(case.id, case.title, broken.message))
    return found


def decide(
    db: Session, case: Case, wanted: Decision, *, key: UUID, revision: int, by: User, today: date
) -> CaseAct:
    """Enter the act on this case with its proof, once for each `key` of the whole decision."""
    terms = wanted.terms(f"{key}:{case.id}", revision)
    before = file.earlier(db, CaseAct, terms.submission_key, case.id)
    if before is not None:
        return before
    file.hold(db, case)
    file.check_day(case, wanted.day, today)
    history = replay(file.known(db, case))
    made = last_verifications(db, [case.id], wanted.day).get(case.id)
    proof = _check(db, history, made, wanted, {})
    if wanted.is_numbered:
        held = history.at(wanted.day) or history.now
        unit = numbering_unit(db, held.unit_id, wanted.kind, by)
        number = suggest_number(db, unit, wanted.day, of=CaseAct)
        terms = replace(terms, number=number)
    act = cases.act(db, case, terms, by=by, today=today)
    if proof is not None:
        made_on = {"verification_id": proof.verification_id}
        db.add(ClassificationProof(act_id=act.id, entered_by_id=by.id, **made_on))
        audit.record(
            db, by, "case.proved", case, act_id=act.id, day=proof.day, finding=proof.finding,
            **made_on,
        )  # fmt: skip
    return act


def attempt(
    db: Session, case_id: UUID, wanted: Decision, *, key: UUID, revision: int, by: User,
    today: date,
) -> str | None:  # fmt: skip
    """The same by id; the reason of a refusal instead of an error. The caller commits each case,
    or takes back what was refused, so that no case is half done and none waits for another."""
    case = db.get_one(Case, case_id)
    try:
        decide(db, case, wanted, key=key, revision=revision, by=by, today=today)
    except (RuleBroken, Conflict) as refused:
        return refused.message if isinstance(refused, RuleBroken) else str(refused)
    except IntegrityError:
        if not wanted.is_numbered:
            raise
        return NUMBER_TAKEN
    return None


def _related(db: Session, case_ids: Sequence[UUID], wanted: Decision) -> dict[UUID, Related]:
    """The cases with a party to whom the signer is related, or may be: decided on one by one."""
    signers = {wanted.signer_id} if wanted.signer_id else set()
    found = [one for one in conflicts_of(db, signers, case_ids) if one.bars]
    return {one.case_id: one for one in reversed(found)}


def _judge(
    db: Session, case: Case, known: CaseFacts | None, made: Verification | None, wanted: Decision,
    heard: Heard, by: User, today: date,
) -> Going:  # fmt: skip
    """The case before and after, checked in the order of `decide`."""
    if known is None:
        raise RuleBroken("case.struck", file.STRUCK.format(title=case.title))
    file.check_day(case, wanted.day, today)
    proof = _check(db, replay(known), made, wanted, heard)
    sequence = max((h.sequence for h in known.happenings), default=0) + 1
    terms = replace(wanted.terms(), signer_id=None)  # the signer was asked about above
    judged = judge(db, case, known, terms, sequence=sequence, by=by, today=today)
    return Going(case.id, case.title, case.revision, judged, proof)


def _check(
    db: Session, history: CaseHistory, made: Verification | None, wanted: Decision, heard: Heard
) -> Proof | None:
    """The minutes on which the decision rests; None where the law asks for none."""
    held = history.at(wanted.day) or history.now
    if wanted.is_numbered:
        numbering.series(db.get_one(Unit, held.unit_id).kind, wanted.day)  # MissingRule: no number
    _check_signer(db, history, held.unit_id, wanted, heard)
    held_up = history.standing_on(wanted.day) not in WITHOUT_MEANS
    if wanted.kind is ActKind.RESUMPTION and held_up:
        return None
    if made is None:
        raise RuleBroken(
            "classification.not_verified",
            f"Chưa có lần xác minh nào đến ngày {wanted.day:%d/%m/%Y}. Chưa ghi gì; ghi kết quả "
            "xác minh trước.",
        )
    has_means = made.finding is Finding.HAS_MEANS
    if wanted.kind is ActKind.NOT_YET_ENFORCEABLE:
        if has_means and (wanted.ground or "").strip().casefold() == WITHOUT_ASSETS:
            _contradicts(made, "chọn căn cứ khác hoặc xác minh lại")
    elif not has_means:
        _contradicts(made, "xác minh lại trước khi kết luận có điều kiện")
    return Proof(made.id, made.day, made.finding)


def _contradicts(made: Verification, what_to_do: str) -> None:
    raise RuleBroken(
        "classification.contradicts",
        f"Lần xác minh gần nhất, ngày {made.day:%d/%m/%Y}, kết luận: {made.finding.label.lower()}. "
        f"Chưa ghi gì; {what_to_do}.",
    )


def _check_signer(
    db: Session, history: CaseHistory, unit_id: UUID, wanted: Decision, heard: Heard
) -> None:
    """Whether the signer may decide for the unit: asked once for each unit, not for each case."""
    if unit_id not in heard:
        try:
            guards.check_signer(db, wanted.kind, wanted.terms(), history)
            heard[unit_id] = None
        except RuleBroken as broken:
            heard[unit_id] = broken
    if (refusal := heard[unit_id]) is not None:
        raise refusal
