"""Brings a database to the newest schema: two Alembic trees, driven from here.

Each revision is one transaction: a run that dies half-way is taken up by the next one.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from tenants.settings import Settings, private_folder

Tree = Literal["control", "tenant"]
TREES = Path(__file__).parent.parent / "migrations"
POSTGRES_LOCK = 7_211_024  # any number, the same for every process


def upgrade(engine: Engine, tree: Tree, *, to: str = "head") -> str:
    """Migrate and answer the revision reached; running again changes nothing."""
    with _alone(), engine.connect() as connection, _alone_on(connection):
        command.upgrade(_config(tree, connection), to)
        return version(connection) or ""


def version(connection: Connection) -> str | None:
    """The revision that the database stands at."""
    revision = MigrationContext.configure(connection).get_current_revision()
    connection.rollback()
    return revision


def newest(tree: Tree) -> str:
    """The revision that the program needs."""
    return ScriptDirectory.from_config(_config(tree)).get_current_head() or ""


def _config(tree: Tree, connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(TREES / tree).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


@contextmanager
def _alone() -> Iterator[None]:
    """One migrating process at a time on this machine."""
    folder = private_folder(Settings.from_environment().instance)
    with (folder / "migrations.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def _alone_on(connection: Connection) -> Iterator[None]:
    """On a server also among machines."""
    if connection.dialect.name != "postgresql":
        yield
        return
    connection.exec_driver_sql(f"SELECT pg_advisory_lock({POSTGRES_LOCK})")
    connection.commit()
    try:
        yield
    finally:
        connection.rollback()
        connection.exec_driver_sql(f"SELECT pg_advisory_unlock({POSTGRES_LOCK})")
        connection.commit()
