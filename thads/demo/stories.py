"""The courses that invented cases take, each to the standing it was meant for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from thads.cases.models import ActKind, Initiation, Standing
from thads.core.days import add_months, period_end, year_start
from thads.demo.endings import complete
from thads.demo.matters import Matter
from thads.demo.offices import Office
from thads.demo.plans import CasePlan
from thads.demo.telling import HORIZON, Teller
from thads.rules.working_days import is_working_day, next_working_day
from thads.verification.models import Finding

BROUGHT, NEW, BACK = "brought forward", "new", "back from separate tracking"
NO_MEANS = (
    (Finding.NO_MEANS, "a"),  # grounds of điều kiện in L08 Đ.44a k.1
    (Finding.NO_MEANS, "a"),
    (Finding.IN_PRISON, "a"),
    (Finding.UNKNOWN_ADDRESS, "c"),
)
ENDED_AT_ONCE: dict[
    Standing, tuple[ActKind, tuple[str | None, ...], int]
] = {  # standing: decision, grounds, days before the year's end at the latest
    Standing.DISCONTINUED: (ActKind.DISCONTINUANCE, ("a",), 45),
    Standing.ENTRUSTED_OUT: (ActKind.ENTRUSTMENT, (None,), 15),
    Standing.TAKEN_UP: (ActKind.TAKE_UP, (None,), 25),
    Standing.WITHDRAWN: (ActKind.WITHDRAWAL, ("a", "b", "c"), 12),
    Standing.ANNULLED: (ActKind.ANNULMENT, ("a", "b"), 25),
    Standing.REQUEST_RETURNED: (ActKind.REQUEST_RETURN, (None,), 60),
    Standing.ENDED_OTHER: (ActKind.OTHER_ENDING, (None,), 40),
}


@dataclass(frozen=True)
class Course:
    """What a case is meant to come to in a statistics year, and how it enters that year."""

    year: int
    fate: Standing
    start: str = NEW
    lateness: float = 0.03
    docketed_on: date | None = None  # when the plan fixes it

    @property
    def first(self) -> date:
        """The statistics year's first day."""
        return year_start(self.year)

    @property
    def end(self) -> date:
        """The last day for its fate: the year's, or sooner when the province goes on with it."""
        last = period_end(self.year, 12)
        return last - timedelta(days=40) if self.fate is Standing.TAKEN_UP else last


def tell(rng: Random, course: Course, matter: Matter, office: Office) -> CasePlan:
    """One case from its docketing to its fate."""
    docketed = next_working_day(course.docketed_on or _docketing(rng, course))
    story = STORIES.get(course.fate, _end_by_decision)
    return story(rng, course, matter, office, docketed)


def _docketing(rng: Random, course: Course) -> date:
    first, end = course.first, course.end
    if course.start == BACK:
        return first - timedelta(days=rng.randint(545, 700))
    if course.fate is Standing.SEPARATE_TRACKING:
        return first - timedelta(days=rng.randint(230, 360))
    if course.start == BROUGHT:
        older = course.year > 2023 and rng.random() < 0.22
        return first - timedelta(days=rng.randint(366, 720) if older else rng.randint(18, 360))
    if course.fate is Standing.IN_PROGRESS:
        return max(end - timedelta(days=int(rng.expovariate(1 / 95)) + 1), first)
    lead = ENDED_AT_ONCE[course.fate][2] if course.fate in ENDED_AT_ONCE else 70
    lead = 22 if course.fate is Standing.COMPLETED else lead
    return first + timedelta(days=rng.randint(0, (end - first).days - lead))


def _fate_day(rng: Random, course: Course, docketed: date, *, least: int, pace: int) -> date:
    """When the fate comes: not before the year, nor sooner than `least` days after docketing."""
    low = max(course.first + timedelta(days=2), docketed + timedelta(days=least))
    low = min(low, course.end - timedelta(days=1))
    day = low + timedelta(days=int(rng.expovariate(1 / pace)))
    if day > course.end:
        day = low + timedelta(days=rng.randint(0, (course.end - low).days))
    while not is_working_day(day):
        day -= timedelta(days=1)
    return max(day, docketed)


def _begin(
    rng: Random, course: Course, matter: Matter, office: Office, docketed: date, last: date,
    finding: Finding = Finding.HAS_MEANS,
) -> Teller:  # fmt: skip
    teller = Teller(rng, matter, office, docketed, last)
    teller.destroy_exhibits(lateness=course.lateness)
    teller.open(finding, lateness=course.lateness)
    teller.plan.entrusted_in = course.start == NEW and rng.random() < 0.035
    if course.start == BACK:
        _come_back(teller, course)
    elif teller.room(last) > 150:
        _digress(teller, last)
    return teller


def _come_back(teller: Teller, course: Course) -> None:
    """Not yet enforceable for more than a year, set apart, and found again in the year."""
    rng = teller.rng
    _declare_not_yet(teller, Finding.NO_MEANS, "a")
    apart = add_months(teller.cursor, 12) + timedelta(days=rng.randint(5, 40))
    apart = next_working_day(min(apart, course.first - timedelta(days=9)))
    teller.verify_until(apart, Finding.NO_MEANS, lateness=0.0)
    teller.decide(apart, ActKind.SEPARATE_TRACKING)
    end = min(teller.last, course.end)
    found = teller.day(course.first + timedelta(days=3), end - timedelta(days=6))
    teller.cursor = found
    if rng.random() < 0.7 or course.fate is not Standing.COMPLETED:
        teller.verify(found, Finding.HAS_MEANS)
        teller.decide(found, ActKind.RESUMPTION)


def _digress(teller: Teller, before: date) -> None:
    """What delays a case on its way: nothing, mostly."""
    chance = teller.rng.random()
    if chance < 0.11:
        _declare_not_yet(teller, *teller.rng.choice(NO_MEANS))
        _resume(teller, before, verified=True)
    elif chance < 0.15:
        agreed = teller.matter.initiation is Initiation.ON_REQUEST
        ground = "c" if agreed else teller.rng.choice("abd")
        _postpone(teller, ground)
        _resume(teller, before)
    elif chance < 0.17:
        teller.decide(teller.later(5, 60), ActKind.SUSPENSION, ground="1")
        _resume(teller, before)
    elif chance < 0.23 and teller.office.officers > 1:
        other = (teller.plan.officer + 1) % teller.office.officers
        teller.decide(teller.later(10, 90), ActKind.ASSIGNMENT, officer=other)
    elif chance < 0.25:
        _strike_out(teller)
    elif chance < 0.26 and teller.office.code not in ("CUC", "CCQUYHOP"):
        day = teller.later(10, 60)
        teller.decide(day, ActKind.TRANSFER, unit="CUC")
        teller.decide(day, ActKind.ASSIGNMENT, officer=teller.rng.randrange(5))


def _resume(teller: Teller, before: date, *, verified: bool = False) -> None:
    limit = next_working_day(before - timedelta(days=16))
    day = teller.later(20, max(teller.room(limit) // 2, 21), before=limit)
    if verified:
        teller.verify(day, Finding.HAS_MEANS)
    teller.decide(day, ActKind.RESUMPTION)


def _postpone(teller: Teller, ground: str) -> None:
    day = teller.later(6, 70)
    months = teller.rng.choice((1, 2, 3, 6))
    teller.decide(day, ActKind.POSTPONEMENT, ground=ground, until=add_months(day, months))


def _strike_out(teller: Teller) -> None:
    """A decision entered into the wrong file, struck out a few days later."""
    day = teller.later(6, 60)
    wrong = teller.decide(
        day, ActKind.POSTPONEMENT, ground="b", until=add_months(day, 3), struck=True
    )
    teller.decide(
        teller.later(1, 6), ActKind.CORRECTION, strikes=wrong, note="Ghi nhầm hồ sơ; gạch bỏ."
    )


def _declare_not_yet(teller: Teller, finding: Finding, ground: str) -> None:
    """Verify that there are no means, then decide so within five working days."""
    if not any(teller.left):
        finding, ground = Finding.NO_MEANS, "b"  # the thing itself is gone
    day = teller.later(4, 45)
    teller.verify(day, finding)
    decided = teller.day(day, min(day + timedelta(days=5), teller.last))
    teller.decide(decided, ActKind.NOT_YET_ENFORCEABLE, ground=ground)


def _completed(
    rng: Random, course: Course, matter: Matter, office: Office, docketed: date
) -> CasePlan:
    pace = 75 if course.start == NEW else 150
    end = _fate_day(rng, course, docketed, least=18, pace=pace)
    teller = _begin(rng, course, matter, office, docketed, end)
    complete(teller, end)
    return teller.finish()


def _in_progress(
    rng: Random, course: Course, matter: Matter, office: Office, docketed: date
) -> CasePlan:
    teller = _begin(rng, course, matter, office, docketed, course.end)
    for item, left in enumerate(teller.left):
        if left > 3_000_000 and teller.room(HORIZON) > 20 and rng.random() < 0.4:
            part = int(left * rng.uniform(0.08, 0.6)) // 1000 * 1000
            teller.collect(item, teller.later(3, teller.room(HORIZON)), part)
        elif left > 20_000_000 and item and teller.room(HORIZON) > 30 and rng.random() < 0.25:
            day = teller.later(5, 30)
            teller.decide(day, ActKind.NOT_YET_ENFORCEABLE, item=item, ground="a")
    if teller.alone_to_destroy and rng.random() > 3 * course.lateness:
        start = teller.plan.docketed_on
        council = teller.day(start + timedelta(days=6), start + timedelta(days=27))
        if council <= course.end:  # formed, late as it may be: ten days to destroy (NĐ62 Đ.33 k.1)
            formed = max(council, next_working_day(course.end - timedelta(days=7)))
            teller.plan.evidence = formed, None
    return teller.finish()


def _not_yet(
    rng: Random, course: Course, matter: Matter, office: Office, docketed: date
) -> CasePlan:
    finding, ground = rng.choice(NO_MEANS)
    teller = _begin(rng, course, matter, office, docketed, course.end, finding)
    money = max(range(len(teller.left)), key=teller.left.__getitem__)
    if teller.left[money] > 5_000_000 and teller.room(course.end) > 90 and rng.random() < 0.25:
        part = int(teller.left[money] * rng.uniform(0.05, 0.4)) // 1000 * 1000
        teller.collect(money, teller.later(3, 40), part)
    _declare_not_yet(teller, finding, ground)
    teller.verify_until(course.end, finding, lateness=course.lateness * 1.5)
    return teller.finish()


def _set_apart(
    rng: Random, course: Course, matter: Matter, office: Office, docketed: date
) -> CasePlan:
    finding, ground = NO_MEANS[0]  # in prison or not to be found: two years, not one
    teller = Teller(rng, matter, office, docketed, course.end)
    teller.destroy_exhibits(lateness=course.lateness)
    teller.open(finding, lateness=0.0)
    _declare_not_yet(teller, finding, ground)
    earliest = max(add_months(teller.cursor, 12), course.first) + timedelta(days=3)
    apart = teller.day(earliest, course.end - timedelta(days=2))
    teller.verify_until(apart, Finding.NO_MEANS, lateness=0.0)
    teller.decide(apart, ActKind.SEPARATE_TRACKING)
    return teller.finish()


def _postponed(
    rng: Random, course: Course, matter: Matter, office: Office, docketed: date
) -> CasePlan:
    teller = _begin(rng, course, matter, office, docketed, course.end)
    agreed = course.fate is Standing.POSTPONED_BY_AGREEMENT
    low = max(teller.cursor + timedelta(days=2), course.end - timedelta(days=150))
    day = teller.day(low, course.end - timedelta(days=2))
    until = add_months(course.end, rng.randint(1, 5))
    ground = "c" if agreed else rng.choice("abdđe")
    teller.decide(day, ActKind.POSTPONEMENT, ground=ground, until=until)
    return teller.finish()


def _suspended(
    rng: Random, course: Course, matter: Matter, office: Office, docketed: date
) -> CasePlan:
    teller = _begin(rng, course, matter, office, docketed, course.end)
    low = teller.cursor + timedelta(days=2)
    day = teller.day(low, course.end - timedelta(days=1))
    teller.decide(day, ActKind.SUSPENSION, ground=rng.choice("12"))
    return teller.finish()


def _end_by_decision(
    rng: Random, course: Course, matter: Matter, office: Office, docketed: date
) -> CasePlan:
    kind, grounds, lead = ENDED_AT_ONCE[course.fate]
    end = _fate_day(rng, course, docketed, least=min(lead, 30), pace=60)
    teller = _begin(rng, course, matter, office, docketed, end)
    note = None
    if kind is ActKind.REQUEST_RETURN:
        note = "Tình huống tập huấn theo Luật 106/2025/QH15."
    if kind is ActKind.DISCONTINUANCE:  # nobody can renounce what is owed to the state
        grounds = ("a",) if matter.initiation is Initiation.EX_OFFICIO else ("b", "c")
    receiver = "Chi cục THADS huyện Minh Họa" if kind is ActKind.ENTRUSTMENT else None
    teller.take(end, kind, ground=rng.choice(grounds), receiver=receiver, note=note)
    return teller.finish()


Story = Callable[[Random, Course, Matter, Office, date], CasePlan]
STORIES: dict[Standing, Story] = {
    Standing.COMPLETED: _completed,
    Standing.IN_PROGRESS: _in_progress,
    Standing.NOT_YET_ENFORCEABLE: _not_yet,
    Standing.SEPARATE_TRACKING: _set_apart,
    Standing.POSTPONED_BY_AGREEMENT: _postponed,
    Standing.POSTPONED_OTHER: _postponed,
    Standing.SUSPENDED: _suspended,
}
