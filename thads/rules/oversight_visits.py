"""Clocks of a thematic oversight by the people's council (reference 7.1).

Luật 87/2015/QH13, read as it was enacted; whether a later law replaced Đ.80 was not found.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from thads.rules.dated import Dated, in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitTerms(Dated):
    """Calendar days that bind the delegation towards those it oversees."""

    outline_days: int  # from the decision until the outline has been sent
    notice_days: int  # before the working day: programme and members are told


TERMS = (
    VisitTerms(
        outline_days=15, notice_days=10, valid_from=date(2016, 7, 1),
        source="Luật 87/2015/QH13 Đ.80",
    ),
)  # fmt: skip


def terms_on(day: date) -> VisitTerms:
    """The rule of the day of the decision; MissingRule where there is none."""
    return in_force(TERMS, day, "thời hạn của đoàn giám sát")


def outline_due(decided_on: date) -> date:
    """Until when the delegation sends its outline."""
    return decided_on + timedelta(days=terms_on(decided_on).outline_days)


def notice_due(decided_on: date, working_on: date) -> date:
    """Until when programme and members are told, for this working day."""
    return working_on - timedelta(days=terms_on(decided_on).notice_days)
