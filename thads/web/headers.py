"""Security headers of every answer (P32, P36)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, request

if TYPE_CHECKING:
    from flask import Flask

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
KEPT_ENDPOINTS = ("static", "assets.stylesheet")  # their addresses carry a digest


def add_headers(response: Response) -> Response:
    """Put the headers on one answer; nothing of a page stays in the browser."""
    response.headers.extend(HEADERS)
    if request.endpoint in KEPT_ENDPOINTS and response.status_code in (200, 304):
        if "v" in request.args:
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    else:
        response.headers["Cache-Control"] = "no-store"
        response.vary.update(("HX-Request", "HX-Target", "Cookie"))
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    return response


def init(app: Flask) -> None:
    """Every answer passes through here, errors too."""
    app.after_request(add_headers)
