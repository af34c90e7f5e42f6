"""One box over numbers and names: suggestions while typing, and a page of results.

What is typed may be a person's name, so it travels in the body of a request and never in an
address: the results have an address of their own that says nothing.
"""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, request, url_for

from thads.cases.views.entering import scope
from thads.core.errors import RuleBroken
from thads.identity.policy import Permission, may
from thads.search import actions, queries, shelf
from thads.search.forms import SearchForm
from thads.search.marking import marked
from thads.search.queries import Found
from thads.search.words import Typed, read
from thads.web import database
from thads.web.access import requires
from thads.web.access_log import note
from thads.web.request import db, me, now
from thads.web.screen import Screen, go

bp = Blueprint("search", __name__, url_prefix="/search")

INDEX = Screen("search/index.html", part="suggestions")
SHOW = Screen("search/show.html")
SUGGESTED, LISTED = 5, 20


@bp.get("/")
@requires(Permission.CASE_VIEW)
def index() -> Response:
    """The box, what can be typed, and what this person looked for last."""
    return INDEX.show(form=SearchForm(), recent=shelf.recent(db(), by=me()))


@bp.post("/")
@requires(Permission.CASE_VIEW)
def create() -> Response:
    """On to the page of results."""
    typed, form = _typed(), SearchForm()
    try:
        asked = actions.ask(db(), typed, by=me(), now=now())
    except RuleBroken as broken:
        form.refuse(broken)
        return INDEX.refuse(form=form, recent=shelf.recent(db(), by=me()))
    db().flush()
    return go(url_for(".show", search_id=asked.id))


@bp.get("/<uuid:search_id>")
@requires(Permission.CASE_VIEW)
def show(search_id: UUID) -> Response:
    """What is found now of what was typed then."""
    typed = read(shelf.asked(db(), search_id, by=me()).typed)
    return SHOW.show(typed=typed, found=_find(typed, LISTED), marked=marked)


@bp.post("/suggestions")
@requires(Permission.CASE_VIEW)
def suggestions() -> Response:
    """The closest few, below the box; nothing of it is remembered but that it was read (P23)."""
    database.read_only()
    typed = _typed()
    found = _find(typed, SUGGESTED)
    if found:
        note("search.suggested", request.path, found=len(found))
    form = SearchForm()
    return INDEX.show(form=form, recent=(), typed=typed, suggested=found, marked=marked)


def _typed() -> Typed:
    return read(request.form.get("typed", ""))


def _find(typed: Typed, limit: int) -> Found:
    judgments_too = may(me().role, Permission.JUDGMENT_VIEW)
    requests_too = may(me().role, Permission.REQUEST_VIEW)
    return queries.find(
        db(), typed, scope=scope(), judgments_too=judgments_too, requests_too=requests_too,
        limit=limit,
    )  # fmt: skip
