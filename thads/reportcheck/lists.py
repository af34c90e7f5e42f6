"""Totals of lists: `979 quyết định, trong đó 909 chủ động, 70 theo yêu cầu`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import takewhile

from thads.reportcheck import wording
from thads.reportcheck.findings import Finding, Verdict, fit_amounts, of
from thads.reportcheck.ranges import Range
from thads.reportcheck.rates import named
from thads.reportcheck.reading import Figure, Reading
from thads.reportcheck.roles import Role

SAYS = "Tổng"
OPENING = re.compile(
    r"\b(?P<whole>bao gồm|gồm|chia ra)(?!\w)|\b(?P<each>cụ thể)(?: như sau)?\s*:|"
    r"\b(?P<some>trong đó)(?!\w)",
    re.IGNORECASE,
)
# Parts that make up the whole whenever all of them are told.
PARTITIONS = (
    (Role.BROUGHT_FORWARD, Role.NEW),
    (Role.EX_OFFICIO, Role.ON_REQUEST),
    (Role.ENFORCEABLE, Role.NOT_YET),
)
BESIDE = {Role.NOT_YET: Role.POSTPONED}  # a third part that some reports tell apart
_OTHER_MATTER = re.compile(r"\b(?:đạt|chiếm|xong|đã|kết quả)\b", re.IGNORECASE)
LONGEST = 40  # lines of one list
_BULLET = re.compile(r"\s*[-–+*•]")


def check(reading: Reading) -> Iterator[Finding]:
    """Every total that a list divides, for cases and for money."""
    for opening in OPENING.finditer(reading.text):
        for whole in _wholes(reading, opening.start()):
            parts = _parts(reading, whole, opening.end())
            plain = len({one.role for one in parts}) == 1
            is_all = bool(opening["whole"] or (opening["each"] and plain))
            finding = _finding(reading, whole, parts, is_all=is_all)
            if finding is not None:
                yield finding


def _wholes(reading: Reading, place: int) -> Sequence[Figure]:
    """The nearest amounts before the list, one of each unit, of its sentence or the one before."""
    found: list[Figure] = []
    sentence = reading.sentence_at(place)
    for one in reversed(reading.within(sentence, back=1)):
        if one.quantity.end > place:
            continue
        if one.sentence is not sentence and not _opens(reading, sentence.start, place):
            break
        if one.is_amount and not one.is_prior and not any(
            one.quantity.is_like(f.quantity) for f in found
        ):  # fmt: skip
            found.append(one)
    return found


def _opens(reading: Reading, start: int, place: int) -> bool:
    """The list stands at the head of its sentence."""
    return not re.sub(r"[\W\d]+", "", reading.text[start:place])


def _parts(reading: Reading, whole: Figure, start: int) -> Sequence[Figure]:
    """The amounts of the list: to the end of the sentence and of the lines that carry it on."""
    end = _end(reading, start)
    nested = OPENING.search(reading.text, start, end)
    if nested:
        end = nested.start()
    depth = whole.depth
    around = reading.within(reading.sentence_at(start), ahead=LONGEST)
    inside = [one for one in around if start <= one.quantity.start < end]
    return [
        one for one in inside
        if one.is_amount and not one.is_prior and one.depth <= max(depth, inside[0].depth)
        and one.quantity.is_like(whole.quantity)
        and one.number not in reading.parts and one.number not in reading.wholes
    ]  # fmt: skip


def _end(reading: Reading, start: int) -> int:
    own = reading.sentence_at(start)
    end = own.end
    following = reading.sentences[own.number + 1 : own.number + 1 + LONGEST]
    if reading.text[start:end].strip(" :\n") == "":
        lines = takewhile(lambda s: _BULLET.match(reading.text, s.start), following)
        end = max([end, *(s.end for s in lines)])
    closing = reading.text.find(")", start, end)
    opened = reading.text.rfind("(", own.start, start)
    is_inside = opened > reading.text.rfind(")", own.start, start)
    return closing if is_inside and closing > 0 else end


def _finding(
    reading: Reading, whole: Figure, parts: Sequence[Figure], *, is_all: bool
) -> Finding | None:
    named_parts = _partition(parts)
    if named_parts:
        return total(reading, whole, named_parts)
    listed = list(takewhile(lambda one: not _OTHER_MATTER.search(one.before), parts))
    for count in range(len(listed), 1, -1):
        found = total(reading, whole, listed[:count])
        if found.verdict is not Verdict.FAILS:
            return found
    if is_all and len(listed) > 1:
        return total(reading, whole, listed)
    larger = next((one for one in listed if one.value.low > whole.value.high), None)
    return _larger(reading, whole, larger) if larger and whole.role is not Role.DONE else None


def _partition(parts: Sequence[Figure]) -> Sequence[Figure]:
    """The first complete set of parts among these; empty when there is none."""
    by_role: dict[Role | None, Figure] = {}
    for one in parts:
        by_role.setdefault(one.role, one)
    for roles in PARTITIONS:
        if all(role in by_role for role in roles):
            beside = BESIDE.get(roles[-1])
            return [by_role[role] for role in (*roles, beside) if role in by_role]
    return []


def total(reading: Reading, whole: Figure, parts: Sequence[Figure]) -> Finding:
    """The whole against the sum of its parts."""
    computed = reduce(Range.__add__, [one.value for one in parts])
    verdict = fit_amounts(whole.value, computed)
    said = wording.amount(computed.said, whole.quantity)
    proposal = ""
    if verdict is Verdict.FAILS:
        apart = whole.value.said - computed.said
        less = wording.amount(abs(apart), whole.quantity)
        proposal = f"Tổng các phần {'ít' if apart > 0 else 'nhiều'} hơn số đã ghi {less}."
        if apart > 0 and parts[-1].role is Role.NOT_YET:
            proposal += " Nếu đó là số hoãn, tạm đình chỉ thì ghi rõ."
    return of(
        whole, SAYS, verdict, " + ".join(named(reading, one) for one in parts), computed=said,
        proposal=proposal, uses=tuple(parts),
    )  # fmt: skip


def _larger(reading: Reading, whole: Figure, part: Figure) -> Finding:
    return of(
        part, SAYS, Verdict.FAILS, f"{named(reading, part)} trong {named(reading, whole)}",
        proposal="Một phần không thể lớn hơn tổng số.", uses=(whole,),
    )  # fmt: skip
