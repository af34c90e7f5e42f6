"""A province's complete data in open form: one NDJSON file a table, its files, a manifest.

Nothing here knows what the tables mean: `Shape` says which there are, and the caller's `seal`
computes what must be equal after a reading (sums, figures, head of the record of acts).
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Column,
    Connection,
    Date,
    DateTime,
    Numeric,
    Select,
    Table,
    TypeDecorator,
    Uuid,
    case,
    insert,
    select,
)
from sqlalchemy.engine import URL
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from tenants import beside, context, dumps, engines, provisioning, registry, schema, stores
from tenants.errors import ForeignBackupError, UnusableTermsError
from tenants.sessions import TenantSession

FORMAT = "thads-open-data/1"
MANIFEST, FILES = "manifest.json", "files"
BATCH = 2000
Document = dict[str, Any]
Seal = Callable[[Session], Document]
Tell = Callable[[str, int], None]


@dataclass(frozen=True)
class Shape:
    """What belongs to the data: the tables, parents first, and those in which a province that has
    done no work yet holds rows already."""

    tables: Sequence[Table]
    at_birth: frozenset[str]


def export(slug: str, folder: Path, shape: Shape, *, seal: Seal, tell: Tell) -> Document:
    """Write the province into a new folder, as one moment saw it; answers the manifest.

    The folder appears whole or not at all.
    """
    ref = registry.find(slug)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UnusableTermsError(f"{folder} đã có và không trống; chưa ghi gì. Chọn thư mục khác.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".thads-"))
    try:
        with context.entered(ref), TenantSession(info={"read_only": True}) as db:
            one_moment = {"isolation_level": "REPEATABLE READ"}
            is_server = engines.database_url(ref).get_backend_name() == "postgresql"
            connection = db.connection(execution_options=one_moment if is_server else None)
            manifest: Document = {
                "format": FORMAT, "slug": slug, "name": ref.name,
                "schema_version": schema.newest("tenant"),
                "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
                "tables": {t.name: _write(connection, t, draft, tell) for t in shape.tables},
                "seal": seal(db),
            }  # fmt: skip
        manifest["files"] = [
            {"path": key, "sha256": digest}
            for key, digest in stores.copy(stores.of(slug), stores.Folder(draft / FILES))
        ]
        text = json.dumps(manifest, ensure_ascii=False, indent=1)
        (draft / MANIFEST).write_text(text + "\n", encoding="utf-8")
        if folder.exists():
            folder.rmdir()
        os.replace(draft, folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return manifest


def read(
    slug: str, folder: Path, shape: Shape, *, seal: Seal, settle: Callable[[Session], None],
    tell: Tell,
) -> Document:  # fmt: skip
    """Build the data beside an empty province, prove it equal to its manifest, then use it.

    `settle` makes what is derived (read models). Anything unequal: refused, the province is as it
    was.
    """
    ref = registry.find(slug)
    present = engines.database_url(ref)
    manifest = _manifest_of(folder)
    _refuse_unless_empty(slug, shape)
    with beside.database(ref, present) as url:
        build(url, folder, manifest, shape, seal=seal, settle=settle, tell=tell)
        _check_files(folder, manifest["files"])
        for _ in stores.copy(stores.Folder(folder / FILES), stores.of(slug)):
            pass
        provisioning.switch_database(slug, engines.stored(url))
    return manifest


def build(
    url: URL, folder: Path, manifest: Document, shape: Shape, *, seal: Seal,
    settle: Callable[[Session], None], tell: Tell,
) -> None:  # fmt: skip
    """Fill an empty database from the folder; ForeignBackupError when it is not what was sealed."""
    schema.upgrade(engines.for_building(url, create=True), "tenant")
    with Session(engines.for_building(url)) as db:
        for table in shape.tables:
            _read(db.connection(), table, folder, manifest["tables"].get(table.name), tell)
        settle(db)
        db.commit()
        made, sealed = seal(db), manifest["seal"]
    wrong = sorted(k for k in made.keys() | sealed.keys() if made.get(k) != sealed.get(k))
    if wrong:
        raise ForeignBackupError(f"Dữ liệu đọc được khác bản kê ở: {', '.join(wrong)}.")


def _write(connection: Connection, table: Table, folder: Path, tell: Tell) -> Document:
    names = [column.name for column in table.columns]
    digest, rows = hashlib.sha256(), 0
    with (folder / f"{table.name}.ndjson").open("wb") as file:
        streamed = connection.execution_options(stream_results=True, yield_per=BATCH)
        for row in streamed.execute(in_order(table)):
            line = json.dumps(dict(zip(names, map(_open, row), strict=True)), ensure_ascii=False)
            content = line.encode() + b"\n"
            file.write(content)
            digest.update(content)
            rows += 1
            if rows % BATCH == 0:
                tell(table.name, rows)
    tell(table.name, rows)
    return {"rows": rows, "sha256": digest.hexdigest()}


def in_order(table: Table) -> Select[*tuple[Any, ...]]:
    """Rows that name another row of their table come after those that name none."""
    own = [c for c in table.columns if any(k.column.table is table for k in c.foreign_keys)]
    later = [case((column.is_(None), 0), else_=1) for column in own]
    return select(*table.columns).order_by(*later, *table.primary_key.columns)


def _open(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID | Decimal) else value


def _read(
    connection: Connection, table: Table, folder: Path, listed: Document | None, tell: Tell
) -> None:
    if listed is None:
        raise ForeignBackupError(f"Bản kê không có bảng {table.name}; chưa ghi gì.")
    path, rows = folder / f"{table.name}.ndjson", 0
    _check_sum(path, listed["sha256"])
    closers = {column.name: _closer(column) for column in table.columns}
    with path.open(encoding="utf-8") as file:
        for batch in _batches(file):
            connection.execute(insert(table), [_row(line, closers) for line in batch])
            rows += len(batch)
            tell(table.name, rows)
    if rows != listed["rows"]:
        raise ForeignBackupError(f"{path.name} có {rows} dòng, bản kê ghi {listed['rows']}.")


def _row(line: str, closers: dict[str, Callable[[Any], Any]]) -> Document:
    row = json.loads(line)
    return {
        name: None if row[name] is None else close(row[name]) for name, close in closers.items()
    }


def _closer(column: Column[Any]) -> Callable[[Any], Any]:
    """From JSON to what the column takes."""
    kind = column.type
    if isinstance(kind, TypeDecorator):
        kind = kind.impl_instance
    return next((close for known, close in CLOSERS if isinstance(kind, known)), lambda value: value)


CLOSERS: tuple[tuple[type[TypeEngine[Any]], Callable[[Any], Any]], ...] = (
    (Uuid, UUID),
    (DateTime, datetime.fromisoformat),
    (Date, date.fromisoformat),
    (Numeric, Decimal),
)


def _batches(lines: Iterable[str]) -> Iterator[list[str]]:
    remaining = iter(lines)
    while batch := list(islice(remaining, BATCH)):
        yield batch


def _manifest_of(folder: Path) -> Document:
    try:
        manifest: Document = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        known = manifest["format"] == FORMAT
    except (OSError, ValueError, KeyError, TypeError) as unreadable:
        raise ForeignBackupError(f"{folder} không phải dữ liệu mở của phần mềm.") from unreadable
    if not known:
        raise ForeignBackupError(f"Dữ liệu dạng {manifest['format']} chưa đọc được; chưa ghi gì.")
    if manifest["schema_version"] != schema.newest("tenant"):
        raise ForeignBackupError("Dữ liệu từ phiên bản khác; nâng cấp nơi xuất rồi xuất lại.")
    return manifest


def _refuse_unless_empty(slug: str, shape: Shape) -> None:
    with engines.for_building(engines.database_url(registry.find(slug))).connect() as connection:
        rows = dumps.count_rows(connection)
    held = [t.name for t in shape.tables if rows.get(t.name) and t.name not in shape.at_birth]
    if held:
        raise UnusableTermsError(f"Tỉnh {slug} đã có dữ liệu ({', '.join(held)}); chưa ghi gì. "
                                 "Tạo một tỉnh mới rồi đọc vào đó.")  # fmt: skip


def _check_files(folder: Path, listed: Sequence[Document]) -> None:
    for entry in listed:
        path = (folder / FILES / entry["path"]).resolve()
        if not path.is_relative_to((folder / FILES).resolve()):
            raise ForeignBackupError(f"Bản kê nêu một tệp ở ngoài thư mục: {entry['path']}.")
        _check_sum(path, entry["sha256"])


def _check_sum(path: Path, expected: str) -> None:
    try:
        found = _sum(path)
    except OSError as missing:
        raise ForeignBackupError(f"Thiếu {path.name}; chưa ghi gì.") from missing
    if found != expected:
        raise ForeignBackupError(f"{path.name} không khớp bản kê; chưa ghi gì.")


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
