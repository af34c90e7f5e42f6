"""Every rule in force on the evidence: which reader reads which kind of rule."""

from collections.abc import Callable, Iterator
from typing import Any

from thads.rules import figure_checks
from thads.rules.figure_checks import kinds
from thads.statistics.subject import Subject
from thads.validation import beside, lines
from thads.validation.evidence import Evidence, whose
from thads.validation.finding import Finding

READERS: dict[type[kinds.Check], Callable[[Any, Evidence, Subject], Iterator[Finding]]] = {
    kinds.Balance: lines.balance,
    kinds.Ascending: lines.ascending,
    kinds.NotNegative: lines.not_negative,
    kinds.RateInRange: lines.rate_in_range,
    kinds.AddUp: lines.add_up,
    kinds.Initiations: lines.initiations,
    kinds.NoMore: lines.no_more,
    kinds.MoneyWithCases: lines.money_with_cases,
    kinds.Rising: beside.rising,
    kinds.SameOpening: beside.same_opening,
    kinds.FrozenOpening: beside.frozen_opening,
    kinds.EachCase: beside.each_case,
    kinds.Decisions: beside.decisions,
    kinds.FarBelow: beside.far_below,
    kinds.Jump: beside.jump,
}


def found_in(evidence: Evidence, subject: Subject) -> Iterator[Finding]:
    """What the rules of the period find in the figures of one subject, in the rules' order."""
    for check in figure_checks.on(evidence.period_end):
        if whose(subject) in check.whose:
            yield from READERS[type(check)](check, evidence, subject)
