"""The enforcement fee as dated data: bands, threshold, share by how it was received, the split.

TT216 Đ.4, 5, 9. Where Law 106/2025 says more than the circular the share has a row of its own.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from thads.rules import base_wage
from thads.rules.dated import NEW_LAW, Dated, in_force
from thads.rules.deadlines.lines import CIRCULAR_216


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Up to `top` đồng (None: without end): `rate` ten-thousandths of what lies above `bottom`."""

    letter: str  # of TT216 Đ.4 k.1
    bottom: int
    top: int | None
    rate: int

    @property
    def percent(self) -> str:
        """3, 0,5, 0,01."""
        return f"{(Decimal(self.rate) / 100).normalize():f}".replace(".", ",")

    def inside(self, start: int, end: int) -> int:
        """How many đồng of a stretch from `start` to `end` lie in this band."""
        top = end if self.top is None else min(end, self.top)
        return max(0, top - max(start, self.bottom))

    def of(self, received: int) -> Fraction:
        """The fee on what of `received` lies in this band."""
        return Fraction(self.inside(0, received) * self.rate, 10_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeTable(Dated):
    """The bands; what is received up to `wages` base wages bears no fee."""

    bands: tuple[Band, ...]
    wages: int

    def on_all(self, received: int) -> Fraction:
        """The exact fee on `received` đồng once it is above the threshold."""
        return sum((band.of(received) for band in self.bands), Fraction(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Share(Dated):
    """Which part of the fee is paid for what was received so (a value of the fees' Basis)."""

    basis: str
    part: Fraction
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Split(Dated):
    """Hundredths of the fees collected: kept by the agency, equalised centrally, to the budget."""

    kept: int
    central: int
    budget: int


BILLION = 10**9
TABLES = (
    FeeTable(
        bands=(
            Band(letter="a", bottom=0, top=5 * BILLION, rate=300),
            Band(letter="b", bottom=5 * BILLION, top=7 * BILLION, rate=200),
            Band(letter="c", bottom=7 * BILLION, top=10 * BILLION, rate=100),
            Band(letter="d", bottom=10 * BILLION, top=15 * BILLION, rate=50),
            Band(letter="đ", bottom=15 * BILLION, top=None, rate=1),
        ),
        wages=2,
        valid_from=CIRCULAR_216,
        source="TT216 Đ.4 k.1",
    ),
)
SHARES = (
    Share(basis="collected", part=Fraction(1), valid_from=CIRCULAR_216, source="TT216 Đ.4 k.5",
          text="Cơ quan thi hành án đã thu được tiền hoặc đã thực hiện cưỡng chế: 100% mức phí"),
    Share(basis="self_handed", part=Fraction(1, 3), valid_from=CIRCULAR_216,
          source="TT216 Đ.4 k.4",
          text="Đương sự tự giao, nhận khi chưa thực hiện cưỡng chế: 1/3 mức phí"),
    Share(basis="voluntary", part=Fraction(0), valid_from=CIRCULAR_216, source="TT216 Đ.6 k.8",
          text="Tự nguyện thi hành trong thời hạn tự nguyện: không phải chịu phí"),
    Share(basis="before_decision", part=Fraction(0), valid_from=NEW_LAW, source="L25 Đ.53 k.1",
          text="Thi hành trước khi có quyết định thi hành án: không phải chịu phí"),
)  # fmt: skip
SPLITS = (Split(kept=65, central=20, budget=15, valid_from=CIRCULAR_216, source="TT216 Đ.9 k.2"),)


def table(day: date) -> FeeTable:
    """The fee table of `day`."""
    return in_force(TABLES, day, "mức phí thi hành án")


def threshold(day: date) -> int:
    """Up to this sum received, in đồng, no fee is due on `day`."""
    return table(day).wages * base_wage.on(day).amount


def share(basis: str, day: date) -> Share:
    """Which part of the fee is paid for what is received so on `day`."""
    return in_force((s for s in SHARES if s.basis == basis), day, "phần phí phải nộp")


def split(day: date) -> Split:
    """How fees collected on `day` are divided."""
    return in_force(SPLITS, day, "việc phân chia phí thi hành án")
