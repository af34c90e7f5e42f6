"""Whether an item may be forgiven: met, unmet or unknown per condition, with the fact that says so.

A pure reading of facts; what is not known is never taken for met.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from thads.core.codes import Coded
from thads.core.days import add_months
from thads.core.money import format_dong
from thads.rules import remission
from thads.rules.remission import Conditions, Measure, Relief, Way
from thads.rules.working_days import TimeUnit, last_day
from thads.verification.models import Finding


class State(Coded):
    """Whether a condition is met, as far as the file tells."""

    MET = "met", "Đủ"
    UNKNOWN = "unknown", "Chưa rõ"
    UNMET = "unmet", "Không đủ"


class Condition(Coded):
    """What the law asks for."""

    AMOUNT = "amount", "Giá trị khoản thu"
    YEARS = "years", "Thời gian từ quyết định đầu tiên"
    PART = "part", "Đã thi hành một phần"
    MEANS = "means", "Không có tài sản, thu nhập để thi hành"
    VERIFIED = "verified", "Xác minh còn trong hạn"
    ONCE = "once", "Chưa xét trong một năm"


class Answer(NamedTuple):
    """One condition, and why it stands so."""

    condition: Condition
    state: State
    because: str


class Verified(NamedTuple):
    """The latest verification of a case."""

    day: date
    finding: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What the file tells of one item on a day; amounts in đồng."""

    case_id: UUID
    item_id: UUID
    awarded: int
    collected: int
    remaining: int
    decided_on: date  # of this case
    is_first: bool  # False: another agency issued the first decision, on a day not known
    verified: Verified | None
    considered_on: date | None  # the court last looked at this judgment
    judgment_known: bool  # else other cases of the same judgment cannot be found


@dataclass(frozen=True, slots=True)
class Assessment:
    """The way that fits best, and how each of its conditions stands."""

    situation: Situation
    way: Way
    answers: tuple[Answer, ...]

    @property
    def state(self) -> State:
        """Met when all are; unmet when one is."""
        return worst(self.answers)

    @property
    def is_likely(self) -> bool:
        """Nothing stands against it but that it must be verified anew."""
        unmet = {one.condition for one in self.answers if one.state is State.UNMET}
        return unmet <= {Condition.VERIFIED}

    @property
    def most(self) -> int:
        """How much may be forgiven this time."""
        return self.way.most(self.situation.remaining)


RANK = {state: place for place, state in enumerate(State)}
RELIEFS = {relief: place for place, relief in enumerate(Relief)}


def worst(answers: tuple[Answer, ...]) -> State:
    """The state of all conditions together."""
    return max((answer.state for answer in answers), key=RANK.__getitem__)


def assess(found: Situation, day: date) -> Assessment:
    """The best of the ordinary ways of the law of `day`: one that is open, else the nearest.

    Errors: MissingRule when that law is not known.
    """
    ways = [way for way in remission.ways(day) if not way.special]
    return min((assess_way(found, way, day) for way in ways), key=_nearness)


def assess_way(found: Situation, way: Way, day: date) -> Assessment:
    """How the conditions of one way stand."""
    law = remission.conditions(day)
    return Assessment(found, way, tuple(_answers(found, way, law, day)))


def _nearness(one: Assessment) -> tuple[int, ...]:
    unmet = [answer.condition for answer in one.answers if answer.state is State.UNMET]
    return (
        RANK[one.state], Condition.AMOUNT in unmet, len(unmet), RELIEFS[one.way.relief],
        one.way.years or 0,
    )  # fmt: skip


def _answers(found: Situation, way: Way, law: Conditions, day: date) -> Iterator[Answer]:
    yield _amount(found, way)
    if way.years is not None:
        yield _years(found, way.years, day)
    if way.part_paid:
        yield _part(found, law)
    if not way.special:
        yield _means(found)
        yield _once(found, law, day)
    yield _verified(found, law, day)


def _amount(found: Situation, way: Way) -> Answer:
    measured = found.awarded if way.measure is Measure.AWARDED else found.remaining
    state = State.MET if way.holds_for(measured) else State.UNMET
    return Answer(Condition.AMOUNT, state, f"{way.measure.label} {format_dong(measured)} đ")


def _years(found: Situation, years: int, day: date) -> Answer:
    last = last_day(found.decided_on, years, TimeUnit.YEARS)
    if day > last:
        said = f"quyết định ngày {found.decided_on:%d/%m/%Y}, đủ {years} năm từ {last:%d/%m/%Y}"
        return Answer(Condition.YEARS, State.MET, said)
    if not found.is_first:
        said = "quyết định đầu tiên do nơi ủy thác ra, hồ sơ chưa có ngày"
        return Answer(Condition.YEARS, State.UNKNOWN, said)
    return Answer(Condition.YEARS, State.UNMET, f"đến {last:%d/%m/%Y} mới hết {years} năm")


def _part(found: Situation, law: Conditions) -> Answer:
    said = f"đã thi hành {format_dong(found.collected)} đ"
    enough = found.collected > 0
    if law.least_part is not None:
        enough = found.collected >= found.awarded * law.least_part and enough
        said += f" trên {format_dong(found.awarded)} đ, phải từ {law.least_part}"
    return Answer(Condition.PART, State.MET if enough else State.UNMET, said)


def _means(found: Situation) -> Answer:
    if found.verified is None:
        return Answer(Condition.MEANS, State.UNKNOWN, "chưa xác minh lần nào")
    finding = found.verified.finding
    state = {Finding.NO_MEANS: State.MET, Finding.HAS_MEANS: State.UNMET}
    said = f"{finding.label} (xác minh ngày {found.verified.day:%d/%m/%Y})"
    return Answer(Condition.MEANS, state.get(finding, State.UNKNOWN), said)


def _verified(found: Situation, law: Conditions, day: date) -> Answer:
    if found.verified is None:
        return Answer(Condition.VERIFIED, State.UNMET, "chưa xác minh lần nào")
    until = add_months(found.verified.day, law.verified_months)
    state = State.MET if day <= until else State.UNMET
    said = f"xác minh ngày {found.verified.day:%d/%m/%Y}, dùng được đến {until:%d/%m/%Y}"
    return Answer(Condition.VERIFIED, state, said)


def _once(found: Situation, law: Conditions, day: date) -> Answer:
    if found.considered_on is not None:
        again = add_months(found.considered_on, law.months_between)
        state = State.MET if day >= again else State.UNMET
        said = f"đã xét ngày {found.considered_on:%d/%m/%Y}, xét lại từ {again:%d/%m/%Y}"
        if state is State.UNMET or found.judgment_known:
            return Answer(Condition.ONCE, state, said)
    if not found.judgment_known:
        said = "hồ sơ không ghi bản án nên không biết các việc khác của cùng bản án"
        return Answer(Condition.ONCE, State.UNKNOWN, said)
    return Answer(Condition.ONCE, State.MET, "chưa được xét lần nào")
