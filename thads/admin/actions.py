"""What an administrator does that is nobody else's: moving the practice day. The caller commits."""

from datetime import date

from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.core.errors import RuleBroken
from thads.identity.models import User

FIRST, LAST = date(2015, 1, 1), date(2099, 12, 31)


def note_practice_day(db: Session, day: date, *, before: date, slug: str, by: User) -> None:
    """Check the new working day and write down that it moves; the registry then moves it."""
    if not FIRST <= day <= LAST:
        raise RuleBroken(
            "practice_day.range", "Chọn một ngày từ 01/01/2015 đến 31/12/2099.", field="day"
        )
    audit.record(db, by, "practice_day.moved", slug, before=before, after=day)
