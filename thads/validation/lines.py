"""Rules inside a line of figures, and among the lines of one period."""

from collections.abc import Iterator, Sequence

from thads.cases.models import Initiation
from thads.rules.figure_checks.kinds import (
    AddUp,
    Ascending,
    Balance,
    Check,
    Initiations,
    MoneyWithCases,
    NoMore,
    NotNegative,
    RateInRange,
)
from thads.statistics.rows import Row
from thads.statistics.subject import Subject
from thads.statistics.titles import CASE_TITLES, MONEY_TITLES
from thads.validation.evidence import Evidence
from thads.validation.finding import Finding, Number, cell

GROUP_TITLES = {
    "kind": "Cộng các loại án", "unit": "Cộng các đơn vị", "officer": "Cộng các Chấp hành viên",
}  # fmt: skip


def balance(check: Balance, evidence: Evidence, subject: Subject) -> Iterator[Finding]:
    """A column that is not the sum of its parts."""
    row = evidence.line(subject)
    values = row.money if check.money else row.cases
    made = sum(sign * values[name] for name, sign in check.parts.items())
    if values[check.whole] != made:
        side = Number("Cộng, trừ các cột", made, check.money)
        yield _in_column(check, evidence, subject, row, check.whole, side, money=check.money)


def ascending(check: Ascending, evidence: Evidence, subject: Subject) -> Iterator[Finding]:
    """A column larger than one that it is part of, or below 0."""
    row = evidence.line(subject)
    values = row.money if check.money else row.cases
    for part, whole in zip(check.columns, check.columns[1:], strict=False):
        if values[part] > values[whole]:
            side = cell(row, whole, money=check.money)
            yield _in_column(check, evidence, subject, row, part, side, money=check.money)
    if check.from_zero:
        yield from _negative(check, evidence, subject, check.columns[:1], money=check.money)


def not_negative(check: NotNegative, evidence: Evidence, subject: Subject) -> Iterator[Finding]:
    """A column below 0."""
    yield from _negative(check, evidence, subject, check.columns, money=check.money)


def rate_in_range(check: RateInRange, evidence: Evidence, subject: Subject) -> Iterator[Finding]:
    """A rate that is none."""
    row = evidence.line(subject)
    rate, names = row.case_rate, ("resolved_total", "enforceable_total")
    if check.money:
        rate, names = row.money_rate, ("resolved", "enforceable")
    is_rate = rate.percent is None or 0 <= rate.percent <= 100
    if not is_rate or (rate.percent is None and rate.numerator):
        side = cell(row, names[1], money=check.money)
        yield _in_column(check, evidence, subject, row, names[0], side, money=check.money)


def add_up(check: AddUp, evidence: Evidence, subject: Subject) -> Iterator[Finding]:
    """A column in which the lines of a group make another sum than the whole."""
    whole, parts = evidence.line(subject), evidence.parts(subject, check.parts)
    for titles, money in ((CASE_TITLES, False), (MONEY_TITLES, True)):
        for column in titles:
            values = whole.money if money else whole.cases
            if values[column] != (made := _sum(parts, column, money=money)):
                side = Number(GROUP_TITLES[check.parts], made, money)
                yield _in_column(check, evidence, subject, whole, column, side, money=money)


def initiations(check: Initiations, evidence: Evidence, subject: Subject) -> Iterator[Finding]:
    """New cases of one initiation: the column of the whole against the lines."""
    whole = evidence.line(subject)
    for initiation in Initiation:
        column = f"{initiation.value}_new"
        lines = [r for r in evidence.parts(subject, "kind") if r.initiation is initiation]
        made = _sum(lines, "newly_docketed", money=False)
        if whole.cases[column] != made:
            side = Number(f"Cộng các dòng {initiation.label.lower()}", made, money=False)
            yield _in_column(check, evidence, subject, whole, column, side, money=False)


def no_more(check: NoMore, evidence: Evidence, subject: Subject) -> Iterator[Finding]:
    """A theme with more cases than there are."""
    whole = evidence.line(subject)
    for row in evidence.parts(subject, "theme"):
        for column, title in CASE_TITLES.items():
            if row.cases[column] > whole.cases[column]:
                assert row.theme is not None
                sides = cell(row, column, money=False), cell(whole, column, money=False)
                where = f"{row.theme.label}: {title}"
                yield Finding(check, subject, evidence.period_end, where, sides)


def money_with_cases(
    check: MoneyWithCases, evidence: Evidence, subject: Subject
) -> Iterator[Finding]:
    """Money where there is no case to hold it."""
    row = evidence.line(subject)
    if row.money[check.money_column] and not row.cases[check.case_column]:
        side = cell(row, check.case_column, money=False)
        yield _in_column(check, evidence, subject, row, check.money_column, side, money=True)


def _negative(
    check: Check, evidence: Evidence, subject: Subject, columns: Sequence[str], *, money: bool
) -> Iterator[Finding]:
    row = evidence.line(subject)
    values = row.money if money else row.cases
    for column in columns:
        if values[column] < 0:
            side = Number("Nhỏ nhất có thể", 0, money)
            yield _in_column(check, evidence, subject, row, column, side, money=money)


def _in_column(
    check: Check, evidence: Evidence, subject: Subject, row: Row, column: str, side: Number, *,
    money: bool,
) -> Finding:  # fmt: skip
    found = cell(row, column, money=money)
    where = f"{found.title} ({'tiền' if money else 'việc'})"
    return Finding(check, subject, evidence.period_end, where, (found, side))


def _sum(rows: Sequence[Row], column: str, *, money: bool) -> int:
    return sum((row.money if money else row.cases)[column] for row in rows)
