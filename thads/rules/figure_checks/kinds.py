"""The kinds of rule that figures are checked by; which they are stands beside, as dated data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thads.core.codes import Coded
from thads.rules.dated import Dated

ALWAYS = date(1993, 7, 1)  # registers brought in reach back; their years are counted anew


class Grade(Coded):
    """What a breach asks for: the records to be mended, or words that go with the report (R8)."""

    BLOCK = "block", "Phải sửa"
    EXPLAIN = "explain", "Phải giải trình"


class Whose(Coded):
    """Who reports: a rule speaks of some of them."""

    OFFICER = "officer", "Chấp hành viên"
    UNIT = "unit", "Đơn vị"
    PROVINCE = "province", "Toàn tỉnh"


EVERYONE = frozenset(Whose)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check(Dated):
    """One rule: `sentence` says what must be, `code` names it for good."""

    code: str
    grade: Grade
    sentence: str
    whose: frozenset[Whose] = EVERYONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance(Check):
    """Inside a line: one column is the sum of others, each with its sign."""

    money: bool
    whole: str
    parts: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ascending(Check):
    """Inside a line: no column is larger than the next one; `from_zero`: nor the first negative."""

    money: bool
    columns: tuple[str, ...]
    from_zero: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NotNegative(Check):
    """Inside a line: these columns are 0 or more."""

    money: bool
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RateInRange(Check):
    """Inside a line: resolved of enforceable is a rate from 0 to 100 %."""

    money: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AddUp(Check):
    """Lines against lines: in every column, lines of the group `parts` add up to the whole."""

    parts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Initiations(Check):
    """Lines against lines: new cases of one initiation are those lines' new cases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoMore(Check):
    """Lines against lines: no theme has more cases than there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyWithCases(Check):
    """Cases against money: where this money stands, these cases stand too."""

    money_column: str
    case_column: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rising(Check):
    """With the period before: cumulative columns of one statistics year never fall."""

    cases: tuple[str, ...]
    money: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SameOpening(Check):
    """With the period before: the opening stock of a year is one number in all its months."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenOpening(Check):
    """With last year's newest closed version: brought forward = carried − in separate tracking."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EachCase(Check):
    """Against the registers, case by case: no case breaks the rule.

    `register` names the list of those that do; `found` and `expected` say what stands in its two
    columns of numbers.
    """

    register: str
    money: bool
    found: str
    expected: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions(Check):
    """Against the register of decisions: their number is that of the newly docketed cases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FarBelow(Check):
    """Against the target: not more than `points` below its part of the year."""

    points: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Jump(Check):
    """Against the subject's own months: how far one may lie from their median (R9).

    The limit is the largest of: `spreads` × 1,4826 × MAD, `share` of the median, `roots` × the
    root of the median (counts scatter so by themselves), and the `floor`. Not told with fewer than
    `months` months, nor when the same month of last year lies as near as that.
    """

    money: bool
    columns: tuple[str, ...]
    months: int
    spreads: Decimal
    share: Decimal
    roots: Decimal
    floor: int
