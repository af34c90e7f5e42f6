"""Writing the record of acts: append-only, numbered without a gap, each entry sealed."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from thads.audit.chain import Entry, plain, seal, use_key
from thads.audit.models import AuditEntry
from thads.audit.queries import last
from thads.core.db import TenantBase
from thads.core.driver import Driver, Row

__all__ = ["record", "record_each", "take_turn", "use_key"]

SYSTEM = "system"  # jobs and commands have no person
_INSERT = insert(TenantBase.metadata.tables[AuditEntry.__tablename__])
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


def record(db: Session, by: Person | None, act: str, subject: object, **details: Any) -> Entry:
    """Write down that `by` did `act` to `subject`, in the transaction of the act itself.

    `subject` is a record with an id, or a text. The moment is read here: the only clock below
    the views, since nobody may say when their own act happened.
    """
    [entry] = record_each(db, by, act, [(subject, details)])
    return entry


def record_each(
    db: Session, by: Person | None, act: str, subjects: Iterable[tuple[object, dict[str, Any]]]
) -> list[Entry]:
    """The same for many subjects at once, each with its details: an entry for every one."""
    db.flush()  # a new subject has its id only now
    driver = Driver(db.connection())
    _wait_for_turn(driver)
    before, previous = last(driver)
    who, entries = _who(by), list[Entry]()
    for number, (subject, details) in enumerate(subjects, start=before + 1):
        what = (act, *_what(subject), plain(details))
        entry = Entry(number, datetime.now(UTC), *who, *what, previous)
        previous = seal(entry)
        entries.append(entry._replace(mac=previous))
    driver.write(_INSERT, [_row(driver, entry) for entry in entries])
    return entries


def take_turn(db: Session) -> None:
    """Wait for one's turn before anything is recorded: for who takes another lock after it."""
    _wait_for_turn(Driver(db.connection()))


def _who(by: Person | None) -> tuple[UUID | None, str, str, str]:
    """Id, name, role and unit of who acts, as they are now."""
    if by is None:
        return None, SYSTEM, SYSTEM, ""
    role, unit = str(getattr(by.role, "value", by.role)), by.unit
    return by.id, by.username, role, unit.code if unit else ""


def _what(subject: object) -> tuple[str, str]:
    """Type and id of a subject."""
    if isinstance(subject, str):
        return "", plain(subject)
    return type(subject).__name__, str(getattr(subject, "id", ""))


def _row(driver: Driver, entry: Entry) -> Row:
    """As the driver keeps it, in the order of the columns."""
    return entry._replace(
        happened_at=driver.moment(entry.happened_at),
        user_id=driver.key(entry.user_id),
        details=json.dumps(entry.details),
    )


def _wait_for_turn(driver: Driver) -> None:
    """One writer at a time until its commit: SQLite's writers are, PostgreSQL's take a lock."""
    if driver.name == "postgresql":
        driver.connection.execute(_TAKE_TURN, {"key": _LOCK})
