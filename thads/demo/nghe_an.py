"""Nghệ An with Chi cục Quỳ Hợp as its oversight delegation found it.

Quỳ Hợp: 979 decisions from 1/10/2022 to 31/3/2024 (909 ex officio, 70 on request); money of 2023
resolved at 52.87 % of the enforceable; some verifications and destructions of exhibits late.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from thads.cases.models import Standing
from thads.core.days import period_end, statistics_year
from thads.demo.fitting import fit
from thads.demo.matters import Matter, claim, exhibits, fees_and_fines
from thads.demo.mixing import Portion, mix
from thads.demo.offices import NGHE_AN
from thads.demo.plans import CasePlan, ItemPlan, Share
from thads.demo.stories import BROUGHT, NEW, Course, tell

S = Standing
QUY_HOP = "CCQUYHOP"


@dataclass(frozen=True)
class Batch:
    """Decisions of Quỳ Hợp docketed in a span of days, that come to one fate in one year."""

    first: date
    last: date
    year: int
    fate: Standing
    ex_officio: int
    on_request: int


Y22, Y23 = (date(2021, 10, 4), date(2022, 9, 20)), (date(2022, 10, 3), date(2023, 9, 12))
Y23_EARLY = (date(2022, 10, 3), date(2023, 2, 28))
H24, REST24 = (date(2023, 10, 2), date(2024, 3, 29)), (date(2024, 4, 1), date(2024, 9, 6))
BATCHES = (
    Batch(*Y23, 2023, S.COMPLETED, 463, 24),
    Batch(*Y23, 2023, S.DISCONTINUED, 14, 3),
    Batch(*Y23, 2023, S.ENTRUSTED_OUT, 9, 1),
    Batch(*Y23, 2023, S.WITHDRAWN, 3, 1),
    Batch(*Y23, 2024, S.COMPLETED, 36, 8),
    Batch(*Y23, 2024, S.DISCONTINUED, 6, 1),
    Batch(*Y23, 2024, S.IN_PROGRESS, 13, 5),
    Batch(*Y23, 2024, S.NOT_YET_ENFORCEABLE, 24, 4),
    Batch(*Y23_EARLY, 2024, S.SEPARATE_TRACKING, 18, 1),
    Batch(*Y23, 2024, S.POSTPONED_OTHER, 3, 1),
    Batch(*H24, 2024, S.COMPLETED, 268, 12),
    Batch(*H24, 2024, S.DISCONTINUED, 8, 1),
    Batch(*H24, 2024, S.ENTRUSTED_OUT, 6, 0),
    Batch(*H24, 2024, S.IN_PROGRESS, 16, 3),
    Batch(*H24, 2024, S.NOT_YET_ENFORCEABLE, 19, 2),
    Batch(*H24, 2024, S.POSTPONED_BY_AGREEMENT, 0, 3),
    Batch(*H24, 2024, S.SUSPENDED, 3, 0),
    Batch(*REST24, 2024, S.COMPLETED, 196, 9),
    Batch(*REST24, 2024, S.IN_PROGRESS, 39, 8),
    Batch(*Y22, 2023, S.COMPLETED, 70, 12),
    Batch(*Y22, 2023, S.DISCONTINUED, 5, 1),
    Batch(*Y22, 2024, S.COMPLETED, 16, 4),
    Batch(*Y22, 2024, S.IN_PROGRESS, 6, 4),
    Batch(*Y22, 2024, S.NOT_YET_ENFORCEABLE, 9, 3),
)
# Money of Quỳ Hợp in 2023: 15,141,968,000 of 28,640,000,000 đồng enforceable, 52.87 %.
SUMS = {Share.RESOLVED: 15_141_968_000, Share.ENFORCEABLE: 13_498_032_000}
NEW_IN_2024 = {Share.RESOLVED: 9_614_350_000, Share.ENFORCEABLE: 8_430_600_000}
ELSEWHERE_2023 = {Share.RESOLVED: 28_655_410_000}
ELSEWHERE_2024 = {Share.RESOLVED: 33_908_275_000, Share.ENFORCEABLE: 29_470_820_000}
ELSEWHERE = (
    Portion(2023, S.COMPLETED, 520, 60, 0, budget=True),
    Portion(2023, S.COMPLETED, 160, 34, 0),
    Portion(2023, S.DISCONTINUED, 24, 8, 0, budget=True),
    Portion(2023, S.DISCONTINUED, 18, 6, 0),
    Portion(2023, S.ENTRUSTED_OUT, 12, 2, 0, budget=True),
    Portion(2023, S.TAKEN_UP, 2, 0, 0),
    Portion(2023, S.SEPARATE_TRACKING, 24, 24, 0, budget=True),
    Portion(2024, S.COMPLETED, 560, 38, 3, budget=True),
    Portion(2024, S.COMPLETED, 170, 20, 2),
    Portion(2024, S.COMPLETED, 9, 3, 0, budget=True, corruption=True),
    Portion(2024, S.DISCONTINUED, 22, 5, 0, budget=True),
    Portion(2024, S.DISCONTINUED, 16, 4, 0),
    Portion(2024, S.IN_PROGRESS, 58, 22, 1, budget=True),
    Portion(2024, S.IN_PROGRESS, 52, 26, 1),
    Portion(2024, S.IN_PROGRESS, 4, 2, 0, budget=True, corruption=True),
    Portion(2024, S.POSTPONED_BY_AGREEMENT, 10, 4, 0),
    Portion(2024, S.NOT_YET_ENFORCEABLE, 46, 28, 0, budget=True),
    Portion(2024, S.NOT_YET_ENFORCEABLE, 34, 20, 0),
    Portion(2024, S.SEPARATE_TRACKING, 22, 22, 0, budget=True),
    Portion(2024, S.POSTPONED_OTHER, 12, 5, 0),
    Portion(2024, S.SUSPENDED, 6, 3, 0),
    Portion(2024, S.ENDED_OTHER, 3, 1, 0),
    Portion(2024, S.REQUEST_RETURNED, 2, 2, 0),
    Portion(2024, S.ENTRUSTED_OUT, 14, 3, 0, budget=True),
    Portion(2024, S.TAKEN_UP, 3, 1, 0),
    Portion(2024, S.WITHDRAWN, 4, 1, 0, budget=True),
    Portion(2024, S.ANNULLED, 2, 0, 0, budget=True),
)


def cases(rng: Random) -> list[CasePlan]:
    """Every case of the province, in no order."""
    quy_hop = list(_quy_hop(rng))
    fit(quy_hop, period_end(2023, 12), _share, SUMS)
    new = [case for case in quy_hop if statistics_year(case.docketed_on) == 2024]
    fit(new, period_end(2024, 12), _share, NEW_IN_2024)
    elsewhere = list(mix(rng, ELSEWHERE, NGHE_AN.offices, lateness=0.03))
    fit(elsewhere, period_end(2023, 12), _share, ELSEWHERE_2023)
    fit(elsewhere, period_end(2024, 12), _share, ELSEWHERE_2024)
    return quy_hop + elsewhere


def _quy_hop(rng: Random) -> Iterator[CasePlan]:
    office = NGHE_AN.office(QUY_HOP)
    for batch in BATCHES:
        start = NEW if batch.first >= Course(batch.year, batch.fate).first else BROUGHT
        for place in range(batch.ex_officio + batch.on_request):
            day = batch.first + timedelta(days=rng.randint(0, (batch.last - batch.first).days))
            course = Course(batch.year, batch.fate, start, lateness=0.09, docketed_on=day)
            matter = claim(rng) if place >= batch.ex_officio else _ex_officio(rng, batch.fate)
            yield tell(rng, course, matter, office)


def _ex_officio(rng: Random, fate: Standing) -> Matter:
    return exhibits(rng, fate) if rng.random() < 0.08 else fees_and_fines(rng, fate)


def _share(share: str, item: ItemPlan, case: CasePlan) -> str:
    return share
