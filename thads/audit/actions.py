"""Writing the record of acts: append-only, numbered without a gap, each entry sealed."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import Connection, insert, text
from sqlalchemy.orm import Session

from thads.audit.chain import plain, seal, use_key
from thads.audit.models import AuditEntry
from thads.audit.queries import last
from thads.core.db import TenantBase

__all__ = ["record", "record_each", "use_key"]

SYSTEM = "system"  # jobs and commands have no person
_TABLE = TenantBase.metadata.tables[AuditEntry.__tablename__]
_INSERT, _NAMES = insert(_TABLE), _TABLE.columns.keys()
_LOCK = 7_243_001  # the advisory lock of this table on PostgreSQL
_TAKE_TURN = text("SELECT pg_advisory_xact_lock(:key)")


class _Unit(Protocol):
    @property
    def code(self) -> str: ...


class Person(Protocol):
    """Who acts; the audit stands below identity and knows only this much of a user."""

    @property
    def id(self) -> UUID: ...
    @property
    def username(self) -> str: ...
    @property
    def role(self) -> Any: ...
    @property
    def unit(self) -> _Unit | None: ...


def record(db: Session, by: Person | None, act: str, subject: object, **details: Any) -> AuditEntry:
    """Write down that `by` did `act` to `subject`, in the transaction of the act itself.

    `subject` is a record with an id, or a text. The moment is read here: the only clock below
    the views, since nobody may say when their own act happened.
    """
    [entry] = record_each(db, by, act, [(subject, details)])
    return entry


def record_each(
    db: Session, by: Person | None, act: str, subjects: Iterable[tuple[object, dict[str, Any]]]
) -> list[AuditEntry]:
    """The same for many subjects at once, each with its details: an entry for every one."""
    db.flush()  # a new subject has its id only now
    connection = db.connection()
    _wait_for_turn(connection)
    number, previous = last(connection)
    entries = []
    for subject, details in subjects:
        number += 1
        entry = _entry(by, act, subject, details)
        entry.number, entry.previous_mac = number, previous
        previous = entry.mac = seal(entry)
        entries.append(entry)
    if entries:
        rows = [{name: getattr(entry, name) for name in _NAMES} for entry in entries]
        connection.execute(_INSERT, rows[0] if len(rows) == 1 else rows)
    return entries


def _entry(by: Person | None, act: str, subject: object, details: dict[str, Any]) -> AuditEntry:
    return AuditEntry(
        happened_at=datetime.now(UTC),
        user_id=by.id if by else None,
        username=by.username if by else SYSTEM,
        role=str(getattr(by.role, "value", by.role)) if by else SYSTEM,
        unit_code=by.unit.code if by and by.unit else "",
        act=act,
        subject_type="" if isinstance(subject, str) else type(subject).__name__,
        subject_id=plain(subject if isinstance(subject, str) else str(getattr(subject, "id", ""))),
        details=plain(details),
    )


def _wait_for_turn(connection: Connection) -> None:
    """One writer at a time until its commit: SQLite's writers are, PostgreSQL's take a lock."""
    if connection.dialect.name == "postgresql":
        connection.execute(_TAKE_TURN, {"key": _LOCK})
