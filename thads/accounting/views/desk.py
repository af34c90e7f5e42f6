"""The accountant's desk: what waits today, each with its door."""

from __future__ import annotations

from flask import Response

from thads.accounting import desk as waits
from thads.accounting import tieout
from thads.accounting.scope import books_of, books_units, holders_of
from thads.accounting.views.blueprint import bp
from thads.identity.policy import Permission
from thads.web.access import requires
from thads.web.request import db, today, user
from thads.web.screen import Screen

SHOW = Screen("accounting/desk.html")


@bp.get("/")
@requires(Permission.BOOKS_VIEW)
def desk() -> Response:
    """Today's work with money."""
    units, kept = books_of(db(), user(), today()), books_units(db(), user(), today())
    nights = tieout.kept(db())
    return SHOW.show(
        waiting=waits.waiting(db(), units, today=today()),
        unclosed=waits.unclosed(db(), kept, today=today()),
        uncounted=waits.uncounted(db(), kept, today=today()),
        reconciled=waits.reconciled(db(), holders_of(db(), user(), today()), today=today()),
        night=nights[0] if nights else None,
    )  # fmt: skip
