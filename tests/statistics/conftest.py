"""The units and officers that random registers speak of."""

import pytest
from sqlalchemy.orm import Session

from tests.factories import Make
from tests.statistics.registers import OFFICERS, UNITS


@pytest.fixture
def office(db: Session, make: Make) -> Session:
    """Lào Cai's session with two units and three officers known to `registers`."""
    units = [make.unit(f"CC{n}", id=unit_id) for n, unit_id in enumerate(UNITS, start=1)]
    for n, officer_id in enumerate(OFFICERS):
        make.user(id=officer_id, unit=units[n % 2], username=f"chv.{n}")
    db.commit()
    return db
