"""Issuing an enforcement decision: rows can be added, answers are checked, then it is issued."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import Response, url_for

from thads.cases.actions.intake import signing_of
from thads.cases.actions.terms import Docketing, ItemTerms, PartyTerms
from thads.cases.forms.docketing import DocketingForm, ItemRow, PartyRow, rows_of
from thads.cases.models import Case, Judgment
from thads.cases.views.entering import scope
from thads.cases.views.people import next_number, officers_of, units_of
from thads.cases.views.signing import offer_signing
from thads.core.errors import RuleBroken
from thads.delegations.competence import Paper
from thads.identity import queries as identity
from thads.rules import numbering
from thads.units import queries as units
from thads.units.models import Unit
from thads.web.forms import need
from thads.web.request import db, today, user
from thads.web.screen import Screen

SCREEN = Screen("cases/docketing.html", part="docketing")
FIND = re.compile(r"find-(parties-\d+)")


@dataclass(frozen=True)
class Basis:
    """What a decision rests on: where its form is sent, how it begins, who issues it."""

    address: str
    words: str  # under the heading
    way_back: tuple[tuple[str, str], ...]  # label and address
    judgment: Judgment | None
    issue: Callable[[Docketing], Case]
    begin: Callable[[DocketingForm], None] | None = None


@dataclass(frozen=True)
class Issuing:
    """The pages of a decision; after a rehearsal was taken back its basis is read anew."""

    basis: Callable[[], Basis]

    def show(self) -> Response:
        """The form, filled with what the basis says."""
        basis, form = self.basis(), _form()
        judgment = basis.judgment
        form.begin(today())
        form.unit.data = _issuer(judgment)
        form.kind.data = judgment.kind if judgment else None
        if basis.begin:
            basis.begin(form)
        if form.unit.data:
            form.number.data = next_number(units.get(db(), form.unit.data), of=Case)
        _offer_signers(form)
        return SCREEN.show(**_context(form, basis))

    def create(self) -> Response:
        """One step: another row, communes found, answers checked, or the decision issued."""
        basis, form = self.basis(), _form()
        step = form.step.data or "check"
        if form.change_rows(step) or FIND.fullmatch(step) or step == "edit":
            return SCREEN.show(**_context(form, basis) | {"focus": _focus(form, step)})
        if not form.validate():
            return SCREEN.refuse(**_context(form, basis))
        try:
            case = basis.issue(_terms(form, basis.judgment))
            db().flush()
        except RuleBroken as broken:
            db().rollback()
            form.refuse(broken)
            return SCREEN.refuse(**_context(form, self.basis()))
        if step != "issue":
            return self._check(form)
        message = f"Đã ban hành quyết định số {case.title}."
        return SCREEN.done(to=url_for("cases.show", case_id=case.id), message=message)

    def _check(self, form: DocketingForm) -> Response:
        """All answers once more: what was issued just now was the rehearsal."""
        db().rollback()
        checked = {"checking": True, **_decision(form)}
        return SCREEN.show(**_context(form, self.basis()) | checked)


def _form() -> DocketingForm:
    form = DocketingForm()
    mine = scope()
    offered = [(id, name) for id, name in units_of(today()) if mine in (None, id)]
    form.unit.offer(offered)
    form.officer.offer(officers_of(mine))
    day = form.docketed_on.data
    form.communes_on(day if isinstance(day, date) else today())
    _offer_signers(form)
    return form


def _offer_signers(form: DocketingForm) -> None:
    """Those who may sign for the unit chosen, on the day typed; nobody named: the head."""
    unit, day = form.unit.data and db().get(Unit, form.unit.data), form.docketed_on.data
    if unit:
        paper = Paper("docketing", day if isinstance(day, date) else today(), unit)
        offer_signing(form.signer, None, paper, sent=True)


def _context(form: DocketingForm, basis: Basis) -> dict[str, Any]:
    return {"form": form, "basis": basis, "address": basis.address, "checking": False,
            "focus": None}  # fmt: skip


def _decision(form: DocketingForm) -> dict[str, Any]:
    """What the page of answers names by name instead of by choice."""
    unit = units.get(db(), need(form.unit.data))
    series = numbering.series(unit.kind.value, need(form.docketed_on.data)).symbol
    officer = identity.get(db(), form.officer.data) if form.officer.data else None
    signed = signing_of(db(), _terms(form, None), unit)
    return {"unit": unit, "series": series, "officer": officer, "signed": signed}


def _issuer(judgment: Judgment | None) -> UUID | None:
    """Who received the judgment issues the decision, while it exists; else the reader's unit."""
    if judgment and any(judgment.unit_id == unit_id for unit_id, _ in units_of(today())):
        return judgment.unit_id
    return user().unit_id


def _terms(form: DocketingForm, judgment: Judgment | None) -> Docketing:
    return Docketing(
        unit_id=need(form.unit.data),
        docketed_on=need(form.docketed_on.data),
        initiation=need(form.initiation.data),
        kind=need(form.kind.data),
        number=form.number.data,
        judgment_id=judgment.id if judgment else None,
        officer_id=form.officer.data,
        signer_id=form.signer.data,
        entrusted_in=form.entrusted_in.data,
        bank=form.bank.data,
        corruption=form.corruption.data,
        drugs=form.drugs.data,
        foreign_element=form.foreign_element.data,
        conflict_answer=form.conflict_answer.data,
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
