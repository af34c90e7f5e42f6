"""Where the files of a province stand: a folder of this machine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from tenants.settings import private_folder


class Folder:
    """The files of one province under one folder, a key each (`thads.core.files.Store`)."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def add(self, key: str, made: Path) -> None:
        """The file is whole on the disk before it has its name; none takes another's."""
        os.link(self._finished(key, made), self.root / key)
        made.unlink()

    def replace(self, key: str, made: Path) -> None:
        """At no moment does nothing stand there."""
        self._finished(key, made).replace(self.root / key)

    def open(self, key: str) -> BinaryIO:
        """The file itself."""
        path = self.root / key
        if path.is_dir():
            raise FileNotFoundError(key)
        return path.open("rb")

    def discard(self, key: str) -> None:
        """Gone, if it was there."""
        (self.root / key).unlink(missing_ok=True)

    def remove_older(self, kind: str, before: datetime) -> int:
        """By the time at which each was made."""
        whole = (path for path in (self.root / kind).glob("*") if path.is_file())
        old = [path for path in whole if path.stat().st_mtime < before.timestamp()]
        for path in old:
            path.unlink()
        return len(old)

    def keys(self) -> Iterator[str]:
        """All keys in their order; what is half made has none."""
        for path in sorted(path for path in self.root.rglob("*") if path.is_file()):
            name = path.relative_to(self.root)
            if not any(part.startswith(".") for part in name.parts):
                yield name.as_posix()

    def _finished(self, key: str, made: Path) -> Path:
        private_folder((self.root / key).parent)
        made.chmod(0o600)
        with made.open("rb") as file:
            os.fsync(file.fileno())
        return made
