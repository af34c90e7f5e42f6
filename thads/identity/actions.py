"""Signing in and out, passwords, invitations, roles. The caller commits."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.core.errors import NotFound, RuleBroken
from thads.core.text import clean, fold, name_sort_key
from thads.identity import passwords, queries
from thads.identity.models import (
    Body,
    BodyMembership,
    Invitation,
    Role,
    Submission,
    User,
    UserSession,
)
from thads.units.models import Unit

MOST_FAILURES = 5
LOCK = timedelta(minutes=15)
INVITATION_LASTS = timedelta(days=3)


@dataclass(frozen=True)
class NewUser:
    """Who is invited."""

    username: str
    full_name: str
    role: Role
    unit_id: UUID | None
    body: Body | None = None  # of one from a body of oversight only; the council by default


def begin_attempt(db: Session, username: str, *, now: datetime) -> User | None:
    """Count an attempt before its password is looked at, so that parallel guesses count too (P9).

    Gives the person when a password may be tried: known, not disabled, not locked.
    """
    user = queries.by_username(db, username, for_update=True)
    if user is None or not user.is_active:
        return None
    if user.locked_until is not None:
        if user.locked_until > now:
            return None
        user.locked_until, user.failed_logins = None, 0
    user.failed_logins += 1
    if user.failed_logins >= MOST_FAILURES:
        user.locked_until = now + LOCK
    return user


def refuse_sign_in(db: Session, username: str, user: User | None, address: str) -> None:
    """Leave a trace of a failed attempt."""
    locked = user is not None and user.failed_logins >= MOST_FAILURES
    audit.record(
        db, None, "sign_in.refused", clean(username)[:60] or "–", address=address, locked=locked
    )


def sign_in(db: Session, user: User, address: str, *, now: datetime) -> tuple[UserSession, str]:
    """Begin a sign-in; gives its record and the token for the cookie."""
    token = passwords.new_token()
    user.failed_logins, user.locked_until = 0, None
    record = UserSession(
        token_hash=passwords.token_hash(token),
        user_id=user.id,
        user=user,
        address=address,
        created_at=now,
        last_seen_at=now,
    )
    db.add(record)
    db.flush()
    audit.record(db, user, "sign_in.begun", user, address=address)
    return record, token


def seen(db: Session, session_id: UUID, *, now: datetime) -> None:
    """Note that a sign-in is in use."""
    stmt = update(UserSession).where(UserSession.id == session_id).values(last_seen_at=now)
    db.execute(stmt.execution_options(synchronize_session=False))


def end_session(db: Session, session_id: UUID, *, by: User, reason: str, now: datetime) -> None:
    """End one sign-in; its cookie is worth nothing from now on."""
    record = db.get(UserSession, session_id)
    if record is None or record.user_id != by.id:
        raise NotFound
    if record.ended_at is None:
        record.ended_at, record.end_reason = now, reason
        audit.record(db, by, "sign_in.ended", by, reason=reason)


def change_password(db: Session, user_id: UUID, *, old: str, new: str, now: datetime) -> User:
    """Set one's own new password; every other sign-in of the person ends."""
    user = queries.get(db, user_id)
    if not passwords.matches(old, user.password_hash):
        raise RuleBroken("password.wrong", "Mật khẩu hiện tại không đúng.", field="old")
    if old == new:
        raise RuleBroken("password.same", "Mật khẩu mới phải khác mật khẩu cũ.", field="new")
    passwords.check(new, username=user.username, field="new")
    user.password_hash = passwords.hashed(new)
    user.must_change_password = False
    end_all(db, user, reason="password_changed", now=now)
    audit.record(db, user, "password.changed", user)
    return user


def invite(db: Session, terms: NewUser, *, by: User | None, now: datetime) -> tuple[User, str]:
    """Open an account without a password; gives the one-time token of the invitation."""
    username = checked_username(terms.username)
    if queries.by_username(db, username):
        raise RuleBroken("user.taken", "Tên đăng nhập này đã có người dùng.", field="username")
    full_name = clean(terms.full_name)
    if not full_name:
        raise RuleBroken("user.nameless", "Nhập họ và tên.", field="full_name")
    _check_unit(db, terms.role, terms.unit_id)
    body = _body_of(terms.role, terms.body)
    user = User(
        username=username,
        full_name=full_name,
        name_folded=fold(full_name),
        name_sort_key=name_sort_key(full_name),
        role=terms.role,
        unit_id=terms.unit_id,
        created_at=now,
    )
    db.add(user)
    db.flush()
    _join(db, user, body, by=by, now=now)
    audit.record(db, by, "user.invited", user, role=terms.role, unit_id=terms.unit_id, body=body)
    return user, _new_invitation(db, user, now)


def invite_again(db: Session, user: User, *, by: User | None, now: datetime) -> str:
    """A new invitation for one who lost a password; the old ones and all sign-ins end."""
    if not user.is_active:
        raise RuleBroken("user.disabled", "Tài khoản đang bị khóa; hãy mở lại trước.")
    user.password_hash = None
    user.failed_logins, user.locked_until = 0, None
    end_all(db, user, reason="invited_again", now=now)
    audit.record(db, by, "user.invited_again", user)
    return _new_invitation(db, user, now)


def accept(db: Session, token: str, password: str, *, now: datetime) -> User:
    """Set the first password by an invitation; it works once."""
    invitation = queries.invitation(db, token, now=now)
    user = queries.get(db, invitation.user_id)
    if not user.is_active:
        raise NotFound
    passwords.check(password, username=user.username)
    user.password_hash = passwords.hashed(password)
    user.must_change_password = False
    invitation.used_at = now
    audit.record(db, user, "invitation.accepted", user)
    return user


def change_role(
    db: Session, user: User, role: Role, unit_id: UUID | None, *, by: User, now: datetime,
    body: Body | None = None,
) -> None:  # fmt: skip
    """Give another role, unit or body, from the person's next request on (P6)."""
    _check_unit(db, role, unit_id)
    body = _body_of(role, body)
    if user.id == by.id:
        raise RuleBroken("user.self", "Không thể tự đổi vai trò của mình.", field="role")
    before = {"role": user.role, "unit_id": user.unit_id, "body": queries.body_of(db, user.id)}
    user.role, user.unit_id = role, unit_id
    if before["role"] is Role.ADMINISTRATOR:
        _keep_an_administrator(db)
    if body is not before["body"]:
        _join(db, user, body, by=by, now=now)
    after = {"role": role, "unit_id": unit_id, "body": body}
    audit.record(db, by, "user.role_changed", user, before=before, after=after)


def disable(db: Session, user: User, *, by: User | None, now: datetime) -> None:
    """Close an account; all its sign-ins end at once."""
    if by is not None and user.id == by.id:
        raise RuleBroken("user.self", "Không thể tự khóa tài khoản của mình.")
    if user.disabled_at is None:
        user.disabled_at = now
        if user.role is Role.ADMINISTRATOR:
            _keep_an_administrator(db)
        end_all(db, user, reason="disabled", now=now)
        audit.record(db, by, "user.disabled", user)


def enable(db: Session, user: User, *, by: User) -> None:
    """Open a closed or locked account again."""
    user.disabled_at, user.failed_logins, user.locked_until = None, 0, None
    audit.record(db, by, "user.enabled", user)


def end_all(db: Session, user: User, *, reason: str, now: datetime) -> None:
    """End every sign-in of a person."""
    stmt = select(UserSession).where(UserSession.user_id == user.id, UserSession.ended_at.is_(None))
    for record in db.scalars(stmt):
        record.ended_at, record.end_reason = now, reason


def forget_submissions(db: Session, *, before: datetime) -> None:
    """Drop the keys of forms sent before then: nobody sends one of those a second time (P15)."""
    db.execute(delete(Submission).where(Submission.received_at < before))


def checked_username(text: str) -> str:
    """A name to sign in by, as it is kept; RuleBroken when it cannot be one."""
    name = clean(text).casefold()
    if not 3 <= len(name) <= 40 or not name.replace(".", "").replace("-", "").isalnum():
        raise RuleBroken(
            "user.username",
            "Tên đăng nhập gồm 3–40 chữ cái không dấu, chữ số, dấu chấm hoặc gạch nối.",
            field="username",
        )
    if not name.isascii():
        raise RuleBroken("user.username", "Tên đăng nhập chỉ dùng chữ không dấu.", field="username")
    return name


def _new_invitation(db: Session, user: User, now: datetime) -> str:
    open_ones = select(Invitation).where(
        Invitation.user_id == user.id, Invitation.used_at.is_(None)
    )
    for older in db.scalars(open_ones):
        older.expires_at = now
    token = passwords.new_token()
    expires = now + INVITATION_LASTS
    db.add(Invitation(user_id=user.id, token_hash=passwords.token_hash(token), expires_at=expires))
    return token


def _check_unit(db: Session, role: Role, unit_id: UUID | None) -> None:
    provincial = (Role.PROVINCE_HEAD, Role.OVERSIGHT, Role.ADMINISTRATOR)
    if unit_id is not None and db.get(Unit, unit_id) is None:
        raise RuleBroken("user.unit", "Chọn một đơn vị trong danh sách.", field="unit_id")
    if unit_id is None and role not in provincial:
        raise RuleBroken("user.unit", "Vai trò này cần thuộc một đơn vị.", field="unit_id")


def _body_of(role: Role, body: Body | None) -> Body | None:
    """Whom the person reads for: the people's council when nothing is said; nobody of the office
    reads for a body outside."""
    if role is Role.OVERSIGHT:
        return body or Body.COUNCIL
    if body is not None:
        raise RuleBroken(
            "user.body",
            "Chỉ người của cơ quan giám sát mới thuộc một cơ quan bên ngoài; để trống mục này.",
            field="body",
        )
    return None


def _join(db: Session, user: User, body: Body | None, *, by: User | None, now: datetime) -> None:
    if body is not None:
        db.add(BodyMembership(
            user_id=user.id, body=body, entered_at=now, entered_by_id=by.id if by else None,
        ))  # fmt: skip


def _keep_an_administrator(db: Session) -> None:
    db.flush()
    if queries.active_administrators(db) == 0:
        raise RuleBroken("user.last_administrator", "Tỉnh cần ít nhất một người quản trị.")
