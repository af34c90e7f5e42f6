"""How many of the chosen cases each officer of the unit would get: proposed, or as typed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from thads.cases import sharing
from thads.cases.actions.bulk import HandOver
from thads.cases.forms.assignments import HandOverForm
from thads.cases.models import Case
from thads.cases.queries.candidates import Candidate, Held, candidates, held_now
from thads.cases.views.blueprint import bp
from thads.conflicts.queries import conflicts_of
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
        barred = _barred(list(quotas), [case.case_id for case in self.cases])
        officers = sharing.dealt(self.cases, quotas, loads, barred)
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
def candidates_of(case: Case, unit_id: UUID) -> tuple[list[Candidate], set[UUID]]:
    """The unit's officers, the least loaded first, and who of them is related to a party; asked by
    the page that assigns one case."""
    found = candidates(db(), unit_id, today())
    barred = _barred([one.officer_id for one in found], [case.id])
    return found, {officer_id for _, officer_id in barred}


def _barred(officers: list[UUID], cases: list[UUID]) -> set[tuple[UUID, UUID]]:
    """Cases with officers who may not get them as things stand (L08 Đ.21 k.5; L25 Đ.16 k.2)."""
    found = conflicts_of(db(), officers, cases)
    return {(one.case_id, one.user_id) for one in found if one.bars}


@bp.app_template_filter("reason")
def reason(least: Candidate) -> str:
    """Why this one is proposed, in words."""
    return (
        f"đang giữ ít việc chưa kết thúc nhất: {least.load.cases} việc ({least.enforceable} có "
        f"điều kiện, {least.without_means} chưa có), còn {format_dong(least.load.remaining)} đ"
    )
