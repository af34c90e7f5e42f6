"""A district office on a working day: its people, and a short way to say what is decided."""

from datetime import date
from functools import partial

import pytest

TODAY = date(2024, 9, 30)


@pytest.fixture
def acts(db, chief):
    """`acts(actions.postpone, case, day, ground="a")`: the chief acts today."""

    def do(action, case, day, *, by=chief, today=TODAY, **terms):
        from thads.cases.actions import ActTerms

        return partial(action, by=by, today=today)(db, case, ActTerms(day=day, **terms))

    return do
