"""Where the publication of each decision stands: what was done, what is due and since when.

A decision that a register brought in without a number of ours says nothing of its publication: it
is listed, and no clock runs from it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from thads.cases.models import ActKind, Case, CaseAct, CaseInterval, Standing
from thads.core.codes import Coded
from thads.publication.models import DebtorPublication, PublicationStep, StepKind
from thads.rules import deadlines
from thads.rules.dated import MissingRule
from thads.rules.deadlines import Duty

WITHOUT_MEANS = (Standing.NOT_YET_ENFORCEABLE, Standing.SEPARATE_TRACKING)
GONE = (  # resumed, discontinued, withdrawn, performed (NĐ62 Đ.11 k.3; TT04 Đ.6; NĐ152 Đ.23 k.2)
    Standing.IN_PROGRESS, Standing.DISCONTINUED, Standing.WITHDRAWN, Standing.COMPLETED,
)  # fmt: skip
CHUNK = 500


class State(Coded):
    """What the publication of a decision waits for."""

    WAITING = "waiting", "Chưa công khai"
    PUBLISHED = "published", "Đang công khai"
    CHANGING = "changing", "Chờ sửa thông tin"
    ENDING = "ending", "Chờ chấm dứt"
    ENDED = "ended", "Đã chấm dứt"


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision and the publication of its debtor's data."""

    case_id: UUID
    title: str
    act_id: UUID
    decided_on: date
    is_ours: bool  # its clock runs
    standing: Standing
    unit_id: UUID
    officer_id: UUID | None
    gone_on: date | None  # the ground of publication fell away
    publication: DebtorPublication | None
    steps: tuple[PublicationStep, ...]

    def day_of(self, kind: StepKind) -> date | None:
        """When it happened last."""
        return next((step.day for step in reversed(self.steps) if step.kind is kind), None)

    @property
    def changing_since(self) -> date | None:
        """A change is known and not yet published."""
        found = [s for s in self.steps if s.kind in (StepKind.CHANGE_FOUND, StepKind.CHANGED)]
        return found[-1].day if found and found[-1].kind is StepKind.CHANGE_FOUND else None

    @property
    def state(self) -> State | None:
        """What it waits for; None where the ground fell away before anything was published."""
        if self.publication is None:
            return State.WAITING if self.standing in WITHOUT_MEANS else None
        if self.day_of(StepKind.ENDED):
            return State.ENDED
        if self.gone_on:
            return State.ENDING
        return State.CHANGING if self.changing_since else State.PUBLISHED

    @property
    def due(self) -> date | None:
        """The last day of what it waits for."""
        if self.state is State.WAITING:
            return self.publication_due
        if self.state is State.CHANGING:
            return due_of(Duty.PUBLICATION_CHANGE, self.changing_since)
        return due_of(Duty.PUBLICATION_END, self.gone_on) if self.state is State.ENDING else None

    @property
    def publication_due(self) -> date | None:
        """The last day to publish, whether it was done or not."""
        return due_of(Duty.PUBLICATION, self.decided_on) if self.is_ours else None


@lru_cache(maxsize=16384)
def due_of(duty: Duty, since: date | None) -> date | None:
    """The last day of the law; None where the law known here sets none."""
    try:
        return deadlines.due(duty, since) if since else None
    except MissingRule:
        return None


def entries(db: Session, ids: Collection[UUID] | None) -> Iterator[Entry]:
    """Every decision that stands of these cases (None: all) with its publication, the oldest
    first; a few queries per 500 cases."""
    if ids is None:
        kind = CaseAct.kind == ActKind.NOT_YET_ENFORCEABLE
        ids = db.scalars(select(CaseAct.case_id).where(kind).distinct()).all()
    wanted = sorted(ids)
    for start in range(0, len(wanted), CHUNK):
        yield from _some(db, wanted[start : start + CHUNK])


def _some(db: Session, ids: list[UUID]) -> Iterator[Entry]:
    decisions = _decisions(db, ids)
    if not decisions:
        return
    intervals = _intervals(db, ids)
    published = {
        one.act_id: one
        for one in db.scalars(select(DebtorPublication).where(DebtorPublication.case_id.in_(ids)))
    }
    steps: dict[UUID, list[PublicationStep]] = defaultdict(list)
    row = PublicationStep
    for step in db.scalars(select(row).where(row.case_id.in_(ids)).order_by(row.day, row.id)):
        steps[step.publication_id].append(step)
    for case_id, title, act_id, day, ours in decisions:
        if held := intervals.get(case_id):
            now, publication = held[-1], published.get(act_id)
            yield Entry(
                case_id, title, act_id, day, ours, now.standing, now.unit_id, now.officer_id,
                next((h.starts_on for h in held if h.starts_on >= day and h.standing in GONE
                      and now.standing not in WITHOUT_MEANS), None),
                publication, tuple(steps[publication.id]) if publication else (),
            )  # fmt: skip


def _decisions(db: Session, ids: list[UUID]) -> list[tuple[UUID, str, UUID, date, bool]]:
    act, correction = CaseAct, aliased(CaseAct)
    struck = select(correction.id).where(correction.corrects_id == act.id)
    stmt = (
        select(act.case_id, Case.number, Case.series, act.id, act.day, act.number, Case.import_id)
        .join(Case, Case.id == act.case_id)
        .where(
            act.case_id.in_(ids), act.kind == ActKind.NOT_YET_ENFORCEABLE, ~struck.exists(),
            Case.struck_by_id.is_(None),
        )
        .order_by(act.day, act.sequence, act.id)
    )  # fmt: skip
    return [
        (case_id, f"{number}/{series}", act_id, day, taken is not None or import_id is None)
        for case_id, number, series, act_id, day, taken, import_id in db.execute(stmt)
    ]


def _intervals(db: Session, ids: list[UUID]) -> dict[UUID, list[CaseInterval]]:
    stmt = select(CaseInterval).where(CaseInterval.case_id.in_(ids))
    stmt = stmt.execution_options(populate_existing=True)
    found: dict[UUID, list[CaseInterval]] = defaultdict(list)
    for one in db.scalars(stmt.order_by(CaseInterval.case_id, CaseInterval.starts_on)):
        found[one.case_id].append(one)
    return found
