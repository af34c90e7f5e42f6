"""Dealing many cases out among officers: how many each gets, and then which."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from uuid import UUID

from thads.cases.queries.candidates import Candidate, Held
from thads.cases.queries.workload import Load


def levelled(cases: Sequence[Held], candidates: Sequence[Candidate]) -> dict[UUID, int]:
    """How many each would get so that all hold as evenly many as can be. Who leads the unit, or
    holds some of these cases already and is to give them away, gets none unless nobody else is
    there."""
    givers = {case.officer_id for case in cases}
    others = [one for one in candidates if one.officer_id not in givers]
    takers = [one for one in others if not one.leads] or others or list(candidates)
    quotas = {one.officer_id: 0 for one in candidates}
    loads = {one.officer_id: one.load for one in takers}
    for _ in cases if takers else ():
        least = min(loads, key=lambda officer_id: loads[officer_id])
        quotas[least] += 1
        loads[least] += Load(1)
    return quotas


def dealt(
    cases: Sequence[Held], quotas: Mapping[UUID, int], loads: Mapping[UUID, Load],
    barred: Set[tuple[UUID, UUID]] = frozenset(),
) -> dict[UUID, UUID]:  # fmt: skip
    """The officer of each case: large ones first, each to whom would have the least money of those
    with a place left, and if it can be to another than holds it now. `barred`: cases with officers
    who are related to a party; such a case is dealt before the others."""
    money = {officer_id: loads.get(officer_id, Load()).remaining for officer_id in quotas}
    left, found = Counter(quotas), dict[UUID, UUID]()
    delicate = {case_id for case_id, _ in barred}
    order = sorted(cases, key=lambda c: (c.case_id not in delicate, -c.remaining, c.case_id))
    for case in order:
        free = [officer_id for officer_id in quotas if left[officer_id] > 0]
        if not free:
            break
        not_these = {case.officer_id} | {who for which, who in barred if which == case.case_id}
        others = [officer_id for officer_id in free if officer_id not in not_these]
        taker = min(others or free, key=lambda officer_id: money[officer_id])
        left[taker] -= 1
        money[taker] += case.remaining
        found[case.case_id] = taker
    return found
