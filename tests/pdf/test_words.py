"""How the paper speaks of rates: ranks, targets, differences."""

from decimal import Decimal

from workers.pdf import words


def unit(name, resolved, enforceable, *, target=None, money=(1, 1)):
    cases = {"resolved_total": resolved, "enforceable_total": enforceable}
    target = target and {"cases": target, "money": "50.00"}
    of_money = {"resolved": money[0], "enforceable": money[1]}
    return {"name": name, "cases": cases, "money": of_money, "target": target}


def test_equal_rates_share_a_rank_and_no_base_has_none():
    units = [unit("A", 1, 2), unit("B", 9, 10), unit("C", 2, 4), unit("D", 0, 0), unit("E", 0, 5)]
    assert words.ranks(units, words.case_rate) == [2, 1, 2, "–", 4]


def test_who_is_below_its_own_target_is_named_with_what_is_missing():
    units = [
        unit("Chi cục A", 833, 1000, target="83.69", money=(1, 4)),
        unit("Chi cục B", 9, 10, target="83.69"),
        unit("Chi cục C", 1, 10),
    ]
    assert words.below_target(units) == [
        "Chi cục A (việc thiếu 0,39 điểm %, tiền thiếu 25,00 điểm %)"
    ]


def test_rates_differ_by_points_and_amounts_by_percent():
    assert words.points(Decimal("91.09"), "83.69") == "+7,40"
    assert words.points(Decimal("48.49"), Decimal("52.81")) == "−4,32"
    assert words.points(None, "83.69") == "–"
    assert words.change(367, 384) == "−4,43%"
    assert words.change(5, 0) == "–"


def test_money_in_billions_keeps_two_decimals():
    assert words.billions(484_667_955_000) == "484,67"
    assert words.billions(1_234_567_890_000) == "1.234,57"
    assert words.billions(0) == "0,00"
