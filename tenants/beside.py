"""A second database of a province, built beside the one in use."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.engine import URL

from tenants import postgres
from tenants.context import TenantRef
from tenants.settings import Settings


def place(ref: TenantRef, present: URL) -> URL:
    """Where it goes: on the same server, or in the province's folder; never over anything."""
    moment = f"{datetime.now(UTC):%Y%m%d%H%M%S%f}"
    if present.get_backend_name() == "postgresql":
        name = f"thads_{ref.slug.replace('-', '_')}_{moment}"
        return postgres.beside(present, name)
    path = Settings.from_environment().tenant_folder(ref.slug) / f"beside-{moment}.db"
    return URL.create("sqlite", database=str(path))


@contextmanager
def database(ref: TenantRef, present: URL) -> Iterator[URL]:
    """A place that is taken away again when what is built there fails."""
    url = place(ref, present)
    try:
        yield url
    except BaseException:
        remove(url)
        raise


def remove(url: URL) -> None:
    """Take away what was built beside."""
    if url.get_backend_name() == "postgresql":
        postgres.drop_database(url, keep_role=True)
        return
    for suffix in ("", "-wal", "-shm"):
        Path(f"{url.database}{suffix}").unlink(missing_ok=True)
