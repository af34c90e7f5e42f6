"""Filters of the register that people keep: chips with live counts, naming, sharing, deleting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from thads.cases import queries as cases
from thads.cases.forms.filters import FilterForm, asked
from thads.cases.queries import CaseFilter
from thads.cases.views.entering import scope
from thads.cases.views.people import officers_of, units_of
from thads.core.errors import RuleBroken
from thads.identity.policy import Permission
from thads.search import actions, shelf
from thads.search.forms import DeletionForm, FilterNameForm
from thads.search.models import SavedFilter
from thads.web.access import requires
from thads.web.forms import need
from thads.web.request import db, me, now, today
from thads.web.screen import Screen

bp = Blueprint("filters", __name__, url_prefix="/filters")

INDEX = Screen("search/filters.html", part="saved-filters")
NEW = Screen("search/filter_new.html")
SHOW = Screen("search/filter.html")
# What an address may say: terms, days and identifiers of the office, never what was typed.
KEPT = ("standing", "unit", "officer", "kind", "initiation", "theme", "docketed_from",
        "docketed_to")  # fmt: skip


class Chip(NamedTuple):
    """A kept filter as it is shown: how many cases it has now; None when it asks for what is no
    more (an officer who left)."""

    kept: SavedFilter
    address: str
    conditions: list[str]
    cases: int | None
    is_own: bool


@bp.get("/")
@requires(Permission.CASE_VIEW)
def index() -> Response:
    """The filters of this person and of the unit; above the register as chips."""
    return INDEX.show(chips=[_chip(kept) for kept in shelf.filters(db(), by=me())])


@bp.get("/new")
@requires(Permission.CASE_VIEW)
def new() -> Response:
    """A name for the register as it is filtered."""
    return _named(_query(request.args), FilterNameForm())


@bp.post("/")
@requires(Permission.CASE_VIEW)
def create() -> Response:
    """One more filter; the address of the form says what it asks."""
    query, form = _query(request.args), FilterNameForm()
    if not form.validate():
        return _named(query, form, refused=True)
    try:
        actions.keep(db(), need(form.name.data), query, unit_id=_shared(form), by=me(), now=now())
    except RuleBroken as broken:
        form.refuse(broken)
        return _named(query, form, refused=True)
    return NEW.done(to=_register(query), message=f"Đã lưu bộ lọc {form.name.data}.")


@bp.get("/<uuid:filter_id>")
@requires(Permission.CASE_VIEW)
def show(filter_id: UUID) -> Response:
    """One's own filter: its name, who sees it, its end."""
    kept = shelf.own_filter(db(), filter_id, by=me())
    form = FilterNameForm(name=kept.name, shared=kept.unit_id is not None)
    return SHOW.show(chip=_chip(kept), form=form, deletion=DeletionForm())


@bp.post("/<uuid:filter_id>")
@requires(Permission.CASE_VIEW)
def rename(filter_id: UUID) -> Response:
    """Another name, or other readers."""
    kept, form = shelf.own_filter(db(), filter_id, by=me()), FilterNameForm()
    if not form.validate():
        return SHOW.refuse(chip=_chip(kept), form=form, deletion=DeletionForm())
    actions.rename(db(), kept, need(form.name.data), unit_id=_shared(form), by=me())
    return SHOW.done(to=url_for(".index"), message=f"Đã đổi bộ lọc thành {kept.name}.")


@bp.post("/<uuid:filter_id>/deletion")
@requires(Permission.CASE_VIEW)
def delete(filter_id: UUID) -> Response:
    """The filter is gone; the cases behind it are as they were."""
    kept = shelf.own_filter(db(), filter_id, by=me())
    actions.drop(db(), kept, by=me())
    return SHOW.done(to=url_for(".index"), message=f"Đã xóa bộ lọc {kept.name}.")


def _named(query: str, form: FilterNameForm, *, refused: bool = False) -> Response:
    answer = NEW.refuse if refused else NEW.show
    return answer(form=form, query=query, conditions=_conditions(_asked(dict(parse_qsl(query)))[0]))


def _chip(kept: SavedFilter) -> Chip:
    given = dict(parse_qsl(kept.query))
    form, wanted = _asked(given)
    sound = _query(given) == kept.query
    count = cases.count(db(), wanted, day=today(), scope=scope()) if sound else None
    return Chip(
        kept, _register(kept.query), _conditions(form), count, kept.user_id == me().id,
    )  # fmt: skip


def _query(typed: Mapping[str, str]) -> str:
    """Of what an address says, the part that may be kept: known filters that can be read."""
    form, _ = _asked(typed)
    sound = [name for name in KEPT if form[name].data and not form[name].errors]
    return urlencode([(name, typed[name]) for name in sound])


def _asked(given: Mapping[str, str]) -> tuple[FilterForm, CaseFilter]:
    typed = tuple((name, given[name]) for name in KEPT if name in given)
    return asked(typed, tuple(units_of(today())), tuple(officers_of(scope())))


def _conditions(form: FilterForm) -> list[str]:
    return [label for label, _ in form.chosen]


def _register(query: str) -> str:
    return f"{url_for('cases.index')}?{query}"


def _shared(form: FilterNameForm) -> UUID | None:
    return me().unit_id if form.shared.data else None
