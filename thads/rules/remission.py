"""When what is owed to the state budget may be forgiven (L08 Đ.61; L25 Đ.42; reference 3.9).

`TTLT 12/2015` says what a part performed is; under the law of 2026 nothing need have been paid.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from thads.core.codes import Coded
from thads.core.money import format_dong
from thads.rules.dated import NEW_LAW, OLD_LAW_ENDS, Dated, MissingRule, in_force

AMENDED_LAW = date(2015, 7, 1)
MILLION = 1_000_000


class Relief(Coded):
    """What the court is asked for."""

    EXEMPTION = "exemption", "Miễn"
    REDUCTION = "reduction", "Giảm"


class Measure(Coded):
    """Which sum decides."""

    AWARDED = "awarded", "giá trị khoản thu"
    REMAINING = "remaining", "số còn lại"


@dataclass(frozen=True, slots=True, kw_only=True)
class Way(Dated):
    """One way to be forgiven: the sum lies in [lowest, highest] đồng and `years` have passed since
    the first enforcement decision. `share` of what remains, at most `at_most` đồng, may go."""

    code: str
    relief: Relief
    measure: Measure = Measure.REMAINING
    lowest: int = 1
    highest: int | None = None
    years: int | None = None  # None: at any time
    part_paid: bool = False
    share: Fraction = Fraction(1)
    at_most: int | None = None
    special: bool = False  # for hardship or merit: of court fees and fines, needs no lack of means

    @property
    def label(self) -> str:
        """Miễn: số còn lại từ 5.000.000 đến 9.999.999 đ, sau 10 năm."""
        if self.special:
            return "Miễn phần còn lại: đặc biệt khó khăn kéo dài hoặc lập công lớn"
        bounds = [f"từ {format_dong(self.lowest)}"] if self.lowest > 1 else []
        bounds += [f"đến {format_dong(self.highest)}"] if self.highest is not None else []
        return (
            f"{self.relief.label}: {self.measure.label} {' '.join(bounds)} đ, sau {self.years} năm"
        )

    def holds_for(self, amount: int) -> bool:
        """Whether a sum lies in its band."""
        return self.lowest <= amount and (self.highest is None or amount <= self.highest)

    def most(self, remaining: int) -> int:
        """How much may be forgiven at one time, whole đồng."""
        part = int(remaining * self.share)
        return part if self.at_most is None else min(part, self.at_most)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions(Dated):
    """What every ordinary way asks for besides."""

    verified_months: int  # the proof of having no means is at most so old
    months_between: int  # once in so long for each judgment
    least_part: Fraction | None  # of the sum awarded that counts as a part performed
    ends_reduction: bool  # a reduction, too, is followed by a discontinuance of that part
    ending_source: str


def _old(code: str, relief: Relief, source: str, **given: Any) -> Way:
    return Way(
        code=code, relief=relief, source=f"L08 Đ.61 {source}", valid_from=AMENDED_LAW,
        valid_to=OLD_LAW_ENDS, **given,
    )  # fmt: skip


def _new(code: str, relief: Relief, **given: Any) -> Way:
    return Way(code=code, relief=relief, source="L25 Đ.42", valid_from=NEW_LAW, **given)


_E, _R = Relief.EXEMPTION, Relief.REDUCTION
WAYS = (
    _old("1.2", _E, "k.1", measure=Measure.AWARDED, highest=2 * MILLION - 1, years=5),
    _old("1.5", _E, "k.1", measure=Measure.AWARDED, lowest=2 * MILLION, highest=5 * MILLION - 1,
         years=10),
    _old("2.5", _E, "k.2", highest=5 * MILLION - 1, years=5, part_paid=True),
    _old("2.10", _E, "k.2", lowest=5 * MILLION, highest=10 * MILLION - 1, years=10,
         part_paid=True),
    _old("3a", _R, "k.3 điểm a", lowest=10 * MILLION, highest=100 * MILLION, years=5,
         part_paid=True, share=Fraction(1, 4)),
    _old("3b", _R, "k.3 điểm b", lowest=100 * MILLION + 1, years=10, part_paid=True,
         share=Fraction(1, 5), at_most=50 * MILLION),
    _old("4", _E, "k.4", part_paid=True, special=True),
    _new("5", _E, highest=5 * MILLION - 1, years=5),
    _new("10", _E, lowest=5 * MILLION, highest=10 * MILLION - 1, years=10),
    _new("100", _R, lowest=5 * MILLION, highest=100 * MILLION, years=5, share=Fraction(1, 4)),
    _new("over", _R, lowest=100 * MILLION + 1, years=10, share=Fraction(1, 5),
         at_most=50 * MILLION),
    _new("special", _E, part_paid=True, special=True),
)  # fmt: skip
CONDITIONS = (
    Conditions(
        verified_months=3, months_between=12, least_part=Fraction(1, 50), ends_reduction=False,
        ending_source="L08 Đ.50 k.1 điểm e", source="L08 Đ.61; TTLT 12/2015",
        valid_from=AMENDED_LAW, valid_to=OLD_LAW_ENDS,
    ),
    Conditions(
        verified_months=3, months_between=12, least_part=None, ends_reduction=True,
        ending_source="L25 Đ.48 k.5", source="L25 Đ.42; L25 Đ.43", valid_from=NEW_LAW,
    ),
)  # fmt: skip
WHAT = "miễn, giảm nghĩa vụ thi hành án"


def ways(day: date) -> Sequence[Way]:
    """The ways of the law of `day`, exemption first; MissingRule when that law is not known."""
    found = [way for way in WAYS if way.holds_on(day)]
    if not found:
        raise MissingRule(WHAT, day)
    return found


def way(code: str, day: date) -> Way | None:
    """One way by its code in the law of `day`; None when that law has no such way."""
    return next((one for one in ways(day) if one.code == code), None)


def conditions(day: date) -> Conditions:
    """What the law of `day` asks for besides; MissingRule when that law is not known."""
    return in_force(CONDITIONS, day, WHAT)
