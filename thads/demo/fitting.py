"""Fits the large amounts of planned cases so that sums are exact to the đồng."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date
from typing import Any

from thads.demo.plans import CasePlan, Flow, ItemPlan, shares

Key = Callable[[str, ItemPlan, CasePlan], Hashable]


def fit(cases: Iterable[CasePlan], end: date, key: Key, sums: Mapping[Any, int]) -> None:
    """Scale large flows until each group of the year ending on `end` adds up to its sum."""
    groups: dict[Hashable, list[Flow]] = defaultdict(list)
    for case in cases:
        for share, item, flow in shares(case, end):
            groups[key(share, item, case)].append(flow)
    for group, total in sums.items():
        _scale(groups[group], total)


def _scale(flows: list[Flow], total: int) -> None:
    """Small amounts stay; the large ones share the rest in proportion, the largest rounds off."""
    large = sorted((flow for flow in flows if flow.large), key=lambda flow: flow.amount)
    before = sum(flow.amount for flow in large)
    rest = total - sum(flow.amount for flow in flows if not flow.large)
    for flow in large:
        flow.amount = max(flow.amount * rest // before // 1000, 1) * 1000
    large[-1].amount += rest - sum(flow.amount for flow in large)
    if large[-1].amount <= 0:
        raise ValueError(f"no room for a sum of {total}")
