"""The stylesheet in its layers' order as one answer, and addresses that carry a digest."""

from __future__ import annotations

from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path

from flask import Blueprint, Response, request, url_for

from thads.identity.policy import Permission
from thads.web.access import requires

STATIC = Path(__file__).parent.parent / "static"
SHEETS = ("tokens", "reset", "base", "layout", "components/*", "utilities", "print")

bp = Blueprint("assets", __name__)


@bp.get("/assets/thads.css")
@requires(Permission.ANYONE, anywhere=True)
def stylesheet() -> Response:
    """All sheets, read once."""
    return Response(sheet_text(), mimetype="text/css")


@cache
def sheet_text() -> str:
    """The sheets joined; `@layer` keeps their precedence whatever their order."""
    files = [file for name in SHEETS for file in sorted((STATIC / "css").glob(f"{name}.css"))]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def stylesheet_address() -> str:
    """Its address changes when a sheet does."""
    return _stylesheet_address(request.script_root)


def asset(name: str) -> str:
    """The address of a file under static/, with its digest."""
    return _address(name, request.script_root)


@lru_cache(maxsize=1024)
def _address(name: str, script_root: str) -> str:
    """Made once for each province: a page shows a dozen icons."""
    del script_root
    return url_for("static", filename=name, v=_file_digest(name))


@lru_cache(maxsize=1024)
def _stylesheet_address(script_root: str) -> str:
    del script_root
    return url_for("assets.stylesheet", v=_digest(sheet_text().encode()))


@cache
def _file_digest(name: str) -> str:
    return _digest((STATIC / name).read_bytes())


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()[:12]
