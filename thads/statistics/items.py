"""What one obligation item adds to the money of a period, and under which kind of budget item."""

from datetime import date, timedelta
from typing import NamedTuple

from thads.cases.history import CURRENT, OPEN, ItemHistory, ItemMoment
from thads.cases.models import ItemKind, Standing
from thads.statistics.columns import STORED_MONEY, BudgetKind

_DAY = timedelta(days=1)
_MONEY_AT = {name: place for place, name in enumerate(STORED_MONEY)}

# The column that takes what remains on an item of the period, by the item's standing.
_COLUMN_OF_REST = {
    Standing.IN_PROGRESS: _MONEY_AT["in_progress"],
    Standing.POSTPONED_BY_AGREEMENT: _MONEY_AT["postponed_by_agreement"],
    Standing.POSTPONED_OTHER: _MONEY_AT["postponed_suspended_other"],
    Standing.SUSPENDED: _MONEY_AT["postponed_suspended_other"],
    Standing.NOT_YET_ENFORCEABLE: _MONEY_AT["not_yet_enforceable"],
    Standing.SEPARATE_TRACKING: _MONEY_AT["not_yet_enforceable"],
    Standing.REQUEST_RETURNED: _MONEY_AT["not_yet_enforceable"],
    Standing.ENDED_OTHER: _MONEY_AT["postponed_suspended_other"],
}
_CARRIED_FORWARD = _MONEY_AT["carried_forward"]
# Items of any other kind that are due to the state stand together.
BUDGET_KINDS = dict.fromkeys(ItemKind, BudgetKind.OTHER) | {
    ItemKind.COURT_FEE: BudgetKind.COURT_FEE,
    ItemKind.FINE: BudgetKind.FINE,
    ItemKind.CLAWBACK: BudgetKind.CLAWBACK,
    ItemKind.CONFISCATION: BudgetKind.CONFISCATION,
    ItemKind.FORFEITURE: BudgetKind.FORFEITURE,
    ItemKind.STATE_COMPENSATION: BudgetKind.COMPENSATION,
}


class Entry(NamedTuple):
    """How an item came into the period: when, and with which running totals."""

    item: ItemHistory
    day: date
    base: ItemMoment
    brought_forward: bool


def entry_of(item: ItemHistory, start: date) -> Entry | None:
    """The item's entry into the period: current at the end of S−1, or the first moment since.

    Its totals are those just before it became current, so that what was collected or reversed by
    the act that brought it back counts in the period.
    """
    before = item.at(start - _DAY)
    if before is not None and before.standing in CURRENT:
        return Entry(item, date.min, before, True)
    last = before
    for moment in item.moments:
        if moment.day < start:
            continue
        if moment.standing in CURRENT:
            return Entry(item, moment.day, last or moment, False)
        last = moment
    return None


def money_of(entry: Entry, end: date) -> list[int]:
    """The money columns of one item of the period, in the order of STORED_MONEY."""
    base, now = entry.base, entry.item.at(end)
    assert now is not None
    row = [
        base.remaining if entry.brought_forward else 0,
        (0 if entry.brought_forward else base.remaining) + now.increases - base.increases,
        now.collected - base.collected,
        now.discontinued - base.discontinued,
        now.forgiven - base.forgiven,
        now.entrusted_out - base.entrusted_out,
        now.taken_up - base.taken_up,
        now.withdrawn_annulled - base.withdrawn_annulled,
        0, 0, 0, 0, 0,
    ]  # fmt: skip
    if now.remaining:
        row[_COLUMN_OF_REST[now.standing]] = now.remaining
        if now.standing in OPEN:
            row[_CARRIED_FORWARD] = now.remaining
    return row
