"""The provinces of this installation, as the control database lists them."""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import fields
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Dialect, Select, bindparam, func, select, update
from sqlalchemy.orm import Session

from tenants import engines
from tenants.context import TenantRef
from tenants.errors import UnknownTenantError
from tenants.models import Tenant

Query = Select[*tuple[Any, ...]]
Reader = Callable[[Any], Any]

# Asked for by every request: columns, not records.
_COLUMNS = [Tenant.__table__.c[field.name] for field in fields(TenantRef)]
_REFS = select(*_COLUMNS).order_by(Tenant.slug)
_BY_SLUG = _REFS.where(Tenant.slug == bindparam("slug"))


def find(slug: str) -> TenantRef:
    """The province of this name; UnknownTenantError when there is none."""
    rows = _refs(_BY_SLUG, slug=slug)
    if not rows:
        raise UnknownTenantError(f"Không có tỉnh {slug!r}.")
    return rows[0]


def find_by_host(host: str) -> TenantRef:
    """The province whose own host this is, or whose name is its first label (laocai.localhost)."""
    name = host.partition(":")[0].casefold()
    label, dot, _ = name.partition(".")
    plain = func.replace(Tenant.slug, "-", "") == label.replace("-", "")
    own = _refs(_REFS.where(Tenant.host == name)) or (_refs(_REFS.where(plain)) if dot else [])
    if not own:
        raise UnknownTenantError(f"Không có tỉnh ở địa chỉ {name!r}.")
    return own[0]


def every() -> Sequence[TenantRef]:
    """All provinces in order of their names."""
    return _refs(_REFS)


def set_practice_day(slug: str, day: date) -> None:
    """Move the working day of a practice province; a real one always has the real day."""
    with Session(engines.of_control()) as control, control.begin():
        stmt = update(Tenant).where(Tenant.slug == slug, Tenant.practice_day.is_not(None))
        changed = control.execute(stmt.values(practice_day=day).returning(Tenant.id)).all()
    if not changed:
        raise UnknownTenantError(f"Không có tỉnh tập huấn {slug!r}.")


def exists() -> bool:
    """Whether the control database has been made."""
    url = engines.control_url()
    return url.get_backend_name() != "sqlite" or Path(url.database or "").exists()


def _refs(asked: Query, **values: str) -> list[TenantRef]:
    """No control database yet means no province yet.

    One statement straight to the driver: a connection of SQLAlchemy costs ten times as much.
    """
    if not exists():
        return []
    engine = engines.of_control()
    text, bound, readers = _prepared(asked, engine.dialect)
    with closing(engine.raw_connection()) as control:
        cursor = control.cursor()
        cursor.execute(text, bound(values))
        rows = cursor.fetchall()
    return [
        TenantRef(*(read(value) for read, value in zip(readers, row, strict=True))) for row in rows
    ]


@lru_cache(maxsize=64)
def _prepared(asked: Query, dialect: Dialect) -> tuple[str, Callable[[Any], Any], list[Reader]]:
    """Text of a statement, what binds its values, what reads each of its columns."""
    made = asked.compile(dialect=dialect)
    names = made.positiontup

    def bound(values: dict[str, str]) -> Any:
        every = made.construct_params(values)
        return every if names is None else [every[name] for name in names]

    readers = [c.type.dialect_impl(dialect).result_processor(dialect, None) for c in _COLUMNS]
    return str(made), bound, [read or _as_given for read in readers]


def _as_given(value: Any) -> Any:
    return value
