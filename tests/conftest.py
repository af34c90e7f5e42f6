"""What every test may ask for: a fresh province, records in it, a moment, a browser signed in."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from tenants import context, registry
from tenants.context import TenantRef
from tenants.sessions import TenantSession
from tests import installation
from tests.factories import Make


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[installation.Installation]:
    """Two provinces with an empty register, made once a run."""
    with installation.prepared(tmp_path_factory.mktemp("installation") / "template") as made:
        try:
            from thads.assembly import assemble

            assemble(b"the key of the tests")
        except ImportError:  # while areas are being written
            pass
        yield made


@pytest.fixture
def instance(
    template: installation.Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """An installation of this test's own with the provinces lao-cai and nghe-an."""
    with template.fresh(tmp_path / "instance", monkeypatch) as folder:
        yield folder


@pytest.fixture
def lao_cai(instance: Path) -> TenantRef:
    """The province that tests work in."""
    return registry.find("lao-cai")


@pytest.fixture
def nghe_an(instance: Path) -> TenantRef:
    """The other province."""
    return registry.find("nghe-an")


@pytest.fixture
def db(lao_cai: TenantRef) -> Iterator[Session]:
    """A session in Lào Cai; commit before a request or another session is to see its work."""
    with context.entered(lao_cai), TenantSession() as session:
        yield session


@pytest.fixture
def make(db: Session) -> Make:
    """Makes records in Lào Cai."""
    return Make(db)


@pytest.fixture
def now() -> datetime:
    """The moment at which tests act: noon of 30/09/2024 in Vietnam."""
    return datetime(2024, 9, 30, 5, 0, tzinfo=UTC)
