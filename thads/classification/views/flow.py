"""The board of what came into the stock and left it, month by month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import Response, request

from thads.cases.forms.filters import UNASSIGNED
from thads.cases.views.entering import scope
from thads.cases.views.people import names_of, officers_of, unit_names, units_of
from thads.classification.forms import FlowForm
from thads.classification.queries import ageing
from thads.classification.queries import flow as queries
from thads.classification.queries.ageing import StockFilter
from thads.classification.queries.flow import REASONS, Flow, Month, Move, Side
from thads.classification.views.blueprint import bp
from thads.core.days import statistics_year
from thads.core.pages import PAGE_SIZE, Page, offset_of
from thads.identity.policy import Permission
from thads.web.access import requires
from thads.web.request import db, today
from thads.web.screen import Screen

BOARD = Screen("classification/flow.html")
CASES = Screen("classification/flow_cases.html")
FIRST_YEAR = 1994


@dataclass(frozen=True)
class Asked:
    """Whose stock, and which months of which year."""

    form: FlowForm
    wanted: StockFilter
    year: int

    @property
    def months(self) -> list[Month]:
        """The month that is asked for, or all of the year that have begun."""
        number = self.form.good("month")
        months = queries.months(self.year, today())
        return [one for one in months if number in (None, one.number)]

    @property
    def whole(self) -> dict[str, object]:
        """The filter of the board, without the cell that was opened."""
        cell = ("month", "side", "reason")
        return {name: text for name, text in self.form.asked.items() if name not in cell}


@bp.get("/flow")
@requires(Permission.STATISTICS_VIEW)
def flow_board() -> Response:
    """The stock at both ends of each month, and why cases came and left."""
    asked = flow_asked()
    found = queries.flow(db(), asked.year, today(), asked.wanted)
    return BOARD.show(
        asked=asked, found=found, reasons=REASONS, came=_summed(found, Side.CAME),
        left=_summed(found, Side.LEFT), whole_province=scope() is None,
    )  # fmt: skip


@bp.get("/flow/cases")
@requires(Permission.CASE_VIEW)
def flow_cases() -> Response:
    """The cases of a cell of the board."""
    asked, number = flow_asked(), max(1, request.args.get("page", 1, type=int) or 1)
    found = moves_asked(asked)
    rows = found[offset_of(number) : offset_of(number) + PAGE_SIZE]
    return CASES.show(
        asked=asked, reasons=REASONS, units=unit_names(), whole_province=scope() is None,
        names=names_of(one.officer_id for one in rows),
        page=Page(rows, number, PAGE_SIZE, len(found)),
    )  # fmt: skip


def flow_asked() -> Asked:
    """Read the address: only what this person may choose counts."""
    form, mine, day = FlowForm(request.args), scope(), today()
    form.unit.offer(units_of(day) if mine is None else [])
    form.officer.offer([(UNASSIGNED, "Chưa phân công"), *officers_of(mine)])
    years = range(statistics_year(day), FIRST_YEAR, -1)
    form.year.offer((year, f"Năm {year}") for year in years)
    form.month.offer((n, f"Tháng {(n + 8) % 12 + 1}") for n in range(1, 13))
    form.reason.offer(REASONS.items())
    officer = form.good("officer")
    wanted = StockFilter(
        unit_id=form.good("unit") if mine is None else mine,
        officer_id=UUID(officer) if officer and officer != UNASSIGNED else None,
        unassigned=officer == UNASSIGNED, old=form.good("old") is not None,
    )  # fmt: skip
    return Asked(form, wanted, form.good("year") or statistics_year(day))


def moves_asked(asked: Asked) -> Sequence[Move]:
    """The cases that came and left, or those of the stock at the month's end."""
    if asked.form.good("side") is not Side.STOCK:
        side, reason = asked.form.good("side"), asked.form.good("reason")
        return queries.moves(db(), asked.wanted, asked.months, side, reason)
    months = asked.months[-1:]
    return [
        Move(month, Side.STOCK, None, one.case_id, one.title, one.docketed_on, one.standing,
             one.standing, one.unit_id, one.officer_id, one.remaining)
        for month in months for one in ageing.stock(db(), month.last, asked.wanted)
    ]  # fmt: skip


def _summed(found: Sequence[Flow], side: Side) -> Counter[str]:
    total: Counter[str] = Counter()
    for one in found:
        total += one.came if side is Side.CAME else one.left
    return total
