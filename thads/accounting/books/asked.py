"""Which book, of which units, of which days: what screen, workbook and paper are asked alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from thads.core.codes import Coded
from thads.ledger.accounts import Account


class Book(Coded):
    """The books that are kept (TT78/2020 Đ.11 k.2, Đ.12 k.5)."""

    JOURNAL = "journal", "Sổ nhật ký"
    LEDGER = "ledger", "Sổ cái"
    CASH = "cash", "Sổ quỹ tiền mặt"
    DEPOSITS = "deposits", "Sổ tiền gửi"
    DECISIONS = "decisions", "Sổ chi tiết theo quyết định thi hành án"
    DECISION = "decision", "Sổ chi tiết của một quyết định thi hành án"
    BALANCES = "balances", "Bảng cân đối tài khoản"
    REPORT = "report", "Báo cáo thu, chi, còn giữ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """`units`: whose books (None: all of the province); `account`: of the ledger alone; `case_id`:
    of the book of one decision."""

    book: Book
    units: tuple[UUID, ...] | None
    since: date
    until: date
    account: Account = Account.TRUST
    case_id: UUID | None = None

    def as_json(self) -> dict[str, Any]:
        """As plain data, for a job that is done later."""
        return {
            "book": self.book.value,
            "units": None if self.units is None else [str(unit) for unit in self.units],
            "since": self.since.isoformat(), "until": self.until.isoformat(),
            "account": self.account.value,
            "case_id": str(self.case_id) if self.case_id else None,
        }  # fmt: skip


def asked_of(stored: Mapping[str, Any]) -> Asked:
    """What `as_json` kept."""
    units, case_id = stored["units"], stored["case_id"]
    return Asked(
        book=Book.of(stored["book"]),
        units=None if units is None else tuple(map(UUID, units)),
        since=date.fromisoformat(stored["since"]), until=date.fromisoformat(stored["until"]),
        account=Account.of(stored["account"]), case_id=UUID(case_id) if case_id else None,
    )  # fmt: skip
