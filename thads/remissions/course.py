"""What may follow in a dossier, the clock that runs, and which papers it still lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from thads.cases.history import CaseHistory
from thads.cases.models import ActKind
from thads.core.days import month_end
from thads.remissions.conditions import Assessment, Condition, State
from thads.remissions.models import RemissionDossier, StepKind
from thads.rules import deadlines
from thads.rules.deadlines import Deadline, Duty
from thads.rules.remission import Way
from thads.rules.remission_papers import PaperNeeded, needed

K = StepKind
FOLLOWS: dict[StepKind | None, tuple[StepKind, ...]] = {
    None: (K.SENT, K.WITHDRAWN),
    K.SENT: (K.OPINION, K.WITHDRAWN),
    K.OPINION: (K.SIGNED, K.WITHDRAWN),
    K.SIGNED: (K.FILED, K.WITHDRAWN),
    K.FILED: (K.REGISTERED, K.WITHDRAWN),
    K.REGISTERED: (K.DECIDED, K.WITHDRAWN),
    K.DECIDED: (K.NOTIFIED,),
    K.NOTIFIED: (K.IN_FORCE, K.PROTESTED),
    K.PROTESTED: (K.RESOLVED,),
    K.RESOLVED: (K.IN_FORCE,),
    K.IN_FORCE: (),
    K.WITHDRAWN: (),
}
CLOCKS: dict[StepKind | None, tuple[Duty, ...]] = {  # what the step just made starts
    None: (Duty.FORGIVENESS_SENDING,),
    K.SENT: (Duty.FORGIVENESS_OPINION,),
    K.FILED: (Duty.FORGIVENESS_REGISTRATION,),
    K.REGISTERED: (Duty.FORGIVENESS_HEARING,),
    K.DECIDED: (Duty.FORGIVENESS_DECISION,),
    K.NOTIFIED: (Duty.FORGIVENESS_PROTEST, Duty.FORGIVENESS_PROTEST_ABOVE),
}
IN_FILE = "Có trong hồ sơ"


class Running(NamedTuple):
    """A clock that runs, the day from which it counts, and its last day."""

    rule: Deadline
    since: date
    due: date


@dataclass(frozen=True, slots=True)
class PaperThere:
    """A paper of the dossier; `where` empty: it is missing."""

    paper: PaperNeeded
    where: str | None


def may_follow(dossier: RemissionDossier) -> tuple[StepKind, ...]:
    """What may happen next."""
    return FOLLOWS[dossier.last.kind if dossier.last else None]


def clocks(dossier: RemissionDossier) -> list[Running]:
    """What must be done next by law, and until when; empty where no law sets a time.

    What was opened in a month goes to the procuracy once that month is over (TTLT 12/2015 Đ.7).
    """
    last = dossier.last
    since = last.day if last else month_end(dossier.opened_on)
    rules = [
        deadlines.rule(duty, since) for duty in CLOCKS.get(last.kind if last else None, ())
        if deadlines.exists(duty, since)
    ]  # fmt: skip
    return [Running(rule, since, rule.due(since)) for rule in rules]


def protest_over(dossier: RemissionDossier, day: date) -> bool:
    """Whether no procuracy may protest any more on `day` (L08 Đ.64 k.1; L25 Đ.45)."""
    told = dossier.step(StepKind.NOTIFIED)
    if told is None or dossier.step(StepKind.RESOLVED):
        return told is not None
    return day > max(running.due for running in clocks(dossier))


def papers_of(
    dossier: RemissionDossier, way: Way, assessment: Assessment, history: CaseHistory
) -> Sequence[PaperThere]:
    """Each paper that the law wants, and where it is."""
    said: dict[PaperNeeded, str] = {}
    for one in dossier.papers:
        said[one.paper] = one.note or (one.attachment.title if one.attachment else "")
    known = _known(dossier, assessment, history)
    return [
        PaperThere(paper, said.get(paper) or (IN_FILE if paper in known else None))
        for paper in needed(way, dossier.opened_on)
    ]


def _known(
    dossier: RemissionDossier, assessment: Assessment, history: CaseHistory
) -> set[PaperNeeded]:
    """What the records of the case themselves prove."""
    met = {one.condition for one in assessment.answers if one.state is State.MET}
    kinds = {happening.kind for happening in history.facts.happenings}
    proofs = (
        (PaperNeeded.DECISION, True),
        (PaperNeeded.JUDGMENT, assessment.situation.judgment_known),
        (PaperNeeded.MINUTES, Condition.VERIFIED in met),
        (PaperNeeded.RECEIPTS, assessment.situation.collected > 0),
        (PaperNeeded.NOT_YET, ActKind.NOT_YET_ENFORCEABLE in kinds),
        (PaperNeeded.OPINION, dossier.step(StepKind.OPINION) is not None),
        (PaperNeeded.PROPOSAL, dossier.step(StepKind.SIGNED) is not None),
    )
    return {paper for paper, is_there in proofs if is_there}
