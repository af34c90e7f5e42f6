"""What every test may ask for: a fresh province, records in it, a moment, a browser signed in."""

import os
from collections.abc import Callable, Iterator
from contextvars import Context
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import settings
from jinja2 import FileSystemBytecodeCache
from sqlalchemy.orm import Session
from xdist.scheduler import LoadScopeScheduling

from tenants import context, registry
from tenants.context import TenantRef
from tenants.sessions import TenantSession, open_session
from tests import installation
from tests.clients import HASH, PASSWORD, Client, client_of
from tests.factories import Make
from thads.app import create_app
from thads.assembly import assemble
from thads.identity.models import Role, User
from thads.units.models import Unit
from thads.web.limits import limiter

settings.register_profile("office", deadline=None)  # another process may have the processor
settings.load_profile("office")
SignIn = Callable[..., Client]
MADE_ONCE = ("browser", "demo")  # folders whose tests share the demo provinces


class ByOffice(LoadScopeScheduling):
    """Each test alone to the next free worker, a folder that shares an office to one of them.

    (Marks of groups, which would say so, do not reach xdist 3.8 under pytest 9.2.)
    """

    def _split_scope(self, nodeid: str) -> str:
        folder = nodeid.split("/")[1]
        return folder if folder in MADE_ONCE else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByOffice:
    """The folders first: they take longest."""
    return ByOffice(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The second run is for what depends on the engine: what has an installation, unless it is
    marked `one_engine` (it needs records to show, and shows them alike from either engine)."""
    if installation.ENGINE == "sqlite":
        return
    of_database = [
        i for i in items
        if "template" in getattr(i, "fixturenames", ()) and not i.get_closest_marker("one_engine")
    ]  # fmt: skip
    config.hook.pytest_deselected(items=[i for i in items if i not in set(of_database)])
    items[:] = of_database


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[installation.Installation]:
    """Two provinces with an empty register, made once a run."""
    with installation.prepared(tmp_path_factory.mktemp("installation") / "template") as made:
        assemble(os.environ["THADS_AUDIT_KEY"].encode())
        yield made


@pytest.fixture
def instance(
    template: installation.Installation,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Path]:
    """An installation of this test's own with the provinces lao-cai and nghe-an."""
    with template.fresh(tmp_path_factory.getbasetemp() / "instance", monkeypatch) as folder:
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
    """A session in Lào Cai; commit before a request or another session is to see its work.

    It begins without the writer's lock, so that what a test reads does not stop a request.
    """
    with context.entered(lao_cai), TenantSession(info={"reading": True}) as session:
        yield session


@pytest.fixture
def make(db: Session) -> Make:
    """Makes records in Lào Cai."""
    return Make(db)


@pytest.fixture
def unit(make: Make) -> Unit:
    """A district's branch."""
    return make.district()


@pytest.fixture
def chief(make: Make) -> User:
    """Its head."""
    return make.user(Role.UNIT_HEAD)


@pytest.fixture
def officer(make: Make) -> User:
    """One of its officers."""
    return make.user(Role.OFFICER)


@pytest.fixture
def governor(make: Make) -> User:
    """The head of the province."""
    return make.user(Role.PROVINCE_HEAD)


@pytest.fixture
def now() -> datetime:
    """The moment at which tests act: noon of 30/09/2024 in Vietnam."""
    return datetime(2024, 9, 30, 5, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Each template is compiled once a run, by whichever worker needs it first."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    (folder / "compiled").mkdir(exist_ok=True)
    return FileSystemBytecodeCache(str(folder / "compiled"))


@pytest.fixture(scope="session")
def assembled(
    template: installation.Installation, compiled_templates: FileSystemBytecodeCache
) -> Flask:
    """The application, put together once: all that it knows of a province it asks for anew."""
    app = create_app(TESTING=True, WTF_CSRF_ENABLED=False)
    app.jinja_env.bytecode_cache = compiled_templates
    app.test_client_class = Client
    return app


@pytest.fixture
def app(instance: Path, assembled: Flask) -> Flask:
    """The application on this test's installation; forms need no seal (tests/web proves seals)."""
    limiter.enabled = False  # one for the process: a test of the limits switches it on
    return assembled


@pytest.fixture
def sign_in(app: Flask, db: Session, make: Make) -> SignIn:
    """`sign_in(Role.OFFICER, tenant="nghe-an")`: a browser where a new person has signed in."""

    def of(role: Role | User, *, tenant: str = "lao-cai", **given: Any) -> Client:
        if isinstance(role, User):
            role.password_hash, username = HASH, role.username
        elif tenant == "lao-cai":
            username = make.user(role, password_hash=HASH, **given).username
        else:
            db.commit()
            username = Context().run(_person_elsewhere, tenant, role, given)
        client = client_of(app, tenant, before=db.commit)
        answer = client.post("/sign-in", data={"username": username, "password": PASSWORD})
        assert answer.status_code == 303, answer.text
        return client

    return of


def _person_elsewhere(tenant: str, role: Role, given: dict[str, Any]) -> str:
    with open_session(tenant) as db:
        user = Make(db).user(role, password_hash=HASH, **given)
        db.commit()
        return user.username
