"""Rates of a published paper, from its stored figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from thads.core.days import period_end
from thads.statistics.comparison import Compared
from thads.statistics.ratio import Ratio

Line = dict[str, dict[str, int]]


def rates(line: Line) -> tuple[Ratio, Ratio]:
    """Resolved over enforceable of one line: in cases, in money."""
    cases, money = line["cases"], line["money"]
    return (
        of_cases((cases["resolved_total"], cases["enforceable_total"])),
        of_money((money["resolved"], money["enforceable"])),
    )


def of_cases(pair: Sequence[int]) -> Ratio:
    """Resolved and enforceable cases as a rate."""
    return Ratio(pair[0], pair[1], "việc giải quyết xong", "việc có điều kiện thi hành")


def of_money(pair: Sequence[int]) -> Ratio:
    """Resolved and enforceable money as a rate."""
    return Ratio(pair[0], pair[1], "tiền giải quyết xong", "tiền có điều kiện thi hành")


@dataclass(frozen=True, slots=True)
class Month:
    """The cumulative rates to one month's end, and those of the year before."""

    end: date
    cases: Ratio
    cases_before: Ratio
    money: Ratio
    money_before: Ratio


def months(figures: dict[str, Any]) -> list[Month]:
    """What the lines of the paper show, month by month."""
    year, told = figures["period"]["year"], figures["months"]
    names = ("cases", "cases_before", "money", "money_before")
    return [
        Month(period_end(year, number), of_cases(a), of_cases(b), of_money(c), of_money(d))
        for number, (a, b, c, d) in enumerate(
            zip(*(told[name] for name in names), strict=False), start=1
        )
    ]


def cards(figures: dict[str, Any]) -> list[Compared]:
    """The two rates as published, beside the target and the year before of the same paper."""
    target = figures["target"] or {}
    names = (("Giải quyết xong về việc", "cases"), ("Giải quyết xong về tiền", "money"))
    return [
        Compared(
            label, this, part == "money", Decimal(target[part]) if part in target else None, before
        )
        for (label, part), this, before in zip(
            names, rates(figures["total"]), rates(figures["last_year"]), strict=True
        )
    ]
