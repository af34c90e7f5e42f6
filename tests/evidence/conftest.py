"""Two people of one unit: who acts and who signs."""

import pytest

from thads.identity.models import Role


@pytest.fixture
def head(make):
    return make.user(Role.UNIT_HEAD)


@pytest.fixture
def keeper(make):
    return make.user(Role.STOREKEEPER)
