"""Two readings of the definition, written apart, must give the same figures."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.statistics import naive
from tests.statistics.registers import Known, registers
from thads.cases.history import CaseHistory, replay
from thads.core.days import period_end, statistics_year, year_start
from thads.statistics.columns import STORED_CASES, STORED_MONEY, THEME_BITS, only_budget_kind
from thads.statistics.contributions import (
    ALL_ITEMS,
    STATE_BUDGET_ITEMS,
    Share,
    contributions,
    share_at,
)
from thads.statistics.rows import broken_identities, line

YEARS = range(2022, 2027)
MONTH_ENDS = [period_end(year, month) for year in YEARS for month in range(1, 13)]
DAYS = st.integers(0, 1500).map(lambda n: date(2021, 10, 1) + timedelta(days=n))
CASES = slice(None, len(STORED_CASES))
MONEY = slice(len(STORED_CASES), None)


def tables(histories: list[CaseHistory], end: date) -> dict[tuple[object, ...], object]:
    found: dict[tuple[object, ...], tuple[Counter[str], Counter[str]]] = {}
    for history in histories:
        share, facts = share_at(history, end), history.facts
        if share is None:
            continue
        keys: list[tuple[object, ...]] = [
            ("total",), ("unit", share.unit_id), ("officer", share.unit_id, share.officer_id),
            ("kind", facts.kind.value, facts.initiation.value),
            *(("theme", theme.value) for theme, bit in THEME_BITS.items() if share.themes & bit),
        ]  # fmt: skip
        only = only_budget_kind(share.themes)
        by_kind = {kind.value: money for kind, money in share.money_by_kind}
        if only and share.budget_money is not None:
            by_kind[only.value] = share.budget_money
        for key in [*keys, *(("budget", kind) for kind in by_kind)]:
            money = share.budget_money if key == ("theme", "state_budget") else share.money
            if key[0] == "budget":
                money = by_kind[str(key[1])]
            assert money is not None
            sums = found.setdefault(key, (Counter(), Counter()))
            sums[0].update(dict(zip(STORED_CASES, share.cases, strict=True)))
            sums[1].update(dict(zip(STORED_MONEY, money, strict=True)))
    return {key: (naive.clean(c), naive.clean(m)) for key, (c, m) in found.items()}


@settings(max_examples=150, deadline=None)
@given(registers(), st.lists(DAYS, min_size=1, max_size=3))
def test_every_table_is_what_counting_by_hand_gives(register: list[Known], days: list[date]):
    histories = [replay(known.facts) for known in register]
    for end in [*MONTH_ENDS[::5], *days]:
        by_hand = naive.tables(
            [known.facts for known in register], year_start(statistics_year(end)), end
        )
        assert tables(histories, end) == by_hand, end


@settings(max_examples=100, deadline=None)
@given(registers(max_cases=3))
def test_the_rows_kept_by_month_are_the_share_at_each_month_end(register: list[Known]):
    for history in (replay(known.facts) for known in register):
        kept = list(contributions(history, until=YEARS[-1]))
        for year in YEARS:
            for month in range(1, 13):
                held = {
                    row.part: (row.unit_id, row.officer_id, row.themes, row.figures)
                    for row in kept
                    if row.year == year and row.from_month <= month <= row.to_month
                }
                assert held == as_held(share_at(history, period_end(year, month)))


def as_held(share: Share | None) -> dict[str, object]:
    if share is None:
        return {}
    who = (share.unit_id, share.officer_id, share.themes)
    held: dict[str, object] = {ALL_ITEMS: (*who, share.cases + share.money)}
    if share.budget_money is not None:
        held[STATE_BUDGET_ITEMS] = (*who, share.cases + share.budget_money)
    for kind, money in share.money_by_kind:
        held[kind.value] = (*who, share.cases + money)
    return held


@settings(max_examples=100, deadline=None)
@given(registers(), st.lists(DAYS, max_size=4))
def test_the_identities_hold_for_every_case_on_every_day(register: list[Known], days: list[date]):
    for history in (replay(known.facts) for known in register):
        for end in [*MONTH_ENDS, *days]:
            if share := share_at(history, end):
                assert broken_identities(line("total", [*share.cases, *share.money])) == []


@settings(max_examples=100, deadline=None)
@given(registers())
def test_a_year_brings_forward_what_the_last_one_carried_but_for_separate_tracking(
    register: list[Known],
):
    for history in (replay(known.facts) for known in register):
        for year in YEARS:
            closing, opening = (
                figures_of(history, period_end(year, 12)),
                figures_of(history, year_start(year + 1)),
            )
            assert opening["brought_forward"] == (
                closing["carried_forward"] - closing["moved_to_separate_tracking"]
            )


def figures_of(history: CaseHistory, end: date) -> Counter[str]:
    share = share_at(history, end)
    return Counter(line("total", [*share.cases, *share.money]).cases if share else {})
