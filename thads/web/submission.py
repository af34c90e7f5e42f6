"""A form sent twice has one effect: its key is written in the same transaction as the act."""

from __future__ import annotations

from uuid import UUID

from flask import g
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from thads.core.errors import Conflict
from thads.identity.models import Submission
from thads.identity.person import Person
from thads.web.request import now, this_request

FIELD = "submission_key"


def begin(db: Session, by: Person) -> Submission | None:
    """Claim this form's key; gives the earlier submission when the key was used before."""
    key = _key()
    if key is None:
        return None
    earlier = db.get(Submission, key)
    if earlier is not None:
        return _own(earlier, by)
    claim = Submission(key=key, user_id=by.id, received_at=now())
    db.add(claim)
    try:
        db.flush()
    except IntegrityError:  # the twin committed while we waited for it
        db.rollback()
        earlier = db.get(Submission, key)
        if earlier is None:
            raise
        return _own(earlier, by)
    g.submission = claim
    return None


def remember_answer(address: str) -> None:
    """Keep where the act led, for a twin that comes later."""
    claim: Submission | None = g.get("submission")
    if claim is not None:
        claim.answer = address


def _own(earlier: Submission, by: Person) -> Submission:
    if earlier.user_id != by.id:
        raise Conflict("Mẫu này đã được người khác gửi. Hãy mở lại trang rồi nhập lại.")
    return earlier


def _key() -> UUID | None:
    try:
        return UUID(this_request().form.get(FIELD, ""))
    except ValueError:
        return None
