"""What can be asked: one file, the register, judgments received, officers, numbers."""

from thads.cases.queries.file import get, history_of, in_place_of
from thads.cases.queries.filters import CaseFilter
from thads.cases.queries.judgments import (
    JudgmentFilter,
    awaits_decision,
    get_judgment,
    judgment_numbered,
    judgments,
)
from thads.cases.queries.numbers import suggest_number
from thads.cases.queries.people import officers_of
from thads.cases.queries.register import NEWEST_FIRST, CaseLine, count, search

__all__ = [
    "NEWEST_FIRST",
    "CaseFilter",
    "CaseLine",
    "JudgmentFilter",
    "awaits_decision",
    "count",
    "get",
    "get_judgment",
    "history_of",
    "in_place_of",
    "judgment_numbered",
    "judgments",
    "officers_of",
    "search",
    "suggest_number",
]
