"""One case file, with all that its page shows."""

from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, ScalarSelect, Select, exists, or_, select
from sqlalchemy.orm import Session, aliased, selectinload

from thads.cases import facts
from thads.cases.history import CaseHistory, replay
from thads.cases.models import ActKind, Case, CaseAct, CaseInterval
from thads.core.errors import NotFound
from thads.parties.models import Party
from thads.units.models import Unit


def get(db: Session, case_id: UUID, *, scope: UUID | None) -> Case:
    """The case with judgment, parties, items, acts and entries, as they stand now.

    `scope` is the unit whose cases the reader may see (None: all). A unit sees the cases that it
    issued, those that were moved to it, and the same of a unit whose work it carries on;
    see `opened_to`.
    NotFound outside.
    """
    stmt = (
        select(Case)
        .where(Case.id == case_id)
        .options(
            selectinload(Case.judgment),
            selectinload(Case.signer),
            selectinload(Case.parties).selectinload(Party.corrections),
            selectinload(Case.items),
            selectinload(Case.acts).options(
                selectinload(CaseAct.item),
                selectinload(CaseAct.officer),
                selectinload(CaseAct.signer),
            ),
            selectinload(Case.entries),
        )
        .execution_options(populate_existing=True)
    )
    if scope is not None:
        stmt = stmt.where(opened_to(scope))
    db.flush()  # what is not yet written would be lost by reading anew
    case = db.scalars(stmt).one_or_none()
    if case is None:
        raise NotFound
    return case


def history_of(case: Case) -> CaseHistory:
    """What follows from the facts of a loaded file."""
    return replay(facts.of(case))


def in_place_of(db: Session, case: Case) -> UUID | None:
    """The case that counts under the name of one that was struck out, if there is one."""
    same = (
        Case.unit_id == case.unit_id, Case.series == case.series, Case.number == case.number,
        Case.docketed_on == case.docketed_on,
    )  # fmt: skip
    return db.scalar(select(Case.id).where(*same, Case.struck_by_id.is_(None)))


def opened_to(unit_id: UUID | BindParameter[Any]) -> ColumnElement[bool]:
    """Issued by the unit or by one whose work it carries on, or moved to it; or left, ended, with
    one that was divided: all who came of it read what nobody took over."""
    own = select(Unit.id).where(Unit.carried_on_by(unit_id)).scalar_subquery()
    return or_(Case.unit_id.in_(own), _moved_to(own), _left_with(Unit.answered_for_by(unit_id)))


def _left_with(units: Select[UUID]) -> ColumnElement[bool]:
    return exists().where(
        CaseInterval.case_id == Case.id, CaseInterval.ends_on.is_(None),
        CaseInterval.unit_id.in_(units),
    )  # fmt: skip


def _moved_to(own: ScalarSelect[UUID]) -> ColumnElement[bool]:
    correction = aliased(CaseAct)
    struck = exists().where(correction.corrects_id == CaseAct.id)
    return exists().where(
        CaseAct.case_id == Case.id,
        CaseAct.kind == ActKind.TRANSFER,
        CaseAct.to_unit_id.in_(own),
        ~struck,
    )
