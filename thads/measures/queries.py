"""Measures of cases: one, those of a case, what other areas ask of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from thads.cases.models import Case, MovementKind
from thads.cases.queries import history_of
from thads.core.errors import NotFound
from thads.ledger.models import LedgerEntry
from thads.measures.models import Measure, MeasureStep, StepKind
from thads.rules.measures import MeasureKind


def get(db: Session, measure_id: UUID) -> Measure:
    """One measure with its steps; its case decides who may see it."""
    found = db.scalars(loaded().where(Measure.id == measure_id)).one_or_none()
    if found is None:
        raise NotFound
    return found


def of_case(db: Session, case_id: UUID) -> Sequence[Measure]:
    """The measures of a case, the latest first."""
    stmt = loaded().where(Measure.case_id == case_id)
    return db.scalars(stmt.order_by(Measure.id.desc())).all()


def attachments(db: Session, case_id: UUID) -> list[Measure]:
    """Decisions to attach assets of this case that were neither lifted nor cancelled."""
    return [
        one for one in of_case(db, case_id)
        if one.kind is MeasureKind.ATTACHMENT and one.decision
        and not one.step(StepKind.LIFTED) and not one.step(StepKind.CANCELLED)
    ]  # fmt: skip


def collected(db: Session, measure_ids: Sequence[UUID]) -> dict[UUID, int]:
    """Đồng raised by each measure: money of the books that was not taken back."""
    back = aliased(LedgerEntry)
    stmt = (
        select(MeasureStep.measure_id, func.sum(LedgerEntry.amount))
        .join(LedgerEntry, LedgerEntry.id == MeasureStep.entry_id)
        .where(
            MeasureStep.measure_id.in_(measure_ids),
            ~select(back.id).where(back.reverses_id == LedgerEntry.id).exists(),
        )
        .group_by(MeasureStep.measure_id)
    )
    return {measure_id: int(amount) for measure_id, amount in db.execute(stmt)}


def free_entries(db: Session, case_id: UUID) -> Sequence[LedgerEntry]:
    """Money collected on a case that no measure counts as its own yet, the latest first."""
    back = aliased(LedgerEntry)
    stmt = (
        select(LedgerEntry)
        .where(
            LedgerEntry.case_id == case_id, LedgerEntry.kind == MovementKind.COLLECTED,
            ~select(back.id).where(back.reverses_id == LedgerEntry.id).exists(),
            ~select(MeasureStep.id).where(MeasureStep.entry_id == LedgerEntry.id).exists(),
        )
        .order_by(LedgerEntry.day.desc(), LedgerEntry.id.desc())
    )  # fmt: skip
    return db.scalars(stmt).all()


def step_sent(db: Session, record: Measure, key: str | None) -> MeasureStep | None:
    """What this form wrote when it was sent before, if it was (P15)."""
    if not key:
        return None
    same = (MeasureStep.submission_key == key, MeasureStep.measure_id == record.id)
    return db.scalars(select(MeasureStep).where(*same)).one_or_none()


def loaded() -> Select[Measure]:
    """Measures with all that pages and clocks read; a case that is loaded stays as it is."""
    stmt: Select[Measure] = select(Measure).options(
        joinedload(Measure.party), joinedload(Measure.item),
        selectinload(Measure.steps).options(
            joinedload(MeasureStep.plan), joinedload(MeasureStep.signer),
            joinedload(MeasureStep.entry),
        ),
    )  # fmt: skip
    return stmt.execution_options(populate_existing=True)


def unit_on(case: Case, day: date) -> UUID:
    """The unit that held the case at the end of that day."""
    held = history_of(case).at(day)
    return held.unit_id if held else case.unit_id
