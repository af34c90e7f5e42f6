"""Lines of figures: whose they are, their columns, their rates, and what must hold in each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from thads.cases.models import Initiation, JudgmentKind
from thads.statistics.columns import (
    STORED,
    STORED_CASES,
    BudgetKind,
    Theme,
    with_derived_cases,
    with_derived_money,
)
from thads.statistics.ratio import Ratio


@dataclass(frozen=True)
class UnitName:
    """A unit as rows and headings name it."""

    id: UUID
    code: str
    name: str


@dataclass(frozen=True)
class OfficerName:
    """An officer as rows and headings name him or her."""

    id: UUID
    username: str
    full_name: str


@dataclass(frozen=True)
class Row:
    """One line of figures: whose they are, every case column and every money column."""

    group: str
    cases: dict[str, int]
    money: dict[str, int]
    unit: UnitName | None = None
    officer: OfficerName | None = None
    kind: JudgmentKind | None = None
    initiation: Initiation | None = None
    theme: Theme | None = None
    budget: BudgetKind | None = None

    @property
    def case_rate(self) -> Ratio:
        """Resolved of enforceable, in cases."""
        resolved, base = self.cases["resolved_total"], self.cases["enforceable_total"]
        return Ratio(resolved, base, "việc giải quyết xong", "việc có điều kiện thi hành")

    @property
    def money_rate(self) -> Ratio:
        """Resolved of enforceable, in money."""
        resolved, base = self.money["resolved"], self.money["enforceable"]
        return Ratio(resolved, base, "tiền giải quyết xong", "tiền có điều kiện thi hành")


@dataclass(frozen=True)
class Figures:
    """The figures from 1 October to the end of one day; of one unit when asked so."""

    start: date
    end: date
    regime: str
    total: Row
    units: list[Row]
    officers: list[Row]
    kinds: list[Row]
    themes: list[Row]
    budgets: list[Row]  # by kind of state-budget item; a case may stand in several

    @property
    def rows(self) -> list[Row]:
        """The lines of the figures' own format: total, units, officers, kinds, themes."""
        return [self.total, *self.units, *self.officers, *self.kinds, *self.themes]

    def unit(self, unit_id: UUID) -> Row:
        """The line of one unit; a line of zeros when it has no case."""
        found = (row for row in self.units if row.unit and row.unit.id == unit_id)
        return next(found, line("unit", [0] * len(STORED)))

    def officer(self, unit_id: UUID, officer_id: UUID) -> Row:
        """The line of one officer in a unit; a line of zeros when there is no case."""
        found = (
            row
            for row in self.officers
            if row.unit and row.unit.id == unit_id and row.officer and row.officer.id == officer_id
        )
        return next(found, line("officer", [0] * len(STORED)))

    def theme(self, theme: Theme) -> Row:
        """The line of one theme; a line of zeros when no case carries it."""
        found = (row for row in self.themes if row.theme is theme)
        return next(found, line("theme", [0] * len(STORED), theme=theme))


def broken_identities(row: Row) -> list[str]:
    """The identities of the definition that this line breaks; checked at every close."""
    c, m = row.cases, row.money
    sides = c["enforceable_total"] + c["not_yet_enforceable"] + c["postponed_suspended_other"]
    money = m["enforceable"] + m["not_yet_enforceable"] + m["postponed_suspended_other"]
    ordered = (
        0 <= c["resolved_total"] <= c["enforceable_total"]
        and c["enforceable_total"] <= c["to_enforce_total"] <= c["caseload_total"]
    )
    claims = {
        "phải thi hành = có điều kiện + chưa có điều kiện + hoãn, tạm đình chỉ (việc)": (
            c["to_enforce_total"] == sides
        ),
        "0 ≤ giải quyết xong ≤ có điều kiện ≤ phải thi hành ≤ thụ lý (việc)": ordered,
        "thụ lý mới = chủ động + theo yêu cầu (việc)": (
            c["newly_docketed"] == c["ex_officio_new"] + c["on_request_new"]
        ),
        "phải thi hành = có điều kiện + chưa có điều kiện + hoãn, tạm đình chỉ (tiền)": (
            m["to_enforce"] == money
        ),
    }
    return [claim for claim, holds in claims.items() if not holds]


def line(
    group: str,
    stored: Sequence[int],
    *,
    unit: UnitName | None = None,
    officer: OfficerName | None = None,
    kind: JudgmentKind | None = None,
    initiation: Initiation | None = None,
    theme: Theme | None = None,
    budget: BudgetKind | None = None,
) -> Row:
    """A line from the stored columns in their order; the derived ones follow."""
    width = len(STORED_CASES)
    cases, money = with_derived_cases(stored[:width]), with_derived_money(stored[width:])
    return Row(group, cases, money, unit, officer, kind, initiation, theme, budget)
