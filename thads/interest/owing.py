"""The late interest that items still owe when money is to be shared out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.cases import queries as cases
from thads.cases.models import Case
from thads.core.errors import RuleBroken
from thads.interest import queries
from thads.interest.models import InterestClause
from thads.interest.money import KEPT, InterestMoney, money_of

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Owed:
    """Đồng of interest that nobody paid yet; `first`: to be paid before the principal."""

    amount: int
    first: bool


def owed(db: Session, of: Sequence[Case], until: date) -> dict[UUID, Owed]:
    """By item, what these cases owe up to the day that the money came in (NĐ152 Đ.29 k.2).

    RuleBroken where a day has no rate.
    """
    return {item_id: one for case_id in _with_clauses(db, of) for item_id, one in
            _owed_in(db, case_id, until)}  # fmt: skip


def _with_clauses(db: Session, of: Sequence[Case]) -> Iterator[UUID]:
    ids = [case.id for case in of]
    for start in range(0, len(ids), CHUNK):
        stmt = select(InterestClause.case_id).where(
            InterestClause.case_id.in_(ids[start : start + CHUNK])
        )
        yield from db.scalars(stmt.distinct().order_by(InterestClause.case_id)).all()


def _owed_in(db: Session, case_id: UUID, until: date) -> Iterator[tuple[UUID, Owed]]:
    money = money_of(db, case_id)
    for one in queries.statement(db, cases.get(db, case_id, scope=None), until).items:
        if one.unknown is not None:
            raise RuleBroken("interest.unknown_rate", f"{one.unknown} {KEPT}.")
        rest = one.total - money.get(one.item.id, InterestMoney()).received
        if rest > 0:
            yield one.item.id, Owed(rest, one.clause.interest_first)
