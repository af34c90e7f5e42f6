"""Writes a checked workbook into the register: one short transaction, all or nothing.

Everything was made ready while it was checked (`laying`); here it is proved that the register is
still the one it was checked against, then the rows are moved.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from uuid import UUID

from sqlalchemy import case, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.audit.actions import Person
from thads.cases import facts
from thads.cases.history import replay
from thads.cases.models import Case, MovementKind
from thads.core.driver import Driver
from thads.core.errors import RuleBroken
from thads.imports import moving, staffing, striking
from thads.imports.closings import closings
from thads.imports.laying import Laying
from thads.imports.models import RegisterImport
from thads.imports.preparing import Prepared
from thads.ledger import books
from thads.ledger.models import LedgerEntry
from thads.periods import guard as periods
from thads.statistics import holding, readmodel
from thads.statistics.contributions import contributions
from thads.statistics.holding import Holding
from thads.units.models import Unit
from thads.worklists import registers

BATCH = 500
UNIQUE_VIOLATION = "23505"
CLOSED_BOOK = (
    "Tệp có khoản thu, chi ghi ngày trong tháng đã khóa sổ kế toán. Chưa ghi gì; ghi các khoản đó "
    "vào ngày sau tháng đã khóa, hoặc bỏ khỏi tệp."
)


class RegisterChanged(RuleBroken):
    """What the workbook was checked against is no longer what stands."""

    def __init__(self) -> None:
        super().__init__(
            "import.register_changed",
            "Sổ đã thay đổi sau khi kiểm tra tệp. Chưa ghi gì; hãy kiểm tra lại tệp rồi nhập.",
        )


def write(
    db: Session, register_import: RegisterImport, prepared: Prepared, *, by: Person | None,
    now: datetime,
) -> None:  # fmt: skip
    """Enter what was laid; the caller commits, and on any error rolls back.

    Errors: RegisterChanged when a key, a code or a case to be replaced is no longer as it was.
    """
    laying = prepared.laying
    laying.flush()
    db.flush()
    # In the order in which every writer takes its locks: files, record of acts, figures.
    old = _strike_replaced(db, laying, register_import.id)
    books.hold(db, db.scalars(select(Unit.id)).all())
    _record(db, register_import, prepared, by)
    readmodel.extend_horizon(db, laying.until)
    periods.hold(db, since=now)
    if closings(db) != prepared.closings:
        raise RegisterChanged
    striking.forget(db, old)
    with _refusing_taken():
        staffing.write(db, prepared.findings.offices, by=by, now=now)
        db.flush()
        laying.keep_books(books.keepers(db, now.date()))
        moving.move(db, laying, import_id=register_import.id, by_id=by.id if by else None, now=now)
    _count(db, laying, register_import.id)
    registers.drop_decided(db)
    _prove_ledger(db, laying, register_import.id)
    register_import.applied_at = now
    register_import.applied_by_id = by.id if by else None


def _strike_replaced(db: Session, laying: Laying, import_id: UUID) -> list[UUID]:
    pairs = laying.stage.execute("SELECT old_id FROM laid_replacement ORDER BY old_id")
    old = [UUID(key) for (key,) in pairs]
    if len(striking.strike(db, old, by_import=import_id)) != len(old):
        raise RegisterChanged
    return old


def _count(db: Session, laying: Laying, import_id: UUID) -> None:
    """What the new cases add to the sums, and to years that came to be held since the check."""
    held, held_until = Holding(Driver(db.connection())), holding.horizon(db)
    assert held_until is not None
    if held_until > laying.until:
        ids = db.scalars(select(Case.id).where(Case.import_id == import_id)).all()
        histories = map(replay, facts.load(db, ids))
        while batch := list(islice(histories, BATCH)):
            later = [
                (history.facts, share)
                for history in batch
                for share in contributions(history, until=held_until, since=laying.until + 1)
            ]
            for known, share in later:
                laying.differences.add(known, share)
            held.add(later)
    held.apply(laying.differences)
    laying.totals.write(held.driver)


def _prove_ledger(db: Session, laying: Laying, import_id: UUID) -> None:
    """What the ledger says was collected is what the items say."""
    entry = LedgerEntry
    signed = case(
        (entry.kind == MovementKind.COLLECTED, entry.amount),
        (entry.kind == MovementKind.REVERSED, -entry.amount),
        else_=0,
    )
    of_import = select(func.sum(signed)).join(Case, Case.id == entry.case_id)
    entered = int(db.scalar(of_import.where(Case.import_id == import_id)) or 0)
    if entered != laying.collected:
        raise RuntimeError(f"the ledger has {entered} đồng, the items {laying.collected}")


def _record(
    db: Session, register_import: RegisterImport, prepared: Prepared, by: Person | None
) -> None:
    audit.record(
        db, by, "import.applied", register_import, file=register_import.file_name,
        sha256=register_import.file_sha256, sound_only=register_import.sound_only,
        written=prepared.laying.cases, replaced=prepared.laying.replaced,
        findings=prepared.findings.as_json(),
    )  # fmt: skip
    pairs = prepared.laying.stage.execute("SELECT old_id, new_id FROM laid_replacement")
    while some := pairs.fetchmany(BATCH):
        replaced = (
            (str(UUID(old)), {"new_id": UUID(new), "import_id": register_import.id})
            for old, new in some
        )
        audit.record_each(db, by, "case.replaced", replaced)


@contextmanager
def _refusing_taken() -> Iterator[None]:
    """A key, a unit's code or a user name that was taken meanwhile; a month that is closed."""
    try:
        yield
    except Exception as failure:
        if _is_taken(failure):
            raise RegisterChanged from failure
        if "closed_book" in str(failure):
            raise RuleBroken("import.closed_book", CLOSED_BOOK) from failure
        raise


def _is_taken(failure: Exception) -> bool:
    cause = failure.orig if isinstance(failure, IntegrityError) else failure
    return getattr(cause, "sqlstate", None) == UNIQUE_VIOLATION or (
        isinstance(cause, sqlite3.IntegrityError) and str(cause).startswith("UNIQUE")
    )
