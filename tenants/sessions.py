"""Sessions bound to one province: a record of another province cannot enter one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, event, inspect
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import instance_state
from sqlalchemy.sql import visitors

from tenants import context, engines, registry, stores
from tenants.context import TenantRef
from tenants.errors import SuspendedTenantError, WrongTenantError
from tenants.settings import Settings


class TenantSession(Session):
    """Asks for the engine of the current province; keeps to the first province it met.

    info["read_only"]: a connection that the database itself keeps from writing.
    info["reading"]: begins without the writer's lock (SQLite); for requests that only read.
    info["noting"]: its commit does not wait for the disk; for notes of what was read.
    `db` is what Flask-SQLAlchemy passes to its session class; nothing here needs it.
    """

    def __init__(self, db: object = None, **options: Any) -> None:
        super().__init__(**options)

    def get_bind(
        self,
        mapper: Any = None,
        *,
        clause: Any = None,
        bind: Engine | Connection | None = None,
        **_: Any,
    ) -> Engine | Connection:
        """The control database for its own tables, the current province for all else."""
        if bind is not None:
            return bind
        if is_control(mapper, clause):
            return engines.of_control()
        ref = pinned(self)
        read_only = bool(self.info.get("read_only"))
        engine = engines.of_tenant(ref, read_only=read_only)
        if self.info.get("reading") and not read_only:
            return engines.reading(engine)
        if self.info.get("noting"):
            return engines.noting(engine)
        return engine

    def merge(self, instance: Any, **options: Any) -> Any:
        """As in SQLAlchemy, for a record of this province only."""
        _stamp(self, instance)
        return super().merge(instance, **options)


@contextmanager
def open_session(
    slug: str, *, read_only: bool = False, suspended_too: bool = False
) -> Iterator[Session]:
    """Enter a province and open a session on it; the caller commits."""
    ref = registry.find(slug)
    if not ref.is_active and not suspended_too:
        raise SuspendedTenantError(f"Tỉnh {slug} đang tạm ngừng.")
    with context.entered(ref), TenantSession(info={"read_only": read_only}) as session:
        yield session


def pinned(session: Session) -> TenantRef:
    """The session's province, which must also be the current one."""
    ref = context.current()
    first: TenantRef | None = session.info.get("tenant")
    if first is None:
        session.info["tenant"] = first = ref
        session.info["folder"] = _folder(os.environ.get("THADS_INSTANCE"), ref.slug)
        session.info["store"] = stores.of(ref.slug)
    if first.id != ref.id:
        raise WrongTenantError(f"Phiên của {first.slug} bị dùng ở {ref.slug}.")
    return first


def folder(session: Session) -> Path:
    """Where files of the session's province lie."""
    pinned(session)
    return Path(session.info["folder"])


@lru_cache(maxsize=256)
def _folder(instance: str | None, slug: str) -> Path:
    """Asked for by every session, so looked up on disk once; `instance` tells tests apart."""
    return Settings.from_environment().tenant_folder(slug)


def is_control(mapper: Any, clause: Any) -> bool:
    """By the metadata of the tables named; plain text names none and is the province's."""
    keys = set()
    if mapper is not None:
        keys.add(inspect(mapper).local_table.metadata.info.get("bind_key"))
    elif clause is not None:
        for part in visitors.iterate(clause):
            table = part if isinstance(part, Table) else getattr(part, "table", None)
            if isinstance(table, Table):
                keys.add(table.metadata.info.get("bind_key"))
    if len(keys) > 1:
        raise WrongTenantError("Một câu lệnh không thể đọc cả hai cơ sở dữ liệu.")
    return keys == {"control"}


def _stamp(session: Session, instance: Any) -> None:
    """A record remembers its province from the first session that held it."""
    state = instance_state(instance)
    if state.class_.metadata.info.get("bind_key") == "control":
        return
    here = pinned(session).id
    if state.info.setdefault("tenant", here) is not here and state.info["tenant"] != here:
        raise WrongTenantError("Bản ghi thuộc tỉnh khác.")


event.listen(TenantSession, "before_attach", _stamp)
event.listen(TenantSession, "loaded_as_persistent", _stamp)
