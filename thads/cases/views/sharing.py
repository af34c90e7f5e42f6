"""How many of the chosen cases each officer of the unit would get: proposed, or as typed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from thads.cases import sharing
from thads.cases.actions.bulk import HandOver
from thads.cases.forms.assignments import HandOverForm
from thads.cases.queries.candidates import Candidate, Held, candidates, held_now
from thads.cases.views.blueprint import bp
from thads.core.money import format_dong
from thads.web.request import db, today

ACROSS_UNITS = (
    "Chỉ chia đều được việc của một đơn vị. Chưa giao việc nào; lọc theo đơn vị, hoặc chọn đơn vị "
    "nhận."
)
NOBODY = "Đơn vị chưa có Chấp hành viên nào để chia. Chưa giao việc nào; chọn đơn vị khác."


@dataclass(frozen=True)
class Sharing:
    """The officers of one unit, and how many each is to get."""

    form: HandOverForm
    unit_id: UUID
    cases: list[Held]
    candidates: list[Candidate]
    proposed: dict[UUID, int]

    def text_of(self, officer_id: UUID) -> str:
        """What stands in the officer's field."""
        return self.form.shares.get(officer_id, str(self.proposed[officer_id]))

    def dealt(self) -> HandOver:
        """What was typed, as a hand-over; ValueError says what is wrong with it."""
        quotas = self.form.quotas(len(self.cases))
        if not quotas.keys() <= self.proposed.keys():
            raise ValueError(NOBODY)
        loads = {one.officer_id: one.load for one in self.candidates}
        officers = sharing.dealt(self.cases, quotas, loads)
        return replace(self.form.wanted, officer_id=None, officers=officers)


def sharing_of(form: HandOverForm, ids: list[UUID]) -> Sharing:
    """For the unit that is to get them, else the one that holds them; ValueError: none such."""
    cases = list(held_now(db(), ids))
    units = {case.unit_id for case in cases}
    unit_id = form.to_unit.data or (units.pop() if len(units) == 1 else None)
    if unit_id is None:
        raise ValueError(ACROSS_UNITS)
    found = candidates(db(), unit_id, today())
    if not found:
        raise ValueError(NOBODY)
    return Sharing(form, unit_id, cases, found, sharing.levelled(cases, found))


@bp.app_template_global("candidates_of")
def candidates_of(unit_id: UUID) -> list[Candidate]:
    """The unit's officers, the least loaded first; asked by the page that assigns one case."""
    return candidates(db(), unit_id, today())


@bp.app_template_filter("reason")
def reason(least: Candidate) -> str:
    """Why this one is proposed, in words."""
    return (
        f"đang giữ ít việc chưa kết thúc nhất: {least.load.cases} việc ({least.enforceable} có "
        f"điều kiện, {least.without_means} chưa có), còn {format_dong(least.load.remaining)} đ"
    )
