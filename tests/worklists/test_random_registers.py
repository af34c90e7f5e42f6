"""The list of duties against counting day by day, over random registers with pauses."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest

from thads.cases import queries as cases
from thads.cases.models import ActKind, Case, MovementKind, Standing
from thads.core.days import add_months
from thads.evidence.kinds import StepKind
from thads.evidence.models import EvidenceFile
from thads.rules.working_days import add_working_days, is_working_day
from thads.verification.models import Finding
from thads.worklists import queries, readmodel
from thads.worklists.asked import Horizon, Wanted

DAY = timedelta(days=1)
K, M, S = ActKind, MovementKind, Standing
HELD_UP = {S.POSTPONED_BY_AGREEMENT, S.POSTPONED_OTHER, S.SUSPENDED}
ITEM = 1_000_000
Due = tuple[str, date, date]


@dataclass
class Told:
    """A case and what the test itself knows of it: (day, what, more), in order."""

    case: Case
    day: date
    facts: list[tuple[date, Any, Any]] = field(default_factory=list)
    file: EvidenceFile | None = None
    council_on: date | None = None
    destroyed_on: date | None = None
    ended: bool = False

    def days(self, *kinds: Any) -> list[date]:
        return [day for day, kind, _ in self.facts if kind in kinds]


def live(db, make, verified, chance: random.Random, told: Told) -> None:
    """Let something happen to the case some days after what happened last."""
    told.day += timedelta(days=chance.randrange(0, 25))
    act = chance.choice([K.VALID_NOTICE, K.VERIFICATION, K.VERIFICATION, K.NOT_YET_ENFORCEABLE,
                         K.RESUMPTION, K.POSTPONEMENT, K.SUSPENSION, M.COLLECTED, M.COLLECTED,
                         M.PAID_OUT, "exhibits", K.COMPLETION])  # fmt: skip
    more: Any = None
    if told.ended and act not in (M.PAID_OUT, "exhibits"):
        return
    if act is K.VERIFICATION:
        more = chance.choice(list(Finding))
        verified(told.case, told.day, more)
    elif act is K.POSTPONEMENT:
        more = chance.choice([None, told.day + timedelta(days=chance.randrange(1, 60))])
        ground = chance.choice("ac")
        item = chance.choice([None, *make.items(told.case)])
        make.act(told.case, act, told.day, ground=ground, until=more, item=item)
        more = more, item and item.position
    elif act is M.COLLECTED:
        more = chance.randrange(1, 20) * 1000
        make.money(told.case, more, told.day)
    elif act is M.PAID_OUT:
        more = in_hand(told) // chance.choice([1, 2])
        if not more:
            return
        make.money(told.case, more, told.day, kind=act)
    elif act == "exhibits":
        show(make, told)
    elif act is K.COMPLETION and chance.random() < 0.7:
        return
    else:
        told.ended |= act is K.COMPLETION
        make.act(told.case, act, told.day)
    told.facts.append((told.day, act, more))


def show(make, told: Told) -> None:
    """A file of exhibits, its council, its end: one step further."""
    if told.file is None:
        told.file = make.exhibits(told.case, told.day)
    elif told.council_on is None:
        told.council_on = told.day
        make.exhibit_step(told.file, StepKind.PUT_BEFORE, told.day)
    elif told.destroyed_on is None:
        told.destroyed_on = told.day
        make.exhibit_step(told.file, StepKind.DESTROYED, told.day)


def in_hand(told: Told) -> int:
    into = sum(more for _, kind, more in told.facts if kind is M.COLLECTED)
    return into - sum(more for _, kind, more in told.facts if kind is M.PAID_OUT)


def counted(start: date, still: Callable[[date], bool], *, days: int = 0, months: int = 0) -> date:
    """The last day, found by walking: a day of a standstill makes the time a day longer."""
    end, day = add_months(start, months) + timedelta(days=days), start + DAY
    while day <= end:
        end += DAY * still(day)
        day += DAY
    while not is_working_day(end) or still(end):
        end += DAY
    return end


def owed(db, told: Told, day: date) -> Iterator[Due]:
    """What the law asks for on `day` (all days before 1/7/2026), from the test's own list."""
    history = cases.history_of(cases.get(db, told.case.id, scope=None))
    standing, noticed = history.now.standing, told.days(K.VALID_NOTICE)
    made = [(d, more) for d, kind, more in told.facts if kind is K.VERIFICATION]

    def still(one: date) -> bool:
        return history.standing_on(one) in HELD_UP

    if standing is S.IN_PROGRESS:
        yield from while_enforced(told, noticed, made, still)
    if standing is S.NOT_YET_ENFORCEABLE:
        decided = told.days(K.NOT_YET_ENFORCEABLE)[-1]
        yield "publication", decided, add_working_days(decided, 5)
        start = made[-1][0] if made else decided
        long = bool(made) and made[-1][1] in (Finding.IN_PRISON, Finding.UNKNOWN_ADDRESS)
        kind = "long_verification" if long else "periodic_verification"
        yield kind, start, counted(start, still, months=12 if long else 6)
        over = counted(decided, lambda _: False,
                       months=24 if long else 12)  # fmt: skip
        if len(made) > 1 and made[-1][1] is not Finding.HAS_MEANS:
            since = max(over, made[1][0])
            if day >= max(over + DAY, made[1][0]):
                yield "separate_tracking_entry", since, add_working_days(since, 3)
    for until in postponed_until(told):
        if until and until < day:
            yield "resumption", until, add_working_days(until, 5)
    if oldest := oldest_unpaid(told):
        yield "payout", oldest, counted(oldest, lambda _: False, days=10)
    if told.file and not told.destroyed_on:
        decided, council = told.file.decided_on, told.council_on
        if council:
            yield "destruction", council, counted(council, lambda _: False, days=10)
        else:
            yield "destruction_council", decided, counted(decided, lambda _: False, months=1)


def postponed_until(told: Told) -> set[date | None]:
    """Item by item through the facts: a decision on the whole case binds each that is open, and
    what it alone binds is resumed once."""
    bound: dict[int, tuple[int, date | None]] = {}
    for number, (_, kind, more) in enumerate(told.facts):
        if kind is K.POSTPONEMENT:
            until, position = more
            bound |= dict.fromkeys([position] if position else (1, 2), (number, until))
        elif kind in (K.RESUMPTION, K.NOT_YET_ENFORCEABLE, K.SUSPENSION, K.COMPLETION):
            bound = {}
    return {until for _, until in set(bound.values())}


def while_enforced(
    told: Told, noticed: list[date], made: list[tuple[date, Finding]], still: Callable[[date], bool]
) -> Iterator[Due]:
    if not noticed:
        yield "notice", told.case.docketed_on, add_working_days(told.case.docketed_on, 3)
    elif not made:
        over = counted(noticed[0], lambda _: False, days=10)
        yield "first_verification", noticed[0], counted(over, still, days=10)
    if made and made[-1][1] is not Finding.HAS_MEANS:
        kinds = [kind for _, kind, _ in told.facts]
        after = kinds[len(kinds) - kinds[::-1].index(K.VERIFICATION) :]
        if not {K.RESUMPTION, K.NOT_YET_ENFORCEABLE} & set(after):
            yield "no_means_decision", made[-1][0], add_working_days(made[-1][0], 5)


def oldest_unpaid(told: Told) -> date | None:
    """Đồng by đồng in thousands: the first that came in and did not go out."""
    came = [day for day, kind, more in told.facts if kind is M.COLLECTED for _ in range(more)]
    gone = sum(more for _, kind, more in told.facts if kind is M.PAID_OUT)
    return came[gone] if gone < len(came) else None


@pytest.mark.parametrize("seed", range(4))
def test_the_list_is_what_counting_day_by_day_finds(db, make, verified, seed):
    chance, register = random.Random(seed), list[Told]()
    for _ in range(3):
        for _ in range(6):
            begun = date(2024, 1, 2) + timedelta(days=chance.randrange(200))
            register.append(Told(make.case(begun, items=[ITEM, ITEM]), begun))
        for told in register:
            for _ in range(chance.randrange(6)):
                live(db, make, verified, chance, told)
        db.commit()
        assert readmodel.verify(db) is None
        last = max(told.day for told in register)
        for day in (last, last + 17 * DAY, last + 200 * DAY):
            compare(db, register, day)


def compare(db, register: list[Told], day: date) -> None:
    late = 0
    for told in register:
        found = [(t.duty.value, t.since, t.due) for t in queries.of_case(db, told.case.id, day)]
        expected = list(owed(db, told, day))
        assert sorted(found) == sorted(expected), (told.facts, day)
        late += sum(due < day for _, _, due in expected)
    total = queries.total(db, Wanted(), day)
    assert total.late == late
    assert queries.page(db, Wanted(horizon=Horizon.OVERDUE), day).total == late
    db.rollback()
