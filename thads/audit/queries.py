"""Reading the record of acts: is it whole, where does it end, who did what."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from thads.audit.chain import GENESIS, seal
from thads.audit.models import AuditEntry
from thads.core.days import VIETNAM
from thads.core.driver import Driver
from thads.core.pages import PAGE_SIZE, Page, offset_of

Head = tuple[int, str]
BATCH = 1000
_LAST = select(AuditEntry.number, AuditEntry.mac).where(
    AuditEntry.number == select(func.max(AuditEntry.number)).scalar_subquery()
)


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """What the administrator asks the record for; `act` is the beginning of an act's name."""

    username: str | None = None
    act: str | None = None
    subject_id: str | None = None
    since: date | None = None  # Vietnamese days, both inclusive
    until: date | None = None


def head(db: Session) -> Head:
    """Number and seal of the last entry; (0, zeros) of an empty record.

    Kept outside the database it is the anchor that betrays a cut tail or a whole rewrite (P24).
    """
    return last(Driver(db.connection()))


def last(driver: Driver) -> Head:
    """The same, asked at every entry that is written."""
    for number, mac in driver.read(_LAST, ()):
        return number, mac
    return 0, GENESIS


def mac_of(db: Session, number: int) -> str | None:
    """The seal of one entry, None where there is no such entry; before the first stand zeros."""
    stmt = select(AuditEntry.mac).where(AuditEntry.number == number)
    return db.scalar(stmt) if number else GENESIS


def verify(db: Session, *, anchor: Head | None = None, until: int | None = None) -> int | None:
    """The number of the first entry that is not as it was written; None when all are.

    Altered, inserted, deleted and exchanged entries and gaps show by themselves; a cut tail and a
    rewrite with the key show against `anchor`, a head that was noted earlier. With `until` only
    the entries up to that one are read.
    """
    expected, previous = 1, GENESIS
    for entry in _all(db, until):
        sound = (
            entry.number == expected
            and entry.previous_mac == previous
            and entry.mac == seal(entry)
            and (anchor is None or anchor[0] != expected or anchor[1] == entry.mac)
        )
        if not sound:
            return expected
        expected, previous = expected + 1, entry.mac
    return expected if anchor and anchor[0] >= expected else None


def search(db: Session, wanted: AuditFilter, *, page: int = 1) -> Page[AuditEntry]:
    """Entries that answer the filter, newest first."""
    stmt = _filtered(wanted)
    total = db.scalar(select(func.count()).select_from(stmt.subquery())) or 0
    rows = db.scalars(
        stmt.order_by(AuditEntry.number.desc()).limit(PAGE_SIZE).offset(offset_of(page))
    ).all()
    return Page(rows, max(1, page), PAGE_SIZE, total)


def of_subject(db: Session, subject_id: object, *, limit: int = 100) -> list[AuditEntry]:
    """What was done to one record, newest first."""
    stmt = _filtered(AuditFilter(subject_id=str(subject_id)))
    return list(db.scalars(stmt.order_by(AuditEntry.number.desc()).limit(limit)))


def _filtered(wanted: AuditFilter) -> Select[AuditEntry]:
    stmt = select(AuditEntry)
    if wanted.username:
        stmt = stmt.where(AuditEntry.username == wanted.username)
    if wanted.act:
        stmt = stmt.where(AuditEntry.act.startswith(wanted.act, autoescape=True))
    if wanted.subject_id:
        stmt = stmt.where(AuditEntry.subject_id == wanted.subject_id)
    if wanted.since:
        stmt = stmt.where(AuditEntry.happened_at >= _begin(wanted.since))
    if wanted.until:
        stmt = stmt.where(AuditEntry.happened_at < _begin(wanted.until + timedelta(days=1)))
    return stmt


def _begin(day: date) -> datetime:
    return datetime.combine(day, time.min, VIETNAM)


def _all(db: Session, until: int | None) -> Iterator[Row[Any]]:
    """Every entry in order of number, a bounded number in memory, as the database has it now."""
    last: int | None = None
    while True:
        stmt = select(*AuditEntry.__table__.columns).order_by(AuditEntry.number).limit(BATCH)
        if until is not None:
            stmt = stmt.where(AuditEntry.number <= until)
        batch = db.execute(stmt if last is None else stmt.where(AuditEntry.number > last)).all()
        yield from batch
        if len(batch) < BATCH:
            return
        last = batch[-1].number
