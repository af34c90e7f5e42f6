"""Under which circular a period is reported, and what none of them may choose."""

from dataclasses import replace
from datetime import date

import pytest

from thads.rules import statistics_regime


def test_a_period_is_reported_under_the_circular_of_its_last_day():
    assert statistics_regime.on(date(2018, 9, 30)).code == "BEFORE-TT06-2019"
    assert statistics_regime.on(date(2024, 6, 30)).code == "TT06-2019"
    assert statistics_regime.on(date(2024, 7, 31)).code == "TT05-2024"


def test_a_regime_that_counts_money_at_payout_is_refused_since_no_figure_is_counted_so():
    regime = statistics_regime.on(date(2024, 9, 30))
    with pytest.raises(ValueError, match="TT05-2024: no figures are counted at payout"):
        replace(regime, money_done_at="payout")
