"""The board: open cases with what their standing rests on, chosen to be decided on in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import Response, request
from sqlalchemy import Select, select

from thads.cases import queries
from thads.cases.forms.filters import UNASSIGNED
from thads.cases.models import ActKind, Case
from thads.cases.queries import CaseFilter, workload
from thads.cases.queries.workload import OPEN
from thads.cases.views.citations import ground_of
from thads.cases.views.entering import scope
from thads.cases.views.people import officers_of, units_of
from thads.cases.views.signing import offer_signing
from thads.classification.actions import undertaking
from thads.classification.forms import BoardForm, DecisionForm
from thads.classification.queries.basis import bases
from thads.classification.queries.board import last_verified
from thads.classification.views.blueprint import bp
from thads.core.errors import NotFound
from thads.delegations.competence import Paper
from thads.identity.policy import Permission
from thads.rules import grounds
from thads.rules.dated import MissingRule
from thads.rules.grounds import Ground
from thads.units import queries as units
from thads.web.access import requires
from thads.web.request import db, me, today, user
from thads.web.screen import Screen

BOARD = Screen("classification/board.html")
OLDEST_FIRST = "docketed"
GROUNDED = {
    ActKind.NOT_YET_ENFORCEABLE.value: "Chưa có điều kiện",
    ActKind.RESUMPTION.value: "Tiếp tục",
}


@dataclass(frozen=True)
class Asked:
    """The list that the address asks for; `again`: only what a decision refused before."""

    form: BoardForm
    wanted: CaseFilter
    again: UUID | None

    @property
    def unit_id(self) -> UUID | None:
        """Whose figures are looked at: the reader's unit, or the one chosen."""
        return scope() or self.wanted.unit_id

    def ids(self, limit: int, among: Sequence[UUID] | None = None) -> list[UUID]:
        """Its cases by id, one more than may be decided on at once; `among`: only these."""
        wanted = self.wanted
        if among is not None:
            wanted = CaseFilter(among=select(Case.id).where(Case.id.in_(among)))
        return workload.ids_of(db(), wanted, day=today(), scope=scope(), limit=limit + 1)


@bp.get("/")
@requires(Permission.CASE_VIEW)
def board() -> Response:
    """The cases to review."""
    form = DecisionForm()
    form.day.data = today()
    return BOARD.show(**context(asked_for(), form))


def asked_for() -> Asked:
    """Read the address: only what this person may choose counts."""
    form, mine, day = BoardForm(request.args), scope(), today()
    form.unit.offer(units_of(day) if mine is None else [])
    form.officer.offer([(UNASSIGNED, "Chưa phân công"), *officers_of(mine)])
    officer, age, standing = (form.good(name) for name in ("officer", "age", "standing"))
    first, last = age.docketed(day) if age else (None, None)
    again = request.args.get("again", type=_uuid)
    wanted = CaseFilter(
        unit_id=form.good("unit"), unassigned=officer == UNASSIGNED,
        officer_id=UUID(officer) if officer and officer != UNASSIGNED else None,
        standings=frozenset({standing}) if standing else OPEN,
        docketed_from=first, docketed_to=last,
        among=_among(form.good("verified"), again, day),
    )  # fmt: skip
    return Asked(form, wanted, again)


def _among(verified: Any, again: UUID | None, day: date) -> Select[Any] | None:
    chosen = []
    if verified:
        chosen.append(last_verified(verified, day))
    if again:
        job = undertaking.of_person(db(), again, me().id)
        refused = list(undertaking.refusals_of(job))
        chosen.append(select(Case.id).where(Case.id.in_(refused)))
    if len(chosen) < 2:
        return chosen[0] if chosen else None
    return select(Case.id).where(*(Case.id.in_(one) for one in chosen))


def context(asked: Asked, form: DecisionForm) -> dict[str, Any]:
    """All that the board shows: a page of cases, what each rests on, and the form."""
    number = max(1, request.args.get("page", 1, type=int) or 1)
    sort, day = request.args.get("sort", OLDEST_FIRST), today()
    page = queries.search(
        db(), asked.wanted, day=day, scope=scope(), page=number, order=sort
    )  # fmt: skip
    rests = bases(db(), {line.case_id: line.standing for line in page.rows}, day)
    offer(form, asked.unit_id)
    form.offer_selection(page.total)
    return {
        "asked": asked, "form": form, "page": page, "bases": rests, "sort": sort,
        "ticked": set(ticked()), "whole_province": scope() is None,
        "grounds": {i: ground_of(one.act) for i, one in rests.items() if one.act},
    }  # fmt: skip


def offer(form: DecisionForm, unit_id: UUID | None) -> None:
    """Who signs for the unit (for many: the reader's own), and the grounds, by the law of the day
    typed so far."""
    typed = form.day.data if isinstance(form.day.data, date) else today()
    kind = form.conclusion.data or ActKind.NOT_YET_ENFORCEABLE
    own = unit_id or user().unit_id
    if own is not None:
        paper = Paper(kind.value, typed, units.get(db(), own))
        offer_signing(form.signer, form.signing_mode, paper, sent=form.is_submitted())
    form.ground.offer(
        (ground.code, f"{GROUNDED[name]}: {ground.label}")
        for name in GROUNDED for ground in _grounds(name, typed)
    )  # fmt: skip


def _grounds(name: str, day: date) -> Sequence[Ground]:
    try:
        return grounds.of(name, day)
    except MissingRule:
        return ()


def ticked() -> list[UUID]:
    """The cases chosen one by one."""
    try:
        return [UUID(case_id) for case_id in request.form.getlist("case")]
    except ValueError:
        raise NotFound from None


def _uuid(text: str) -> UUID:
    return UUID(text)
