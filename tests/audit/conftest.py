from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from thads import schema
from thads.audit import actions as audit


@pytest.fixture
def db() -> Iterator[Session]:
    """An empty province in memory."""
    audit.use_key(b"a key of the tests")
    engine = create_engine("sqlite://")
    schema.metadata.create_all(engine)
    with Session(engine) as session:
        yield session
    engine.dispose()
