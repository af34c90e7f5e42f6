"""Moves a province to another database: closed meanwhile, proven equal, then switched."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import inspect
from sqlalchemy.engine import URL
from sqlalchemy.orm import Session

from tenants import beside, engines, opendata, postgres, provisioning, registry
from tenants.errors import UnusableTermsError
from tenants.opendata import Document, Seal, Shape, Tell
from tenants.settings import Settings


def move(
    slug: str, database_url: str, shape: Shape, *, seal: Seal,
    settle: Callable[[Session], None], tell: Tell,
) -> Document:  # fmt: skip
    """Answers the manifest of what was moved.

    The province is suspended while it moves and opened again whatever happens; unless both sides
    are proven equal it stays where it was. The database left behind is kept; people sign in anew.
    """
    ref = registry.find(slug)
    target = provisioning.address_of(slug, database_url)
    if target == engines.database_url(ref):
        raise UnusableTermsError(f"Tỉnh {slug} đang ở chính cơ sở dữ liệu này; không chuyển.")
    _make_ready(target)
    provisioning.suspend(slug)
    try:
        with tempfile.TemporaryDirectory(
            dir=Settings.from_environment().tenant_folder(slug), prefix=".moving-"
        ) as scratch:
            folder = Path(scratch) / "data"
            manifest = opendata.export(slug, folder, shape, seal=seal, tell=tell)
            opendata.build(target, folder, manifest, shape, seal=seal, settle=settle, tell=tell)
        provisioning.switch_database(slug, engines.stored(target))
    except BaseException:
        beside.remove(target)
        raise
    finally:
        if ref.is_active:
            provisioning.resume(slug)
    return manifest


def _make_ready(target: URL) -> None:
    """An empty place, refused when anything is there."""
    if target.get_backend_name() == "sqlite":
        taken = Path(target.database or "").exists()
    else:
        postgres.check(target)
        postgres.ensure_database(target)
        taken = bool(inspect(engines.for_building(target)).get_table_names())
    if taken:
        raise UnusableTermsError("Nơi chuyển đến đã có dữ liệu; chưa chuyển gì. Chọn nơi khác.")
