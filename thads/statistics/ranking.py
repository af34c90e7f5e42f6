"""Ranks by a rate: highest first, equal rates share a rank, the base stands beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from thads.statistics.ratio import Ratio

FORMULA = (
    "Xếp từ tỷ lệ cao xuống thấp, riêng về việc và riêng về tiền; tỷ lệ = giải quyết xong / có "
    "điều kiện thi hành, so đến hai chữ số thập phân như in; tỷ lệ bằng nhau thì cùng hạng, hạng "
    "sau tiếp liền; nơi không có việc có điều kiện thì không xếp."
)
Key = TypeVar("Key")


@dataclass(frozen=True)
class Rank:
    """A place among those who have a base (reference 5.6: dense)."""

    place: int
    among: int
    ratio: Ratio


def ranked(rates: Mapping[Key, Ratio]) -> dict[Key, Rank]:
    """The rank of each that has a rate, best first; rates are compared as they are printed."""
    known = {key: rate.percent for key, rate in rates.items() if rate.percent is not None}
    steps = {percent: n for n, percent in enumerate(sorted(set(known.values()), reverse=True), 1)}
    best_first = sorted(known, key=lambda key: known[key], reverse=True)
    return {key: Rank(steps[known[key]], len(known), rates[key]) for key in best_first}
