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

    The transaction begins anew: SQLite's other writers do not wait while pictures are looked into.
    What was read before is to be read again; the keys of what is written then keep a form sent
    twice from two effects. None given: none, and nothing of this happens.
    """
    if not given:
        yield []
        return
    with files.workshop(db(), FOLDER) as folder:
        named = [(one.filename or "", folder / str(place)) for place, one in enumerate(given)]
        for one, (_, path) in zip(given, named, strict=True):
            one.save(path)
        db().rollback()
        yield inspect(named)
