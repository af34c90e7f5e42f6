"""The people of one province."""

import pytest

from tests.delegations.world import World


@pytest.fixture
def world(make, db) -> World:
    """Province, branch and divisions with their heads."""
    return World(make, db)
