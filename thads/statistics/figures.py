"""The figures of a statistics year to any day, by unit, officer, kind and theme.

A month's end that the read model holds is read from the cells; another day from those of a month's
end beside it and from the cases that changed in between, through the same pure function.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.cases.models import Initiation, JudgmentKind
from thads.core.days import statistics_year, year_start
from thads.identity.models import User
from thads.rules import statistics_regime
from thads.statistics.cells import BUDGET, KIND, OFFICER, THEME
from thads.statistics.columns import STORED, BudgetKind, Theme
from thads.statistics.ratio import Ratio, points_between
from thads.statistics.rows import Figures, OfficerName, Row, UnitName, broken_identities, line
from thads.statistics.sums import Sums, at_end, between_ends, from_facts, is_held
from thads.units.models import Unit

__all__ = ["Figures", "Ratio", "Row", "broken_identities", "figures", "points_between"]


def figures(
    db: Session, at: date, *, unit_id: UUID | None = None, officer_id: UUID | None = None
) -> Figures:  # fmt: skip
    """The figures of the statistics year that holds `at`, from its start to the end of that day;
    an officer's are those of his cases in the unit."""
    return assembled(db, at, sums_of(db, at, unit_id, officer_id))


def sums_of(
    db: Session, at: date, unit_id: UUID | None = None, officer_id: UUID | None = None
) -> Sums:  # fmt: skip
    """What these figures are made of."""
    read = at_end if is_held(db, at) else between_ends
    return read(db, at, unit_id, officer_id)


def scanned(
    db: Session, at: date, *, unit_id: UUID | None = None, officer_id: UUID | None = None
) -> Figures:  # fmt: skip
    """The same figures by reading every case, whatever the read model holds."""
    return assembled(db, at, from_facts(db, at, unit_id, officer_id))


def assembled(db: Session, at: date, sums: Sums) -> Figures:
    """The figures that these sums are."""
    held = [place for place in sums if place.shape == OFFICER]
    units = _unit_names(db, {place.unit_id for place in held})
    officers = _officer_names(db, {place.a for place in held if place.a})
    rank = {key: n for n, key in enumerate([*units, "", *officers])}
    held.sort(key=lambda place: (rank[place.unit_id], rank[place.a]))
    return Figures(
        start=year_start(statistics_year(at)),
        end=at,
        regime=statistics_regime.on(at).code,
        total=line("total", _sum(sums[place] for place in held)),
        units=[
            line("unit", _sum(sums[p] for p in held if p.unit_id == key), unit=unit)
            for key, unit in units.items()
        ],
        officers=[
            line("officer", sums[p], unit=units[p.unit_id], officer=officers.get(p.a)) for p in held
        ],
        kinds=kind_lines(sums),
        themes=theme_lines(sums),
        budgets=_budgets(sums),
    )


def kind_lines(sums: Sums) -> list[Row]:
    """The lines by kind and initiation, in the order of the forms."""
    order = [(kind, initiation) for kind in JudgmentKind for initiation in Initiation]
    found = {(p.a, p.b): row for p, row in sums.items() if p.shape == KIND}
    return [line("kind", found[k, i], kind=k, initiation=i) for k, i in order if (k, i) in found]


def theme_lines(sums: Sums) -> list[Row]:
    """The lines by theme, in their order."""
    found = {place.a: row for place, row in sums.items() if place.shape == THEME}
    return [line("theme", found[theme], theme=theme) for theme in Theme if theme in found]


def _budgets(sums: Sums) -> list[Row]:
    found = {place.a: row for place, row in sums.items() if place.shape == BUDGET}
    return [line("budget", found[kind], budget=kind) for kind in BudgetKind if kind in found]


def _sum(rows: Iterable[Sequence[int]]) -> list[int]:
    return [sum(column) for column in zip([0] * len(STORED), *rows, strict=False)]


def _unit_names(db: Session, ids: set[str]) -> dict[str, UnitName]:
    found = select(Unit.id, Unit.code, Unit.name).order_by(Unit.position, Unit.code)
    return {str(u.id): UnitName(*u) for u in db.execute(found) if str(u.id) in ids}


def _officer_names(db: Session, ids: set[str]) -> dict[str, OfficerName]:
    found = (
        select(User.id, User.username, User.full_name)
        .where(User.id.in_([UUID(key) for key in ids]))
        .order_by(User.name_sort_key, User.username)
    )
    return {str(u.id): OfficerName(*u) for u in db.execute(found)}
