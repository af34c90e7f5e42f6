"""Section 2.5, second half: valuation and auction in the period, and the lots that nobody buys."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.assets import queries
from thads.assets.course import Course
from thads.assets.models import StepKind
from thads.assets.queries import AssetFilter, Line
from thads.cases.models import Case
from thads.identity.models import User
from thads.reports.summary.lines import UNASSIGNED
from thads.units import queries as units

K = StepKind
COUNTED = {
    K.ATTACHED: "attached", K.VALUATION_CONTRACTED: "valuations", K.PRICED: "priced",
    K.AUCTION_CONTRACTED: "contracts", K.FAILED: "failed", K.CUT: "cuts", K.SOLD: "sold",
    K.SOLD_DIRECTLY: "sold_directly", K.CREDITOR_TAKES: "taken", K.AGREED_TRANSFER: "taken",
    K.PREEMPTION_TAKEN: "preempted", K.PAID: "payments", K.HANDED_OVER: "handed",
    K.REDEEMED: "redeemed", K.RETURNED: "returned",
}  # fmt: skip
SALES = frozenset({K.SOLD, K.SOLD_DIRECTLY})
NAMES = (*dict.fromkeys(COUNTED.values()), "sold_amount", "paid", "on_sale", "stuck", "stuck_price")


def handled(
    db: Session, start: date, end: date, known_at: datetime | None = None
) -> dict[str, Any]:
    """What was done in the period, by unit too, and the stuck lots at its end, without names."""
    total, by_unit = Counter[str](), dict[UUID, Counter[str]]()
    stuck: list[tuple[Line, list[Any]]] = []
    for line in queries.lines(db, end, AssetFilter(), known_at=known_at):
        told = Counter(dict(_counted(line.course, start)))
        total += told
        by_unit.setdefault(line.unit_id, Counter()).update(told)
        if line.course.is_stuck:
            stuck.append((line, _row(line.course, line.case)))
    rows = [(unit.name, by_unit[unit.id]) for unit in units.every(db) if unit.id in by_unit]
    names = {unit.id: unit.name for unit in units.every(db)}
    stuck.sort(key=lambda one: (-one[0].course.failed_rounds, one[1][4], one[0].course.asset.id))
    officers = _officers(db, (line for line, _ in stuck))
    return {
        "total": _line("Toàn tỉnh", total),
        "units": [_line(name, counts) for name, counts in rows],
        "stuck": [
            [names[line.unit_id], officers.get(line.officer_id, UNASSIGNED), *row]
            for line, row in stuck
        ],
    }  # fmt: skip


def _counted(course: Course, start: date) -> Iterator[tuple[str, int]]:
    """The counts of one asset; its course ends with the period."""
    of_period = [one for one in course.steps if one.day >= start]
    counts = Counter(COUNTED[one.kind] for one in of_period if one.kind in COUNTED)
    counts["sold_amount"] = sum(one.amount or 0 for one in of_period if one.kind in SALES)
    counts["paid"] = sum(one.amount or 0 for one in of_period if one.kind is K.PAID)
    counts["on_sale"] = course.stage.is_on_sale
    counts["stuck"] = course.is_stuck
    counts["stuck_price"] = (course.price or 0) if course.is_stuck else 0
    yield from counts.items()


def _row(course: Course, case: Case) -> list[Any]:
    """Case, kind, auctions in vain, first and present price (đồng), since when, why."""
    since, why = course.stuck_since, course.stuck_because
    assert since is not None
    assert why is not None
    return [
        case.title, course.asset.kind.label, course.failed_rounds, course.first_price,
        since.isoformat(), course.price, why.label,
    ]  # fmt: skip


def _officers(db: Session, lines: Iterable[Line]) -> dict[UUID | None, str]:
    wanted = {line.officer_id for line in lines}
    rows = db.execute(select(User.id, User.full_name).where(User.id.in_(wanted)))
    return {row.id: row.full_name for row in rows}


def _line(name: str, counts: Counter[str]) -> dict[str, Any]:
    return {"name": name, **{one: int(counts[one]) for one in NAMES}}
