"""The cases to review: the register's own list, narrowed by verification and by age."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from thads.cases.models import ActKind, Case, CaseAct
from thads.core.codes import Coded
from thads.core.days import last_day_older_than

_DAY = timedelta(days=1)


class LastVerified(Coded):
    """How long ago a case was last verified."""

    NEVER = "never", "Chưa xác minh lần nào"
    OVER_90 = "90", "Lần gần nhất quá 90 ngày"
    OVER_180 = "180", "Lần gần nhất quá 180 ngày"
    OVER_365 = "365", "Lần gần nhất quá 365 ngày"


class Age(Coded):
    """For how many years a case has been open."""

    UNDER_1 = "0", "Chưa quá 1 năm"
    OVER_1 = "1", "Quá 1 năm"
    OVER_2 = "2", "Quá 2 năm"
    OVER_3 = "3", "Quá 3 năm"
    OVER_5 = "5", "Quá 5 năm"

    def docketed(self, day: date) -> tuple[date | None, date | None]:
        """First and last day of docketing of cases of this age on `day`."""
        if self is Age.UNDER_1:
            return last_day_older_than(day, 1) + _DAY, None
        return None, last_day_older_than(day, int(self.value))


def last_verified(when: LastVerified, day: date) -> Select[Any]:
    """The cases verified last so long before `day`, as a select of ids for a register's filter.

    It is put to one case of the register at a time, since a page needs fifty of them, not all;
    those never verified are read at once, since there may be none.
    """
    asked = aliased(Case)
    struck = select(CaseAct.corrects_id).where(CaseAct.corrects_id.is_not(None))  # few: read once
    made = select(CaseAct.id).where(  # a register brought in tells of acts without minutes
        CaseAct.case_id == asked.id, CaseAct.kind == ActKind.VERIFICATION, CaseAct.day <= day,
        CaseAct.id.not_in(struck),
    )  # fmt: skip
    if when is LastVerified.NEVER:
        return select(asked.id).where(~made.exists())
    since = made.where(CaseAct.day >= day - timedelta(days=int(when.value)))
    one = select(asked.id).where(asked.id == Case.id).correlate(Case)
    return one.where(~since.exists(), made.exists())
