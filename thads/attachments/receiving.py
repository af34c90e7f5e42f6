"""From what a browser sends to files that were looked into: through the disk, never in memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from werkzeug.datastructures import FileStorage

from thads.attachments.inspecting import Inspected, inspect
from thads.core import files
from thads.web.request import db

FOLDER = "attachments"


@contextmanager
def received(given: Sequence[FileStorage]) -> Iterator[list[Inspected]]:
    """These files on disk, looked into, for as long as they are needed; RuleBroken for a bad one.

    None given: none, and no process is started.
    """
    if not given:
        yield []
        return
    with files.workshop(db(), FOLDER) as folder:
        named = [(one.filename or "", folder / str(place)) for place, one in enumerate(given)]
        for one, (_, path) in zip(given, named, strict=True):
            one.save(path)
        yield inspect(named)
