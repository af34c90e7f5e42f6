"""Private calendar addresses and daily digests."""

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.core.errors import NotFound
from thads.identity import passwords
from thads.identity.models import User
from thads.worklists import digests
from thads.worklists.models import CalendarLink, WorkDigest

DAY = timedelta(days=1)


def issue_calendar(db: Session, *, by: User, now: datetime) -> str:
    """A new private address for a person's calendar; gives its token, told only once.

    The address before it serves no longer.
    """
    revoke_calendar(db, by=by, now=now)
    token = passwords.new_token()
    link = CalendarLink(user_id=by.id, token_hash=passwords.token_hash(token), created_at=now)
    db.add(link)
    audit.record(db, by, "calendar.issued", link)
    return token


def revoke_calendar(db: Session, *, by: User, now: datetime) -> None:
    """Let the person's private address serve no longer; without one nothing happens."""
    stmt = select(CalendarLink).where(
        CalendarLink.user_id == by.id, CalendarLink.revoked_at.is_(None)
    )
    for link in db.scalars(stmt):
        link.revoked_at = now
        audit.record(db, by, "calendar.revoked", link)
    db.flush()


def dismiss(db: Session, digest: WorkDigest, *, by: User, now: datetime) -> None:
    """The person has read it; somebody else's is absent."""
    if digest.user_id != by.id:
        raise NotFound
    if digest.dismissed_at is None:
        digest.dismissed_at = now
        audit.record(db, by, "digest.dismissed", digest)


def make_digests(db: Session, day: date, *, now: datetime) -> int:
    """Tell everyone with work of his own what changed; gives how many digests were made.

    Once a day a person: running twice makes none twice.
    """
    made = 0
    for person in digests.people_without(db, day):
        since = digests.last_day(db, person.id, before=day) or day - DAY
        found = digests.changes(db, digests.whose(person), since, day)
        db.add(WorkDigest(user_id=person.id, day=day, since=since, made_at=now, **found._asdict()))
        made += 1
    db.flush()
    return made
