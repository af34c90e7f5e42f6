"""What follows from the facts of a case: where each item and the case stood, day by day.

A pure reading of the records, shared by screens, guards, intervals and figures. It is strict:
facts that contradict each other (an act on an ended item, more collected than awarded) raise
RuleBroken, so an action proves itself by replaying the case with its own fact added.
"""

from thads.cases.history.reading import (
    CHANGES_NOTHING,
    CURRENT,
    OPEN,
    Reading,
    case_standing,
    replay,
)
from thads.cases.history.records import (
    CaseFacts,
    CaseHistory,
    CaseMoment,
    Happening,
    ItemFacts,
    ItemHistory,
    ItemMoment,
)

__all__ = [
    "CHANGES_NOTHING",
    "CURRENT",
    "OPEN",
    "CaseFacts",
    "CaseHistory",
    "CaseMoment",
    "Happening",
    "ItemFacts",
    "ItemHistory",
    "ItemMoment",
    "Reading",
    "case_standing",
    "replay",
]
