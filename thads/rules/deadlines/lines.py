"""How the tables of deadlines are written: a line a duty, the old law beside the new."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from thads.rules.dated import NEW_LAW, OLD_LAW_ENDS
from thads.rules.deadlines.duties import Duty
from thads.rules.deadlines.events import Event
from thads.rules.deadlines.records import Crossing, Deadline, Doer
from thads.rules.pauses import Pause
from thads.rules.working_days import TimeUnit

FIRST_LAW = date(2009, 7, 1)  # Luật 26/2008/QH12
AMENDED_LAW = date(2015, 7, 1)  # Luật 64/2014/QH13 amended it
DECREE_62 = date(2015, 9, 1)
LAW_OF_2022 = date(2022, 3, 1)  # Luật 03/2022/QH15: entrustment
CIRCULAR_04 = date(2023, 10, 1)
CIRCULAR_05 = date(2024, 7, 26)
CIRCULAR_216 = date(2017, 1, 1)

ACTING = frozenset({Pause.POSTPONED, Pause.SUSPENDED})  # steps of enforcement itself


class Term(NamedTuple):
    """What one law says: so long, from then till then, in that article."""

    length: int
    unit: TimeUnit
    source: str
    valid_from: date
    valid_to: date | None
    extension: int = 0
    event: Event | None = None  # where this law counts from another event than the line says
    was_read: bool = True


def old(
    length: int, unit: TimeUnit, source: str, since: date = AMENDED_LAW, *,
    extension: int = 0, event: Event | None = None, was_read: bool = True,
) -> Term:  # fmt: skip
    """The law of 2008 and its decrees, until 30/6/2026."""
    return Term(length, unit, source, since, OLD_LAW_ENDS, extension, event, was_read)


def new(
    length: int, unit: TimeUnit, source: str, *,
    extension: int = 0, event: Event | None = None, was_read: bool | None = None,
) -> Term:  # fmt: skip
    """Luật 106/2025, known from its digest unless NĐ152, which was read, says it too."""
    read = "NĐ152" in source if was_read is None else was_read
    return Term(length, unit, source, NEW_LAW, None, extension, event, read)


def lasting(
    length: int, unit: TimeUnit, source: str, since: date, until: date | None = None
) -> Term:
    """A circular that no change of law has touched."""
    return Term(length, unit, source, since, until)


def line(
    duty: Duty,
    event: Event,
    doer: Doer,
    *terms: Term,
    paused_by: frozenset[Pause] = frozenset(),
    counts_back: bool = False,
    crossing: Crossing = Crossing.BY_START,
) -> Iterator[Deadline]:
    """The deadlines of one duty, one for each law that sets a time."""
    for term in terms:
        yield Deadline(
            duty=duty,
            event=term.event or event,
            doer=doer,
            length=term.length,
            unit=term.unit,
            extension=term.extension,
            counts_back=counts_back,
            paused_by=paused_by,
            crossing=crossing,
            source=term.source,
            was_read=term.was_read,
            valid_from=term.valid_from,
            valid_to=term.valid_to,
        )
