"""A whole installation for one test: control database and two provinces, copied from a template."""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, event, text

from tenants import engines, provisioning
from tests import cluster
from tests.pristine import Pristine

PROVINCES = {"lao-cai": "Lào Cai", "nghe-an": "Nghệ An"}
WORKING_DAY = date(2024, 9, 30)
ENGINE = os.environ.get("THADS_TEST_ENGINE", "sqlite")
CONTROL = "thads_control"
TEMPLATE = "template"


def _build() -> None:
    for slug, name in PROVINCES.items():
        provisioning.create(slug, name, practice_day=WORKING_DAY)
    engines.close_all()


def _rest() -> None:
    """Give every connection back but keep the engines: the next installation stands under the same
    addresses, and a statement that one test has compiled need not be compiled again."""
    for engine in list(engines._held.values()):
        engine.dispose()


class OnSqlite:
    """Files, copied."""

    def __init__(self, template: Path) -> None:
        self.states = {TEMPLATE: template}

    @contextmanager
    def fresh(
        self, folder: Path, patch: pytest.MonkeyPatch, state: str = TEMPLATE
    ) -> Iterator[Path]:
        """The environment of one installation while the block runs."""
        _rest()
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.states[state], folder)
        patch.setenv("THADS_INSTANCE", str(folder))
        try:
            yield folder
        finally:
            _rest()

    def keep(self, folder: Path, state: str) -> None:
        """Keep the installation of this folder as it is now, for others to begin with."""
        _rest()
        self.states[state] = self.states[TEMPLATE].with_name(state)
        shutil.copytree(folder, self.states[state])


class OnPostgresql:
    """Databases, each brought back to its template once a test has written to it."""

    def __init__(self, template: Path, admin: Engine) -> None:
        self.states = {TEMPLATE: template}
        self.admin = admin
        self.pristine: dict[str, Pristine] = {}
        self.names = [CONTROL, *("thads_" + slug.replace("-", "_") for slug in PROVINCES)]
        with admin.connect() as connection:
            for name in self.names:
                connection.execute(text(f'ALTER DATABASE "{name}" RENAME TO "{name}_{TEMPLATE}"'))
        self.written = set(self.names)
        event.listen(Engine, "before_cursor_execute", self._note_statement)
        event.listen(Engine, "commit", self._note)  # the audit is written past SQLAlchemy

    def _note_statement(
        self, connection: Connection, cursor: object, statement: str, *_: object
    ) -> None:
        if not statement.lstrip().upper().startswith(("SELECT", "SHOW")):
            self._note(connection)

    def _note(self, connection: Connection) -> None:
        self.written.add(str(connection.engine.url.database))

    @contextmanager
    def fresh(
        self, folder: Path, patch: pytest.MonkeyPatch, state: str = TEMPLATE
    ) -> Iterator[Path]:
        """The environment of one installation while the block runs; connections stay open."""
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.states[state], folder)
        patch.setenv("THADS_INSTANCE", str(folder))
        if state == TEMPLATE:
            self._restore()
        else:
            self._copy(self.names, state)
        yield folder

    def keep(self, folder: Path, state: str) -> None:
        """Keep the installation of this folder as it is now, for others to begin with."""
        _rest()
        self.states[state] = self.states[TEMPLATE].with_name(state)
        shutil.copytree(folder, self.states[state])
        for name in self.names:
            cluster.copy_database(self.admin, name, f"{name}_{state}")

    def _restore(self) -> None:
        if CONTROL in self.written:  # provinces may have come and gone
            self.written.update(self.names)
        for name in self.written.intersection(self.names):
            if name not in self.pristine or not self.pristine[name].restore():
                self._copy([name], TEMPLATE)
                self.pristine[name] = Pristine(self.admin.url.set(database=name))
        self.written.clear()

    def _copy(self, names: Iterable[str], state: str) -> None:
        _rest()
        for name in names:
            self.pristine.pop(name, None)
            self.written.add(name)
            cluster.copy_database(self.admin, f"{name}_{state}", name)


Installation = OnSqlite | OnPostgresql


@contextmanager
def prepared(template: Path) -> Iterator[Installation]:
    """Make the template once, on the engine that THADS_TEST_ENGINE names."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("THADS_INSTANCE", str(template))
        patch.setenv("THADS_AUDIT_KEY", "the key of the tests")
        patch.setenv("THADS_SECRET_KEY", "the secret of the tests")
        patch.delenv("THADS_REDIS_URL", raising=False)
        if ENGINE == "sqlite":
            patch.delenv("THADS_CONTROL_URL", raising=False)
            patch.delenv("THADS_POSTGRES_ADMIN_URL", raising=False)
            _build()
            yield OnSqlite(template)
            return
        with cluster.running() as url:
            admin = cluster.administrator(url)
            with admin.connect() as connection:
                connection.execute(text(f"CREATE DATABASE {CONTROL} TEMPLATE template0"))
            patch.setenv("THADS_POSTGRES_ADMIN_URL", url.render_as_string(hide_password=False))
            control = url.set(database=CONTROL)
            patch.setenv("THADS_CONTROL_URL", control.render_as_string(hide_password=False))
            _build()
            yield OnPostgresql(template, admin)
