"""What the law has done with money that waits, to the day."""

from datetime import date

import pytest

from thads.rules import unclaimed
from thads.rules.unclaimed import NextStep

CASES = [
    # confiscated money: 7 days since 1/7/2026, from the decision when the money came before it
    (unclaimed.remit(date(2026, 8, 3), date(2026, 7, 6), confiscated=True), date(2026, 8, 10)),
    (unclaimed.remit(date(2026, 7, 8), date(2026, 8, 3), confiscated=True), date(2026, 8, 10)),
    # the time of a clock is that of the law of its first day
    (unclaimed.remit(date(2026, 6, 29), date(2026, 6, 1), confiscated=True), date(2026, 7, 9)),
    (unclaimed.remit(date(2026, 8, 3), date(2026, 7, 6), confiscated=False), date(2026, 8, 13)),
    (unclaimed.allocate(date(2024, 9, 16)), date(2024, 9, 26)),
    # what a judgment returns is told of in three working days since 1/7/2026, before in ten days
    (unclaimed.tell(date(2026, 8, 3), returned=True), date(2026, 8, 6)),
    (unclaimed.tell(date(2024, 9, 16), returned=True), date(2024, 9, 26)),
    (unclaimed.after_notice(date(2024, 9, 2), date(2024, 9, 30)), date(2024, 9, 17)),
    # five years from the judgment's force, one from the notice for money that came later
    (unclaimed.to_state(date(2018, 3, 1), date(2020, 5, 4), date(2020, 6, 1)), date(2023, 3, 1)),
    (unclaimed.to_state(date(2018, 3, 1), date(2024, 5, 6), date(2024, 6, 3)), date(2025, 6, 3)),
    (unclaimed.to_state(None, date(2020, 5, 4), date(2020, 6, 1)), None),
]  # fmt: skip


@pytest.mark.parametrize(("step", "due"), CASES)
def test_the_last_day_is_the_law_s(step, due):
    assert step.due == due
    assert "Điều" in step.source


def test_fifteen_days_are_waited_out_before_savings():
    told = date(2024, 9, 2)
    assert unclaimed.after_notice(told, date(2024, 9, 17)).kind is NextStep.WAIT
    assert unclaimed.after_notice(told, date(2024, 9, 18)).kind is NextStep.DEPOSIT
    assert not unclaimed.may_be_deposited(told, date(2024, 9, 17))
    assert unclaimed.may_be_deposited(told, date(2024, 9, 18))
