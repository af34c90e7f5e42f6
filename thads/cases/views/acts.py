"""The acts of a case: for each, its choices, its suggestions, and the action that writes it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from thads.cases import actions, queries
from thads.cases.actions.guards import GROUND_NEEDED
from thads.cases.actions.numbers import numbering_unit
from thads.cases.actions.terms import ActTerms
from thads.cases.forms.act import ActForm
from thads.cases.forms.acts import ACT_PAGES, ActPage
from thads.cases.history import CaseHistory
from thads.cases.models import ActKind, Case, CaseAct
from thads.cases.views.entering import Entering
from thads.cases.views.people import next_number, officers_of, units_of
from thads.cases.views.signing import offer_signing
from thads.cases.views.story import correctable
from thads.core.money import format_dong
from thads.delegations.competence import Paper
from thads.identity.models import User
from thads.rules import grounds
from thads.rules.dated import MissingRule
from thads.units import queries as units
from thads.web.request import db, today, user

WRITTEN_BY: dict[object, Callable[..., CaseAct]] = {
    ActKind.CORRECTION: actions.correct,
    ActKind.ASSIGNMENT: actions.give,
    ActKind.TRANSFER: actions.give,
}


def entering(page: ActPage) -> Entering:
    """How this act is entered."""

    write = WRITTEN_BY.get(page.kind, actions.act)

    def enter(case: Case, form: ActForm) -> CaseAct:
        return write(db(), case, terms_of(page, form), by=user(), today=today())

    return Entering(page, lambda case: _form(page, case), enter)


OWN_ACTS = tuple(entering(page) for page in ACT_PAGES if page.area == "cases")


def terms_of(page: ActPage, form: ActForm) -> ActTerms:
    """What was typed, as the action takes it."""
    return ActTerms(
        kind=kind_of(page, form),
        day=form.value("day") or today(),
        item_id=form.item_id,
        amount=form.value("amount"),
        ground=form.value("ground"),
        until=form.value("until"),
        officer_id=form.value("officer"),
        to_unit_id=form.value("to_unit"),
        receiver=form.value("receiver"),
        number=form.value("number"),
        signer_id=form.value("signer"),
        signing_mode=form.value("signing_mode"),
        note=form.value("note"),
        conflict_answer=form.value("conflict_answer"),
        corrects_id=form.value("corrects"),
        submission_key=form.submission_key.data or None,
        revision=form.seen_revision,
    )


def kind_of(page: ActPage, form: ActForm) -> ActKind:
    """The kind of act; the decision on ability is one page for its two outcomes."""
    if form.value("enforceable") == "yes":
        return ActKind.ENFORCEABLE
    assert isinstance(page.kind, ActKind)
    return page.kind


def _form(page: ActPage, case: Case) -> ActForm:
    form = ActForm(page, case)
    history = queries.history_of(case)
    unit_id = history.now.unit_id
    form.offer("item", open_items(case))
    form.offer("officer", officers_of(unit_id if page.noun != "transfer" else None))
    form.offer("to_unit", units_of(today(), without=unit_id))
    form.offer("corrects", [(act.id, _name(act)) for act in correctable(case)])
    kind = kind_of(page, form)
    form.offer_grounds(_grounds(page, form.day_or(today())), needed=kind in GROUND_NEEDED)
    if page.is_decision:
        _offer_signing(form, kind, history)
    if kind is ActKind.ENFORCEABLE or _is_only_told(kind, form):
        form.release_decision()
    if not form.is_submitted():
        _suggest(form, case, unit_id)
    return form


def _is_only_told(kind: ActKind, form: ActForm) -> bool:
    """Whether the ground chosen is a decision of somebody else (L25 Đ.47 k.2)."""
    code, day = form.value("ground"), form.value("day")
    ground = grounds.find(kind, code, day) if code and isinstance(day, date) else None
    return ground is not None and ground.is_only_told


def _suggest(form: ActForm, case: Case, unit_id: UUID) -> None:
    form.suggest(day=today())
    if form.page.is_decision:
        unit = numbering_unit(db(), unit_id, kind_of(form.page, form), user())
        form.suggest(number=next_number(unit, of=CaseAct))


def _offer_signing(form: ActForm, kind: ActKind, history: CaseHistory) -> None:
    """The signers of the day typed, for the unit that held the case then."""
    day = form.day_or(today())
    held = history.at(day) or history.now
    officer = db().get(User, held.officer_id) if held.officer_id else None
    paper = Paper(kind.value, day, units.get(db(), held.unit_id), officer)
    offer_signing(form.signer, form.signing_mode, paper, sent=form.is_submitted())


def open_items(case: Case, *, with_money: bool = False) -> list[tuple[object, str]]:
    """Items that may still be acted on, or on which money remains, with what remains."""
    history = queries.history_of(case)
    chosen: list[tuple[object, str]] = []
    for item in case.items:
        now = history.item(item.id).now
        if not now.standing.has_ended and (now.remaining or not with_money):
            rest = f"còn {format_dong(now.remaining)} đ" if item.amount else "không có tiền"
            chosen.append((item.id, f"{item.position}. {item.kind.label} ({rest})"))
    return chosen


def _grounds(page: ActPage, day: date) -> list[tuple[object, str]]:
    try:
        return [(ground.code, ground.label) for ground in grounds.of(page.kind.value, day)]
    except MissingRule:
        return []


def _name(act: CaseAct) -> str:
    number = f" số {act.number}/{act.series}" if act.number else ""
    return f"{act.day:%d/%m/%Y} – {act.kind.label}{number}"
