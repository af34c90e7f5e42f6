"""Reads, refusals and misses go to the audit record, beside the request's own transaction."""

from __future__ import annotations

from typing import Any

from thads.audit import actions as audit
from thads.web import database
from thads.web.request import me_or_none


def note(act: str, subject: Any, **details: Any) -> None:
    """Record what this person read or did; on a reading request by a short writer of its own."""
    if database.request_session().info.get("read_only"):
        with database.short_session(noting=True) as short:
            audit.record(short, me_or_none(), act, subject, **details)
    else:
        audit.record(database.request_session(), me_or_none(), act, subject, **details)


def note_alone(act: str, subject: Any, **details: Any) -> None:
    """Undo what this request began, then record: for refusals."""
    database.read_only()
    with database.short_session() as short:
        audit.record(short, me_or_none(), act, subject, **details)
