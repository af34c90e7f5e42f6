"""To which unit each case goes: its only successor, or by the commune of its debtors."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from thads.cases.models import Case, CaseInterval, Standing
from thads.cases.queries.workload import OPEN
from thads.parties.models import Party, PartyRole
from thads.places import queries as places
from thads.places.models import REORGANISED_ON
from thads.reorganisation.tree import Tree


class Held(NamedTuple):
    """An open case of a unit that ends; `communes`: where its debtors may live on the day."""

    case_id: UUID
    unit_id: UUID
    officer_id: UUID | None
    standing: Standing
    remaining: int  # đồng
    communes: frozenset[str]


class Routing:
    """The plan's answer for each case."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.routes = {(r.unit_id, r.commune_code): r.successor_code for r in tree.plan.routes}

    def of(self, case: Held) -> str | None:
        """The code of the unit that gets it; None: not clear before a person says."""
        heirs = self.tree.successors(case.unit_id)
        if len(heirs) == 1:
            return heirs[0]
        said = {self.routes.get((case.unit_id, commune)) for commune in case.communes}
        code = said.pop() if len(said) == 1 else None
        return code if code in heirs else None


def held_by(db: Session, unit_ids: Iterable[UUID], day: date) -> Iterator[Held]:
    """The open cases that these units hold now, in the order of ids."""
    interval = CaseInterval
    stmt = (
        select(
            interval.case_id, interval.unit_id, interval.officer_id, interval.standing,
            interval.remaining, Case.docketed_on, Party.commune_code,
        )
        .join(Case, Case.id == interval.case_id)
        .outerjoin(Party, and_(Party.case_id == Case.id, Party.role == PartyRole.DEBTOR))
        .where(
            interval.ends_on.is_(None), interval.unit_id.in_(list(unit_ids)),
            interval.standing.in_(OPEN),
        )
        .order_by(interval.case_id)
    )  # fmt: skip
    for _, rows in groupby(db.execute(stmt), lambda row: row.case_id):
        of_case = list(rows)
        first, communes = of_case[0], set[str]()
        for row in of_case:
            communes |= set(communes_on(row.commune_code, row.docketed_on, day))
        yield Held(*first[:5], frozenset(communes))


@lru_cache(maxsize=16384)
def communes_on(code: str | None, written_on: date, day: date) -> tuple[str, ...]:
    """The communes of `day` that a code written earlier may mean; several: the old was divided."""
    if code is None or places.commune(code, written_on) is None:
        return ()
    if not written_on < REORGANISED_ON <= day:
        return (code,)
    return tuple(found.commune.code for found in places.successors(code))
