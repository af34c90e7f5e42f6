"""Which items of the state budget may be forgiven: all of a unit, in bounded portions (B11)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Row, Select, func, or_, select
from sqlalchemy.orm import Session, aliased

from thads.cases import facts
from thads.cases.history import OPEN, CaseHistory, replay
from thads.cases.models import ActKind, Case, CaseAct, CaseInterval, ObligationItem
from thads.cases.queries.filters import unended
from thads.core.days import add_years
from thads.remissions.conditions import Assessment, Situation, State, Verified, assess
from thads.remissions.models import RemissionDossier, RemissionStep, StepKind
from thads.rules import remission
from thads.rules.remission import Relief
from thads.verification.clock import standing_verifications
from thads.verification.models import Verification

PORTION = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class FinderFilter:
    """Whose items, and which of them; `likely`: at most to be verified anew."""

    unit_id: UUID | None = None
    officer_id: UUID | None = None
    state: State | None = None
    relief: Relief | None = None
    likely: bool = False

    def takes(self, found: Assessment) -> bool:
        """Whether this is wanted."""
        if self.likely and not found.is_likely:
            return False
        fits = self.state is None or found.state is self.state
        return fits and (self.relief is None or found.way.relief is self.relief)

    @property
    def leaves_young_out(self) -> bool:
        """What is too young for any way is not wanted anyway: the database need not read it."""
        return self.likely or self.state in (State.MET, State.UNKNOWN)


class Found(NamedTuple):
    """An item with how it stands, and who holds its case."""

    assessment: Assessment
    unit_id: UUID
    officer_id: UUID | None


def find(db: Session, day: date, wanted: FinderFilter) -> Iterator[Found]:
    """The wanted items on `day`, in the order of cases; a few statements for each portion."""
    last = UUID(int=0)
    while portion := db.execute(_next(day, wanted, last)).all():
        last = portion[-1].case_id
        for row, situation in _situations(db, portion, day):
            assessment = assess(situation, day)
            if wanted.takes(assessment):
                yield Found(assessment, row.unit_id, row.officer_id)


def of_case(db: Session, case: Case, day: date) -> list[Assessment]:
    """The same of one case, wherever it is held."""
    return [assess(situation, day) for situation in situations_of(db, case, day)]


def situations_of(db: Session, case: Case, day: date) -> list[Situation]:
    """What the file of one case tells of its open items of the state budget."""
    rows = db.execute(_held(day).where(Case.id == case.id)).all()
    return [situation for _, situation in _situations(db, rows, day)]


def _next(day: date, wanted: FinderFilter, last: UUID) -> Select[*tuple[Any, ...]]:
    of_state = select(ObligationItem.id).where(
        ObligationItem.case_id == Case.id, ObligationItem.state_budget.is_(True)
    )
    stmt = _held(day).where(CaseInterval.case_id > last, of_state.exists())
    if wanted.unit_id is not None:
        stmt = stmt.where(CaseInterval.unit_id == wanted.unit_id)
    if wanted.officer_id is not None:
        stmt = stmt.where(CaseInterval.officer_id == wanted.officer_id)
    if wanted.leaves_young_out:
        years = min(way.years for way in remission.ways(day) if way.years is not None)
        old = Case.docketed_on <= add_years(day, -years)
        stmt = stmt.where(or_(old, Case.entrusted_in.is_(True)))
    return stmt.order_by(CaseInterval.case_id).limit(PORTION)


def _held(day: date) -> Select[*tuple[Any, ...]]:
    """Open cases at the end of `day` with who holds them."""
    return (
        select(
            CaseInterval.case_id, CaseInterval.unit_id, CaseInterval.officer_id, Case.judgment_id,
            Case.docketed_on, Case.entrusted_in,
        )
        .join(Case, Case.id == CaseInterval.case_id)
        .where(
            CaseInterval.standing.in_(OPEN), CaseInterval.starts_on <= day, or_(*unended(day)),
        )
    )  # fmt: skip


def _situations(
    db: Session, portion: Sequence[Row[Any]], day: date
) -> Iterator[tuple[Row[Any], Situation]]:
    ids = [row.case_id for row in portion]
    histories = {one.case_id: replay(one) for one in facts.load(db, ids)}
    verified, considered = _verified(db, ids, day), _considered(db, portion, day)
    for row in portion:
        for item_id, sums in _open_items(histories[row.case_id], day):
            yield row, Situation(
                case_id=row.case_id, item_id=item_id, decided_on=row.docketed_on,
                is_first=not row.entrusted_in, verified=verified.get(row.case_id),
                considered_on=considered.get(row.judgment_id or row.case_id),
                judgment_known=row.judgment_id is not None, **sums,
            )  # fmt: skip


def _open_items(history: CaseHistory, day: date) -> Iterator[tuple[UUID, dict[str, int]]]:
    for item in history.items:
        at = item.at(day)
        if item.item.state_budget and at and at.standing in OPEN and at.remaining > 0:
            yield item.item.id, {
                "awarded": at.awarded + at.increases, "collected": at.collected,
                "remaining": at.remaining,
            }  # fmt: skip


def _verified(db: Session, ids: Sequence[UUID], day: date) -> dict[UUID, Verified]:
    """The latest verification of each case up to `day`."""
    stmt = (
        standing_verifications()
        .with_only_columns(Verification.case_id, Verification.day, Verification.finding)
        .where(Verification.case_id.in_(ids), Verification.day <= day)
        .order_by(Verification.case_id, Verification.day, Verification.id)
    )
    return {case_id: Verified(on, finding) for case_id, on, finding in db.execute(stmt)}


def _considered(db: Session, portion: Sequence[Row[Any]], day: date) -> dict[UUID, date]:
    """When the court last looked at each judgment: forgave something, or decided on a dossier; by
    the case where no judgment is known."""
    judgments = {row.judgment_id for row in portion if row.judgment_id}
    alone = [row.case_id for row in portion if row.judgment_id is None]
    of = func.coalesce(Case.judgment_id, Case.id)
    these = or_(Case.judgment_id.in_(judgments), Case.id.in_(alone)), Case.struck_by_id.is_(None)
    correction = aliased(CaseAct)
    struck = select(correction.id).where(correction.corrects_id == CaseAct.id).exists()
    forgiven = (
        select(of, func.max(CaseAct.day))
        .join(Case, Case.id == CaseAct.case_id)
        .where(
            *these, CaseAct.day <= day, ~struck,
            func.coalesce(CaseAct.kind, CaseAct.kind) == ActKind.FORGIVENESS,  # by the case
        )
        .group_by(of)
    )  # fmt: skip
    decided = (
        select(of, func.max(RemissionStep.day))
        .join(RemissionDossier, RemissionDossier.id == RemissionStep.dossier_id)
        .join(Case, Case.id == RemissionDossier.case_id)
        .where(*these, RemissionStep.kind == StepKind.DECIDED, RemissionStep.day <= day)
        .group_by(of)
    )
    found: dict[UUID, date] = {}
    for stmt in (forgiven, decided):
        for key, last in db.execute(stmt):
            found[key] = max(last, found.get(key, last))
    return found
