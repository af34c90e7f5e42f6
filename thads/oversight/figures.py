"""Rates of a published paper, from its stored figures."""

from decimal import Decimal
from typing import Any

from thads.statistics.comparison import Compared
from thads.statistics.ratio import Ratio

Line = dict[str, dict[str, int]]


def rates(line: Line) -> tuple[Ratio, Ratio]:
    """Resolved over enforceable of one line: in cases, in money."""
    cases, money = line["cases"], line["money"]
    return (
        Ratio(
            cases["resolved_total"], cases["enforceable_total"],
            "việc giải quyết xong", "việc có điều kiện thi hành",
        ),
        Ratio(
            money["resolved"], money["enforceable"],
            "tiền giải quyết xong", "tiền có điều kiện thi hành",
        ),
    )  # fmt: skip


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
