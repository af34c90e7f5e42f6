"""Which creditors are credit institutions: many at once, and those of one case."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask import Response, request, url_for

from thads.banks.actions import linking
from thads.banks.actions.linking import Chosen
from thads.banks.forms import NONE, BulkForm, CreditorFilterForm, LinkForm
from thads.banks.models import CreditorLink
from thads.banks.naming import Likeness
from thads.banks.queries import links, register
from thads.banks.queries.links import Unlinked, WantedLinks
from thads.banks.views.entering import bp
from thads.cases.actions import file
from thads.cases.models import Case
from thads.cases.queries import history_of
from thads.cases.views.entering import case_of, scope
from thads.cases.views.people import unit_names, units_of
from thads.core.errors import NotFound, RuleBroken
from thads.identity.policy import Permission
from thads.parties.models import Party, PartyKind
from thads.web.access import requires
from thads.web.request import db, today, user
from thads.web.screen import Screen

INDEX = Screen("banks/creditors.html")
CASE = Screen("banks/case.html")
BETWEEN = "."


@bp.get("/credit-institutions/creditors")
@requires(Permission.CREDIT_VIEW)
def creditors() -> Response:
    """Creditors that may be credit institutions and that nobody told apart yet."""
    return INDEX.show(**_listed(BulkForm()))


@bp.post("/credit-institutions/creditors")
@requires(Permission.CREDIT_KEEP)
def create_links() -> Response:
    """Link those that were ticked, or all whose name is the same as an institution's."""
    form = BulkForm()
    form.offer(register.live(db(), today()))
    if not form.validate():
        return INDEX.refuse(**_listed(form))
    try:
        chosen = _all_same() if request.form.get("which") == "same" else _ticked(form)
        if not chosen:
            raise RuleBroken("creditor.none", "Chưa chọn dòng nào có thể gắn. Chưa ghi gì; chọn "
                             "dòng, hoặc chọn tổ chức tín dụng cho các dòng đã chọn.")  # fmt: skip
        done = linking.link_many(db(), chosen, by=user(), today=today())
    except RuleBroken as broken:
        db().rollback()
        form.refuse(broken)
        return INDEX.refuse(**_listed(form))
    linked, none = sum(done.values()), done.get(None, 0)
    words = f"Đã ghi {linked} dòng" + (
        f", trong đó {none} không phải tổ chức tín dụng" * bool(none)
    )
    return INDEX.done(to=url_for(".creditors", **_asked()[0].asked), message=f"{words}.")


@bp.get("/cases/<uuid:case_id>/credit-institutions")
@requires(Permission.CREDIT_KEEP)
def case_links(case_id: UUID) -> Response:
    """The creditors of one case."""
    return CASE.show(**_of_case(case_of(case_id), LinkForm(), None))


@bp.post("/cases/<uuid:case_id>/credit-institutions")
@requires(Permission.CREDIT_KEEP)
def create_case_link(case_id: UUID) -> Response:
    """Say which institution one creditor of a case is, or say it anew."""
    case, form = case_of(case_id), LinkForm()
    form.offer(register.live(db(), today()))
    party = _party(case, request.form.get("party", ""))
    if form.validate():
        try:
            file.check_unit(history_of(case), user())
            linking.link(db(), case, party, form.chosen_id, by=user(), today=today())
        except RuleBroken as broken:
            db().rollback()
            form.refuse(broken)
        else:
            return CASE.done(to=url_for(".case_links", case_id=case_id), message="Đã ghi.")
    return CASE.refuse(**_of_case(case_of(case_id), form, party.id if party else None))


@bp.app_template_global("creditor_links_of")
def creditor_links_of(case: Case) -> dict[UUID | None, CreditorLink]:
    """What is known of the creditors of a case, by party; asked by its page."""
    return {one.party_id: one for one in links.of_case(db(), case.id)}


def _listed(form: BulkForm) -> dict[str, Any]:
    asked, wanted = _asked()
    known = register.live(db(), today())
    form.offer(known)
    number = max(1, request.args.get("page", 1, type=int) or 1)
    names = register.directory(db(), today())
    return {
        "asked": asked, "form": form, "units": unit_names(), "whole_province": scope() is None,
        "page": links.unlinked(db(), wanted, today(), names, number=number),
        "known": len(known), "value_of": _value_of, "same": Likeness.SAME,
    }  # fmt: skip


def _asked() -> tuple[CreditorFilterForm, WantedLinks]:
    asked, mine = CreditorFilterForm(request.args), scope()
    asked.unit.offer(units_of(today()) if mine is None else [])
    unit_id = mine or asked.good("unit")
    return asked, WantedLinks(unit_id=unit_id, likeness=asked.good("likeness"))


def _all_same() -> list[Chosen]:
    """Every creditor of the list whose name is the same as one institution's."""
    _, wanted = _asked()
    asked = WantedLinks(unit_id=wanted.unit_id, likeness=Likeness.SAME)
    found = links.every_unlinked(db(), asked, today(), register.directory(db(), today()))
    return [
        Chosen(one.case_id, one.party_id, one.suggestion.institution.id)
        for one in found
        if one.suggestion
    ]


def _ticked(form: BulkForm) -> list[Chosen]:
    """The lines that were ticked, as far as this person may see them and they are still open."""
    ticked = [_read(value) for value in request.form.getlist("creditor")]
    wanted = WantedLinks(unit_id=scope())
    open_to_me = set(links.candidates_among(db(), wanted, today(), [one[:2] for one in ticked]))
    meant = form.institution.data
    return [
        Chosen(case_id, party_id, _meant(meant, suggested))
        for case_id, party_id, suggested in ticked
        if (case_id, party_id) in open_to_me and (meant or suggested)
    ]


def _meant(chosen: UUID | None, suggested: UUID | None) -> UUID | None:
    """What was chosen for all lines, else the suggestion that stood in the line."""
    return suggested if chosen is None else (None if chosen == NONE else chosen)


def _value_of(one: Unlinked) -> str:
    """A line as its tick says it: case, party, the institution suggested."""
    suggested = one.suggestion.institution.id if one.suggestion else None
    return BETWEEN.join(str(part or "") for part in (one.case_id, one.party_id, suggested))


def _read(value: str) -> tuple[UUID, UUID | None, UUID | None]:
    try:
        case_id, party, suggested = value.split(BETWEEN)
        return UUID(case_id), *(UUID(one) if one else None for one in (party, suggested))  # type: ignore[return-value]
    except ValueError:
        raise NotFound from None


def _of_case(case: Case, form: LinkForm, at: UUID | None) -> dict[str, Any]:
    """A form for each creditor; the one that was refused stands where it was sent."""
    known, names = register.live(db(), today()), register.directory(db(), today())
    held = creditor_links_of(case)
    rows = []
    for party in _creditors(case, held):
        party_id = party.id if party else None
        name = party.name if party else case.bank or ""
        found, own = held.get(party_id), form if form.refused and party_id == at else LinkForm(None)
        own.offer(known)
        suggestion = names.meant_by(name)
        if not own.refused:
            own.institution.data = _first(found, suggestion.institution.id if suggestion else None)
        rows.append((party, name, found, suggestion, own))
    return {"case": case, "rows": rows, "refused": form.refused}


def _first(found: CreditorLink | None, suggested: UUID | None) -> UUID | None:
    """What stands chosen: what was said, else what is suggested."""
    return (found.institution_id or NONE) if found else suggested


def _creditors(case: Case, held: Iterable[UUID | None]) -> list[Party | None]:
    """The creditors; the case itself where it is marked as a bank's without naming one."""
    named: list[Party | None] = list(case.creditors)
    names_one = any(one.kind is PartyKind.ORGANISATION for one in case.creditors)
    return [*named, None] if None in held or (case.bank and not names_one) else named


def _party(case: Case, text: str) -> Party | None:
    """The creditor that a form names; empty: the case itself."""
    if not text:
        return None
    found = next((one for one in case.creditors if str(one.id) == text), None)
    if found is None:
        raise NotFound
    return found
