"""One line of the tie-out: sums that must be the same, by how much they differ, where first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from thads.core.codes import Coded


class Check(Coded):
    """What is compared."""

    COLLECTED = "collected", "Đã thu: hồ sơ = sổ kế toán"
    HELD = "held", "Còn giữ của từng khoản = số dư tài khoản"
    STATISTICS = "statistics", "Tiền thi hành xong của thống kê = thu trong năm"
    BALANCE = "balance", "Tiền đang có = tiền phải trả"
    CLEARING = "clearing", "Tài khoản trung gian bằng 0 sau mỗi chứng từ"
    CASH = "cash", "Sổ quỹ = tiền mặt kiểm kê"
    TRUST = "trust", "Sổ tiền gửi = số dư ngân hàng"

    @property
    def sums(self) -> tuple[str, str, str]:
        """What the three sums are; an empty name: there are but two."""
        return SUMS[self]


SUMS = {
    Check.COLLECTED: ("Hồ sơ", "Sổ thu", "Trả trực tiếp theo quyết định"),
    Check.HELD: ("Theo khoản", "Số dư của khoản", "Số dư tài khoản"),
    Check.STATISTICS: ("Thống kê", "Sổ thu trong năm", "Trả trực tiếp trong năm"),
    Check.BALANCE: ("Tài sản", "Phải trả", ""),
    Check.CLEARING: ("Thanh toán trực tiếp", "Phân phối giữa hồ sơ", ""),
    Check.CASH: ("Sổ quỹ", "Kiểm kê", ""),
    Check.TRUST: ("Sổ tiền gửi", "Ngân hàng", "Sao kê chưa khớp chứng từ"),
}


class Fault(NamedTuple):
    """The first difference: when, on which case, item and entry, as far as it can be named."""

    words: str
    day: date | None = None
    case_id: UUID | None = None
    item_id: UUID | None = None
    entry_id: UUID | None = None

    def as_json(self) -> dict[str, Any]:
        """As plain data, for the record of the day."""
        found = {name: value for name, value in self._asdict().items() if value is not None}
        return {name: str(value) for name, value in found.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A check of one unit; `sums` in đồng, None: not counted or not needed."""

    check: Check
    unit_id: UUID | None
    sums: tuple[int | None, int | None, int | None]
    difference: int
    first: Fault | None = None

    @property
    def is_open(self) -> bool:
        """Nobody has counted yet: neither right nor wrong."""
        return self.sums[1] is None

    @property
    def agrees(self) -> bool:
        """There is no difference."""
        return self.difference == 0 and self.first is None

    def as_json(self) -> dict[str, Any]:
        """As plain data, for the record of the day."""
        return {
            "check": self.check.value, "unit_id": str(self.unit_id) if self.unit_id else None,
            "sums": list(self.sums), "difference": self.difference,
            "first": self.first.as_json() if self.first else None,
        }  # fmt: skip


def line_of(stored: dict[str, Any]) -> Line:
    """What `as_json` kept."""
    unit_id, first = stored["unit_id"], stored["first"]
    one, two, three = stored["sums"]
    return Line(
        check=Check.of(stored["check"]), unit_id=UUID(unit_id) if unit_id else None,
        sums=(one, two, three), difference=stored["difference"],
        first=_fault_of(first) if first else None,
    )  # fmt: skip


def _fault_of(stored: dict[str, str]) -> Fault:
    ids = {name: UUID(text) for name, text in stored.items() if name.endswith("_id")}
    day = date.fromisoformat(stored["day"]) if "day" in stored else None
    return Fault(stored["words"], day, **ids)
