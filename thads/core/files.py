"""Files of one province: written once, never changed, found by their key.

The session knows its province's folder (`db.info["folder"]`); a key never leads out of it.
"""

import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import text
from sqlalchemy.orm import Session

from thads.core.errors import NotFound

_KEY = re.compile(r"[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*")


class FileExists(Exception):
    """Another content already stands under this key; it stays."""


def put(db: Session, key: str, content: bytes) -> str:
    """Keep `content` under `key` and answer its SHA-256; the same content again is no change."""
    path = _path(db, key)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        if path.read_bytes() != content:
            raise FileExists(key) from None
    finally:
        draft.unlink()
    return hashlib.sha256(content).hexdigest()


def read(db: Session, key: str) -> bytes:
    """The content under `key`; NotFound when there is none."""
    try:
        return _path(db, key).read_bytes()
    except FileNotFoundError:
        raise NotFound from None


@contextmanager
def workshop(db: Session, kind: str) -> Iterator[Path]:
    """A private folder beside the files of a kind, gone afterwards: what is half made lies here."""
    home = _path(db, kind)
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with TemporaryDirectory(prefix=".making-", dir=home) as folder:
        yield Path(folder)


def keep(db: Session, key: str, made: Path) -> None:
    """Keep a finished file of any size under `key`; the same one made again takes its place."""
    path = _path(db, key)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    made.chmod(0o600)
    with made.open("rb") as file:
        os.fsync(file.fileno())
    made.replace(path)


def find(db: Session, key: str) -> Path:
    """Where the content under `key` lies; NotFound when there is none."""
    path = _path(db, key)
    if not path.is_file():
        raise NotFound
    return path


def remove_older(db: Session, kind: str, *, before: datetime) -> int:
    """Remove the files of a kind that is kept for a while only (the first part of their keys).

    A workshop that a killed worker left behind goes with them.
    """
    whole = _path(db, kind).glob("*")
    old = [path for path in whole if path.stat().st_mtime < before.timestamp()]
    for path in old:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    return len(old)


def _path(db: Session, key: str) -> Path:
    if not _KEY.fullmatch(key) or ".." in key:
        raise ValueError(f"not a key: {key!r}")
    if "folder" not in db.info:
        db.execute(text("SELECT 1"))  # a session learns its province at its first statement
    return Path(db.info["folder"]) / "files" / key
