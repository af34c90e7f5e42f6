"""Who keeps a read model is told of what it follows, and of nothing else."""

from datetime import date

import pytest
from sqlalchemy import select

from thads.cases.readmodel import FACTS, settle
from thads.parties.models import Party, PartyRole


class Told:
    """Notes the cases that it was told of."""

    def __init__(self, follows: frozenset[str]) -> None:
        self.FOLLOWS = follows
        self.cases: list[object] = []

    def upkeep(self, db, *, new=False):
        return self

    def take(self, histories) -> None:
        self.cases += [history.facts.case_id for history in histories]

    def leave(self, case_ids) -> None:
        self.cases += case_ids

    def clear(self, db) -> None:
        self.cases.clear()

    def finish(self) -> None:
        pass


@pytest.fixture
def models() -> tuple[Told, Told]:
    """One that follows the facts, and one that follows the parties."""
    return Told(FACTS), Told(frozenset({"party"}))


def test_money_and_parties_reach_those_who_follow_them(db, make, models):
    case = make.case(date(2024, 1, 5), [1_000_000])
    settle(db, models)
    assert [model.cases for model in models] == [[case.id], [case.id]]

    make.money(case, 400_000, date(2024, 3, 1))
    settle(db, models)
    assert [len(model.cases) for model in models] == [2, 1]

    debtor = db.scalars(select(Party).where(Party.role == PartyRole.DEBTOR)).one()
    debtor.name = "Ông Phải Sửa"
    settle(db, models)
    assert [len(model.cases) for model in models] == [2, 2]
