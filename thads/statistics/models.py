"""The read model of the figures. Truth stays with the records: `thads rebuild` makes it anew."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    Uuid,
)
from sqlalchemy.orm import Mapped, mapped_column

from thads.core.db import TenantBase
from thads.statistics.columns import STORED_CASES, STORED_MONEY


def _figure_columns() -> list[Column[int]]:
    cases = [Column(f"c_{name}", Integer, nullable=False, default=0) for name in STORED_CASES]
    money = [Column(f"m_{name}", BigInteger, nullable=False, default=0) for name in STORED_MONEY]
    return [*cases, *money]


# What one case adds to the figures of one statistics year, from month to month. A month m reads
# the row with from_month <= m <= to_month. Part "all": every item; part "state_budget": the same
# case with the money of its state-budget items only; a kind of these (columns.BudgetKind): of one
# kind only, for a case that has several kinds (`themes` says the kinds).
case_contribution = Table(
    "case_contribution",
    TenantBase.metadata,
    Column("case_id", Uuid, ForeignKey("enforcement_case.id"), primary_key=True),
    Column("year", SmallInteger, primary_key=True),
    Column("part", String(16), primary_key=True),
    Column("from_month", SmallInteger, primary_key=True),
    Column("to_month", SmallInteger, nullable=False),
    Column("unit_id", Uuid, ForeignKey("unit.id"), nullable=False),
    Column("officer_id", Uuid, ForeignKey("user_account.id")),
    Column("kind", String(40), nullable=False),
    Column("initiation", String(40), nullable=False),
    Column("themes", Integer, nullable=False),  # bit set, see columns.THEME_BITS, BUDGET_BITS
    *_figure_columns(),
    Index("ix_case_contribution_year_part", "year", "part", "from_month", "to_month"),
    Index("ix_case_contribution_officer_year", "officer_id", "year"),  # an officer's own figures
)

# Sums by month, as differences: the figure at month m is the sum over months 1..m. Shapes:
# officer (a=officer), kind (a=kind, b=initiation), theme (a=theme), budget (a=kind of state-budget
# item); unit_id '' in the province's rows of all but officers. See docs/adr on why no cumulative
# snapshot is kept beside them.
statistics_cell = Table(
    "statistics_cell",
    TenantBase.metadata,
    Column("year", SmallInteger, primary_key=True),
    Column("shape", String(16), primary_key=True),
    Column("month", SmallInteger, primary_key=True),
    Column("unit_id", String(36), primary_key=True),
    Column("a", String(40), primary_key=True),
    Column("b", String(40), primary_key=True),
    *_figure_columns(),
)


class StatisticsHorizon(TenantBase):
    """The last statistics year that the read model holds (one row)."""

    __tablename__ = "statistics_horizon"

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    year: Mapped[int]
