"""Engines: the one place that opens databases.

A process holds at most MOST_ENGINES × MOST_PER_ENGINE connections to the provinces. A file never
comes into being by being opened, and a province's file lies in its own folder.
"""

from __future__ import annotations

import os
import sqlite3
from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, Pool, QueuePool, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from tenants.context import TenantRef
from tenants.errors import ForeignPathError, TooManyConnectionsError, UnusableTermsError
from tenants.settings import Settings, private_folder

MOST_ENGINES = 16
MOST_PER_ENGINE = 5
BUSY_SECONDS = 15.0
POOLED: dict[str, Any] = {"pool_size": 1, "max_overflow": MOST_PER_ENGINE - 1, "pool_timeout": 10}

_lock = Lock()
_held: OrderedDict[tuple[object, ...], Engine] = OrderedDict()
_begun: dict[tuple[Engine, str], Engine] = {}  # by the engine and how its transactions begin
_inherited: list[Engine] = []  # a child must neither use nor close what its parent opened


def of_tenant(ref: TenantRef, *, read_only: bool = False) -> Engine:
    """The engine of a province, from the few that are kept open."""
    return _kept_open(database_url(ref), read_only=read_only)


def of_control() -> Engine:
    """The engine of the control database; an embedded one is a file of the instance."""
    return _kept_open(control_url(), read_only=False)


def for_building(url: URL, *, create: bool = False) -> Engine:
    """An engine for migrations and copies: no pool; foreign keys rest while tables are rebuilt."""
    return _open(url, create=create, building=True, pool=NullPool)


def reading(engine: Engine) -> Engine:
    """The same connections, begun without the writer's lock; the same answer every time."""
    return _begun_as(engine, "reading", begin="BEGIN")


def noting(engine: Engine) -> Engine:
    """The same connections for a note that need not be on the disk before the answer goes out:
    it outlives the process at once, a power cut with the next commit (docs/adr/0015)."""
    return _begun_as(engine, "noting", durable=False)


def _begun_as(engine: Engine, name: str, **options: object) -> Engine:
    with _lock:
        if (engine, name) not in _begun:
            _begun[engine, name] = engine.execution_options(**options)
        return _begun[engine, name]


def control_url() -> URL:
    """Address of the control database."""
    return _control_url(os.environ.get("THADS_INSTANCE"), os.environ.get("THADS_CONTROL_URL"))


@lru_cache(maxsize=64)
def _control_url(instance: str | None, given: str | None) -> URL:
    if given:
        return _parsed(given)
    return URL.create("sqlite", database=str(Settings.from_environment().control_path))


def database_url(ref: TenantRef) -> URL:
    """Address of the province's database; a file must lie in the province's own folder (P2)."""
    return address(ref.slug, ref.database_url)


def address(slug: str, text: str) -> URL:
    """The address written in `text`, if the province of this name may have it."""
    return _address(os.environ.get("THADS_INSTANCE"), slug, text)


@lru_cache(maxsize=256)
def _address(instance: str | None, slug: str, text: str) -> URL:
    """Asked for by every statement, so looked up on disk once; `instance` tells tests apart."""
    url = _parsed(text)
    if url.get_backend_name() != "sqlite":
        return url
    settings = Settings.from_environment()
    folder = settings.tenant_folder(slug).resolve()
    path = (settings.instance / (url.database or "")).resolve()
    if not path.is_relative_to(folder) or path == folder or url.query:
        raise ForeignPathError(f"Tệp dữ liệu của {slug} nằm ngoài thư mục của tỉnh.")
    return URL.create("sqlite", database=str(path))


def stored(url: URL) -> str:
    """As the registry keeps it: a file relative to the instance, so that the folder may move."""
    if url.get_backend_name() != "sqlite":
        return url.render_as_string(hide_password=False)
    path = Path(url.database or "").relative_to(Settings.from_environment().instance)
    return f"sqlite:///{path}"


def close_all() -> None:
    """Give every connection back, e.g. before a process forks or a test ends."""
    with _lock:
        while _held:
            _close(_held.popitem()[1])


def _kept_open(url: URL, *, read_only: bool) -> Engine:
    key = (*url[:-1], *url.query.items(), read_only)  # a URL itself is printed to be hashed
    with _lock:
        if key not in _held:
            _make_room()
            _held[key] = _open(url, read_only=read_only, pool=QueuePool, **POOLED)
        _held.move_to_end(key)
        return _held[key]


def _make_room() -> None:
    """Close the engine unused for longest; one with work in hand is never closed."""
    if len(_held) < MOST_ENGINES:
        return
    for key, engine in _held.items():
        if isinstance(engine.pool, QueuePool) and engine.pool.checkedout() == 0:
            del _held[key]
            _close(engine)
            return
    raise TooManyConnectionsError("Máy chủ đang mở quá nhiều cơ sở dữ liệu; hãy thử lại sau.")


def _close(engine: Engine) -> None:
    for key in [key for key in _begun if key[0] is engine]:
        del _begun[key]
    engine.dispose()


def _parsed(text: str) -> URL:
    """One of the two engines, with the driver that is installed."""
    try:
        url = make_url(text)
    except ArgumentError as unreadable:
        raise UnusableTermsError("Không đọc được địa chỉ cơ sở dữ liệu.") from unreadable
    if url.get_backend_name() == "sqlite":
        return url
    if url.get_backend_name() == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    raise UnusableTermsError("Chỉ dùng được cơ sở dữ liệu SQLite hoặc PostgreSQL.")


def _open(
    url: URL,
    *,
    pool: type[Pool],
    read_only: bool = False,
    create: bool = False,
    building: bool = False,
    **options: Any,
) -> Engine:
    if url.get_backend_name() == "postgresql":
        arguments = {"options": "-c timezone=UTC"}
        if not building:
            arguments["options"] += f" -c lock_timeout={int(BUSY_SECONDS)}s"
        if read_only:
            arguments["options"] += " -c default_transaction_read_only=on"
        if building:
            arguments["options"] += " -c lock_timeout=30s"
        engine = create_engine(url, poolclass=pool, connect_args=arguments, **options)
        event.listen(engine, "begin", _begin_postgresql)
        if read_only:
            event.listen(engine, "rollback", _end_reading)
        return engine
    mode = "rwc" if create else "ro" if read_only else "rw"
    creator = _file_opener(Path(url.database or ""), mode, foreign_keys=not building)
    engine = create_engine("sqlite://", creator=creator, poolclass=pool, **options)
    event.listen(engine, "begin", _begin_reading if read_only else _begin)
    return engine


def _file_opener(path: Path, mode: str, *, foreign_keys: bool) -> Callable[[], sqlite3.Connection]:
    def opened() -> sqlite3.Connection:
        if mode == "rwc":
            private_folder(path.parent)
            path.touch(mode=0o600)
        connection = sqlite3.connect(
            f"{path.as_uri()}?mode={mode}",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        if mode == "ro":
            connection.execute("PRAGMA query_only = ON")
        else:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA recursive_triggers = ON")  # REPLACE deletes too
        connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        return connection

    return opened


def _begin(connection: Connection) -> None:
    """A writer takes its lock at once: a reader that turns writer half-way fails at once."""
    options = connection.get_execution_options()
    level = "FULL" if options.get("durable", True) else "NORMAL"
    if connection.info.get("synchronous", "FULL") != level:
        raw: Any = connection.connection.driver_connection
        raw.execute(f"PRAGMA synchronous = {level}")
        connection.info["synchronous"] = level
    connection.exec_driver_sql(options.get("begin", "BEGIN IMMEDIATE"))


def _begin_postgresql(connection: Connection) -> None:
    if not connection.get_execution_options().get("durable", True):
        connection.exec_driver_sql("SET LOCAL synchronous_commit = off")


def _end_reading(connection: Connection) -> None:
    """What only read is committed: a rollback makes the driver forget every statement that the
    server has prepared, and the next request would have each of its own planned anew."""
    raw: Any = connection.connection.driver_connection
    raw.commit()


def _begin_reading(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _forget_after_fork() -> None:
    global _lock
    _lock = Lock()
    _inherited.extend(_held.values())
    _held.clear()


os.register_at_fork(after_in_child=_forget_after_fork)
