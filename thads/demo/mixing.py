"""Mixes a province's cases from a table: how many of each fate, and how they entered the year."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from random import Random

from thads.cases.models import Standing
from thads.demo.matters import Matter, Owed, about
from thads.demo.offices import Office
from thads.demo.plans import CasePlan
from thads.demo.stories import BACK, BROUGHT, NEW, Course, tell

UNFINISHED = frozenset(
    {Standing.IN_PROGRESS, Standing.POSTPONED_BY_AGREEMENT, Standing.NOT_YET_ENFORCEABLE}
)


@dataclass(frozen=True)
class Portion:
    """So many cases that come to one fate in one year."""

    year: int
    fate: Standing
    cases: int
    brought: int = 0  # of them brought forward
    back: int = 0  # of them back from separate tracking
    budget: bool = False  # with items due to the state budget
    corruption: bool = False


def mix(
    rng: Random, portions: Iterable[Portion], offices: tuple[Office, ...], *, lateness: float
) -> Iterator[CasePlan]:
    """The cases of the table, spread over the offices by their shares."""
    for portion in portions:
        for place in range(portion.cases):
            start = NEW
            if place < portion.brought + portion.back:
                start = BROUGHT if place < portion.brought else BACK
            course = Course(portion.year, portion.fate, start, lateness)
            matter = about(rng, portion.fate, budget=portion.budget, corruption=portion.corruption)
            case = tell(rng, course, matter, _office(rng, offices, portion, matter))
            yield case
            if portion.fate is Standing.TAKEN_UP:
                yield _taken_up(rng, case, portion.year, offices[0])


def _taken_up(rng: Random, case: CasePlan, year: int, head_office: Office) -> CasePlan:
    """The province goes on, under a decision of its own, with what it took up."""
    owed = [
        Owed(item.kind, sum(f.amount for f in item.flows), item.state_budget, fixed=True)
        for item in case.items
    ]
    matter = Matter(
        case.initiation, case.kind, owed, case.bank, case.corruption, case.drugs,
        case.foreign_element,
    )  # fmt: skip
    day = max(step.day for step in case.steps)
    goes_on = tell(rng, Course(year, Standing.COMPLETED, docketed_on=day), matter, head_office)
    goes_on.entrusted_in = False
    goes_on.taken_from = case
    return goes_on


def _office(rng: Random, offices: tuple[Office, ...], portion: Portion, matter: Matter) -> Office:
    head_takes = 6.0 if portion.corruption else 3.0 if matter.foreign_element else 1.0
    if portion.fate is Standing.TAKEN_UP:
        head_takes = 0.0  # the province takes up from its branches
    weights = [
        office.share
        * (office.slowness if portion.fate in UNFINISHED else 1.0)
        * (1.0 if office.district else head_takes)
        for office in offices
    ]
    return rng.choices(offices, weights)[0]
