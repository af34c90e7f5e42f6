"""Brings provinces into being and keeps their schema current: the only way a database appears."""

import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

from sqlalchemy import select, update
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tenants import engines, postgres, registry, schema
from tenants.context import ACTIVE, CREATING, SUSPENDED, TenantRef
from tenants.errors import TenantExistsError, UnusableTermsError
from tenants.models import Tenant
from tenants.settings import Settings

SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def create(
    slug: str,
    name: str,
    *,
    database_url: str | None = None,
    practice_day: date | None = None,
    host: str | None = None,
    is_copy: bool = False,
) -> TenantRef:
    """A new province with an empty database; one that died half-way is taken up again."""
    if not SLUG.fullmatch(slug) or len(slug) > 40:
        raise UnusableTermsError("Tên ngắn của tỉnh chỉ gồm chữ thường không dấu, số và dấu nối.")
    prepare_control()
    url = address_of(slug, database_url)
    if url.get_backend_name() == "postgresql":
        postgres.check(url)
    row = Tenant(
        slug=slug,
        name=name.strip(),
        host=host,
        database_url=engines.stored(url),
        state=CREATING,
        practice_day=practice_day,
        is_copy=is_copy,
        created_at=datetime.now(UTC),
    )
    ref = _enter_in_registry(row)
    if url.get_backend_name() == "postgresql":
        postgres.ensure_database(make_url(ref.database_url))
    _migrate(ref)
    _set_state(slug, ACTIVE)
    return registry.find(slug)


def prepare_control() -> None:
    """The control database at its newest schema."""
    engine = engines.for_building(engines.control_url(), create=True)
    schema.upgrade(engine, "control")


def migrate(slug: str) -> str:
    """Bring one province to the newest schema; answers the revision reached."""
    return _migrate(registry.find(slug))


def suspend(slug: str) -> TenantRef:
    """Close a province for work; its records stay."""
    return _set_state(slug, SUSPENDED)


def resume(slug: str) -> TenantRef:
    """Open a province again."""
    return _set_state(slug, ACTIVE)


def remove(slug: str) -> None:
    """Take a practice province away with all its records (`thads demo --force` only)."""
    ref = registry.find(slug)
    if not ref.is_practice:
        raise UnusableTermsError(f"{slug} không phải tỉnh tập huấn nên không xóa được.")
    engines.close_all()
    with _control() as control:
        control.delete(control.scalars(select(Tenant).where(Tenant.slug == slug)).one())
    url = make_url(ref.database_url)
    if url.get_backend_name() == "postgresql":
        postgres.drop_database(url)
    shutil.rmtree(Settings.from_environment().tenant_folder(slug), ignore_errors=True)


def switch_database(slug: str, database_url: str) -> None:
    """From the next request on the province works in another database."""
    with _control() as control:
        stmt = update(Tenant).where(Tenant.slug == slug)
        control.execute(stmt.values(database_url=database_url))


def address_of(slug: str, given: str | None) -> URL:
    """Where the province's database is to be: a file of its own, or a database of a server."""
    settings = Settings.from_environment()
    own_file = engines.address(slug, f"sqlite:///tenants/{slug}/province.db")
    if given is None and settings.postgres_admin_url:
        return postgres.address_for(slug, secrets.token_urlsafe(24))
    if given in (None, "sqlite", "sqlite://"):
        return own_file
    return engines.address(slug, given or "")


def _enter_in_registry(row: Tenant) -> TenantRef:
    slug = row.slug
    try:
        with _control() as control:
            control.add(row)
    except IntegrityError as taken:
        started = registry.find(slug)
        if started.state != CREATING:
            raise TenantExistsError(f"Đã có tỉnh {slug!r}.") from taken
        switch_database(slug, row.database_url)
    return registry.find(slug)


def _migrate(ref: TenantRef) -> str:
    engine = engines.for_building(engines.database_url(ref), create=ref.state == CREATING)
    reached = schema.upgrade(engine, "tenant")
    with _control() as control:
        stmt = update(Tenant).where(Tenant.slug == ref.slug)
        control.execute(stmt.values(schema_version=reached))
    return reached


def _set_state(slug: str, state: str) -> TenantRef:
    registry.find(slug)
    with _control() as control:
        control.execute(update(Tenant).where(Tenant.slug == slug).values(state=state))
    return registry.find(slug)


@contextmanager
def _control() -> Iterator[Session]:
    with Session(engines.of_control()) as control, control.begin():
        yield control
