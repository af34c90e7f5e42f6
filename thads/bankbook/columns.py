"""Which column of a statement holds what: guessed from the names that banks use, or chosen."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from thads.bankbook.reading import Cell, Row
from thads.core.codes import Coded
from thads.core.errors import RuleBroken
from thads.core.text import fold

LOOKED_AT = 40  # rows among which the names of the columns stand


class Meaning(Coded):
    """What a column of a statement holds."""

    DAY = "day", "Ngày giao dịch"
    CREDIT = "credit", "Tiền vào (ghi có)"
    DEBIT = "debit", "Tiền ra (ghi nợ)"
    AMOUNT = "amount", "Số tiền có dấu (+ vào, − ra)"
    BALANCE = "balance", "Số dư sau giao dịch"
    REFERENCE = "reference", "Số tham chiếu, số bút toán"
    TEXT = "text", "Nội dung"
    NAME = "name", "Tên người chuyển, người nhận"
    ACCOUNT = "account", "Số tài khoản đối ứng"


NAMES: Mapping[Meaning, tuple[str, ...]] = {
    Meaning.DAY: (
        "ngay giao dich", "ngay gd", "ngay hach toan", "ngay hieu luc", "ngay thuc hien", "ngay",
        "ngay ct", "ngay chung tu", "transaction date", "posting date", "value date", "date",
        "thoi gian giao dich",
    ),
    Meaning.CREDIT: (
        "ghi co", "phat sinh co", "so tien ghi co", "tien vao", "so tien vao", "co", "credit",
        "credit amount", "gui vao", "ps co", "so phat sinh co", "deposit", "thu",
    ),
    Meaning.DEBIT: (
        "ghi no", "phat sinh no", "so tien ghi no", "tien ra", "so tien ra", "no", "debit",
        "debit amount", "rut ra", "ps no", "so phat sinh no", "withdrawal", "chi",
    ),
    Meaning.AMOUNT: ("so tien", "so tien giao dich", "so tien gd", "amount", "gia tri"),
    Meaning.BALANCE: (
        "so du", "so du sau giao dich", "so du cuoi", "balance", "running balance", "so du sau gd",
    ),
    Meaning.REFERENCE: (
        "so tham chieu", "ma tham chieu", "so but toan", "but toan", "ma giao dich", "so giao dich",
        "ma gd", "so gd", "so ct", "so chung tu", "reference", "reference no", "ref no", "ref",
        "transaction no", "transaction id", "doc no", "ft",
    ),
    Meaning.TEXT: (
        "dien giai", "noi dung", "noi dung giao dich", "noi dung chi tiet", "mo ta",
        "mo ta giao dich", "chi tiet giao dich", "description", "details", "remark", "remarks",
        "transaction description", "noi dung thanh toan",
    ),
    Meaning.NAME: (
        "ten nguoi chuyen", "nguoi chuyen", "ten doi ung", "ten tai khoan doi ung",
        "ten doi tac", "don vi thu huong/don vi chuyen", "ten nguoi chuyen/nguoi nhan",
        "doi tac", "remitter", "counter account name", "ten tk doi ung", "nguoi nop",
    ),
    Meaning.ACCOUNT: (
        "tai khoan doi ung", "so tai khoan doi ung", "tk doi ung", "so tk doi ung",
        "counter account", "counter account no", "tai khoan chuyen", "so tai khoan nguoi chuyen",
    ),
}  # fmt: skip
_BY_NAME = {name: meaning for meaning, names in NAMES.items() for name in names}
_PARTS = re.compile(r"[/\n()|]| - ")
_CURRENCY = re.compile(r"\s*\b(vnd|dong)\b\s*|[.:*]")


@dataclass(frozen=True, slots=True)
class Layout:
    """The row with the names of the columns, and which column holds what (from 0)."""

    heading: int  # the number of that row in the file
    places: Mapping[Meaning, int]

    def cell(self, row: Row, meaning: Meaning) -> Cell:
        """What the row says there; an empty text when it says nothing."""
        at = self.places.get(meaning)
        return row.cells[at] if at is not None and at < len(row.cells) else ""

    @property
    def is_whole(self) -> bool:
        """A day and a way to tell money that came from money that went."""
        return not self.missing

    @property
    def missing(self) -> list[Meaning]:
        """The columns without which nothing can be read."""
        wanted = [] if Meaning.DAY in self.places else [Meaning.DAY]
        if Meaning.AMOUNT not in self.places and Meaning.CREDIT not in self.places:
            wanted.append(Meaning.CREDIT)
        return wanted


def guess(rows: Sequence[Row]) -> Layout | None:
    """The layout that the first rows show by their names; None when no row names columns."""
    found = [Layout(row.number, _places(row.cells)) for row in rows[:LOOKED_AT]]
    best = max(found, key=lambda layout: len(layout.places), default=None)
    return best if best is not None and len(best.places) >= 2 else None


def remembered(rows: Sequence[Row], names: Mapping[str, str]) -> Layout | None:
    """The layout in which the columns bear the names that they bore before (meaning: name)."""
    wanted = {Meaning.of(value): name for value, name in names.items()}
    for row in rows[:LOOKED_AT]:
        at = {_bare(cell): place for place, cell in reversed(list(enumerate(row.cells)))}
        if wanted and all(name in at for name in wanted.values()):
            return Layout(row.number, {meaning: at[name] for meaning, name in wanted.items()})
    return None


def names_of(heading: Row, layout: Layout) -> dict[str, str]:
    """What is remembered of a layout: the name that the column of each meaning bears."""
    return {meaning.value: _bare(layout.cell(heading, meaning)) for meaning in layout.places}


def chosen(heading: int, columns: Iterable[tuple[int, Meaning]]) -> Layout:
    """The layout that a person chose; RuleBroken when it cannot be read."""
    places: dict[Meaning, int] = {}
    for place, meaning in columns:
        if meaning in places:
            raise RuleBroken(
                "bank.column_twice",
                f"Hai cột cùng được chọn là “{meaning.label}”. Chưa ghi gì; chọn lại một cột.",
            )
        places[meaning] = place
    layout = Layout(heading, places)
    if layout.missing:
        lacking = ", ".join(f"“{one.label}”" for one in layout.missing)
        raise RuleBroken(
            "bank.column_missing", f"Chưa chọn cột {lacking}. Chưa ghi gì; chọn đủ cột rồi gửi lại."
        )
    if Meaning.AMOUNT in places and (Meaning.CREDIT in places or Meaning.DEBIT in places):
        raise RuleBroken(
            "bank.column_both",
            "Chọn một cột số tiền có dấu, hoặc hai cột tiền vào và tiền ra, không chọn cả hai cách."
            " Chưa ghi gì; chọn lại.",
        )
    return layout


def _places(cells: Sequence[Cell]) -> dict[Meaning, int]:
    found: dict[Meaning, int] = {}
    for place, cell in enumerate(cells):
        meaning = _meaning(cell)
        if meaning is not None and meaning not in found:
            found[meaning] = place
    if Meaning.CREDIT in found and Meaning.DEBIT in found:
        found.pop(Meaning.AMOUNT, None)
    return found


def _meaning(cell: Cell) -> Meaning | None:
    """By the whole name, else by one of its parts: "Ngày giao dịch / Transaction date"."""
    if not isinstance(cell, str) or len(cell) > 80:
        return None
    names = [cell, *_PARTS.split(cell)]
    return next((_BY_NAME[bare] for name in names if (bare := _bare(name)) in _BY_NAME), None)


def _bare(cell: Cell) -> str:
    return " ".join(_CURRENCY.sub(" ", fold(str(cell))).split())
