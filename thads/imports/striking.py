"""Strikes cases out of the register and brings them back: kept to be read, counted nowhere."""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import Column, ColumnElement, or_, select, update
from sqlalchemy.orm import Session

from thads.cases import facts, readmodel
from thads.cases.history import replay
from thads.cases.models import Case
from thads.core.db import TenantBase
from thads.imports import rows
from thads.ledger import counters

CHUNK = 500
# Rows that say nothing of their own about a case: what an import writes, what is compared with it
# or printed from it, and what goes with an act or a paper, which are looked for themselves.
PASSED_OVER = rows.COLUMNS.keys() | {
    "import_difference", "commune_sheet_line", "hand_over_line", "form_misfit",
}  # fmt: skip


def is_built_on() -> ColumnElement[bool]:
    """Something was entered by hand since the import wrote the case, or it was never imported, or
    a month of its money was closed in the books.

    Every act, movement of money and correction gives the file its next revision; what a register
    holds of the case stands there.
    """
    held = (select(1).where(column == Case.id).exists() for column in of_registers())
    return or_(Case.import_id.is_(None), Case.revision > 1, counters.is_closed_over(), *held)


@cache
def of_registers() -> tuple[Column[Any], ...]:
    """The columns by which records of every register name their case; a new register is in it."""
    return tuple(
        table.c.case_id
        for table in TenantBase.metadata.sorted_tables
        if table.name not in PASSED_OVER and "case_id" in table.c
    )


def strike(db: Session, case_ids: Iterable[UUID], *, by_import: UUID) -> list[UUID]:
    """Mark these cases as struck out; answers those that were: none that was built on.

    Their files are held by it. What they added to lists and figures is left to `forget`.
    """
    struck, remaining = list[UUID](), iter(case_ids)
    while chunk := list(islice(remaining, CHUNK)):
        marked = (
            update(Case)
            .where(Case.id.in_(chunk), Case.struck_by_id.is_(None), ~is_built_on())
            .values(struck_by_id=by_import)
            .returning(Case.id)
            .execution_options(synchronize_session=False)
        )
        marked_now = db.scalars(marked).all()
        counters.take_off(db, marked_now)
        struck += marked_now
    return struck


def forget(db: Session, case_ids: Iterable[UUID]) -> None:
    """Take struck cases out of lists and figures."""
    readmodel.bring_up(db, (), gone=case_ids)


def bring_back(db: Session, case_ids: Sequence[UUID]) -> None:
    """Let struck cases count again."""
    remaining = iter(case_ids)
    while chunk := list(islice(remaining, CHUNK)):
        db.execute(
            update(Case)
            .where(Case.id.in_(chunk))
            .values(struck_by_id=None)
            .execution_options(synchronize_session=False)
        )
        counters.put_back(db, chunk)
    readmodel.bring_up(db, map(replay, facts.load(db, case_ids)), new=True)
