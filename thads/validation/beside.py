"""Rules between periods, against the registers, the targets and the months before."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from thads.core.days import month_number
from thads.rules.figure_checks.kinds import (
    Decisions,
    EachCase,
    FarBelow,
    FrozenOpening,
    Jump,
    Rising,
    SameOpening,
)
from thads.statistics.columns import STORED
from thads.statistics.rows import line
from thads.statistics.subject import Subject
from thads.validation import frozen
from thads.validation.evidence import Evidence, watched
from thads.validation.finding import Finding, Number, cell
from thads.validation.jumps import jumps
from thads.validation.tallies import MONTHS_BACK, Holder, serial

BEFORE_LIVE = "Kỳ trước, tính các việc nay đang giữ"
BEFORE_FROZEN = "Kỳ trước, bản chốt mới nhất"


def rising(check: Rising, evidence: Evidence, subject: Subject) -> Iterator[Finding]:
    """A cumulative column that fell since the month before."""
    if month_number(evidence.period_end) == 1:
        return
    row = evidence.line(subject)
    grown = line("", evidence.sums(evidence.moved, subject, len(STORED)))
    closed = evidence.month_before if subject.is_province else None
    for columns, money in ((check.cases, False), (check.money, True)):
        values = row.money if money else row.cases
        growth = grown.money if money else grown.cases
        for column in columns:
            title, was = BEFORE_LIVE, values[column] - growth[column]
            if closed:
                title = BEFORE_FROZEN
                was = frozen.total(closed)["money" if money else "cases"].get(column, 0)
            if values[column] < was:
                sides = cell(row, column, money=money), Number(title, was, money)
                yield Finding(check, subject, evidence.period_end, _where(sides[0]), sides)


def same_opening(check: SameOpening, evidence: Evidence, subject: Subject) -> Iterator[Finding]:
    """An opening stock other than in the month before."""
    if month_number(evidence.period_end) == 1 or not evidence.month_before:
        return
    row, closed = evidence.line(subject), frozen.total(evidence.month_before)
    for money in (False, True):
        now = cell(row, "brought_forward", money=money)
        was = closed["money" if money else "cases"]["brought_forward"]
        if now.value != was:
            sides = now, Number(BEFORE_FROZEN, was, money)
            yield Finding(check, subject, evidence.period_end, _where(now), sides)


def frozen_opening(check: FrozenOpening, evidence: Evidence, subject: Subject) -> Iterator[Finding]:
    """An opening stock other than the closed year's carried forward."""
    if not evidence.year_before:
        return
    closed = frozen.total(evidence.year_before)["cases"]
    now = cell(evidence.line(subject), "brought_forward", money=False)
    was = closed["carried_forward"] - closed["moved_to_separate_tracking"]
    if now.value != was:
        sides = now, Number("Bản chốt tháng 9 năm trước", was, money=False)
        yield Finding(check, subject, evidence.period_end, _where(now), sides)


def each_case(check: EachCase, evidence: Evidence, subject: Subject) -> Iterator[Finding]:
    """Cases that break a rule one by one."""
    count, found, expected = evidence.sums(evidence.broken[check.register], subject, 3)
    if count:
        sides = (
            Number(check.found, found, check.money),
            Number(check.expected, expected, check.money),
        )
        yield Finding(
            check, subject, evidence.period_end, f"{count} việc", sides, register=check.register
        )


def decisions(check: Decisions, evidence: Evidence, subject: Subject) -> Iterator[Finding]:
    """Another number of decisions in the register than in the figures."""
    row = evidence.line(subject)
    [entered] = evidence.sums(evidence.decided, subject, 1)
    counted = row.cases["newly_docketed"] - row.cases["reactivated"]
    if counted != entered:
        new = cell(row, "newly_docketed", money=False)
        sides = (
            replace(new, title="Thụ lý mới − trở lại thi hành", value=counted),
            Number("Quyết định trong sổ", entered, money=False),
        )
        yield Finding(check, subject, evidence.period_end, _where(new), sides)


def far_below(check: FarBelow, evidence: Evidence, subject: Subject) -> Iterator[Finding]:
    """A rate far below the target's part for the months that are over."""
    target = evidence.target(subject)
    if target is None:
        return
    row, months = evidence.line(subject), month_number(evidence.period_end)
    for rate, year, names, money in (
        (row.case_rate, target.cases_percent, ("resolved_total", "enforceable_total"), False),
        (row.money_rate, target.money_percent, ("resolved", "enforceable"), True),
    ):
        due = (year * months / 12).quantize(Decimal("0.01"), ROUND_HALF_UP)
        if rate.percent is not None and rate.percent < due - check.points:
            sides = tuple(cell(row, name, money=money) for name in names)
            where = (
                f"Tỷ lệ {_words(rate.percent)} ({'tiền' if money else 'việc'}); chỉ tiêu năm "
                f"{_words(year)}, phần của {months} tháng {_words(due)}"
            )
            yield Finding(check, subject, evidence.period_end, where, sides)


def jump(check: Jump, evidence: Evidence, subject: Subject) -> Iterator[Finding]:
    """A month far from the subject's own months before."""
    row, order = evidence.line(subject), watched(evidence.period_end)
    grown = evidence.sums(evidence.moved, subject, len(STORED))
    for column in check.columns:
        name = f"{'m' if check.money else 'c'}_{column}"
        value = grown[STORED.index(name)]
        before = _series(evidence, subject, order.index(name))
        expected = jumps(check, before, value)
        if expected is not None:
            now = cell(row, column, money=check.money)
            sides = (
                Number("Tháng này", value, check.money, row, column),
                Number("Trung vị các tháng trước", expected.median, check.money),
            )
            yield Finding(check, subject, evidence.period_end, _where(now), sides)


def _series(evidence: Evidence, subject: Subject, place: int) -> list[int]:
    """The months before, oldest first, from the first in which the subject had any figure."""
    ours = [months for holder, months in evidence.months.items() if _holds(subject, holder)]
    begun = min((month for months in ours for month in months), default=None)
    if begun is None:
        return []
    last = serial(evidence.period_end) - 1
    first = max(begun, last - MONTHS_BACK + 1)
    return [
        sum(months[month][place] for months in ours if month in months)
        for month in range(first, last + 1)
    ]


def _holds(subject: Subject, holder: Holder) -> bool:
    unit_id, officer_id = holder
    return subject.unit_id in (None, unit_id) and subject.officer_id in (None, officer_id)


def _where(number: Number) -> str:
    return f"{number.title} ({'tiền' if number.money else 'việc'})"


def _words(rate: Decimal) -> str:
    return f"{rate:.2f}%".replace(".", ",")
