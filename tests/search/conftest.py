"""A register to search, and how a test asks."""

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from tests.factories import ENTERED, Make
from thads.cases.models import Case
from thads.core.text import clean, fold, name_sort_key
from thads.parties.models import Party, PartyKind, PartyRole
from thads.search import queries
from thads.search.queries import Found
from thads.search.words import read

Find = Callable[..., Found]
Name = Callable[..., Party]


@pytest.fixture
def find(db: Session) -> Find:
    """`find("nguyen van", scope=unit.id)`: what is found once the facts are committed."""

    def found(typed: str, *, scope: UUID | None = None, limit: int = 20) -> Found:
        db.commit()
        return queries.find(
            db, read(typed), scope=scope, judgments_too=True, requests_too=True, limit=limit
        )

    return found


@pytest.fixture
def name(db: Session, make: Make) -> Name:
    """`name("Đỗ Văn An")`: one more party, of a case of its own unless given."""

    def named(name: str, case: Case | None = None, **given: object) -> Party:
        text = clean(name)
        party = Party(
            case_id=(case or make.case()).id, role=PartyRole.DEBTOR, kind=PartyKind.PERSON,
            name=text, name_folded=fold(text), name_sort_key=name_sort_key(text),
            entered_at=ENTERED, **given,
        )  # fmt: skip
        db.add(party)
        db.flush()
        return party

    return named
