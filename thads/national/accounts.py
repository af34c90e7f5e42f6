"""People of the national desk: the rules of a province's accounts, in the control database.

The caller commits.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tenants.models import NationalAccount, NationalInvitation, NationalSession
from thads.core.errors import NotFound, RuleBroken
from thads.core.text import clean
from thads.identity import passwords
from thads.identity.actions import INVITATION_LASTS, LOCK, MOST_FAILURES, checked_username
from thads.identity.queries import ABSOLUTE, IDLE
from thads.national import record


def every(db: Session) -> Sequence[NationalAccount]:
    """All accounts in order of their names."""
    return db.scalars(select(NationalAccount).order_by(NationalAccount.username)).all()


def by_username(db: Session, username: str, *, hold: bool = False) -> NationalAccount | None:
    """The account of this name; `hold`: nobody else counts an attempt meanwhile."""
    stmt = select(NationalAccount).where(NationalAccount.username == username)
    return db.scalars(stmt.with_for_update() if hold else stmt).one_or_none()


def invite(
    db: Session, username: str, full_name: str, *, now: datetime
) -> tuple[NationalAccount, str]:
    """Open an account without a password, or give a new link to one that has lost it."""
    name = checked_username(username)
    account = by_username(db, name)
    if account is None:
        account = NationalAccount(
            username=name, full_name=clean(full_name) or name, failed_logins=0, created_at=now
        )
        db.add(account)
        db.flush()
    else:
        account.password_hash = account.disabled_at = account.locked_until = None
        account.failed_logins = 0
        end_all(db, account, reason="invited_again", now=now)
        _end_invitations(db, account, now)
    token = passwords.new_token()
    db.add(NationalInvitation(
        account_id=account.id, token_hash=passwords.token_hash(token),
        expires_at=now + INVITATION_LASTS,
    ))  # fmt: skip
    record.note(db, None, "account.invited", name, now=now)
    return account, token


def invitation(db: Session, token: str, *, now: datetime) -> NationalInvitation:
    """An invitation that can still be accepted; NotFound for any other link."""
    stmt = select(NationalInvitation).where(
        NationalInvitation.token_hash == passwords.token_hash(token)
    )
    found = db.scalars(stmt).one_or_none()
    if found is None or found.used_at is not None or found.expires_at <= now:
        raise NotFound
    if found.account.disabled_at is not None:
        raise NotFound
    return found


def accept(db: Session, token: str, password: str, *, now: datetime) -> NationalAccount:
    """Set the password by an invitation; it works once."""
    invited = invitation(db, token, now=now)
    account = invited.account
    passwords.check(password, username=account.username)
    account.password_hash = passwords.hashed(password)
    invited.used_at = now
    record.note(db, account, "invitation.accepted", account.username, now=now)
    return account


def begin_attempt(db: Session, username: str, *, now: datetime) -> NationalAccount | None:
    """Count an attempt before its password is looked at (P9); None when none may be tried."""
    account = by_username(db, username, hold=True)
    if account is None or account.disabled_at is not None:
        return None
    if account.locked_until is not None:
        if account.locked_until > now:
            return None
        account.locked_until, account.failed_logins = None, 0
    account.failed_logins += 1
    if account.failed_logins >= MOST_FAILURES:
        account.locked_until = now + LOCK
    return account


def refuse_sign_in(db: Session, username: str, address: str, *, now: datetime) -> None:
    """Leave a trace of a failed attempt."""
    record.note(db, None, "sign_in.refused", clean(username)[:60] or "–", now=now, address=address)


def sign_in(db: Session, account: NationalAccount, address: str, *, now: datetime) -> str:
    """Begin a sign-in; gives the token for the cookie."""
    token = passwords.new_token()
    account.failed_logins, account.locked_until = 0, None
    db.add(NationalSession(
        token_hash=passwords.token_hash(token), account_id=account.id, address=address,
        created_at=now, last_seen_at=now,
    ))  # fmt: skip
    record.note(db, account, "sign_in.begun", account.username, now=now, address=address)
    return token


def sign_in_of(db: Session, token: str, *, now: datetime) -> NationalSession | None:
    """The sign-in that this token names, while it is good (P10)."""
    stmt = select(NationalSession).where(NationalSession.token_hash == passwords.token_hash(token))
    found = db.scalars(stmt).one_or_none()
    if found is None or found.ended_at is not None or found.account.disabled_at is not None:
        return None
    fresh = now - found.last_seen_at <= IDLE and now - found.created_at <= ABSOLUTE
    return found if fresh else None


def end(db: Session, session: NationalSession, *, reason: str, now: datetime) -> None:
    """End one sign-in; its cookie is worth nothing from now on."""
    session.ended_at, session.end_reason = now, reason
    name = session.account.username
    record.note(db, session.account, "sign_in.ended", name, now=now, reason=reason)


def change_password(
    db: Session, account: NationalAccount, *, old: str, new: str, now: datetime
) -> None:
    """Set one's own new password; every sign-in of the person ends."""
    if not passwords.matches(old, account.password_hash):
        raise RuleBroken("password.wrong", "Mật khẩu hiện tại không đúng.", field="old")
    if old == new:
        raise RuleBroken("password.same", "Mật khẩu mới phải khác mật khẩu cũ.", field="new")
    passwords.check(new, username=account.username, field="new")
    account.password_hash = passwords.hashed(new)
    end_all(db, account, reason="password_changed", now=now)
    record.note(db, account, "password.changed", account.username, now=now)


def disable(db: Session, username: str, *, now: datetime) -> None:
    """Close an account; all its sign-ins end at once."""
    account = by_username(db, username)
    if account is None:
        raise RuleBroken("user.unknown", f"Bàn toàn quốc không có người dùng {username!r}.")
    if account.disabled_at is None:
        account.disabled_at = now
        end_all(db, account, reason="disabled", now=now)
        record.note(db, None, "account.disabled", username, now=now)


def end_all(db: Session, account: NationalAccount, *, reason: str, now: datetime) -> None:
    """End every sign-in of a person."""
    stmt = select(NationalSession).where(
        NationalSession.account_id == account.id, NationalSession.ended_at.is_(None)
    )
    for session in db.scalars(stmt):
        session.ended_at, session.end_reason = now, reason


def _end_invitations(db: Session, account: NationalAccount, now: datetime) -> None:
    stmt = select(NationalInvitation).where(
        NationalInvitation.account_id == account.id, NationalInvitation.used_at.is_(None)
    )
    for older in db.scalars(stmt):
        older.expires_at = now
