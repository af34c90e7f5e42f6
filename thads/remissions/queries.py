"""Dossiers, with how their conditions and papers stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from thads.cases.actions import file
from thads.cases.history import replay
from thads.cases.models import Case
from thads.core.errors import NotFound, RuleBroken
from thads.remissions import course, finder
from thads.remissions.conditions import Assessment, assess_way
from thads.remissions.course import PaperThere
from thads.remissions.models import RemissionDossier, RemissionPaper, RemissionStep, StepKind
from thads.rules import remission
from thads.rules.remission import Way


def get(db: Session, dossier_id: UUID) -> RemissionDossier:
    """One dossier; its case decides who may see it."""
    found = db.scalars(loaded().where(RemissionDossier.id == dossier_id)).one_or_none()
    if found is None:
        raise NotFound
    return found


def of_case(db: Session, case_id: UUID) -> Sequence[RemissionDossier]:
    """The dossiers of a case, the latest first."""
    stmt = loaded().where(RemissionDossier.case_id == case_id)
    return db.scalars(stmt.order_by(RemissionDossier.id.desc())).all()


def step_sent(db: Session, dossier: RemissionDossier, key: str | None) -> RemissionStep | None:
    """What this form wrote when it was sent before."""
    stmt = select(RemissionStep).where(
        RemissionStep.submission_key == key, RemissionStep.dossier_id == dossier.id
    )
    return db.scalars(stmt).one_or_none() if key else None


def assessed(
    db: Session, case: Case, item_id: UUID, way: Way, day: date, first_decision_on: date | None
) -> Assessment:
    """How the conditions of one way stand for one item of a case.

    Errors: RuleBroken when the item is not an open one of the state budget.
    """
    every = finder.situations_of(db, case, day)
    found = next((one for one in every if one.item_id == item_id), None)
    if found is None:
        raise RuleBroken(
            "remission.item", "Chỉ đề nghị miễn, giảm khoản thu nộp ngân sách nhà nước còn phải "
            "thi hành. Chưa ghi gì; chọn lại khoản.", field="item",
        )  # fmt: skip
    if first_decision_on is not None:
        found = replace(found, decided_on=first_decision_on, is_first=True)
    return assess_way(found, way, day)


def assessment_of(db: Session, case: Case, dossier: RemissionDossier, day: date) -> Assessment:
    """How the conditions of a dossier stand on a day, by the law of the day it was opened."""
    given = dossier.first_decision_on
    return assessed(db, case, dossier.item_id, way_of(dossier), day, given)


def way_of(dossier: RemissionDossier) -> Way:
    """The way on which the court is asked."""
    found = remission.way(dossier.way, dossier.opened_on)
    assert found is not None  # checked when it was opened
    return found


def papers_of(
    db: Session, case: Case, dossier: RemissionDossier, day: date
) -> Sequence[PaperThere]:
    """Each paper that the law wants, as it was when the court got the dossier."""
    filed = dossier.step(StepKind.FILED)
    assessment = assessment_of(db, case, dossier, filed.day if filed else day)
    return course.papers_of(dossier, way_of(dossier), assessment, replay(file.known(db, case)))


def held_on(db: Session, case: Case, day: date) -> UUID:
    """The unit that had the case on a day of its life."""
    held = replay(file.known(db, case)).at(day)
    assert held is not None
    return held.unit_id


def loaded() -> Select[RemissionDossier]:
    """Dossiers with all that their pages and clocks read."""
    stmt: Select[RemissionDossier] = select(RemissionDossier).options(
        joinedload(RemissionDossier.case), joinedload(RemissionDossier.item),
        selectinload(RemissionDossier.papers).joinedload(RemissionPaper.attachment),
        selectinload(RemissionDossier.steps),
    )  # fmt: skip
    return stmt.execution_options(populate_existing=True)
