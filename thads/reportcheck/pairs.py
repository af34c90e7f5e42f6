"""Which two amounts a rate may be made of, the likeliest first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from thads.reportcheck import roles
from thads.reportcheck.cues import Claim
from thads.reportcheck.quantities import ACTORS
from thads.reportcheck.reading import Figure, Reading
from thads.reportcheck.roles import Role

R = Role
# The wholes of which each part is usually a share.
WHOLES: dict[Role | None, tuple[Role, ...]] = {
    R.DONE: (R.ENFORCEABLE, R.TO_ENFORCE, R.DOCKETED, R.TOTAL),
    R.DISCONTINUED: (R.ENFORCEABLE, R.DONE, R.TO_ENFORCE, R.TOTAL),
    R.ENFORCEABLE: (R.TO_ENFORCE, R.DOCKETED, R.TOTAL),
    R.NOT_YET: (R.TO_ENFORCE, R.DOCKETED, R.TOTAL),
    R.POSTPONED: (R.TO_ENFORCE, R.ENFORCEABLE, R.DOCKETED, R.TOTAL),
    R.NEW: (R.DOCKETED, R.TO_ENFORCE, R.TOTAL),
    R.BROUGHT_FORWARD: (R.DOCKETED, R.TO_ENFORCE, R.TOTAL),
    R.EX_OFFICIO: (R.NEW, R.DOCKETED, R.TO_ENFORCE, R.TOTAL),
    R.ON_REQUEST: (R.NEW, R.DOCKETED, R.TO_ENFORCE, R.TOTAL),
    R.TO_ENFORCE: (R.DOCKETED, R.TOTAL),
    R.CARRIED: (R.TO_ENFORCE, R.ENFORCEABLE, R.DOCKETED, R.TOTAL),
    R.ENTRUSTED: (R.DOCKETED, R.TO_ENFORCE, R.TOTAL),
    R.WITHDRAWN: (R.DOCKETED, R.TO_ENFORCE, R.TOTAL),
    None: (R.ENFORCEABLE, R.TO_ENFORCE, R.DOCKETED, R.TOTAL),
}
_ARE_WHOLES = frozenset((R.ENFORCEABLE, R.TO_ENFORCE, R.DOCKETED, R.TOTAL))
REACH = 8  # sentences back in which the base of a rate is looked for
NEAR = 2  # and its numerator
WIDE = 30  # in which another base is looked for that would fit
_REACHED = re.compile(r"^(?!.*\bchiếm\b).*\b(?:đạt|tỷ lệ|tỉ lệ)\b", re.I | re.S)


@dataclass(frozen=True, slots=True)
class Pair:
    """A part and a whole; `is_meant`: the words say so, and not only that it could be."""

    part: Figure
    whole: Figure
    is_meant: bool


def pairs(reading: Reading, claim: Claim) -> Iterator[Pair]:
    """The likeliest pair first."""
    for part, sure in _parts(reading, claim):
        partner = reading.wholes.get(part.number)
        if partner is not None:
            yield Pair(part, partner, is_meant=sure)
            if sure and claim.base is None:
                return
        for whole, meant in _wholes(reading, claim, part):
            if whole is not partner:
                yield Pair(part, whole, is_meant=sure and meant)


def _parts(reading: Reading, claim: Claim) -> Iterator[tuple[Figure, bool]]:
    """Numerators, and whether the words mean them."""
    of, at = claim.of, claim.figure.number
    if of is not None and of.is_amount:
        yield _first_of_a_fraction(reading, of), True
        return
    opened = re.match(r"[^,;:.()]{0,60}\(", claim.figure.behind)
    following = reading.figures[at + 1 : at + 3] if opened else []
    inside = [one for one in following if one.depth > claim.figure.depth and one.is_amount]
    if inside and not (claim.figure.is_prior or inside[0].is_prior):
        yield inside[0], inside[0].number in reading.wholes
    found = [one for one in _near(reading, claim) if one.number not in reading.parts]
    last = reading.parts.get(at - 1)
    found.sort(key=lambda one: (one is not last, *_unlikely(claim, one), abs(at - one.number)))
    for one in found:
        are_counted = one.quantity.noun != ACTORS  # 5/9 chi cục đạt trên 90%: each of them
        yield one, are_counted and (one is last or _unlikely(claim, one)[0] == 0)


def _first_of_a_fraction(reading: Reading, figure: Figure) -> Figure:
    return reading.parts.get(figure.number, figure)


def _near(reading: Reading, claim: Claim) -> Iterator[Figure]:
    """Amounts that a rate may be the share of: before it, or in its sentence behind it."""
    figure = claim.figure
    for one in reading.near(figure, back=NEAR):
        apart = figure.sentence.number - one.sentence.number
        fits_kind = claim.kind in (None, one.kind)
        if not one.is_amount or not fits_kind or one.is_prior is not figure.is_prior:
            continue
        if apart == 0 or (0 < apart <= NEAR and one.topic == figure.topic):
            yield one


def _unlikely(claim: Claim, one: Figure) -> tuple[int, int]:
    """How unlikely a figure is the numerator, by its role and where it stands; 0: it is meant."""
    figure = claim.figure
    away = figure.sentence.number - one.sentence.number
    place = 2 * away + (one.number > figure.number) + (one.depth > figure.depth)
    if claim.subject is not None:
        role = 0 if one.role is claim.subject else 2
    elif _REACHED.search(figure.before) or not claim.is_certain:
        role = 0 if one.role is Role.DONE else 1 if one.role not in _ARE_WHOLES else 3
    else:  # `chiếm`: of what was said last
        role = 0 if place == 0 else 1
    return role, place


def _wholes(reading: Reading, claim: Claim, part: Figure) -> Iterator[tuple[Figure, bool]]:
    """Denominators for a numerator, and whether the words mean them."""
    base = claim.base or _implied(claim, part)
    usual = (base,) if base else WHOLES.get(part.role, ())
    order = {role: at for at, role in enumerate(usual)}
    parent = parent_of(reading, part) or _alone(reading, part)
    found: list[tuple[tuple[int, int, int], Figure]] = []
    for one in reading.near(part, back=REACH, ahead=NEAR):
        if one is part or not one.is_amount or not one.quantity.is_like(part.quantity):
            continue
        if one.value.high < part.value.low or one.is_prior is not part.is_prior:
            continue
        apart = part.sentence.number - one.sentence.number
        same = apart == 0 or (one.topic == part.topic and -NEAR <= apart <= REACH)
        if same:
            rank = order.get(one.role, len(usual)) if one.role else len(usual)
            if one is parent and not base:
                rank = -1
            later = int(one.number > part.number)
            found.append(((rank, later, abs(part.number - one.number)), one))
    found.sort(key=lambda item: item[0])
    for (rank, _, _), one in found:
        yield one, rank < len(usual)


def _alone(reading: Reading, part: Figure) -> Figure | None:
    """`Án hình sự: 2.400 việc, xong 2.160 việc`: the only amount before it in its sentence."""
    before = [
        one for one in reading.near(part)
        if one.number < part.number and one.is_amount and not one.is_prior
        and one.quantity.is_like(part.quantity)
    ]  # fmt: skip
    if part.role not in (Role.DONE, None) or len(before) != 1:
        return None
    return before[0] if before[0].role is None else None


def _implied(claim: Claim, part: Figure) -> Role | None:
    """`trong số có điều kiện, số thi hành xong là …`: the base stands in the numerator's words."""
    if part.role is not Role.DONE or part.sentence is not claim.figure.sentence:
        return None
    return Role.ENFORCEABLE if roles.names(part.before, Role.ENFORCEABLE) else None


_LISTS = re.compile(r"\b(?:trong đó|gồm|bao gồm|chia ra)(?!\w)", re.IGNORECASE)
_OUT_OF = re.compile(r"\btrong (?:tổng )?số\b|\btrong\s*$", re.IGNORECASE)


def parent_of(reading: Reading, part: Figure) -> Figure | None:
    """What a list that begins with `trong đó` or `trong số` divides."""
    for one in reversed(reading.near(part, back=1)):
        if one.number >= part.number or not one.is_amount:
            continue
        if not one.quantity.is_like(part.quantity):
            continue
        words = reading.between(one, part)
        opens = _LISTS.search(words)
        if opens and "." not in words[opens.end() :]:
            return one
        if _OUT_OF.search(one.before) and one.sentence is part.sentence:
            return one
    return None


def all_amounts(reading: Reading, like: Figure) -> Sequence[Figure]:
    """Amounts of the text around in the unit of another, of whatever matter."""
    return [
        one for one in reading.near(like, back=WIDE, ahead=WIDE)
        if one is not like and one.is_amount and one.quantity.is_like(like.quantity)
    ]  # fmt: skip
