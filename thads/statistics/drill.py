"""The cases behind a figure: their number, or the sum of their amounts, is the figure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, func, literal, or_, select
from sqlalchemy.orm import Session

from thads.cases import facts
from thads.cases.history import CaseFacts, replay
from thads.cases.models import Case, Initiation, JudgmentKind
from thads.core.days import month_number, statistics_year
from thads.core.errors import NotFound
from thads.statistics.columns import (
    BUDGET_BITS,
    BUDGET_MASK,
    CASE_SUMS,
    MONEY_SUMS,
    STORED,
    STORED_CASES,
    STORED_MONEY,
    THEME_BITS,
    BudgetKind,
    Theme,
    only_budget_kind,
)
from thads.statistics.contributions import (
    ALL_ITEMS,
    STATE_BUDGET_ITEMS,
    Share,
    parts_of,
    share_at,
)
from thads.statistics.models import case_contribution
from thads.statistics.sums import is_held
from thads.units.models import Unit

PAGE = 50
Cases = Select[UUID] | CompoundSelect[UUID]


@dataclass(frozen=True)
class Group:
    """Which line a figure stands in: what is named narrows it, nothing named is the province.

    `unassigned` asks for the line of cases without an officer.
    """

    unit_id: UUID | None = None
    officer_id: UUID | None = None
    unassigned: bool = False
    kind: JudgmentKind | None = None
    initiation: Initiation | None = None
    theme: Theme | None = None
    budget: BudgetKind | None = None

    def part_of(self, themes: int) -> str:
        """Which money of a case counts: of state-budget items in the theme of that name, of those
        of one kind in a line of that kind."""
        if self.budget and only_budget_kind(themes) is not self.budget:
            return self.budget.value
        of_budget = self.budget or self.theme is Theme.STATE_BUDGET
        return STATE_BUDGET_ITEMS if of_budget else ALL_ITEMS


class Line(NamedTuple):
    """One case behind a figure; amount is what it adds (1 for a case, đồng for money)."""

    case_id: UUID
    unit_code: str
    number: int
    series: str
    docketed_on: date
    kind: JudgmentKind
    amount: int

    @property
    def key(self) -> str:
        """The case as people and workbooks name it (case-import.md)."""
        return f"{self.unit_code} {self.number}/{self.series} {self.docketed_on:%d/%m/%Y}"


class Entry(NamedTuple):
    """One record of another register behind a figure, and its own page."""

    endpoint: str
    argument: str
    record_id: UUID
    title: str
    day: date
    unit_code: str
    amount: int


@dataclass(frozen=True)
class Behind:
    """A page of lines, how many there are in all, and their sum: the figure.

    A register that is not one of cases gives `entries` in the place of `lines`.
    """

    lines: list[Line]
    count: int
    total: int
    entries: list[Entry] = field(default_factory=list)


def behind(
    db: Session, at: date, group: Group, column: str, *, money: bool, page: int = 1,
    per_page: int | None = PAGE,
) -> Behind:  # fmt: skip
    """The cases that make up one figure, oldest decision first; `per_page` None: all of them.

    Errors: NotFound when there is no such column.
    """
    first = 0 if per_page is None else (page - 1) * per_page
    return lines_behind(db, at, group, column, money=money, first=first, most=per_page)


def lines_behind(
    db: Session, at: date, group: Group, column: str, *, money: bool, first: int, most: int | None,
    without: Cases | None = None,
) -> Behind:  # fmt: skip
    """The same from the line at `first` on; `without`: cases that are left out altogether."""
    parts = stored_parts(column, money=money)
    if is_held(db, at):
        return _from_contributions(db, at, group, parts, first, most, without)
    return _from_facts(db, at, group, parts, first, most, without)


def stored_parts(column: str, *, money: bool) -> dict[str, int]:
    """The stored columns that a column is made of, with their signs."""
    stored, sums, prefix = (
        (STORED_MONEY, MONEY_SUMS, "m_") if money else (STORED_CASES, CASE_SUMS, "c_")
    )
    if column in sums:
        return {prefix + name: sign for name, sign in sums[column].items()}
    if column in stored:
        return {prefix + column: 1}
    raise NotFound(column)


def _from_contributions(
    db: Session, at: date, group: Group, parts: dict[str, int], first: int, most: int | None,
    without: Cases | None,
) -> Behind:  # fmt: skip
    held = case_contribution.c
    amount: ColumnElement[int] = literal(0)
    for name, sign in parts.items():
        amount = amount + held[name] if sign > 0 else amount - held[name]
    month = month_number(at)
    wanted = [
        held.year == statistics_year(at), _is_part(group),
        held.from_month <= month, held.to_month >= month, amount != 0, *_narrowed(group),
    ]  # fmt: skip
    if without is not None:
        wanted.append(held.case_id.not_in(without))
    count, total = db.execute(select(func.count(), func.sum(amount)).where(*wanted)).one()
    lines = _named(amount).join(case_contribution, held.case_id == Case.id).where(*wanted)
    if most is not None:
        lines = lines.limit(most).offset(first)
    return Behind([Line(*row) for row in db.execute(lines)], count, int(total or 0))


def _is_part(group: Group) -> ColumnElement[bool]:
    """The same as `Group.part_of`, asked of the rows held."""
    held = case_contribution.c
    if group.budget is None:
        return held.part == group.part_of(0)
    only = held.themes.bitwise_and(BUDGET_MASK) == BUDGET_BITS[group.budget]
    return or_(held.part == group.budget.value, and_(held.part == STATE_BUDGET_ITEMS, only))


def _narrowed(group: Group) -> Iterator[ColumnElement[bool]]:
    held = case_contribution.c
    if group.unit_id:
        yield held.unit_id == group.unit_id
    if group.officer_id:
        yield held.officer_id == group.officer_id
    if group.unassigned:
        yield held.officer_id.is_(None)
    if group.kind:
        yield held.kind == group.kind.value
    if group.initiation:
        yield held.initiation == group.initiation.value
    if group.theme:
        yield held.themes.bitwise_and(THEME_BITS[group.theme]) != 0


def _named(amount: ColumnElement[int]) -> Select[UUID, str, int, str, date, JudgmentKind, int]:
    return (
        select(
            Case.id, Unit.code, Case.number, Case.series, Case.docketed_on, Case.kind,
            amount.label("amount"),
        )
        .join(Unit, Unit.id == Case.unit_id)
        .order_by(Case.docketed_on, Case.id)
    )  # fmt: skip


def _from_facts(
    db: Session, at: date, group: Group, parts: dict[str, int], first: int, most: int | None,
    without: Cases | None,
) -> Behind:  # fmt: skip
    left_out = set(db.scalars(without)) if without is not None else set()
    found: list[tuple[date, UUID, int]] = []
    for known in facts.load(db):
        share = share_at(replay(known), at) if known.case_id not in left_out else None
        if share is not None and (amount := added(group, known, share, parts)):
            found.append((known.docketed_on, known.case_id, amount))
    found.sort()
    shown = found[first:] if most is None else found[first : first + most]
    names = names_of(db, [case_id for _, case_id, _ in shown])
    lines = [names[case_id]._replace(amount=amount) for _, case_id, amount in shown]
    return Behind(lines, len(found), sum(amount for *_, amount in found))


def added(group: Group, known: CaseFacts, share: Share, parts: dict[str, int]) -> int:
    """What a case adds to a figure; 0 when it does not stand in the line."""
    if not _matches(group, share, known.kind, known.initiation):
        return 0
    return _amount(dict(parts_of(share)).get(group.part_of(share.themes)), parts)


def _matches(group: Group, share: Share, kind: JudgmentKind, initiation: Initiation) -> bool:
    return (
        group.unit_id in (None, share.unit_id)
        and group.officer_id in (None, share.officer_id)
        and not (group.unassigned and share.officer_id)
        and group.kind in (None, kind)
        and group.initiation in (None, initiation)
        and (group.theme is None or bool(share.themes & THEME_BITS[group.theme]))
    )


def _amount(row: Sequence[int] | None, parts: dict[str, int]) -> int:
    figures = dict(zip(STORED, row, strict=True)) if row else {}
    return sum(sign * figures.get(name, 0) for name, sign in parts.items())


def names_of(db: Session, case_ids: list[UUID]) -> dict[UUID, Line]:
    """These cases as lines that add nothing yet."""
    names: dict[UUID, Line] = {}
    for start in range(0, len(case_ids), 500):
        chunk = case_ids[start : start + 500]
        for row in db.execute(_named(literal(0)).where(Case.id.in_(chunk))):
            names[row.id] = Line(*row)
    return names
