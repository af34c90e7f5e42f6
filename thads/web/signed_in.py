"""The cookie and the person behind it: bound to one province, read anew at every request."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from flask import abort, g, request, session
from flask.sessions import SecureCookieSessionInterface
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from thads.identity import actions, queries
from thads.identity.models import UserSession
from thads.identity.person import SignIn
from thads.web import database
from thads.web.access_log import note_alone
from thads.web.headers import KEPT_ENDPOINTS
from thads.web.request import now
from thads.web.tenancy import NATIONAL, refuse_missing_tenant, tenant

if TYPE_CHECKING:
    from flask import Flask

SEEN_EVERY = timedelta(seconds=30)
TENANT, PERSON, SEAL = "tenant", "person", "csrf_token"


class SignedIn(UserMixin):  # type: ignore[misc]
    """What Flask-Login carries: its id is the token in the cookie."""

    def __init__(self, token: str, found: SignIn | None = None) -> None:
        self.token = token
        self.found = found

    def get_id(self) -> str:
        """The token; the table holds only its hash."""
        return self.token


class TenantCookies(SecureCookieSessionInterface):
    """The cookie is sent to its own province's addresses only."""

    def get_cookie_path(self, app: Flask) -> str:
        """The tenant's prefix, or the whole host when the host is the tenant's; the national
        desk's own addresses where there is no tenant."""
        del app
        if tenant() is None:
            return request.script_root + NATIONAL
        return request.script_root or "/"

    def get_cookie_secure(self, app: Flask) -> bool:
        """Over HTTPS the cookie never travels without it."""
        del app
        return request.is_secure


def start(record: UserSession, token: str) -> None:
    """Begin a sign-in with a new cookie (P10).

    Only the seal of open forms outlives it, and only for the same person: work in a form that was
    open when the session ended can still be sent.
    """
    same = session.get(PERSON) == str(record.user_id)
    seal = session.get(SEAL) if same else None
    session.clear()
    session.update({TENANT: _slug(), PERSON: str(record.user_id)})
    if seal:
        session[SEAL] = seal
    login_user(SignedIn(token))


def finish() -> None:
    """Forget the sign-in in this browser."""
    logout_user()
    session.clear()
    g.sign_in = None


def bind_cookie() -> None:
    """A cookie of another province is a 404 and is recorded (P1)."""
    if request.endpoint in KEPT_ENDPOINTS:
        return
    refuse_missing_tenant()
    if tenant() is None:
        return
    g.sign_in = None
    database.read_only()
    foreign = session.get(TENANT)
    if foreign not in (None, _slug()):
        note_alone("session.wrong_tenant", request.path, claimed=str(foreign))
        abort(404)
    if foreign is None:
        session.clear()
        session[TENANT] = _slug()


def find_person() -> None:
    """Load who asks; a person of oversight keeps the read-only connection whatever the verb."""
    if tenant() is None or request.endpoint in KEPT_ENDPOINTS:
        return
    signed_in = current_user._get_current_object()
    found = signed_in.found if isinstance(signed_in, SignedIn) else None
    g.sign_in = found
    if found is not None and found.last_seen_at < now() - SEEN_EVERY:
        with database.short_session() as short:
            actions.seen(short, found.id, now=now())
    oversight = found is not None and found.user.is_oversight
    if request.method not in ("GET", "HEAD", "OPTIONS") and not oversight:
        database.read_write()


def _load(token: str) -> SignedIn | None:
    if tenant() is None:
        return None
    found = queries.sign_in_of(database.request_session(), token, now=now())
    return SignedIn(token, found) if found else None


def _slug() -> str:
    here = tenant()
    assert here is not None
    return here.slug


def init(app: Flask) -> None:
    """Cookies, Flask-Login and the two steps before every view."""
    app.session_interface = TenantCookies()
    app.config.update(SESSION_COOKIE_NAME="thads", SESSION_COOKIE_SAMESITE="Lax")
    manager = LoginManager(app)
    manager.session_protection = None  # the session table does this
    manager.user_loader(_load)
    app.before_request(bind_cookie)
    app.before_request(find_person)
