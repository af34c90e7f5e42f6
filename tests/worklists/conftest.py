"""A district office on a working day, and short ways to say what happened to a case."""

from datetime import date

import pytest
from sqlalchemy import Engine, event

from thads.cases.models import ActKind
from thads.publication import clocks as publication
from thads.verification.models import Verification
from thads.worklists import queries, readmodel

TODAY = date(2024, 9, 30)


@pytest.fixture
def verified(db, make):
    """`verified(case, day, finding)`: the minutes of one verification."""

    def enter(case, day, finding):
        act = make.act(case, ActKind.VERIFICATION, day)
        db.add(Verification(case_id=case.id, act_id=act.id, day=day, finding=finding))
        db.flush()

    return enter


@pytest.fixture
def tasks(db):
    """What is open on a case as (duty, since, due), once all that was entered is committed.

    What is kept is proved each time to be what the facts give. Publications of those without
    means stand apart (tests/publication).
    """

    def of(case, day=TODAY):
        db.commit()
        assert readmodel.verify(db) is None
        found = queries.of_case(db, case.id, day)
        return [(t.duty, t.since, t.due) for t in found if t.duty not in publication.DUTIES]

    return of


@pytest.fixture
def asked_of_database():
    """`asked_of_database(act)`: how many statements an act runs."""

    def count(act):
        found = []
        event.listen(Engine, "before_cursor_execute", note := lambda *_: found.append(1))
        try:
            act()
        finally:
            event.remove(Engine, "before_cursor_execute", note)
        return len(found)

    return count
