"""Backup and restore of one province: its database and its files in one archive with a manifest.

A restore builds a database beside the present one and says what differs; only a swap puts it to
use, by a change of address in the registry, and what was used before stays where it is (P29).
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy.engine import URL

from tenants import beside, dumps, engines, provisioning, registry, schema, stores
from tenants.context import TenantRef
from tenants.errors import ForeignBackupError, UnusableTermsError

FORMAT = 1
MANIFEST, DATABASE, FILES = "manifest.json", "database", "files/"


@dataclass(frozen=True)
class Manifest:
    """Whose backup this is, of what schema, and how much must be in it."""

    format: int
    tenant_id: str
    slug: str
    engine: str
    schema_version: str
    made_at: str
    sha256: str
    rows: Mapping[str, int]
    files: int


@dataclass(frozen=True)
class Restored:
    """A database built beside the present one, and what differs: table → (present, restored)."""

    beside: str
    kept: str
    differences: Mapping[str, tuple[int, int]]
    swapped: bool

    def as_json(self) -> dict[str, Any]:
        """For other programs."""
        return asdict(self)


def backup(slug: str, file: Path) -> Manifest:
    """Write one archive of the province as it is now, consistent while others work."""
    ref = registry.find(slug)
    url = engines.database_url(ref)
    if file.exists():
        raise UnusableTermsError(f"Tệp {file} đã có; không ghi đè bản sao lưu.")
    kept = stores.of(slug)
    keys = list(kept.every_key())
    with _scratch(file.parent) as scratch:
        copy = scratch / DATABASE
        rows = dumps.of(url).write(url, copy)
        manifest = Manifest(
            FORMAT, str(ref.id), slug, url.get_backend_name(), _version(url),
            datetime.now(UTC).isoformat(timespec="seconds"), _sha256(copy), rows, len(keys),
        )  # fmt: skip
        archive = scratch / "archive"
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
            packed.write(copy, DATABASE)
            for key in keys:
                with kept.open(key) as one, packed.open(FILES + key, "w", force_zip64=True) as to:
                    shutil.copyfileobj(one, to)
        archive.chmod(0o600)
        os.replace(archive, file)
    return manifest


def restore(slug: str, file: Path, *, swap: bool = False) -> Restored:
    """Build the backup beside the province's database; use it only with `swap`."""
    ref = registry.find(slug)
    present = engines.database_url(ref)
    with zipfile_of(file) as packed, _scratch(file.parent) as scratch:
        manifest = _checked_manifest(packed, ref, present)
        packed.extract(DATABASE, scratch)
        if _sha256(scratch / DATABASE) != manifest.sha256:
            raise ForeignBackupError("Bản sao lưu bị hỏng: nội dung không khớp bản kê.")
        built = beside.place(ref, present)
        dump = dumps.of(present)
        dump.read(scratch / DATABASE, built)
        restored = _rows(built)
        if restored != dict(manifest.rows):
            raise ForeignBackupError("Bản sao lưu bị hỏng: số dòng không khớp bản kê.")
        schema.upgrade(engines.for_building(built), "tenant")
        differences = _compare(_rows(present), restored)
        if swap:
            _unpack_files(packed, stores.of(slug), scratch)
            provisioning.switch_database(slug, engines.stored(built))
    return Restored(built.database or "", present.database or "", differences, swap)


def _checked_manifest(packed: zipfile.ZipFile, ref: TenantRef, present: URL) -> Manifest:
    try:
        manifest = Manifest(**json.loads(packed.read(MANIFEST)))
    except (KeyError, ValueError, TypeError) as unreadable:
        raise ForeignBackupError("Tệp này không phải bản sao lưu của phần mềm.") from unreadable
    if manifest.tenant_id != str(ref.id):
        raise ForeignBackupError(f"Bản sao lưu là của tỉnh {manifest.slug}, không phải {ref.slug}.")
    if manifest.engine != present.get_backend_name():
        raise ForeignBackupError(f"Bản sao lưu là của {manifest.engine}; tỉnh dùng loại khác.")
    if manifest.schema_version > schema.newest("tenant"):
        raise ForeignBackupError("Bản sao lưu từ phiên bản mới hơn; hãy nâng cấp phần mềm trước.")
    return manifest


def _unpack_files(packed: zipfile.ZipFile, kept: stores.Store, scratch: Path) -> None:
    """Files are written once: those still there stay as they are."""
    there = set(kept.every_key())
    for name in packed.namelist():
        key = name.removeprefix(FILES)
        if not name.startswith(FILES) or key in there or not stores.is_key(key):
            continue
        draft = scratch / "file"
        with packed.open(name) as source, draft.open("wb") as copy:
            shutil.copyfileobj(source, copy)
        kept.add(key, draft)


def _rows(url: URL) -> dict[str, int]:
    engine = engines.for_building(url)
    with engine.connect() as connection:
        return dumps.count_rows(connection)


def _compare(present: dict[str, int], restored: dict[str, int]) -> dict[str, tuple[int, int]]:
    names = sorted(present.keys() | restored.keys())
    pairs = {name: (present.get(name, 0), restored.get(name, 0)) for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _version(url: URL) -> str:
    with engines.for_building(url).connect() as connection:
        return schema.version(connection) or ""


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def zipfile_of(file: Path) -> Iterator[zipfile.ZipFile]:
    """The archive; anything else is refused in words."""
    try:
        with zipfile.ZipFile(file) as packed:
            yield packed
    except zipfile.BadZipFile as unreadable:
        raise ForeignBackupError("Tệp này không phải bản sao lưu của phần mềm.") from unreadable


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    """A private folder on the same disk as the archive, gone at the end."""
    with tempfile.TemporaryDirectory(dir=folder, prefix=".thads-") as name:
        yield Path(name)
