"""What may be entered on a case now: only what the role may do and what the facts allow."""

from __future__ import annotations

from thads.cases.forms.acts import ACT_PAGES, ActPage
from thads.cases.history import CaseHistory
from thads.cases.models import ActKind, Case, Initiation, MovementKind
from thads.cases.views.story import correctable, money_of, reversed_ids
from thads.identity.models import Role
from thads.identity.policy import may, sees_whole_province

Menu = dict[str, list[ActPage]]


def offered(case: Case, history: CaseHistory, role: Role) -> Menu:
    """The acts by group, in the order of the table."""
    menu: Menu = {}
    for page in ACT_PAGES:
        if may(role, page.permission) and fits(page, case, history, role):
            menu.setdefault(page.group, []).append(page)
    return menu


TAKEN_BACK = (MovementKind.COLLECTED, MovementKind.PAID_OUT, MovementKind.PAID_TO_BUDGET)


def fits(page: ActPage, case: Case, history: CaseHistory, role: Role) -> bool:
    """Whether the facts leave room for this act."""
    moments = [item.now for item in history.items]
    if not any(moment.standing in page.standings for moment in moments):
        return False
    if page.kind is ActKind.CORRECTION:
        return bool(correctable(case))
    if page.kind is MovementKind.COLLECTED:
        return any(not m.standing.has_ended and m.remaining > 0 for m in moments)
    if page.kind is MovementKind.PAID_OUT:
        return money_of(case).in_hand > 0
    if page.kind is MovementKind.REVERSED:
        taken_back = reversed_ids(case)
        return any(e.kind in TAKEN_BACK and e.id not in taken_back for e in case.entries)
    if page.kind is ActKind.TAKE_UP:
        return sees_whole_province(role) and not case.unit.is_provincial
    if page.kind is ActKind.FORGIVENESS:
        return any(item.state_budget for item in case.items)
    if page.kind is ActKind.REQUEST_RETURN:
        return case.initiation is Initiation.ON_REQUEST
    return True
