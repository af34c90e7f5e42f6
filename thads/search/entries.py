"""What is found of a case, of a judgment and of a request, in the driver's own terms."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from thads.core.driver import Row
from thads.search.models import EntryKind
from thads.search.words import words_of

# As they stand in the table, but for the number that the database gives.
COLUMNS = ("kind", "unit_id", "is_elsewhere", "case_id", "subject_id", "words")


class Findable(NamedTuple):
    """One thing of a case that has words."""

    kind: EntryKind
    subject_id: Any
    text: str


def of_case(
    case_id: Any, unit_id: Any, moved_to: Iterable[Any], findable: Iterable[Findable]
) -> Iterator[Row]:
    """The entries of a case issued by `unit_id`: for that unit, and for each it was moved to."""
    units = dict.fromkeys((unit_id, *moved_to))
    for kind, subject_id, text in findable:
        words = " ".join(words_of(text))
        for unit in units if words else ():
            yield (kind.value, unit, unit != unit_id, case_id, subject_id, words)


def of_judgment(judgment_id: Any, unit_id: Any, number_folded: str) -> Iterator[Row]:
    """The entry of a judgment; none when its number is not known."""
    words = " ".join(words_of(number_folded))
    if words:
        yield (EntryKind.JUDGMENT.value, unit_id, False, None, judgment_id, words)


def of_request(request_id: Any, unit_id: Any, names_folded: str) -> Iterator[Row]:
    """The entry of a request: who asks, for whom, against whom."""
    words = " ".join(dict.fromkeys(words_of(names_folded)))
    if words:
        yield (EntryKind.REQUEST.value, unit_id, False, None, request_id, words)


def number_of(number: int | None, series: str | None) -> str:
    """A decision's number as it is written: 12/QĐ-THADS."""
    return "" if number is None else f"{number}/{series}"
