"""Sessions on the control database, for what is of no province: they reach nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from tenants import engines
from tenants.errors import NoTenantError
from tenants.sessions import is_control


class ControlSession(Session):
    """Knows the tables of the control database only; any other statement is refused.

    info["reading"]: begins without the writer's lock (SQLite).
    """

    def get_bind(
        self,
        mapper: Any = None,
        *,
        clause: Any = None,
        bind: Engine | Connection | None = None,
        **_: Any,
    ) -> Engine | Connection:
        """The control database for its own tables; NoTenantError for all else."""
        if bind is not None or not is_control(mapper, clause):
            raise NoTenantError("Phiên này chỉ mở được cơ sở dữ liệu chung, không mở tỉnh nào.")
        engine = engines.of_control()
        return engines.reading(engine) if self.info.get("reading") else engine


@contextmanager
def control_session(*, reading: bool = False) -> Iterator[ControlSession]:
    """A session on the control database; the caller commits."""
    with ControlSession(info={"reading": reading}, expire_on_commit=False) as session:
        yield session
