"""What one case adds to the figures, month by month: the one place where the definition is read.

A pure function of the case's history. The read model stores its result, the scan of any day sums
it, the check compares with it. Definition: statistics.md; the money is done at collection.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import NamedTuple
from uuid import UUID

from thads.cases.history import (
    OPEN,
    CaseFacts,
    CaseHistory,
    CaseMoment,
)
from thads.cases.models import Initiation, Standing
from thads.core.days import add_years, month_number, period_end, statistics_year, year_start
from thads.statistics.columns import (
    BUDGET_BITS,
    STORED_CASES,
    STORED_MONEY,
    THEME_BITS,
    BudgetKind,
    Theme,
)
from thads.statistics.items import BUDGET_KINDS, entry_of, money_of

ALL_ITEMS = "all"
STATE_BUDGET_ITEMS = "state_budget"

_DAY = timedelta(days=1)
_CASE_AT = {name: place for place, name in enumerate(STORED_CASES)}

# The columns in which a case of the period counts by its standing at the cut-off.
_COLUMNS_OF_STANDING = {
    standing: tuple(_CASE_AT[name] for name in names)
    for standing, names in {
        Standing.IN_PROGRESS: ("in_progress",),
        Standing.POSTPONED_BY_AGREEMENT: ("postponed_by_agreement",),
        Standing.POSTPONED_OTHER: ("postponed_suspended_other",),
        Standing.SUSPENDED: ("postponed_suspended_other",),
        Standing.NOT_YET_ENFORCEABLE: ("not_yet_enforceable",),
        Standing.SEPARATE_TRACKING: (
            "not_yet_enforceable",
            "moved_to_separate_tracking",
            "separate_tracking_stock",
        ),
        Standing.COMPLETED: ("completed",),
        Standing.DISCONTINUED: ("discontinued",),
        Standing.ENTRUSTED_OUT: ("entrusted_out",),
        Standing.TAKEN_UP: ("taken_up",),
        Standing.WITHDRAWN: ("withdrawn_annulled",),
        Standing.ANNULLED: ("withdrawn_annulled",),
        Standing.REQUEST_RETURNED: ("not_yet_enforceable", "request_returned"),
        Standing.ENDED_OTHER: ("postponed_suspended_other", "ended_other"),
    }.items()
}
_NO_MONEY = (0,) * len(STORED_MONEY)
_STATE_BUDGET, _OVER_ONE_YEAR = THEME_BITS[Theme.STATE_BUDGET], THEME_BITS[Theme.OVER_ONE_YEAR]
_ENFORCEABLE_UNRESOLVED = (Standing.IN_PROGRESS, Standing.POSTPONED_BY_AGREEMENT)


class Share(NamedTuple):
    """What a case adds at one cut-off, and for whom. `budget_money` counts state-budget items
    only; None when the case has none. `money_by_kind`: theirs by kind, when there are several."""

    unit_id: UUID
    officer_id: UUID | None
    themes: int
    cases: tuple[int, ...]
    money: tuple[int, ...]
    budget_money: tuple[int, ...] | None
    money_by_kind: tuple[tuple[BudgetKind, tuple[int, ...]], ...] = ()


class Contribution(NamedTuple):
    """A share that holds from one month's end to another's within a statistics year."""

    year: int
    part: str
    from_month: int
    to_month: int
    unit_id: UUID
    officer_id: UUID | None
    themes: int
    figures: tuple[int, ...]


def contributions(history: CaseHistory, *, until: int, since: int = 0) -> Iterator[Contribution]:
    """All that the case adds from statistics year `since` (or its docketing) to `until`."""
    first = max(since, statistics_year(history.facts.docketed_on))
    for year in range(first, until + 1):
        if history.now.day < year_start(year) and history.now.standing not in OPEN:
            return
        yield from of_year(history, year)


def of_year(history: CaseHistory, year: int) -> Iterator[Contribution]:
    """What the case adds in one statistics year; equal months are one row."""
    case, ends = CaseInYear(history, year_start(year)), _ends(year)
    spans: list[tuple[int, Share | None]] = []
    for month in _turning_months(history, year):
        share = case.at(ends[month - 1])
        if not spans or spans[-1][1] != share:
            spans.append((month, share))
    lasts = [month - 1 for month, _ in spans[1:]]
    for (first, share), last in zip(spans, [*lasts, 12], strict=True):
        if share is None:
            continue
        who = (first, last, share.unit_id, share.officer_id, share.themes)
        for part, figures in parts_of(share):
            yield Contribution(year, part, *who, figures)


def parts_of(share: Share) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The figures of each part: every item; state-budget items when the case has any; those of
    each kind when it has several kinds."""
    yield ALL_ITEMS, share.cases + share.money
    if share.budget_money is not None:
        yield STATE_BUDGET_ITEMS, share.cases + share.budget_money
    for kind, money in share.money_by_kind:
        yield kind.value, share.cases + money


def share_at(history: CaseHistory, day: date) -> Share | None:
    """What the case adds from the start of the statistics year to the end of `day`."""
    return CaseInYear(history, year_start(statistics_year(day))).at(day)


class CaseInYear:
    """A case seen from the start of a statistics year: asked at a cut-off, it gives its share."""

    def __init__(self, history: CaseHistory, start: date) -> None:
        self.history = history
        self.facts = history.facts
        self.start = start
        self.entries = [e for item in history.items if (e := entry_of(item, start))]
        self.brought_forward = any(entry.brought_forward for entry in self.entries)
        self.fixed_themes = _fixed_themes(self.facts)
        self.budget_kinds = [k for k, bit in BUDGET_BITS.items() if self.fixed_themes & bit]
        self.year_old_on = _year_old_on(self.facts.docketed_on)

    def at(self, end: date) -> Share | None:
        """What the case adds from the start of the year to the end of the day `end`."""
        moment = self.history.at(end)
        if moment is None:
            return None
        entered = [entry for entry in self.entries if entry.day <= end]
        if not entered:
            return self._memo_only(moment)
        money = [(e.item.item, money_of(e, end)) for e in entered]
        budget = [(BUDGET_KINDS[item.kind], row) for item, row in money if item.state_budget]
        return Share(
            moment.unit_id,
            moment.officer_id,
            self._themes(moment, end),
            self._cases(moment),
            _sum([row for _, row in money]),
            *self._budget(budget),
        )

    def _budget(
        self, rows: Sequence[tuple[BudgetKind, Sequence[int]]]
    ) -> tuple[tuple[int, ...] | None, tuple[tuple[BudgetKind, tuple[int, ...]], ...]]:
        """The money of state-budget items, and by kind when the case has several kinds."""
        kinds = self.budget_kinds
        if not kinds:
            return None, ()
        whole = _sum([row for _, row in rows])
        if len(kinds) == 1:
            return whole, ()
        return whole, tuple((k, _sum([row for of, row in rows if of is k])) for k in kinds)

    def _memo_only(self, moment: CaseMoment) -> Share | None:
        """A case in separate tracking through the whole period stands in the stock alone."""
        if moment.standing is not Standing.SEPARATE_TRACKING:
            return None
        cases = [0] * len(STORED_CASES)
        cases[_CASE_AT["separate_tracking_stock"]] = 1
        holder = (moment.unit_id, moment.officer_id)
        return Share(*holder, self.fixed_themes, tuple(cases), _NO_MONEY, *self._budget(()))

    def _cases(self, moment: CaseMoment) -> tuple[int, ...]:
        cases = [0] * len(STORED_CASES)
        if self.brought_forward:
            cases[_CASE_AT["brought_forward"]] = 1
        else:
            cases[_CASE_AT["newly_docketed"]] = 1
            ex_officio = self.facts.initiation is Initiation.EX_OFFICIO
            cases[_CASE_AT["ex_officio_new" if ex_officio else "on_request_new"]] = 1
            if self.facts.docketed_on < self.start:
                cases[_CASE_AT["reactivated"]] = 1
            elif self.facts.entrusted_in:
                cases[_CASE_AT["entrusted_in"]] = 1
        for place in _COLUMNS_OF_STANDING[moment.standing]:
            cases[place] = 1
        return tuple(cases)

    def _themes(self, moment: CaseMoment, end: date) -> int:
        if moment.standing in _ENFORCEABLE_UNRESOLVED and self.year_old_on < end:
            return self.fixed_themes | _OVER_ONE_YEAR
        return self.fixed_themes


def _sum(rows: Sequence[Sequence[int]]) -> tuple[int, ...]:
    if len(rows) == 1:
        return tuple(rows[0])
    return tuple(map(sum, zip(*rows, strict=True))) if rows else _NO_MONEY


def _fixed_themes(facts: CaseFacts) -> int:
    """The themes that a case carries from its beginning and its kinds of budget items, as bits."""
    themes = 0
    for item in facts.items:
        if item.state_budget:
            themes |= _STATE_BUDGET | BUDGET_BITS[BUDGET_KINDS[item.kind]]
    if facts.bank:
        themes |= THEME_BITS[Theme.BANK_CREDIT]
    if facts.corruption:
        themes |= THEME_BITS[Theme.CORRUPTION]
    if facts.drugs:
        themes |= THEME_BITS[Theme.DRUGS]
    if facts.foreign_element:
        themes |= THEME_BITS[Theme.FOREIGN]
    return themes


def _turning_months(history: CaseHistory, year: int) -> list[int]:
    """The months of `year` in which the share may change: facts, and the case turning a year."""
    start, end = year_start(year), _ends(year)[-1]
    months = {month_number(m.day) for m in history.moments if start <= m.day <= end}
    months.add(1)
    turns = _year_old_on(history.facts.docketed_on) + _DAY
    if start <= turns <= end:
        months.add(month_number(turns))
    return sorted(months)


@lru_cache(maxsize=4096)
def _year_old_on(docketed_on: date) -> date:
    return add_years(docketed_on, 1)


@cache
def _ends(year: int) -> tuple[date, ...]:
    return tuple(period_end(year, month) for month in range(1, 13))
