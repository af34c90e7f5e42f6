"""Lào Cai in statistics year 2024, as the press printed it, and the year before.

Cases follow from the table below; money is fitted to `SUMS`. Press and our reading of it:
3,918 enforceable cases, 3,569 resolved, over 593 bn and over 484.6 bn đồng.
"""

from random import Random

from thads.cases.models import Standing
from thads.core.days import period_end
from thads.demo.fitting import fit
from thads.demo.mixing import Portion, mix
from thads.demo.offices import LAO_CAI
from thads.demo.plans import CasePlan, ItemPlan, Share

S = Standing


def _both(year: int, fate: Standing, *rows: tuple[bool, bool, int, int, int]) -> list[Portion]:
    """Rows: state budget, corruption, cases, brought forward, back from separate tracking."""
    return [
        Portion(year, fate, cases, brought, back, budget=budget, corruption=corruption)
        for budget, corruption, cases, brought, back in rows
    ]


BUDGET, OTHER, CORRUPTION = True, False, True
# Each case taken up adds one of the province's own that is completed: seven in 2024.
PORTIONS = (
    *_both(2024, S.COMPLETED, (BUDGET, False, 2489, 215, 8), (OTHER, False, 854, 118, 4)),
    *_both(2024, S.COMPLETED, (BUDGET, CORRUPTION, 69, 14, 0), (OTHER, CORRUPTION, 13, 2, 0)),
    *_both(2024, S.DISCONTINUED, (BUDGET, False, 64, 22, 0), (OTHER, False, 71, 25, 0)),
    *_both(2024, S.DISCONTINUED, (BUDGET, CORRUPTION, 2, 1, 0)),
    *_both(2024, S.IN_PROGRESS, (BUDGET, False, 178, 62, 3), (OTHER, False, 116, 50, 2)),
    *_both(2024, S.IN_PROGRESS, (BUDGET, CORRUPTION, 26, 9, 0), (OTHER, CORRUPTION, 5, 2, 0)),
    *_both(2024, S.POSTPONED_BY_AGREEMENT, (OTHER, False, 24, 7, 0)),
    *_both(2024, S.NOT_YET_ENFORCEABLE, (BUDGET, False, 152, 85, 0), (OTHER, False, 106, 60, 0)),
    *_both(
        2024, S.NOT_YET_ENFORCEABLE, (BUDGET, CORRUPTION, 6, 3, 0), (OTHER, CORRUPTION, 2, 1, 0)
    ),
    *_both(2024, S.SEPARATE_TRACKING, (BUDGET, False, 66, 66, 0), (OTHER, False, 31, 31, 0)),
    *_both(2024, S.REQUEST_RETURNED, (OTHER, False, 4, 3, 0)),
    *_both(2024, S.POSTPONED_OTHER, (BUDGET, False, 17, 6, 0), (OTHER, False, 27, 11, 0)),
    *_both(2024, S.SUSPENDED, (BUDGET, False, 9, 4, 0), (OTHER, False, 12, 5, 0)),
    *_both(2024, S.ENDED_OTHER, (BUDGET, False, 4, 2, 0), (OTHER, False, 6, 3, 0)),
    *_both(2024, S.ENTRUSTED_OUT, (BUDGET, False, 38, 6, 0), (OTHER, False, 14, 3, 0)),
    *_both(2024, S.TAKEN_UP, (BUDGET, False, 3, 1, 0), (OTHER, False, 4, 2, 0)),
    *_both(2024, S.WITHDRAWN, (BUDGET, False, 9, 1, 0), (OTHER, False, 5, 1, 0)),
    *_both(2024, S.ANNULLED, (BUDGET, False, 2, 0, 0), (OTHER, False, 2, 1, 0)),
    *_both(2023, S.COMPLETED, (BUDGET, False, 2205, 260, 0), (OTHER, False, 690, 130, 0)),
    *_both(2023, S.COMPLETED, (BUDGET, CORRUPTION, 21, 3, 0), (OTHER, CORRUPTION, 3, 0, 0)),
    *_both(2023, S.DISCONTINUED, (BUDGET, False, 58, 20, 0), (OTHER, False, 66, 24, 0)),
    *_both(2023, S.ENTRUSTED_OUT, (BUDGET, False, 33, 4, 0), (OTHER, False, 12, 2, 0)),
    *_both(2023, S.TAKEN_UP, (BUDGET, False, 2, 0, 0), (OTHER, False, 3, 1, 0)),
    *_both(2023, S.WITHDRAWN, (BUDGET, False, 8, 1, 0), (OTHER, False, 5, 1, 0)),
    *_both(2023, S.ANNULLED, (BUDGET, False, 2, 0, 0), (OTHER, False, 1, 0, 0)),
    *_both(2023, S.ENDED_OTHER, (BUDGET, False, 3, 1, 0), (OTHER, False, 4, 1, 0)),
    *_both(2023, S.REQUEST_RETURNED, (OTHER, False, 2, 1, 0)),
    *_both(2023, S.SEPARATE_TRACKING, (BUDGET, False, 84, 84, 0), (OTHER, False, 38, 38, 0)),
)

# What each part of the money of 2024 comes to, in đồng; key: share, state budget, corruption.
SUMS = {
    (Share.RESOLVED, BUDGET, CORRUPTION): 131_246_780_000,
    (Share.RESOLVED, BUDGET, False): 81_901_655_000,
    (Share.RESOLVED, OTHER, CORRUPTION): 69_297_340_000,
    (Share.RESOLVED, OTHER, False): 202_222_180_000,
    (Share.ENFORCEABLE, BUDGET, CORRUPTION): 1_134_500_000,
    (Share.ENFORCEABLE, BUDGET, False): 6_481_265_000,
    (Share.ENFORCEABLE, OTHER, CORRUPTION): 868_200_000,
    (Share.ENFORCEABLE, OTHER, False): 99_875_445_000,
    (Share.NOT_ENFORCEABLE, BUDGET, CORRUPTION): 2_614_300_000,
    (Share.NOT_ENFORCEABLE, BUDGET, False): 11_462_520_000,
    (Share.NOT_ENFORCEABLE, OTHER, False): 71_358_410_000,
}
SUMS_2023 = {Share.RESOLVED: 158_437_265_000}  # an ordinary year, before the large recoveries


def cases(rng: Random) -> list[CasePlan]:
    """Every case of the province, in no order."""
    told = list(mix(rng, PORTIONS, LAO_CAI.offices, lateness=0.03))
    fit(told, period_end(2023, 12), _share, SUMS_2023)
    fit(told, period_end(2024, 12), _group, SUMS)
    return told


def _group(share: str, item: ItemPlan, case: CasePlan) -> tuple[str, bool, bool]:
    return share, item.state_budget, case.corruption


def _share(share: str, item: ItemPlan, case: CasePlan) -> str:
    return share
