"""Who is who, and which sign-ins are still valid."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, Select, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session

from thads.core.driver import Driver, Identifiers, identified
from thads.core.errors import NotFound
from thads.core.text import fold
from thads.identity import passwords
from thads.identity.models import (
    Body,
    BodyMembership,
    Invitation,
    Role,
    User,
    UserSession,
)
from thads.identity.person import Person, SignIn
from thads.units.models import Unit

IDLE = timedelta(minutes=15)
IDLE_ADMINISTRATOR = timedelta(minutes=5)
MOST_INVENTED = 12
ABSOLUTE = timedelta(hours=12)
_SIGN_IN = (
    select(
        UserSession.id, UserSession.created_at, UserSession.last_seen_at, UserSession.ended_at,
        User.id, User.username, User.full_name, User.role, User.unit_id,
        User.must_change_password, User.disabled_at.is_(None), Unit.code, Unit.name,
    )
    .join(User, User.id == UserSession.user_id)
    .outerjoin(Unit, Unit.id == User.unit_id)
    .where(UserSession.token_hash == bindparam("token_hash"))
)  # fmt: skip
_OF_OFFICERS = [Role.OFFICER, Role.UNIT_HEAD, Role.DEPUTY_HEAD]
_HOLDERS: BindParameter[Any] = bindparam(
    "holders", _OF_OFFICERS, expanding=True, literal_execute=True
)
_OFFICERS = (
    select(User.id, User.full_name, Unit.name)
    .outerjoin(Unit, Unit.id == User.unit_id)
    .where(User.role.in_(_HOLDERS), User.disabled_at.is_(None))
    .order_by(User.name_sort_key)
)
_OFFICERS_OF_UNIT = _OFFICERS.where(User.unit_id == bindparam("unit_id"))


@dataclass(frozen=True)
class AccountCounts:
    """The accounts of a province by state."""

    active: int
    invited: int
    locked: int
    disabled: int


def sign_in_of(db: Session, token: str, *, now: datetime) -> SignIn | None:
    """The sign-in that this token names, while the person may still use it (P10)."""
    driver = Driver(db.connection())
    rows = driver.read(_SIGN_IN, [passwords.token_hash(token)])
    if not rows:
        return None
    session_id, *moments = rows[0][:4]
    user_id, username, name, role, unit_id, must, is_active, *unit = rows[0][4:]
    ids: Any = Identifiers()
    who = Person(
        ids[user_id], username, name, Role.of(role), ids[unit_id], bool(must), bool(is_active),
        *unit,
    )  # fmt: skip
    created_at, last_seen_at, ended_at = map(driver.moment_of, moments)
    assert created_at is not None
    assert last_seen_at is not None
    found = SignIn(ids[session_id], created_at, last_seen_at, ended_at, who)
    return found if is_valid(found, now=now) else None


def is_valid(record: UserSession | SignIn, *, now: datetime) -> bool:
    """Not ended, not idle too long, not older than a working day, of a person not disabled."""
    idle = IDLE_ADMINISTRATOR if record.user.role is Role.ADMINISTRATOR else IDLE
    return (
        record.ended_at is None
        and record.user.is_active
        and now - record.last_seen_at <= idle
        and now - record.created_at <= ABSOLUTE
    )


def sessions_of(db: Session, user: User, *, now: datetime) -> list[UserSession]:
    """A person's sign-ins that are still valid, the latest first."""
    stmt = (
        select(UserSession)
        .where(UserSession.user_id == user.id, UserSession.ended_at.is_(None))
        .order_by(UserSession.created_at.desc())
    )
    return [record for record in db.scalars(stmt) if is_valid(record, now=now)]


def body_of(db: Session, user_id: UUID) -> Body | None:
    """The body of oversight that the person reads for now; None for a person of the office."""
    stmt = select(BodyMembership.body).where(BodyMembership.user_id == user_id)
    newest = (BodyMembership.entered_at.desc(), BodyMembership.id.desc())
    return db.scalar(stmt.order_by(*newest).limit(1))


def own_session(db: Session, user: User, session_id: UUID) -> UserSession:
    """One of a person's own sign-ins."""
    record = db.get(UserSession, session_id)
    if record is None or record.user_id != user.id:
        raise NotFound
    return record


def by_username(db: Session, username: str, *, for_update: bool = False) -> User | None:
    """The person with this sign-in name."""
    stmt = select(User).where(User.username == username)
    return db.scalars(stmt.with_for_update(of=User) if for_update else stmt).one_or_none()


def get(db: Session, user_id: UUID) -> User:
    """One person of the province."""
    user = db.get(User, user_id)
    if user is None:
        raise NotFound
    return user


def invitation(db: Session, token: str, *, now: datetime) -> Invitation:
    """An invitation that can still be accepted."""
    stmt = select(Invitation).where(Invitation.token_hash == passwords.token_hash(token))
    found = db.scalars(stmt).one_or_none()
    if found is None or found.used_at is not None or found.expires_at <= now:
        raise NotFound
    return found


def users(
    db: Session, *, words: str = "", role: Role | None = None, unit_id: UUID | None = None
) -> Sequence[User]:
    """People in Vietnamese order of their names; a search ignores marks."""
    stmt: Select[User] = select(User).order_by(User.name_sort_key, User.username)
    if words:
        wanted = f"%{fold(words)}%"
        stmt = stmt.where(or_(User.name_folded.like(wanted), User.username.like(wanted)))
    if role:
        stmt = stmt.where(User.role == role)
    if unit_id:
        stmt = stmt.where(User.unit_id == unit_id)
    return db.scalars(stmt).all()


def officers(db: Session, *, unit_id: UUID | None = None) -> Sequence[tuple[UUID, str, str | None]]:
    """Id, name and unit's name of those to whom a case may be assigned, in order of their names."""
    driver = Driver(db.connection())
    if unit_id is None:
        return identified(tuple(driver.read(_OFFICERS, ())))
    return identified(tuple(driver.read(_OFFICERS_OF_UNIT, [driver.key(unit_id)])))


def active_administrators(db: Session) -> int:
    """How many people may still manage the others."""
    stmt = select(func.count()).where(
        User.role == Role.ADMINISTRATOR, User.disabled_at.is_(None), User.password_hash.is_not(None)
    )
    return db.scalar(stmt) or 0


def account_counts(db: Session, *, now: datetime) -> AccountCounts:
    """How many accounts there are in each state."""
    people = db.scalars(select(User)).all()
    return AccountCounts(
        active=sum(u.is_active and u.password_hash is not None for u in people),
        invited=sum(u.is_active and u.password_hash is None for u in people),
        locked=sum(u.locked_until is not None and u.locked_until > now for u in people),
        disabled=sum(not u.is_active for u in people),
    )


def invented_accounts(db: Session) -> list[User]:
    """People of a practice province whom nobody invited: the code that made it put them there."""
    invited = select(Invitation.user_id)
    stmt = (
        select(User)
        .where(User.password_hash.is_not(None), User.disabled_at.is_(None), User.id.not_in(invited))
        .order_by(User.created_at, User.id)
        .limit(MOST_INVENTED)
    )
    return list(db.scalars(stmt))


def works_there(db: Session, role: Role, unit_id: UUID) -> bool:
    """Whether somebody of this role belongs to the unit and has not left."""
    there = exists().where(User.role == role, User.unit_id == unit_id, User.disabled_at.is_(None))
    return bool(db.scalar(select(there)))
