"""The fee on what a person receives, time after time: pure arithmetic on whole đồng.

What is received lies on one line from 0 up; each time takes the next stretch of it. A stretch is
charged once the line has passed the threshold of the day, then those before it that were too
small as well (TT216 Đ.5 k.3), each for its own part of the fee. Rounded is the fee up to a point
of the line, half up, and a stretch costs the difference of its ends: so the fees of many times add
up to the fee of one time, to the đồng (Đ.5 k.2).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from thads.core.codes import Coded
from thads.core.money import format_dong
from thads.rules import base_wage, fee_table
from thads.rules.citation import cited


class Basis(Coded):
    """How money or property came to the person: which part of the fee it bears."""

    COLLECTED = "collected", "Cơ quan thi hành án đã thu, hoặc đã cưỡng chế"
    SELF_HANDED = "self_handed", "Các bên tự giao, nhận trước khi cưỡng chế"
    VOLUNTARY = "voluntary", "Tự nguyện trong thời hạn tự nguyện"
    BEFORE_DECISION = "before_decision", "Trước khi có quyết định thi hành án"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a person received on a day, in đồng."""

    day: date
    amount: int
    basis: Basis = Basis.COLLECTED


@dataclass(frozen=True, slots=True)
class Stretch:
    """A receipt in its place on the line."""

    receipt: Receipt
    start: int

    @property
    def end(self) -> int:
        """Where the next one starts."""
        return self.start + self.receipt.amount


@dataclass(frozen=True, slots=True)
class Reckoned:
    """The fee of one receipt, with that of earlier ones that had been too small."""

    stretch: Stretch
    charged: tuple[Stretch, ...]
    fee: int

    @property
    def explanation(self) -> str:
        """How the fee comes about, in one or two sentences."""
        return _explain(self)


@dataclass(frozen=True, slots=True)
class Line:
    """What a person has received so far: `end` đồng, of which `waiting` was not charged yet."""

    end: int = 0
    waiting: tuple[Stretch, ...] = ()

    def receive(self, receipt: Receipt) -> tuple["Line", Reckoned]:
        """The line after one more receipt, and its fee.

        MissingRule for a day without a fee table or base wage.
        """
        part = fee_table.share(receipt.basis.value, receipt.day).part
        if part == 0:  # not on the line: it bears no fee, nor does it help others over
            return self, Reckoned(Stretch(receipt, self.end), (), 0)
        stretch = Stretch(receipt, self.end)
        if stretch.end <= fee_table.threshold(receipt.day):
            waiting = (*self.waiting, stretch)
            return replace(self, end=stretch.end, waiting=waiting), Reckoned(stretch, (), 0)
        charged = (*self.waiting, stretch)
        fee = sum(fee_of(one, receipt.day) for one in charged)
        return Line(stretch.end), Reckoned(stretch, charged, fee)


def fees_of(receipts: Iterable[Receipt], line: Line | None = None) -> list[Reckoned]:
    """The fee of each receipt in their order, after `line`."""
    found, line = [], line or Line()
    for receipt in receipts:
        line, reckoned = line.receive(receipt)
        found.append(reckoned)
    return found


def fee_of(stretch: Stretch, day: date) -> int:
    """What a stretch costs by the table of the day on which it is charged."""
    part = fee_table.share(stretch.receipt.basis.value, stretch.receipt.day).part
    on_all = fee_table.table(day).on_all
    return half_up(part * on_all(stretch.end)) - half_up(part * on_all(stretch.start))


def half_up(exact: Fraction) -> int:
    """Whole đồng; half a đồng counts as one."""
    return int((2 * exact + 1) // 2)


@dataclass(frozen=True, slots=True)
class Divided:
    """Fees collected, in their three parts (TT216 Đ.9 k.2); what rounding leaves is kept."""

    kept: int
    central: int
    budget: int


def divide(fees: int, day: date) -> Divided:
    """The three parts of what was collected, summing to it."""
    split = fee_table.split(day)
    central = half_up(Fraction(fees * split.central, 100))
    budget = half_up(Fraction(fees * split.budget, 100))
    return Divided(fees - central - budget, central, budget)


def _explain(reckoned: Reckoned) -> str:
    """The sum in words: 3% x 2.000.000.000 + … = …, with the articles."""
    receipt, end = reckoned.stretch.receipt, reckoned.stretch.end
    share = fee_table.share(receipt.basis.value, receipt.day)
    if share.part == 0:
        return f"{share.text} ({cited(share.source)})."
    if not reckoned.charged:
        wage = base_wage.on(receipt.day)
        return (
            f"Cộng cả lần này đã nhận {format_dong(end)} đ, không vượt quá hai lần mức lương cơ sở "
            f"({format_dong(fee_table.threshold(receipt.day))} đ, {wage.source}) nên chưa thu phí "
            "(Thông tư 216/2016/TT-BTC Điều 6 khoản 4)."
        )
    told = f"{_sums(reckoned.charged, receipt.day)} = {format_dong(reckoned.fee)} đ"
    earlier = reckoned.charged[:-1]
    if earlier:
        small = format_dong(sum(one.receipt.amount for one in earlier))
        told += (
            f"; gồm {small} đ nhận trước đây chưa thu phí, nay tổng số đã vượt hai lần mức lương "
            "cơ sở (Thông tư 216/2016/TT-BTC Điều 5 khoản 3)"
        )
    elif reckoned.stretch.start:
        told += f", tính tiếp sau {format_dong(reckoned.stretch.start)} đ đã nhận"
    return f"{told}."


def _sums(charged: Sequence[Stretch], day: date) -> str:
    return " + ".join(_sum(stretch, day) for stretch in charged)


def _sum(stretch: Stretch, day: date) -> str:
    """One stretch: its bands, and the part of them that it pays."""
    said = " + ".join(
        f"{band.percent}% x {format_dong(inside)}"
        for band in fee_table.table(day).bands
        if (inside := band.inside(stretch.start, stretch.end))
    )
    part = fee_table.share(stretch.receipt.basis.value, stretch.receipt.day).part
    return said if part == 1 else f"{part.numerator}/{part.denominator} x ({said})"
