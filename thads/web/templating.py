"""What every template may ask for."""

from __future__ import annotations

from collections.abc import MutableMapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from flask import get_flashed_messages, request
from flask.templating import Environment as JinjaEnvironment

from thads.core import charts
from thads.web import assets, navigation
from thads.web.access import may_now
from thads.web.request import me_or_none, now, today
from thads.web.tenancy import tenant

if TYPE_CHECKING:
    from flask import Flask


class Environment(JinjaEnvironment):
    """Flask's, with names known to all templates in one dictionary instead of a chain of two.

    Each template that imports macros is asked which of its names are new, name by name in a chain:
    a twentieth of a page's time. Ours are complete before the first template is loaded.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The names that a template knows."""
        return {**self.globals, **(d or {})}


def context() -> dict[str, Any]:
    """Who, where, when; macros that need these are imported `with context`."""
    here = tenant()
    return {
        "me": me_or_none() if here else None,
        "tenant": here,
        "today": today() if here else None,
        "shown_at": now(),
    }


def here(**changes: Any) -> str:
    """This page's address with some of its query changed; None takes one away."""
    path = request.script_root + request.path
    return _here(path, request.query_string, tuple(changes.items()))


@lru_cache(maxsize=4096)
def _here(path: str, query: bytes, changes: tuple[tuple[str, Any], ...]) -> str:
    """Made once for the same question: a list asks for the address of each of its orders."""
    asked = {name: request.args.getlist(name) for name in request.args}  # what `query` says
    kept = {**asked, **dict(changes)}
    wanted = {name: value for name, value in kept.items() if value not in (None, "", [])}
    said = f"?{urlencode(wanted, doseq=True, safe='/')}" if wanted else ""
    return quote(path) + said


def init(app: Flask) -> None:
    """Functions are known to macros as well; values only to pages and parts."""
    app.context_processor(context)
    app.jinja_env.globals.update(
        may=may_now,
        asset=assets.asset,
        here=here,
        stylesheet_address=assets.stylesheet_address,
        main_menu=navigation.menu,
        notices=get_flashed_messages,
        charts=charts,
    )
