"""A district that has closed September 2024, on the fourth of October."""

from datetime import UTC, date, datetime

import pytest

from thads.periods import actions, guard

TODAY = date(2024, 10, 10)
SEPTEMBER, AUGUST, OCTOBER = date(2024, 9, 30), date(2024, 8, 31), date(2024, 10, 31)
CLOSED_AT = datetime(2024, 10, 4, 1, 15, tzinfo=UTC)
INSIDE = date(2024, 9, 20)


@pytest.fixture
def close(db, unit, chief):
    """`close(SEPTEMBER)`: the district's head closes its month."""

    def do(period_end=SEPTEMBER, *, unit=unit, by=chief, today=TODAY, now=CLOSED_AT):
        made = actions.close(db, unit, period_end, by=by, today=today, now=now)
        db.commit()
        return made

    return do


@pytest.fixture
def late(db):
    """`late("sót hồ sơ giấy")`: what is entered from here on comes late for that reason."""
    yield lambda reason: guard.explain(db, reason)
    guard.explain(db, None)
