"""The demo provinces, built once for the tests of a module."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from tenants import context, registry
from tenants.sessions import TenantSession
from tests.installation import Installation
from thads.demo.build import PROVINCES, build

STATE = "demo"


@contextmanager
def filled(template: Installation, folder: Path, patch: pytest.MonkeyPatch) -> Iterator[None]:
    """An installation with both provinces filled: built once, then copied."""
    if STATE not in template.states:
        with template.fresh(folder, patch):
            for province in PROVINCES:
                with entered(province.slug) as db:
                    build(db, province.slug)
                    db.commit()
            template.keep(folder, STATE)
    with template.fresh(folder, patch, STATE):
        yield


@pytest.fixture(scope="module")
def provinces(template: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Both provinces, filled."""
    folder = tmp_path_factory.mktemp("demo") / "instance"
    with pytest.MonkeyPatch.context() as patch, filled(template, folder, patch):
        yield


@pytest.fixture
def lao_cai_db(provinces: None) -> Iterator[Session]:
    """Lào Cai as `thads demo` leaves it; to be read only."""
    with entered("lao-cai") as db:
        yield db


@pytest.fixture
def nghe_an_db(provinces: None) -> Iterator[Session]:
    """Nghệ An as `thads demo` leaves it; to be read only."""
    with entered("nghe-an") as db:
        yield db


@contextmanager
def entered(slug: str) -> Iterator[Session]:
    """A session in one of them."""
    with context.entered(registry.find(slug)), TenantSession() as db:
        yield db
