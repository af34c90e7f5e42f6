"""A clock that runs: what a register says of a duty that its records leave open."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple
from uuid import UUID

from thads.rules.deadlines.duties import Duty


class Clock(NamedTuple):
    """A duty of a case falls to who holds the case; one of no case names its unit and officer.

    `due` is a day that was promised or set in writing; without one the law counts from `since`.
    """

    duty: Duty
    subject_id: UUID
    case_id: UUID | None
    unit_id: UUID | None
    officer_id: UUID | None
    since: date
    due: date | None = None

    @classmethod
    def of_case(
        cls, duty: Duty, subject_id: UUID, case_id: UUID, since: date, due: date | None = None
    ) -> Clock:
        """It goes with the case from holder to holder."""
        return cls(duty, subject_id, case_id, None, None, since, due)
