"""Files of one province: written once, never changed, found by their key.

The session knows the store of its province (`db.info["store"]`, see `tenants.stores`); a key never
leads out of it. What was added in a transaction that is undone is taken away again.
"""

import hashlib
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, Protocol

from sqlalchemy import event, text
from sqlalchemy.orm import Session

from thads.core.errors import NotFound, RuleBroken

_KEY = re.compile(r"[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*")
_ADDED = "files_added"
UNREACHABLE = (
    "Kho lưu tệp không trả lời nên chưa lấy hoặc chưa lưu được tệp. Chưa ghi gì; thử lại sau ít "
    "phút, nếu vẫn vậy thì báo người quản trị."
)


class FileExists(Exception):
    """Another content already stands under this key; it stays."""


class Store(Protocol):
    """Where the files of one province stand: a folder, or a server that is asked for them."""

    def add(self, key: str, made: Path) -> None:
        """Keep a finished file; FileExistsError when something stands under the key."""

    def replace(self, key: str, made: Path) -> None:
        """Keep a finished file in place of what stands under the key."""

    def open(self, key: str) -> BinaryIO:
        """A file on this machine until it is closed; FileNotFoundError when there is none."""

    def discard(self, key: str) -> None:
        """Take away what stands under the key, if anything does."""

    def remove_older(self, kind: str, before: datetime) -> int:
        """Take away the files of a kind that were kept before; how many."""


def put(db: Session, key: str, content: bytes) -> str:
    """Keep `content` under `key` and answer its SHA-256; the same content again is no change."""
    with workshop(db, key.partition("/")[0]) as folder:
        draft = folder / "content"
        draft.write_bytes(content)
        try:
            with _reached():
                _store(db).add(_checked(key), draft)
        except FileExistsError:
            if read(db, key) != content:
                raise FileExists(key) from None
    return hashlib.sha256(content).hexdigest()


def add(db: Session, key: str, made: Path) -> None:
    """Keep a finished file of any size under a new key, as long as the transaction stands.

    FileExists when something stands there, whatever it is.
    """
    try:
        with _reached():
            _store(db).add(_checked(key), made)
    except FileExistsError:
        raise FileExists(key) from None
    db.info.setdefault(_ADDED, []).append(key)


def keep(db: Session, key: str, made: Path) -> None:
    """Keep a finished file of any size under `key`; the same one made again takes its place."""
    with _reached():
        _store(db).replace(_checked(key), made)


def opened(db: Session, key: str) -> BinaryIO:
    """The content under `key`, to be closed by the reader; NotFound when there is none."""
    try:
        with _reached():
            return _store(db).open(_checked(key))
    except FileNotFoundError:
        raise NotFound from None


def read(db: Session, key: str) -> bytes:
    """The whole content under `key`, for papers of a few pages."""
    with opened(db, key) as file:
        return file.read()


@contextmanager
def at_hand(db: Session, key: str) -> Iterator[Path]:
    """The content under `key` as a file on this machine; NotFound when there is none."""
    with opened(db, key) as file:
        yield Path(file.name)


def discard(db: Session, key: str) -> None:
    """Take away a file that nothing refers to."""
    with _reached():
        _store(db).discard(_checked(key))


@contextmanager
def workshop(db: Session, kind: str) -> Iterator[Path]:
    """A private folder on this machine, gone afterwards: what is half made lies here."""
    home = _home(db) / _checked(kind)
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with TemporaryDirectory(prefix=".making-", dir=home) as folder:
        yield Path(folder)


def remove_older(db: Session, kind: str, *, before: datetime) -> int:
    """Remove the files of a kind that is kept for a while only (the first part of their keys).

    A workshop that a killed worker left behind goes with them.
    """
    left = (_home(db) / _checked(kind)).glob(".making-*")
    old = [path for path in left if path.stat().st_mtime < before.timestamp()]
    for path in old:
        shutil.rmtree(path)
    return len(old) + _store(db).remove_older(kind, before)


@event.listens_for(Session, "after_commit")
def _stand(db: Session) -> None:
    db.info.pop(_ADDED, None)


@event.listens_for(Session, "after_rollback")
def _take_away(db: Session) -> None:
    for key in db.info.pop(_ADDED, []):
        with suppress(OSError):  # a file that nothing refers to does no harm
            _store(db).discard(key)


@contextmanager
def _reached() -> Iterator[None]:
    """A store elsewhere that does not answer is told to who waits; the act is undone."""
    try:
        yield
    except ConnectionError as unreached:
        raise RuleBroken("files.unreachable", UNREACHABLE) from unreached


def _checked(key: str) -> str:
    if not _KEY.fullmatch(key) or ".." in key:
        raise ValueError(f"not a key: {key!r}")
    return key


def _store(db: Session) -> Store:
    if "store" not in db.info:
        db.execute(text("SELECT 1"))  # a session learns its province at its first statement
    store: Store = db.info["store"]
    return store


def _home(db: Session) -> Path:
    _store(db)
    return Path(db.info["folder"]) / "files"
