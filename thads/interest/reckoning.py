"""Late interest of one item, day by day: simple, on what is unpaid, less the pauses (NĐ152 Đ.29).

A pure reading of the case. The first day counts, the day up to which it is reckoned does not: on
the day that money comes in, what it pays bears no interest any more.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from thads.cases.history import CaseHistory, Happening, ItemHistory, ItemMoment
from thads.cases.models import ActKind, Standing
from thads.rules.interest_pauses import falls_away_from, pause_by
from thads.rules.interest_rates import DAYS_OF_YEAR, WHOLE, late_rates

DAY = timedelta(days=1)
STANDING_STILL = frozenset(
    {Standing.POSTPONED_BY_AGREEMENT, Standing.POSTPONED_OTHER, Standing.SUSPENDED}
)
AS_AGREED = "Lãi suất theo bản án, quyết định"


class Basis(NamedTuple):
    """From which day, at which rate (millionths a year; None: as the law says)."""

    starts_on: date
    rate: int | None


class Pause(NamedTuple):
    """Days without interest, both included; `last` empty: until now."""

    first: date
    last: date | None
    source: str


class Segment(NamedTuple):
    """Days with one principal (đồng) and one rate; `until` is the day after its last. Paused: the
    rate is 0, and `source` is the article that says so."""

    first: date
    until: date
    principal: int
    rate: int
    source: str

    @property
    def last(self) -> date:
        """Its last day."""
        return self.until - DAY

    @property
    def days(self) -> int:
        """How many days it holds."""
        return (self.until - self.first).days

    @property
    def amount(self) -> Fraction:
        """The interest of these days, exact."""
        return Fraction(self.principal * self.rate * self.days, WHOLE * DAYS_OF_YEAR)


def total(segments: Iterable[Segment]) -> int:
    """Đồng of all segments together, rounded once, half up."""
    exact = sum((segment.amount for segment in segments), Fraction())
    return int((2 * exact + 1) // 2)


def segments(
    item: ItemHistory, basis: Basis, pauses: Sequence[Pause], until: date
) -> list[Segment]:
    """The interest of an item from its first day to the day before `until`.

    Errors: MissingRule for a day whose rate by law is not known.
    """
    principal, rate = _Principal(item, until), _Rate(basis, until)
    changes = {basis.starts_on, until, *rate.days, *(moment.day for moment in item.moments)}
    for pause in pauses:
        changes |= {pause.first} | ({pause.last + DAY} if pause.last else set())
    days = sorted(day for day in changes if basis.starts_on <= day <= until)
    found: list[Segment] = []
    for first, following in pairwise(days):
        paused = next((p for p in pauses if _holds(p, first)), None)
        at, source = (0, paused.source) if paused else rate.on(first)
        made = Segment(first, following, principal.on(first), at, source)
        if found and found[-1][2:] == made[2:]:
            found[-1] = found[-1]._replace(until=following)
        else:
            found.append(made)
    return found


def pauses_of(
    history: CaseHistory, item: ItemHistory, ends: dict[int, date], runs_on: frozenset[int]
) -> list[Pause]:
    """While which decisions the item bore no interest, in order.

    `ends`: the last day of a decision that names one; `runs_on`: those during which the parties
    agreed that interest runs; both by sequence.
    """
    known = {h.sequence: h for h in history.facts.happenings}
    found: list[Pause] = []
    running: Pause | None = None
    for moment in item.moments:
        happening = known.get(moment.sequence)
        if not _decides(happening) and moment.standing in STANDING_STILL:
            continue  # money came in meanwhile: what holds goes on
        if running is not None:
            found += _ended(running, moment.day)
        running = None
        if happening is not None and _decides(happening):
            running = _begun(happening, ends, runs_on)
    return found + ([running] if running else [])


def _decides(happening: Happening | None) -> bool:
    return happening is not None and happening.kind in (ActKind.POSTPONEMENT, ActKind.SUSPENSION)


def _begun(happening: Happening, ends: dict[int, date], runs_on: frozenset[int]) -> Pause | None:
    assert isinstance(happening.kind, ActKind)
    rule = pause_by(happening.kind.value, happening.ground, happening.day)
    if rule is None or (rule.unless_agreed and happening.sequence in runs_on):
        return None
    return Pause(happening.day, ends.get(happening.sequence), rule.source)


def _ended(pause: Pause, day: date) -> Iterator[Pause]:
    """What was a pause until the day before `day`."""
    last = day - DAY if pause.last is None else min(pause.last, day - DAY)
    if pause.first <= last:
        yield pause._replace(last=last)


def _holds(pause: Pause, day: date) -> bool:
    return pause.first <= day and (pause.last is None or day <= pause.last)


class _Principal:
    """What is unpaid at the end of a day, less what the court forgave later (L25 Đ.42)."""

    def __init__(self, item: ItemHistory, until: date) -> None:
        self.item, self.days = item, [moment.day for moment in item.moments]
        self.eve = self._at(falls_away_from() - DAY).forgiven
        self.forgiven = self._at(until).forgiven

    def on(self, day: date) -> int:
        """Đồng; before the case began it is what the decision says."""
        moment = self._at(day)
        later = self.forgiven - max(moment.forgiven, min(self.eve, self.forgiven))
        return max(0, moment.remaining - later)

    def _at(self, day: date) -> ItemMoment:
        return self.item.moments[max(0, bisect_right(self.days, day) - 1)]


class _Rate:
    """Which rate holds on which day, and where that is written."""

    def __init__(self, basis: Basis, until: date) -> None:
        if basis.rate is not None:
            self.known = [(basis.starts_on, basis.rate, AS_AGREED)]
        else:
            by_law = late_rates(basis.starts_on, until)
            self.known = [(day, rule.rate, rule.source) for day, rule in by_law]
        self.days = [day for day, _, _ in self.known]

    def on(self, day: date) -> tuple[int, str]:
        """Millionths a year, and its source."""
        _, rate, source = self.known[bisect_right(self.days, day) - 1]
        return rate, source
