"""Cases without means by the ground of the decision that says so, whole and by unit."""

from collections import Counter
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from thads.cases.models import CaseAct, Standing
from thads.classification.queries import ageing
from thads.classification.queries.ageing import StockFilter
from thads.classification.queries.basis import bases
from thads.rules import grounds
from thads.rules.citation import cited
from thads.units import queries as units

Key = tuple[str, str]  # source and words of a ground, or of its absence
UNKNOWN: Key = ("", "Chưa rõ căn cứ (sổ nhập vào không ghi)")


def not_yet_enforceable(db: Session, at: date) -> dict[str, Any]:
    """The grounds, the most frequent first, and the cases of each unit under each of them."""
    poor = StockFilter(standings=frozenset({Standing.NOT_YET_ENFORCEABLE}))
    stock = ageing.stock(db, at, poor)
    acts = bases(db, {one.case_id: one.standing for one in stock}, at)
    count, left = Counter[Key](), Counter[Key]()
    by_unit: dict[UUID, Counter[Key]] = {}
    for one in stock:
        key = _ground(acts[one.case_id].act)
        count[key] += 1
        left[key] += one.remaining
        by_unit.setdefault(one.unit_id, Counter())[key] += 1
    order = sorted(count, key=lambda key: (-count[key], key))
    return {
        "grounds": [
            {"source": cited(source), "short": _place(source), "text": text,
             "cases": count[source, text], "remaining": left[source, text]}
            for source, text in order
        ],
        "units": [
            {"name": unit.name, "cases": [by_unit[unit.id][key] for key in order]}
            for unit in units.every(db)
            if unit.id in by_unit
        ],
    }  # fmt: skip


def _place(source: str) -> str:
    """Đ.44a k.1 điểm a: the place alone, where the law is plain from the table beside."""
    return source.partition(" ")[2] or "Chưa rõ"


def _ground(act: CaseAct | None) -> Key:
    if act is None or not act.ground:
        return UNKNOWN
    found = grounds.find(act.kind.value, act.ground, act.day)
    return (found.source, found.text) if found else UNKNOWN
