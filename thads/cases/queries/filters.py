"""What may be asked of the register, as conditions on cases and on how they stood."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from thads.cases.models import (
    Case,
    CaseInterval,
    Initiation,
    Judgment,
    JudgmentKind,
    ObligationItem,
    Standing,
)
from thads.core.days import last_day_older_than
from thads.core.text import fold
from thads.rules.numbering import SERIES

ENFORCEABLE_NOW = (Standing.IN_PROGRESS, Standing.POSTPONED_BY_AGREEMENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFilter:
    """What is asked of the register. `text`: a number, or a judgment's number.

    `among` is a select of case ids that another area made (overdue verifications, figures).
    """

    text: str = ""
    standings: frozenset[Standing] = frozenset()
    unit_id: UUID | None = None
    officer_id: UUID | None = None
    unassigned: bool = False
    kind: JudgmentKind | None = None
    initiation: Initiation | None = None
    docketed_from: date | None = None
    docketed_to: date | None = None
    state_budget: bool = False
    bank: bool = False
    corruption: bool = False
    drugs: bool = False
    foreign_element: bool = False
    older_than_year: bool = False  # enforceable, unresolved, docketed over a year before the day
    among: Select[Any] | None = None


def of_interval(
    wanted: CaseFilter, day: date, scope: UUID | None, *, case_known: bool
) -> ColumnElement[bool]:
    """How the case stood at the end of `day`, with whom, if that interval had not ended by then.

    `case_known`: the condition is put to one case at a time, so only its key should serve; else it
    is put to the whole table, of which nearly every row begins before the day. `_unindexed` keeps
    SQLite, which does not know how many rows answer, from taking the wrong index.
    """
    begun = CaseInterval.starts_on if case_known else _unindexed(CaseInterval.starts_on)
    found: list[ColumnElement[bool]] = [begun <= day]
    unit, officer, standing = (
        _unindexed(column) if case_known else column
        for column in (CaseInterval.unit_id, CaseInterval.officer_id, CaseInterval.standing)
    )
    if scope is not None:
        found.append(unit == scope)
    if wanted.unit_id is not None:
        found.append(unit == wanted.unit_id)
    if wanted.officer_id is not None:
        found.append(officer == wanted.officer_id)
    if wanted.unassigned:
        found.append(officer.is_(None))
    if wanted.standings:
        found.append(standing.in_(wanted.standings))
    if wanted.older_than_year:
        found.append(standing.in_(ENFORCEABLE_NOW))
    return and_(*found)


def unended(day: date) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """The interval lasts still, or ended after `day`: each is one range of an index."""
    return CaseInterval.ends_on.is_(None), CaseInterval.ends_on > day


def _unindexed(column: Any) -> ColumnElement[Any]:
    """The same value, by an expression that no index serves."""
    return func.coalesce(column, column)


def of_case(wanted: CaseFilter, day: date) -> list[ColumnElement[bool]]:
    """What the case is about; empty when nothing of this is asked."""
    found: list[ColumnElement[bool]] = []
    if wanted.kind is not None:
        found.append(Case.kind == wanted.kind)
    if wanted.initiation is not None:
        found.append(Case.initiation == wanted.initiation)
    if wanted.docketed_from is not None:
        found.append(Case.docketed_on >= wanted.docketed_from)
    if wanted.docketed_to is not None:
        found.append(Case.docketed_on <= wanted.docketed_to)
    if wanted.state_budget:
        found.append(Case.items.any(ObligationItem.state_budget))
    if wanted.bank:
        found.append(Case.bank.is_not(None))
    flags = ("corruption", "drugs", "foreign_element")
    found += [getattr(Case, flag).is_(True) for flag in flags if getattr(wanted, flag)]
    if wanted.older_than_year:
        found.append(Case.docketed_on <= last_day_older_than(day, 1))
    if wanted.among is not None:
        found.append(Case.id.in_(wanted.among))
    if wanted.text.strip():
        found.append(_matches(wanted.text))
    return found


def _matches(text: str) -> ColumnElement[bool]:
    """A number (123 or 123/QĐ-CCTHADS) or a judgment's number. People are found by `thads.search`:
    what is asked here stands in the address, and no name may stand there."""
    folded = fold(text)
    ways: list[ColumnElement[bool]] = [
        Case.judgment_id.in_(
            select(Judgment.id).where(Judgment.number_folded.contains(folded, autoescape=True))
        ),
    ]
    number, _, series = folded.partition("/")
    if number.isascii() and number.isdigit() and len(number) < 10:
        same = Case.number == int(number)
        symbols = {s.symbol for s in SERIES if fold(s.symbol).startswith(series)}
        ways.append(and_(same, Case.series.in_(symbols)) if series else same)
    return or_(*ways)
