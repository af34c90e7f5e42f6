"""What always holds between the columns of the statistics, wherever a text tells them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product

from thads.reportcheck import wording
from thads.reportcheck.findings import Finding, Verdict, fit_amounts, of
from thads.reportcheck.quantities import Kind
from thads.reportcheck.ranges import exact
from thads.reportcheck.rates import named
from thads.reportcheck.reading import Figure, Reading
from thads.reportcheck.roles import Role

SAYS = "Đẳng thức"
ORDER = "Thứ tự"
R = Role


@dataclass(frozen=True, slots=True)
class _Identity:
    """A column as a sum of others with their signs; `optional` ones count when they are told."""

    whole: Role
    plus: tuple[Role, ...]
    minus: tuple[Role, ...] = ()
    optional: tuple[Role, ...] = ()  # taken off
    beside: tuple[Role, ...] = ()  # added
    is_firm: bool = True


IDENTITIES = (
    _Identity(R.DOCKETED, (R.BROUGHT_FORWARD, R.NEW)),
    _Identity(R.NEW, (R.EX_OFFICIO, R.ON_REQUEST)),
    _Identity(R.TO_ENFORCE, (R.ENFORCEABLE, R.NOT_YET), beside=(R.POSTPONED,)),
    _Identity(
        R.TO_ENFORCE, (R.DOCKETED,), (R.ENTRUSTED,), (R.WITHDRAWN, R.TAKEN_UP), is_firm=False
    ),
    _Identity(
        R.TO_ENFORCE, (R.BROUGHT_FORWARD, R.NEW), (R.ENTRUSTED,), (R.WITHDRAWN, R.TAKEN_UP),
        is_firm=False,
    ),
    _Identity(R.CARRIED, (R.TO_ENFORCE,), (R.DONE,), (R.DISCONTINUED,), is_firm=False),
    _Identity(R.CARRIED, (R.ENFORCEABLE,), (R.DONE,), (R.DISCONTINUED,), is_firm=False),
    _Identity(R.CARRIED, (R.DOCKETED,), (R.DONE,), (R.DISCONTINUED,), is_firm=False),
)  # fmt: skip
AT_MOST = ((R.DONE, R.ENFORCEABLE), (R.ENFORCEABLE, R.TO_ENFORCE), (R.NOT_YET, R.TO_ENFORCE),
           (R.TO_ENFORCE, R.DOCKETED), (R.NEW, R.DOCKETED))  # fmt: skip
WINDOW = 6  # sentences that one identity may span
MOST = 200  # choices of figures that are tried for one identity
Columns = Mapping[Role, Sequence[Figure]]
Known = set[tuple[int, frozenset[int]]]


def check(reading: Reading, found: Iterable[Finding]) -> Iterator[Finding]:
    """Identities that hold or fail, without those that a list has shown already."""
    listed = {(one.start, frozenset(f.number for f in one.uses)) for one in found}
    for columns in _tables(reading):
        carried: list[Finding] = []
        for identity in IDENTITIES:
            finding = _holds(reading, columns, identity)
            if finding is None or _is_known(finding, listed):
                continue
            if identity.whole is R.CARRIED:
                carried.append(finding)
            else:
                yield finding
        if carried:  # of all that remains, or of what has means: either will do
            yield min(carried, key=lambda one: one.verdict is Verdict.FAILS)
        yield from _order(reading, columns)


def _is_known(finding: Finding, listed: Known) -> bool:
    return (finding.start, frozenset(one.number for one in finding.uses)) in listed


def _tables(reading: Reading) -> Iterator[Columns]:
    """The columns that a text tells of each topic, in each unit, of this period; a long report
    says them again and again, so each stretch of it has a table of its own."""
    tables: dict[tuple[str, Kind, str, int], dict[Role, list[Figure]]] = {}
    for one in reading.figures:
        if one.role is None or not one.is_amount or one.is_prior:
            continue
        place = one.topic, one.kind, one.quantity.noun, one.sentence.block
        tables.setdefault(place, {}).setdefault(one.role, []).append(one)
    yield from tables.values()


def _holds(reading: Reading, columns: Columns, identity: _Identity) -> Finding | None:
    """The identity with the figures told; None when some are missing, or no choice is certain."""
    needed = (identity.whole, *identity.plus, *identity.minus)
    if any(role not in columns for role in needed):
        return None
    added = tuple(role for role in identity.beside if role in columns)
    taken = tuple(role for role in identity.optional if role in columns)
    roles = (*needed, *added, *taken)
    off = {*identity.minus, *identity.optional}
    choices = [columns[role] for role in roles]
    findings = [
        _finding(reading, chosen, roles, off)
        for chosen in islice(product(*choices), MOST) if _stand_together(chosen)
    ]  # fmt: skip
    good = next((one for one in findings if one.verdict is not Verdict.FAILS), None)
    if good is not None or not findings:
        return good
    told = [one for some in choices for one in some]
    is_certain = len({one.sentence.block for one in told}) == 1 and all(
        len({one.value.said for one in some}) == 1 for some in choices
    )
    return findings[0] if is_certain and _may_fail(findings[0], identity, columns) else None


def _may_fail(finding: Finding, identity: _Identity, columns: Columns) -> bool:
    """What is left out of a text (withdrawn, discontinued) may explain what lacks."""
    if identity.is_firm:
        return True
    if identity.whole is R.CARRIED:
        if R.DOCKETED in identity.plus:
            return False
        return any("chuyển" in one.before for one in columns[R.CARRIED])
    whole = columns[identity.whole][0]
    return any(one in columns for one in identity.optional) or any(
        whole.value.low > one.value.high for one in columns.get(R.DOCKETED, ())
    )


def _stand_together(chosen: Sequence[Figure]) -> bool:
    places = [one.sentence.number for one in chosen]
    return max(places) - min(places) <= WINDOW


def _finding(
    reading: Reading, chosen: Sequence[Figure], roles: Sequence[Role], off: set[Role]
) -> Finding:
    whole, *parts = chosen
    computed, read = exact(0), ""
    for role, part in zip(roles[1:], parts, strict=True):
        computed = computed - part.value if role in off else computed + part.value
        sign = " − " if role in off else " + "
        read += (sign if read else "") + named(reading, part)
    verdict = fit_amounts(whole.value, computed)
    said, proposal = wording.amount(computed.said, whole.quantity), ""
    if verdict is Verdict.FAILS:
        less = wording.amount(abs(whole.value.said - computed.said), whole.quantity)
        proposal = f"Số đã ghi lệch {less}; theo các số kia là {said}."
    return of(whole, SAYS, verdict, read, computed=said, proposal=proposal, uses=tuple(parts))


def _order(reading: Reading, columns: Columns) -> Iterator[Finding]:
    """A part of a column is never more than the column."""
    for part, whole in AT_MOST:
        parts, wholes = columns.get(part, ()), columns.get(whole, ())
        told = [*parts, *wholes]
        if len(parts) != 1 or len(wholes) != 1 or len({one.sentence.block for one in told}) > 1:
            continue
        if parts[0].value.low > wholes[0].value.high:
            yield of(
                parts[0], ORDER, Verdict.FAILS,
                f"{named(reading, parts[0])} nhiều hơn {named(reading, wholes[0])}",
                proposal=f"“{part.value}” không thể lớn hơn “{whole.value}”.",
                uses=(wholes[0],),
            )  # fmt: skip
