"""What was done at the national desk: a row in the control database, never changed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tenants.models import NationalAccount, NationalAct

SHOWN = 200


def note(
    db: Session, by: NationalAccount | None, act: str, subject: str, *, now: datetime,
    **details: Any,
) -> None:  # fmt: skip
    """Write down an act in the caller's transaction."""
    username = by.username if by else ""
    db.add(NationalAct(
        happened_at=now, username=username, act=act, subject=subject, details=details
    ))  # fmt: skip


def latest(db: Session) -> Sequence[NationalAct]:
    """The last acts, newest first."""
    newest = (NationalAct.happened_at.desc(), NationalAct.id)
    return db.scalars(select(NationalAct).order_by(*newest).limit(SHOWN)).all()
