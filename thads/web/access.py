"""Who may reach a view: every endpoint names one permission, or the app does not start (P4)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from flask import (
    Response,
    abort,
    current_app,
    g,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)

from thads.core.errors import NotFound
from thads.identity.models import Submission
from thads.identity.person import Person
from thads.identity.policy import Permission, may
from thads.web import database, lateness, submission
from thads.web.access_log import note, note_alone
from thads.web.request import db, me_or_none, this_request
from thads.web.screen import go
from thads.web.tenancy import tenant

if TYPE_CHECKING:
    from flask import Flask

View = TypeVar("View", bound=Callable[..., Any])
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
ALREADY_DONE = "Việc này đã được ghi ở lần gửi trước; không ghi thêm lần nữa."
RIGHTS = {right.value: right for right in Permission}
READS_NOT_LOGGED = frozenset(  # no personal data of others is shown there (P23)
    {
        Permission.ANYONE,
        Permission.OWN_ACCOUNT,
        Permission.JOB_VIEW,
        Permission.STATISTICS_VIEW,
        Permission.FIGURE_VIEW,
        Permission.TARGET_SET,
        Permission.PRACTICE_DAY,
    }
)

PARTS_OF_PAGES = frozenset({"attachments.picture"})  # the page that shows them is recorded


def requires(permission: Permission, *, anywhere: bool = False) -> Callable[[View], View]:
    """Say which right a view needs; `anywhere` views also answer without a province."""

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Response:
            if not anywhere and tenant() is None:
                raise NotFound
            refused = _refusal(permission)
            if refused is not None:
                return refused
            return _write(view, args, kwargs) if _writes() else _read(view, args, kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return declare


def permission_of(app: Flask, endpoint: str) -> Permission | None:
    """What an endpoint declares; None when it forgot to."""
    found = getattr(app.view_functions[endpoint], "permission", None)
    return found if isinstance(found, Permission) else None


def check_declared(app: Flask) -> None:
    """Deny by default: an endpoint without a permission stops the start."""
    forgotten = [name for name in app.view_functions if permission_of(app, name) is None]
    if forgotten:
        raise RuntimeError(f"endpoints without a permission: {', '.join(sorted(forgotten))}")


def may_now(permission: str) -> bool:
    """Templates ask `may("case.view")`."""
    signed_in = me_or_none()
    return may(signed_in.role if signed_in else None, RIGHTS[permission])


def _refusal(permission: Permission) -> Response | None:
    if permission is Permission.ANYONE:
        return None
    signed_in = me_or_none()
    if signed_in is None:
        return _to_sign_in()
    if not may(signed_in.role, permission):
        note_alone("access.refused", request.path, permission=permission.value)
        abort(404)
    if signed_in.must_change_password and permission is not Permission.OWN_ACCOUNT:
        return go(url_for("identity.password"))
    return None


def _to_sign_in() -> Response:
    """Sign in first, then come back to the page that was open."""
    if this_request().htmx:
        return Response(status=401)
    if _writes() and request.blueprint != "identity":
        page = render_template("identity/session_over.html", typed=request.form.items(multi=True))
        return make_response(page, 401)
    here = request.full_path.rstrip("?") if request.method == "GET" else None
    wanted = here if here and here != "/" else None
    return make_response(redirect(url_for("identity.sign_in", next=wanted), 303))


def _writes() -> bool:
    return request.method not in SAFE_METHODS


def _read(view: Callable[..., Any], args: Any, kwargs: Any) -> Response:
    response = make_response(current_app.ensure_sync(view)(*args, **kwargs))
    declared = permission_of(current_app, str(request.endpoint))
    part = request.endpoint in PARTS_OF_PAGES
    if response.status_code < 300 and declared not in READS_NOT_LOGGED and not part:
        subject = next((str(v) for v in kwargs.values() if isinstance(v, UUID)), request.path)
        note(f"{request.endpoint}.read", subject)
    return response


def _write(view: Callable[..., Any], args: Any, kwargs: Any) -> Response:
    """Run a writing view once for its key; commit when it succeeds, undo when it refuses."""
    signed_in = me_or_none()
    if signed_in is not None and not _read_only():
        lateness.begin(db())
        earlier = submission.begin(db(), signed_in)
        if earlier is not None:
            return _answer_again(earlier, signed_in)
    response = make_response(current_app.ensure_sync(view)(*args, **kwargs))
    if response.status_code < 400:
        submission.remember_answer(response.headers.get("Location", ""))
        db().commit()
    else:
        db().rollback()
    return response


def _answer_again(earlier: Submission, by: Person) -> Response:
    del by
    g.pop("submission", None)
    return go(earlier.answer or url_for("desk.home"), message=ALREADY_DONE)


def _read_only() -> bool:
    return bool(database.request_session().info.get("read_only"))
