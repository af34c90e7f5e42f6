"""Published figures of all provinces for a period: lines, ranks, sums; newest versions count."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from tenants.models import ProvinceTarget, PublishedPeriod, Tenant
from thads.statistics.ranking import Rank, ranked
from thads.statistics.ratio import Ratio, points_between
from thads.statistics.titles import CASE_TITLES, MONEY_TITLES

Columns = Mapping[str, int]
OF_CASES = ("resolved_total", "enforceable_total")  # what a rate is made of
OF_MONEY = ("resolved", "enforceable")


@dataclass(frozen=True)
class Line:
    """Somebody's published columns, in cases and in đồng."""

    name: str
    cases: Columns
    money: Columns

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
class ProvinceLine(Line):
    """A province's published line with its ranks and its target."""

    slug: str
    version: int
    published_on: date
    case_rank: Rank | None
    money_rank: Rank | None
    target: ProvinceTarget | None

    @property
    def case_gap(self) -> Decimal | None:
        """Points above the year's target in cases."""
        return points_between(self.case_rate, self.target.cases_percent) if self.target else None

    @property
    def money_gap(self) -> Decimal | None:
        """Points above the year's target in money."""
        return points_between(self.money_rate, self.target.money_percent) if self.target else None


@dataclass(frozen=True)
class Nation:
    """What the provinces have published of a period; `missing` have published nothing of it."""

    period_end: date
    lines: Sequence[ProvinceLine]
    missing: Sequence[Tenant]
    total: Line
    regimes: Sequence[str]


def periods(db: Session) -> Sequence[date]:
    """The periods of which anything was published, newest first."""
    stmt = select(PublishedPeriod.period_end).distinct()
    return db.scalars(stmt.order_by(PublishedPeriod.period_end.desc())).all()


def nation(
    db: Session, period_end: date, provinces: Sequence[Tenant],
    targets: Mapping[UUID, ProvinceTarget],
) -> Nation:  # fmt: skip
    """The provinces' lines by name, with their ranks, and their sum."""
    newest = _newest(db, period_end)
    told = [(one, newest[one.id]) for one in provinces if one.id in newest]
    plain = {one.id: _line(one.name, held.total) for one, held in told}
    by_cases = ranked({key: line.case_rate for key, line in plain.items()})
    by_money = ranked({key: line.money_rate for key, line in plain.items()})
    lines = [
        ProvinceLine(
            **vars(plain[one.id]), slug=one.slug, version=held.version,
            published_on=held.published_on, case_rank=by_cases.get(one.id),
            money_rank=by_money.get(one.id), target=targets.get(one.id),
        )
        for one, held in told
    ]  # fmt: skip
    missing = [one for one in provinces if one.id not in newest]
    regimes = sorted({held.regime for _, held in told})
    return Nation(period_end, lines, missing, _sum("Cả nước", lines), regimes)


def groups(
    db: Session, period_end: date, provinces: Sequence[Tenant]
) -> Mapping[str, Sequence[Line]]:
    """Rates over the provinces by kind of judgment and by theme."""
    ours = {one.id for one in provinces}
    found: dict[str, dict[str, list[Line]]] = {"kind": {}, "theme": {}}
    for held in _newest(db, period_end, with_lines=True).values():
        for row in held.lines if held.tenant_id in ours else ():
            if row["group"] in found:
                same = found[row["group"]].setdefault(row["name"], [])
                same.append(_line(row["name"], row))
    return {
        group: [_sum(name, lines, OF_CASES, OF_MONEY) for name, lines in sorted(by_name.items())]
        for group, by_name in found.items()
    }


def versions_of(db: Session, province: Tenant) -> Sequence[PublishedPeriod]:
    """All that a province has published, newest period and version first."""
    newest = (PublishedPeriod.period_end.desc(), PublishedPeriod.version.desc())
    stmt = select(PublishedPeriod).where(PublishedPeriod.tenant_id == province.id)
    return db.scalars(stmt.order_by(*newest)).all()


def units_of(db: Session, published: PublishedPeriod) -> Sequence[Line]:
    """The lines of a province's units in one published version."""
    stmt = select(PublishedPeriod.lines).where(PublishedPeriod.id == published.id)
    rows = db.scalars(stmt).one()
    return [_line(row["name"], row) for row in rows if row["group"] == "unit"]


def whole(published: PublishedPeriod) -> Line:
    """The line of the province in one published version."""
    return _line("Toàn tỉnh", published.total)


def _newest(
    db: Session, period_end: date, *, with_lines: bool = False
) -> dict[UUID, PublishedPeriod]:
    stmt = select(PublishedPeriod).where(PublishedPeriod.period_end == period_end)
    if with_lines:
        stmt = stmt.options(undefer(PublishedPeriod.lines))
    return {row.tenant_id: row for row in db.scalars(stmt.order_by(PublishedPeriod.version))}


def _line(name: str, columns: Mapping[str, Any]) -> Line:
    return Line(name, columns["cases"], columns["money"])


def _sum(
    name: str, lines: Sequence[Line], cases: Iterable[str] = CASE_TITLES,
    money: Iterable[str] = MONEY_TITLES,
) -> Line:  # fmt: skip
    """The sums of these columns, of all unless named."""
    return Line(
        name,
        {column: sum(line.cases.get(column, 0) for line in lines) for column in cases},
        {column: sum(line.money.get(column, 0) for line in lines) for column in money},
    )
