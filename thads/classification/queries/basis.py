"""What the standing of a case rests on: the act that set it, its proof, the last verification."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from thads.cases.models import ActKind, CaseAct, Standing
from thads.classification.models import ClassificationProof
from thads.verification.clock import standing_verifications
from thads.verification.models import Verification

CHUNK = 500
SET_BY = {
    Standing.IN_PROGRESS: (ActKind.ENFORCEABLE, ActKind.RESUMPTION),
    Standing.NOT_YET_ENFORCEABLE: (ActKind.NOT_YET_ENFORCEABLE,),
    Standing.SEPARATE_TRACKING: (ActKind.SEPARATE_TRACKING,),
    Standing.POSTPONED_BY_AGREEMENT: (ActKind.POSTPONEMENT,),
    Standing.POSTPONED_OTHER: (ActKind.POSTPONEMENT,),
    Standing.SUSPENDED: (ActKind.SUSPENSION,),
}
CLASSIFYING = tuple({kind for kinds in SET_BY.values() for kind in kinds})


@dataclass(frozen=True, slots=True)
class Basis:
    """`act` is empty for a case that stands as it was docketed, or as money brought it back."""

    act: CaseAct | None = None
    proof: Verification | None = None  # the minutes that the act names
    last: Verification | None = None


def bases(db: Session, standings: Mapping[UUID, Standing], day: date) -> dict[UUID, Basis]:
    """What these standings at the end of `day` rest on; three statements per 500 cases."""
    acts = _setting(db, standings, day)
    proofs = proofs_of(db, [act.id for act in acts.values()])
    lasts = last_verifications(db, standings, day)
    return {
        case_id: Basis(act, proofs.get(act.id) if act else None, lasts.get(case_id))
        for case_id in standings
        for act in (acts.get(case_id),)
    }


def last_verifications(
    db: Session, case_ids: Iterable[UUID], day: date
) -> dict[UUID, Verification]:
    """The latest verification of each case up to `day` that no correction struck out."""
    found: dict[UUID, Verification] = {}
    for ids in chunks(case_ids):
        made = standing_verifications().where(
            Verification.case_id.in_(ids), Verification.day <= day
        )
        for one in db.scalars(made.order_by(Verification.day, Verification.id)):
            found[one.case_id] = one
    return found


def proofs_of(db: Session, act_ids: Iterable[UUID]) -> dict[UUID, Verification]:
    """The minutes that prove each act, by act."""
    found: dict[UUID, Verification] = {}
    for ids in chunks(act_ids):
        stmt = (
            select(ClassificationProof.act_id, Verification)
            .join(Verification, Verification.id == ClassificationProof.verification_id)
            .where(ClassificationProof.act_id.in_(ids))
        )
        for act_id, verification in db.execute(stmt):
            found[act_id] = verification
    return found


def classifying_acts(case_ids: Sequence[UUID], day: date) -> Select[CaseAct]:
    """The acts that set where these cases stand, up to `day`, in the order of facts."""
    correction = aliased(CaseAct)
    struck = select(correction.id).where(correction.corrects_id == CaseAct.id).exists()
    return (
        select(CaseAct)
        .where(
            CaseAct.case_id.in_(case_ids), CaseAct.day <= day, ~struck,
            func.coalesce(CaseAct.kind, CaseAct.kind).in_(CLASSIFYING),  # by the case, not the kind
        )
        .order_by(CaseAct.day, CaseAct.sequence)
    )  # fmt: skip


def _setting(db: Session, standings: Mapping[UUID, Standing], day: date) -> dict[UUID, CaseAct]:
    """The last act by which each case came to stand as it does."""
    found: dict[UUID, CaseAct] = {}
    for ids in chunks(standings):
        for act in db.scalars(classifying_acts(ids, day)):
            if act.kind in SET_BY.get(standings[act.case_id], ()):
                found[act.case_id] = act
    return found


def chunks(ids: Iterable[UUID]) -> Iterable[list[UUID]]:
    """So many as one statement takes."""
    rest = iter(ids)
    while some := list(islice(rest, CHUNK)):
        yield some
