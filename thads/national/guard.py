"""The way into the national desk: an own cookie, an own session on the control database.

A desk view runs only where the address names no province, and never opens a province's session.
In a province the same address looks absent, as any right that nobody there holds.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, TypeVar, cast

from flask import Response, current_app, g, make_response, redirect, request, session, url_for

from tenants.control import ControlSession, control_session
from tenants.models import NationalAccount, NationalSession, Tenant
from thads.core.errors import NotFound
from thads.identity.policy import Permission
from thads.national import accounts, provinces
from thads.web import access
from thads.web.request import now, this_request
from thads.web.tenancy import tenant

View = TypeVar("View", bound=Callable[..., Any])
TOKEN = "desk"
SEEN_EVERY = timedelta(seconds=30)


def open_to_all(view: View) -> View:
    """A page of the desk for who is not signed in yet."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Response:
        if tenant() is not None:
            raise NotFound
        return _answer(view, args, kwargs, nobody_too=True)

    guarded.permission = Permission.ANYONE  # type: ignore[attr-defined]
    return cast("View", guarded)


def requires_desk(view: View) -> View:
    """A page of the desk; in a province it is a right that nobody holds."""
    in_a_province = access.requires(Permission.NATIONAL_DESK)(view)

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Response:
        if tenant() is not None:
            return cast("Response", in_a_province(*args, **kwargs))
        return _answer(view, args, kwargs, nobody_too=False)

    guarded.permission = Permission.NATIONAL_DESK  # type: ignore[attr-defined]
    return cast("View", guarded)


def db() -> ControlSession:
    """The control database in this request."""
    return cast("ControlSession", g.desk_db)


def me() -> NationalAccount:
    """Who is signed in at the desk."""
    return this_sign_in().account


def this_sign_in() -> NationalSession:
    """The sign-in that this request's cookie names."""
    found: NationalSession | None = g.get("desk_sign_in")
    if found is None:
        raise NotFound
    return found


def is_signed_in() -> bool:
    """Whether anybody is."""
    return g.get("desk_sign_in") is not None


def counted() -> list[Tenant]:
    """The provinces of the nation, read once a request."""
    if "desk_provinces" not in g:
        g.desk_provinces = list(provinces.counted(db()))
    return cast("list[Tenant]", g.desk_provinces)


def start(token: str) -> None:
    """Begin a sign-in with a new cookie (P10)."""
    session.clear()
    session[TOKEN] = token


def finish() -> None:
    """Forget the sign-in in this browser."""
    session.clear()
    g.desk_sign_in = None


def _answer(view: View, args: Any, kwargs: Any, *, nobody_too: bool) -> Response:
    reads = request.method in access.SAFE_METHODS
    with control_session(reading=reads) as opened:
        g.desk_db = opened
        g.desk_sign_in = _found(opened, reads=reads)
        if not nobody_too and not is_signed_in():
            return _to_sign_in()
        try:
            response = make_response(current_app.ensure_sync(view)(*args, **kwargs))
        finally:
            g.desk_sign_in = None  # a page of errors comes later: it asks nothing of this session
        if reads or response.status_code >= 400:
            opened.rollback()
        else:
            opened.commit()
        return response


def _found(opened: ControlSession, *, reads: bool) -> NationalSession | None:
    token = session.get(TOKEN)
    found = accounts.sign_in_of(opened, token, now=now()) if isinstance(token, str) else None
    if found is not None and found.last_seen_at < now() - SEEN_EVERY:
        if reads:
            with control_session() as writing:
                writing.get_one(NationalSession, found.id).last_seen_at = now()
                writing.commit()
        else:
            found.last_seen_at = now()
    return found


def _to_sign_in() -> Response:
    if this_request().htmx or request.method not in access.SAFE_METHODS:
        return Response("Phiên làm việc đã hết. Hãy đăng nhập lại.", 401)
    return make_response(redirect(url_for("national_accounts.sign_in"), 303))
