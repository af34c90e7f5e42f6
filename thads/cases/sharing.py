"""Dealing many cases out among officers: how many each gets, and then which."""

from collections import Counter
from collections.abc import Mapping, Sequence
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
    cases: Sequence[Held], quotas: Mapping[UUID, int], loads: Mapping[UUID, Load]
) -> dict[UUID, UUID]:
    """The officer of each case: large ones first, each to whom would have the least money of those
    with a place left, and if it can be to another than holds it now."""
    money = {officer_id: loads.get(officer_id, Load()).remaining for officer_id in quotas}
    left, found = Counter(quotas), dict[UUID, UUID]()
    for case in sorted(cases, key=lambda case: (-case.remaining, case.case_id)):
        free = [officer_id for officer_id in quotas if left[officer_id] > 0]
        if not free:
            break
        others = [officer_id for officer_id in free if officer_id != case.officer_id]
        taker = min(others or free, key=lambda officer_id: money[officer_id])
        left[taker] -= 1
        money[taker] += case.remaining
        found[case.case_id] = taker
    return found
