"""Growth: `tăng 39.080 việc (tăng 5,60%) so với cùng kỳ`, of amounts and of rates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from thads.reportcheck import wording
from thads.reportcheck.cues import AMOUNTS, Claim, Says
from thads.reportcheck.findings import Finding, Verdict, fit, fit_amounts, of
from thads.reportcheck.quantities import Kind
from thads.reportcheck.ranges import Range
from thads.reportcheck.rates import named
from thads.reportcheck.reading import Figure, Move, Reading

SAYS = "Tăng, giảm"
DIFFERENCE = "Chênh lệch"
IN_POINTS = "Chênh lệch của hai tỷ lệ phải ghi là “điểm %”, không ghi “%”."
_EQUALS = re.compile(r"\bbằng\s*$", re.I)
NEAR = 1  # sentences in which the other amounts are looked for


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to compute a growth, and whether the words mean it."""

    uses: tuple[Figure, ...]
    computed: Range | None
    read: str
    is_meant: bool
    in_points: bool = False


def check(reading: Reading, claim: Claim, others: Sequence[Claim]) -> Finding:
    """The growth against the amounts, or the rates, that it compares."""
    ways = [*_of_amounts(reading, claim), *_of_rates(reading, claim, others)]
    figure, of_rate = claim.figure, _speaks_of_a_rate(reading, claim)
    tried = [
        (way, fit(figure.value, figure.quantity.decimals, way.computed))
        for way in ways if way.computed is not None
    ]  # fmt: skip
    for wanted in (Verdict.TIES, Verdict.ROUNDS):
        for way, verdict in tried:
            if verdict is wanted:
                return _found(claim, way, verdict)
    meant = next((way for way, _ in tried if way.is_meant), None)
    if meant is not None:
        return _found(claim, meant, Verdict.FAILS)
    return _unknown(reading, claim, of_rate)


def of_before(reading: Reading, claim: Claim) -> Finding:
    """`bằng 125% cùng kỳ năm trước (1.200 việc)`: this amount as a share of the one before."""
    for now in _now(reading, claim.figure, claim.kind):
        for before in _before(reading, claim.figure, now):
            computed = now.value.share_of(before.value)
            if computed is None:
                continue
            verdict = fit(claim.figure.value, claim.figure.quantity.decimals, computed)
            said = wording.percent(computed.said)
            return of(
                claim.figure, SAYS, verdict, f"{named(reading, now)} / {named(reading, before)}",
                said, f"Bằng {said} kỳ trước." if verdict is Verdict.FAILS else "",
                uses=(now, before),
            )  # fmt: skip
    return of(claim.figure, SAYS, Verdict.UNKNOWN, "Không thấy số của kỳ so sánh.")


def differences(reading: Reading) -> Iterator[Finding]:
    """`tăng 52 việc so với cùng kỳ (2.043 việc)`: the change against both amounts."""
    for change in reading.figures:
        if change.kind not in AMOUNTS or change.move is Move.NONE:
            continue
        now = next(_now(reading, change), None)
        before = next(_before(reading, change, change), None)
        if now is None or before is None or before.sentence is not change.sentence:
            continue
        computed = now.value - before.value
        if change.move is Move.DOWN:
            computed = before.value - now.value
        read = f"{named(reading, now)} so với {named(reading, before)}"
        verdict = fit_amounts(change.value, computed)
        said = wording.amount(abs(computed.said), change.quantity)
        word = "Tăng" if (computed.said >= 0) is (change.move is Move.UP) else "Giảm"
        proposal = f"{word} {said}." if verdict is Verdict.FAILS else ""
        yield of(
            change, DIFFERENCE, verdict, read, computed=said, proposal=proposal, uses=(now, before)
        )


def _found(claim: Claim, way: _Way, verdict: Verdict) -> Finding:
    assert way.computed is not None
    show = wording.points if way.in_points else wording.percent
    computed = show(abs(way.computed.said))
    proposal = ""
    if verdict is Verdict.FAILS:
        up = (way.computed.said >= 0) is (claim.way > 0)
        proposal = f"{'Tăng' if up else 'Giảm'} {computed}."
    advice = IN_POINTS if way.in_points and not claim.is_in_points else ""
    return of(
        claim.figure, SAYS, verdict, way.read, computed=computed, proposal=proposal, advice=advice,
        uses=way.uses,
    )  # fmt: skip


def _of_amounts(reading: Reading, claim: Claim) -> Iterator[_Way]:
    """From the change and the amount now, from the change and that before, from both amounts."""
    of_rate = _speaks_of_a_rate(reading, claim)
    change = _change(reading, claim)
    like = change or next(_now(reading, claim.figure, claim.kind), None)
    if like is None:
        return
    nows = list(_now(reading, claim.figure, claim.kind, like))
    befores = list(_before(reading, claim.figure, like))
    firmly = claim.of is not None and not of_rate
    for place, now in enumerate(nows):
        if change is not None:
            base = now.value - change.value
            if claim.way < 0:
                base = now.value + change.value
            read = f"{named(reading, change)} so với số trước là {_plain(base, change)}"
            yield _Way((change, now), change.value.share_of(base), read, firmly and place == 0)
            if _EQUALS.search(claim.figure.before):  # tăng 1.205 việc, bằng 106,8% so với cùng kỳ
                yield _Way((change, now), now.value.share_of(base), read, is_meant=False)
        for before in befores:
            read = f"{named(reading, now)} so với {named(reading, before)}"
            rise = now.value - before.value if claim.way > 0 else before.value - now.value
            yield _Way((now, before), _signed(rise, before.value), read, not of_rate and not place)
    for before in befores if change is not None else ():
        read = f"{named(reading, change)} so với {named(reading, before)}" if change else ""
        computed = change.value.share_of(before.value) if change else None
        yield _Way((before,), computed, read, firmly)


def _plain(value: Range, like: Figure) -> str:
    return wording.amount(value.said, like.quantity)


def _signed(rise: Range, base: Range) -> Range | None:
    """A share that may be negative, when the words say the contrary of the numbers."""
    if base.low <= 0:
        return None
    if rise.low >= 0:
        return rise.share_of(base)
    return Range(100 * rise.said / base.said, 100 * rise.low / base.low, 100 * rise.high / base.low)


def _change(reading: Reading, claim: Claim) -> Figure | None:
    """`tăng 39.080 việc (tăng 5,60%)` or `tăng 5,60% (39.080 việc)`."""
    if claim.of is not None and claim.of.kind in AMOUNTS:
        return claim.of
    at = claim.figure.number + 1
    following = reading.figures[at] if at < len(reading.figures) else None
    if following is None or following.kind not in AMOUNTS or following.is_prior:
        return None
    words = reading.between(claim.figure, following).strip()
    is_same = words in ("(", "(tăng", "(giảm", ", tương ứng", "tương ứng", "(tương ứng", "hay")
    return following if is_same else None


def _now(
    reading: Reading, figure: Figure, kind: Kind | None = None, like: Figure | None = None
) -> Iterator[Figure]:
    """Amounts of this period, the nearest before a figure first, then those behind it."""
    if figure.kind in AMOUNTS:
        like = like or figure
    around = reading.near(figure)
    behind = [one for one in around if one.number > figure.number]
    for one in [*(one for one in reversed(around) if one.number < figure.number), *behind]:
        fits = kind in (None, one.kind) and (like is None or one.quantity.is_like(like.quantity))
        if one.is_amount and not one.is_prior and fits:
            yield one


def _before(reading: Reading, figure: Figure, like: Figure) -> Iterator[Figure]:
    """Amounts of the period compared with."""
    around = reading.near(figure, back=NEAR, ahead=NEAR)
    for one in sorted(around, key=lambda one: abs(one.number - figure.number)):
        apart = abs(one.sentence.number - figure.sentence.number)
        if one.is_prior and one.is_amount and one.quantity.is_like(like.quantity):
            same = one.topic == figure.topic and one.role in (None, like.role)
            if apart == 0 or same:
                yield one


def _speaks_of_a_rate(reading: Reading, claim: Claim) -> bool:
    """The nearest figure before it that is no change is a rate."""
    if claim.is_in_points:
        return True
    if claim.of is not None and claim.of.kind in AMOUNTS:
        return False
    for one in reversed(reading.near(claim.figure)):
        if one.number >= claim.figure.number:
            continue
        if one.kind in (Kind.RATE, Kind.POINTS):
            return one.move is Move.NONE
        if one.move is Move.NONE:
            return False
    return False


def _of_rates(reading: Reading, claim: Claim, others: Sequence[Claim]) -> Iterator[_Way]:
    """The difference of two rates, in points."""
    nows = _rates(claim, others, Says.SHARE)
    befores = sorted(
        _rates(claim, others, Says.PRIOR),
        key=lambda one: abs(one.figure.number - claim.figure.number),
    )
    firmly = _speaks_of_a_rate(reading, claim)
    for place, now in enumerate(nows):
        for before in befores:
            computed = now.figure.value - before.figure.value
            if claim.way < 0:
                computed = before.figure.value - now.figure.value
            exact = Range(computed.said, computed.said, computed.said)
            read = f"{reading.words(now.figure)} so với {reading.words(before.figure)}"
            yield _Way(
                (now.figure, before.figure), exact, read, firmly and place == 0, in_points=True
            )


def _rates(claim: Claim, others: Sequence[Claim], says: Says) -> Sequence[Claim]:
    """Rates of this or of the other period, the nearest first."""
    figure = claim.figure
    found = [
        one for one in others
        if one.says is says and one.figure is not figure
        and abs(one.figure.sentence.number - figure.sentence.number) <= NEAR
        and (claim.kind is None or one.kind in (None, claim.kind))
    ]  # fmt: skip
    return sorted(
        found, key=lambda o: (o.figure.number > figure.number, abs(o.figure.number - figure.number))
    )


def _unknown(reading: Reading, claim: Claim, of_rate: bool) -> Finding:
    """What the other period must have been, when only this one is told."""
    rate, proposal, uses = claim.figure.value.said, "", tuple[Figure, ...]()
    now = None if of_rate else next(_now(reading, claim.figure, claim.kind), None)
    read = "Không thấy số của kỳ so sánh."
    if now is not None and now.number < claim.figure.number and 100 + claim.way * rate > 0:
        before = now.value.said * 100 / (100 + claim.way * rate)
        read = f"{named(reading, now)}; không thấy số của kỳ so sánh."
        proposal = f"Đúng nếu kỳ so sánh là ≈ {wording.amount(before, now.quantity)}."
        uses = (now,)
    advice = IN_POINTS if of_rate and not claim.is_in_points else ""
    return of(
        claim.figure, SAYS, Verdict.UNKNOWN, read, proposal=proposal, advice=advice, uses=uses
    )
