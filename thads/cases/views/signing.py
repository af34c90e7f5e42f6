"""Who is offered to sign a paper: those who may on its day, each in the one way that is open."""

from __future__ import annotations

from uuid import UUID

from thads.cases.models import SigningMode
from thads.cases.views.people import Choices
from thads.delegations import competence
from thads.delegations.agency import agency_of
from thads.delegations.competence import HEAD, Capacity, Paper
from thads.identity.models import User
from thads.rules.dated import MissingRule
from thads.web.forms import ChoiceField
from thads.web.request import db, me

ABOVE = "– Cơ quan cấp trên của tỉnh ký –"


def offer_signing(
    signer: ChoiceField, mode: ChoiceField | None, paper: Paper, *, sent: bool
) -> None:
    """Offer the signers of the paper's day and, where a form asks for it, the modes.

    Unless the form was sent the likeliest are chosen. Who was sent and may not sign stays, marked,
    for the rule that refuses it. What the agency above the province decides nobody here signs.
    """
    allowed = _capacities(paper)
    if _is_of_above(paper):
        for field in (signer, mode):
            if field is not None:
                field.release(ABOVE)
    known = {one.person.id for one in allowed}
    offered: Choices = [(one.person.id, _words(one)) for one in allowed]
    signer.offer(offered + (_refusable(signer.data, known, paper) if sent else []))
    usual = None if sent else _usual(allowed)
    if usual:
        signer.data = usual.person.id
    if mode is not None:
        _offer_modes(mode, allowed, usual)


def _offer_modes(mode: ChoiceField, allowed: list[Capacity], usual: Capacity | None) -> None:
    offered = list(dict.fromkeys(SigningMode.of(one.mode) for one in allowed))
    if usual:
        mode.data = SigningMode.of(usual.mode)
    elif isinstance(mode.data, SigningMode) and mode.data not in offered:
        offered.append(mode.data)
    mode.offer((one.value, one.label) for one in offered)


def _capacities(paper: Paper) -> list[Capacity]:
    """The heads where no law knows the paper on its day: the action says so at its day."""
    try:
        return competence.capacities(db(), paper)
    except MissingRule:
        agency = agency_of(paper.unit, paper.day)
        return [Capacity(head, HEAD) for head in competence.heads(db(), agency, paper.day)]


def _is_of_above(paper: Paper) -> bool:
    try:
        return paper.agency is None
    except MissingRule:
        return False


def _usual(allowed: list[Capacity]) -> Capacity | None:
    own = [one for one in allowed if one.person.id == me().id]
    heads = [one for one in allowed if one.mode == HEAD]
    return own[0] if own else heads[0] if len(heads) == 1 else None


def _words(capacity: Capacity) -> str:
    person, given = capacity.person, capacity.delegation
    on = f" – {given.mode.value.upper()}., văn bản số {given.number}" if given else ""
    return f"{person.full_name}, {person.role.label}{on}"


def _refusable(sent: object, known: set[UUID], paper: Paper) -> Choices:
    person = db().get(User, sent) if isinstance(sent, UUID) and sent not in known else None
    if person is None:
        return []
    return [(person.id, f"{person.full_name} (không có thẩm quyền ngày {paper.day:%d/%m/%Y})")]
