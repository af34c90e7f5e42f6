"""A whole installation for one test: control database and two provinces, copied from a template."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, event, text

from tenants import engines, provisioning
from tests import cluster

PROVINCES = {"lao-cai": "Lào Cai", "nghe-an": "Nghệ An"}
WORKING_DAY = date(2024, 9, 30)
ENGINE = os.environ.get("THADS_TEST_ENGINE", "sqlite")
CONTROL = "thads_control"


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
        self.template = template

    @contextmanager
    def fresh(self, folder: Path, patch: pytest.MonkeyPatch) -> Iterator[Path]:
        """The environment of one installation while the block runs."""
        _rest()
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.template, folder)
        patch.setenv("THADS_INSTANCE", str(folder))
        try:
            yield folder
        finally:
            _rest()


class OnPostgresql:
    """Databases, each made anew from its template once a test has written to it."""

    def __init__(self, template: Path, admin: Engine) -> None:
        self.template = template
        self.admin = admin
        self.names = [CONTROL, *("thads_" + slug.replace("-", "_") for slug in PROVINCES)]
        with admin.connect() as connection:
            for name in self.names:
                connection.execute(text(f'ALTER DATABASE "{name}" RENAME TO "{name}_template"'))
        self.written = set(self.names)
        event.listen(Engine, "before_cursor_execute", self._note)

    def _note(self, connection: Connection, cursor: object, statement: str, *_: object) -> None:
        if not statement.lstrip().upper().startswith(("SELECT", "SHOW")):
            self.written.add(str(connection.engine.url.database))

    @contextmanager
    def fresh(self, folder: Path, patch: pytest.MonkeyPatch) -> Iterator[Path]:
        """The environment of one installation while the block runs."""
        _rest()
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.template, folder)
        patch.setenv("THADS_INSTANCE", str(folder))
        if CONTROL in self.written:  # provinces may have come and gone
            self.written.update(self.names)
        for name in self.written.intersection(self.names):
            cluster.copy_database(self.admin, f"{name}_template", name)
        self.written.clear()
        try:
            yield folder
        finally:
            _rest()


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
