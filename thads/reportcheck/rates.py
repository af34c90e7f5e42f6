"""Rates: `đạt 91,09%`, `chiếm 20,44%` against the amounts that they are made of."""

from __future__ import annotations

from collections.abc import Sequence

from thads.reportcheck import wording
from thads.reportcheck.cues import Claim
from thads.reportcheck.findings import Finding, Verdict, fit, of
from thads.reportcheck.pairs import Pair, all_amounts, pairs
from thads.reportcheck.ranges import HUNDRED, Range
from thads.reportcheck.reading import Figure, Reading
from thads.reportcheck.roles import Role

SAYS = "Tỷ lệ"
KNOWN = (Verdict.TIES, Verdict.ROUNDS, Verdict.FAILS)


def check(reading: Reading, claim: Claim) -> Finding:
    """The rate against the likeliest pair of amounts that gives it, or that should."""
    tried = [(pair, _verdict(claim, pair)) for pair in pairs(reading, claim)]
    for wanted in (Verdict.TIES, Verdict.ROUNDS):
        for pair, verdict in tried:
            if verdict is wanted and (pair.is_meant or claim.base is None):
                return _holds(reading, claim, pair, verdict)
    meant = next((pair for pair, found in tried if pair.is_meant and found in KNOWN), None)
    if meant is None:
        return _unknown(reading, claim, [pair for pair, _ in tried])
    return _fails(reading, claim, meant)


def _verdict(claim: Claim, pair: Pair) -> Verdict:
    computed = pair.part.value.share_of(pair.whole.value)
    if computed is None:
        return Verdict.UNKNOWN
    return fit(claim.figure.value, claim.figure.quantity.decimals, computed)


def _holds(reading: Reading, claim: Claim, pair: Pair, verdict: Verdict) -> Finding:
    advice = ""
    if pair.part.role is Role.DONE and pair.whole.role is Role.TO_ENFORCE and claim.base is None:
        advice = "Tính trên số phải thi hành; tỷ lệ theo chế độ tính trên số có điều kiện thi hành."
    return of(
        claim.figure, SAYS, verdict, _read(reading, pair), _computed(pair), advice=advice,
        uses=(pair.part, pair.whole),
    )  # fmt: skip


def _fails(reading: Reading, claim: Claim, pair: Pair) -> Finding:
    return of(
        claim.figure, SAYS, Verdict.FAILS, _read(reading, pair), _computed(pair),
        " ".join(_proposals(reading, claim, pair)), uses=(pair.part, pair.whole),
    )  # fmt: skip


def _unknown(reading: Reading, claim: Claim, tried: Sequence[Pair]) -> Finding:
    part = tried[0].part if tried else None
    read = f"Tử số có thể là {named(reading, part)}; không thấy mẫu số." if part else (
        "Không thấy tử số và mẫu số của tỷ lệ này trong văn bản."
    )  # fmt: skip
    proposal = ""
    if part is not None and claim.figure.value.said > 0:
        wanted = wording.amounts(_whole_for(part, claim), part.quantity)
        proposal = f"Ghi thêm mẫu số; tỷ lệ này đúng nếu mẫu số là {wanted}." if wanted else ""
    return of(
        claim.figure, SAYS, Verdict.UNKNOWN, read, proposal=proposal, uses=(part,) if part else ()
    )


def named(reading: Reading, figure: Figure) -> str:
    """3.918 việc (có điều kiện thi hành)"""
    words = " ".join(reading.words(figure).split())
    return f"{words} ({figure.role.value})" if figure.role else words


def _read(reading: Reading, pair: Pair) -> str:
    return f"{named(reading, pair.part)} / {named(reading, pair.whole)}"


def _computed(pair: Pair) -> str:
    computed = pair.part.value.share_of(pair.whole.value)
    if computed is None:
        return ""
    said = wording.percent(computed.said)
    if wording.percent(computed.low) == wording.percent(computed.high):
        return said
    return f"{said} (theo cách làm tròn: {wording.percents(computed)})"


def _whole_for(part: Figure, claim: Claim) -> Range:
    rate, value = claim.figure.value, part.value
    low = max(rate.low, rate.said / 2)
    return Range(100 * value.said / rate.said, 100 * value.low / rate.high, 100 * value.high / low)


def _part_for(whole: Figure, claim: Claim) -> Range:
    rate, value = claim.figure.value, whole.value
    return Range(
        value.said * rate.said / 100, value.low * rate.low / 100, value.high * rate.high / 100
    )


def _proposals(reading: Reading, claim: Claim, pair: Pair) -> Sequence[str]:
    """Which base would fit, which numerator would, and the rate that the two numbers give."""
    made, rate = [], claim.figure.value
    if rate.said > 0 and pair.part.value.said > 0:
        made.append(_base_that_fits(reading, claim, pair))
    if rate.high <= HUNDRED.said:
        part = wording.amounts(_part_for(pair.whole, claim), pair.part.quantity)
        made.append(
            f"Hoặc tử số là {part}." if part
            else f"Không có tử số nguyên nào trên {reading.words(pair.whole)} cho tỷ lệ này."
        )  # fmt: skip
    computed = pair.part.value.share_of(pair.whole.value)
    if computed is not None and computed.said <= HUNDRED.said:
        made.append(f"Hoặc tỷ lệ là {wording.percent(computed.said)}.")
    return made


def _base_that_fits(reading: Reading, claim: Claim, pair: Pair) -> str:
    wanted = _whole_for(pair.part, claim)
    same = [
        one for one in all_amounts(reading, pair.part)
        if one is not pair.whole and one.value.meets(wanted)
    ]  # fmt: skip
    if same:
        other = same[0]
        what = other.role.value if other.role else "số này"
        return f"Khớp nếu mẫu số là “{what}”: {reading.words(other)}."
    base = wording.amounts(wanted, pair.part.quantity)
    if not base:
        return "Không có mẫu số nguyên nào cho tỷ lệ này."
    text = f"Tỷ lệ này chỉ khớp với mẫu số {base}"
    missing = pair.whole.value.said - wanted.said
    if pair.whole.role is Role.TO_ENFORCE and pair.part.role is Role.DONE and missing > 0:
        left = wording.amount(missing, pair.part.quantity)
        return f"{text}: có thể là số có điều kiện thi hành (khoảng {left} chưa có điều kiện)."
    return f"{text}."
