"""What the rates would be if a set of cases were finished: reckoned in memory, nothing is written.

Each case is read once as it is and once with its end added, by the pure function that makes the
figures; so closing exactly that set gives exactly these figures.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from thads.cases import facts
from thads.cases.history import CaseFacts, Happening, replay
from thads.cases.models import ActKind
from thads.statistics.columns import STORED, STORED_CASES, STORED_MONEY
from thads.statistics.contributions import Share, share_at
from thads.statistics.ranking import Rank, ranked
from thads.statistics.ratio import Ratio
from thads.statistics.rows import Figures, Row, line

Added = Counter[str]


@dataclass(frozen=True)
class Outcome:
    """The lines of the province as they would stand."""

    total: Row
    units: Mapping[UUID, Row]
    officers: Mapping[tuple[UUID, UUID], Row]


def finished(known: CaseFacts, day: date) -> CaseFacts:
    """The case with all that is open finished on `day`: what remains counts as collected."""
    last = max((h.sequence for h in known.happenings), default=0)
    return known.with_happening(Happening(day, last + 1, ActKind.COMPLETION))


def outcome(db: Session, now: Figures, case_ids: Collection[UUID]) -> Outcome:
    """The figures of the province as they would be with these cases finished by their end."""
    total = Added()
    units: dict[UUID, Added] = {}
    officers: dict[tuple[UUID, UUID], Added] = {}
    for known in facts.load(db, case_ids) if case_ids else ():
        for known_facts, sign in ((known, -1), (finished(known, now.end), 1)):
            share = share_at(replay(known_facts), now.end)
            if share is None:
                continue
            of_unit = units.setdefault(share.unit_id, Added())
            places = [total, of_unit]
            if share.officer_id:
                places.append(officers.setdefault((share.unit_id, share.officer_id), Added()))
            for place in places:
                _count(place, share, sign)
    return Outcome(
        _with(now.total, total),
        {unit_id: _with(now.unit(unit_id), added) for unit_id, added in units.items()},
        {key: _with(now.officer(*key), added) for key, added in officers.items()},
    )


def ranks(rows: Sequence[Row], *, money: bool) -> dict[UUID, Rank]:
    """The ranks of units by one of their two rates."""
    return ranked({row.unit.id: _rate(row, money=money) for row in rows if row.unit})


def with_outcome(now: Figures, then: Outcome) -> list[Row]:
    """The lines of the units, those of the outcome in the place of today's."""
    return [then.units.get(row.unit.id, row) if row.unit else row for row in now.units]


def _rate(row: Row, *, money: bool) -> Ratio:
    return row.money_rate if money else row.case_rate


def _count(place: Added, share: Share, sign: int) -> None:
    for name, value in zip(STORED, share.cases + share.money, strict=True):
        place[name] += sign * value


def _with(row: Row, added: Added) -> Row:
    stored = [row.cases[name] + added[f"c_{name}"] for name in STORED_CASES]
    stored += [row.money[name] + added[f"m_{name}"] for name in STORED_MONEY]
    return line(row.group, stored, unit=row.unit, officer=row.officer)
