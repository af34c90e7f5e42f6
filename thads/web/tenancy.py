"""Which province a request is for: by host name, else by the path prefix /t/<slug>."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flask import abort, request
from werkzeug.utils import redirect

from tenants import registry
from tenants.context import TenantRef, entered
from tenants.errors import UnknownTenantError

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PREFIX = "/t/"
NATIONAL = "/national"  # the desk that is of no province
TENANT, PROBLEM = "thads.tenant", "thads.tenant_problem"


class TenantRouting:
    """WSGI middleware: finds the tenant, moves its prefix to SCRIPT_NAME, enters it."""

    def __init__(self, wsgi_app: WSGIApplication) -> None:
        self.wsgi_app = wsgi_app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if len(path) > len(PREFIX) and path.startswith(PREFIX) and path.count("/") == 2:
            target = environ.get("SCRIPT_NAME", "") + path + "/"
            return redirect(target, 308)(environ, start_response)
        ref = _by_prefix(environ) if path.startswith(PREFIX) else _by_host(environ)
        if ref is None or not ref.is_active:
            return self._without_tenant(environ, start_response, ref)
        environ[TENANT] = ref
        with entered(ref):
            return self.wsgi_app(environ, start_response)

    def _without_tenant(
        self, environ: WSGIEnvironment, start_response: StartResponse, ref: TenantRef | None
    ) -> Iterable[bytes]:
        if ref is not None:
            environ[PROBLEM] = "suspended"
        elif environ.get("PATH_INFO") == "/":
            environ["PATH_INFO"] = "/provinces"
        return self.wsgi_app(environ, start_response)


def _by_prefix(environ: WSGIEnvironment) -> TenantRef | None:
    slug, _, rest = environ["PATH_INFO"][len(PREFIX) :].partition("/")
    environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + PREFIX + slug
    environ["PATH_INFO"] = "/" + rest
    try:
        return registry.find(slug)
    except UnknownTenantError:
        environ[PROBLEM] = "unknown"
        return None


def _by_host(environ: WSGIEnvironment) -> TenantRef | None:
    host = str(environ.get("HTTP_HOST", "")).partition(":")[0].casefold()
    try:
        return registry.find_by_host(host) if host else None
    except UnknownTenantError:
        return None


def tenant() -> TenantRef | None:
    """The province of this request; None on the page that lets one choose."""
    found: Any = request.environ.get(TENANT)
    return found if isinstance(found, TenantRef) else None


def refuse_missing_tenant() -> None:
    """404 for an unknown province, 503 for one that is suspended."""
    problem = request.environ.get(PROBLEM)
    if problem == "unknown":
        abort(404)
    if problem == "suspended":
        abort(503)
