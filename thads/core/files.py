"""Files of one province: written once, never changed, found by their key.

The session knows its province's folder (`db.info["folder"]`); a key never leads out of it.
"""

import hashlib
import os
import re
from pathlib import Path

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


def _path(db: Session, key: str) -> Path:
    if not _KEY.fullmatch(key) or ".." in key:
        raise ValueError(f"not a key: {key!r}")
    if "folder" not in db.info:
        db.execute(text("SELECT 1"))  # a session learns its province at its first statement
    return Path(db.info["folder"]) / "files" / key
