"""Issuing an enforcement decision: rows can be added, answers are checked, then it is issued."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from uuid import UUID

from flask import Response, render_template, request, url_for

from thads.cases import actions, queries
from thads.cases.actions.terms import Docketing, ItemTerms, PartyTerms
from thads.cases.forms.docketing import DocketingForm, ItemRow, PartyRow, rows_of
from thads.cases.models import Case, Judgment
from thads.cases.views.blueprint import bp
from thads.cases.views.entering import scope
from thads.cases.views.people import next_number, officers_of, units_of
from thads.core.errors import NotFound, RuleBroken
from thads.identity import queries as identity
from thads.identity.policy import Permission
from thads.places import queries as places
from thads.rules import numbering
from thads.units import queries as units
from thads.web.access import requires
from thads.web.forms import need, parse_day
from thads.web.request import db, today, user
from thads.web.screen import Screen

SCREEN = Screen("cases/docketing.html", part="docketing")
FIND = re.compile(r"find-(parties-\d+)")


@bp.get("/docketing")
@requires(Permission.CASE_DOCKET)
def docketing() -> Response:
    """The empty form, filled with what the judgment says."""
    judgment = _judgment()
    form = _form()
    form.begin(today())
    form.unit.data = judgment.unit_id if judgment else user().unit_id
    form.kind.data = judgment.kind if judgment else None
    if form.unit.data:
        form.number.data = next_number(units.get(db(), form.unit.data), of=Case)
    return SCREEN.show(**_context(form, judgment))


@bp.post("/docketing")
@requires(Permission.CASE_DOCKET)
def create_docketing() -> Response:
    """One step: another row, communes found, answers checked, or the decision issued."""
    judgment, form = _judgment(), _form()
    step = form.step.data or "check"
    if form.change_rows(step) or FIND.fullmatch(step) or step == "edit":
        return SCREEN.show(**_context(form, judgment) | {"focus": _focus(form, step)})
    if not form.validate():
        return SCREEN.refuse(**_context(form, judgment))
    if step != "issue":
        return _check(form, judgment)
    try:
        case = actions.docket(db(), _terms(form, judgment), by=user(), today=today())
        db().flush()
    except RuleBroken as broken:
        return _refuse(form, broken)
    message = f"Đã ban hành quyết định số {case.title}."
    return SCREEN.done(to=url_for("cases.show", case_id=case.id), message=message)


@bp.get("/communes")
@requires(Permission.CASE_DOCKET)
def communes() -> str:
    """Communes that a text may mean, for the row that asks."""
    row = request.args.get("row", "")
    text = request.args.get(f"{row}-commune_text", "")
    found = places.search(text, _day_typed(), limit=8) if len(text) > 1 else ()
    return render_template(
        "cases/_communes.html", communes=found, chosen=None, text=text, name=f"{row}-commune_code"
    )


def _check(form: DocketingForm, judgment: Judgment | None) -> Response:
    """Show all answers once more; what could not be issued is refused here already."""
    try:
        actions.docket(db(), _terms(form, judgment), by=user(), today=today())
        db().flush()
    except RuleBroken as broken:
        return _refuse(form, broken)
    db().rollback()  # this was the rehearsal
    checked = {"checking": True, **_decision(form)}
    return SCREEN.show(**_context(form, _judgment()) | checked)


def _refuse(form: DocketingForm, broken: RuleBroken) -> Response:
    db().rollback()
    form.refuse(broken)
    return SCREEN.refuse(**_context(form, _judgment()))


def _judgment() -> Judgment | None:
    """The judgment that the address names, if any."""
    named = request.args.get("judgment")
    if not named:
        return None
    try:
        return queries.get_judgment(db(), UUID(named), scope=scope())
    except ValueError:
        raise NotFound from None


def _form() -> DocketingForm:
    form = DocketingForm()
    mine = scope()
    offered = [(id, name) for id, name in units_of(today()) if mine in (None, id)]
    form.unit.offer(offered)
    form.officer.offer(officers_of(mine))
    day = form.docketed_on.data
    form.communes_on(day if isinstance(day, date) else today())
    return form


def _context(form: DocketingForm, judgment: Judgment | None) -> dict[str, Any]:
    address = url_for("cases.docketing", judgment=judgment.id if judgment else None)
    return {
        "form": form, "judgment": judgment, "address": address, "checking": False, "focus": None,
    }  # fmt: skip


def _decision(form: DocketingForm) -> dict[str, Any]:
    """What the page of answers names by name instead of by choice."""
    unit = units.get(db(), need(form.unit.data))
    series = numbering.series(unit.kind.value, need(form.docketed_on.data)).symbol
    officer = identity.get(db(), form.officer.data) if form.officer.data else None
    return {"unit": unit, "series": series, "officer": officer}


def _terms(form: DocketingForm, judgment: Judgment | None) -> Docketing:
    return Docketing(
        unit_id=need(form.unit.data),
        docketed_on=need(form.docketed_on.data),
        initiation=need(form.initiation.data),
        kind=need(form.kind.data),
        number=form.number.data,
        judgment_id=judgment.id if judgment else None,
        officer_id=form.officer.data,
        entrusted_in=form.entrusted_in.data,
        bank=form.bank.data,
        corruption=form.corruption.data,
        drugs=form.drugs.data,
        foreign_element=form.foreign_element.data,
        parties=tuple(_party(row) for row in rows_of(form.parties)),
        items=tuple(_item(row) for row in rows_of(form["items"])),
    )


def _party(row: PartyRow) -> PartyTerms:
    return PartyTerms(
        role=need(row.role.data),
        kind=need(row.kind.data),
        name=need(row.name.data),
        personal_id_number=row.personal_id_number.data,
        address=row.address.data,
        commune_code=row.commune_code.data,
    )


def _item(row: ItemRow) -> ItemTerms:
    return ItemTerms(
        kind=need(row.kind.data),
        amount=need(row.amount.data),
        description=row.description.data,
        state_budget=row.due_to_state,
    )


def _focus(form: DocketingForm, step: str) -> str | None:
    """The row to look at after a step: the one added, or the one whose communes were sought."""
    if found := FIND.fullmatch(step):
        return found[1]
    if step.startswith("add-"):
        return str(form[step.removeprefix("add-")].entries[-1].name)
    return None


def _day_typed() -> date:
    try:
        return parse_day(request.args.get("docketed_on", ""))
    except ValueError:
        return today()
