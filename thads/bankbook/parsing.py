"""The rows of a statement as money that came and went, with what is wrong named by row."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from thads.bankbook import cells
from thads.bankbook.columns import LOOKED_AT, Layout, Meaning
from thads.bankbook.reading import Row
from thads.core.errors import RuleBroken
from thads.core.money import format_dong
from thads.core.text import fold

TOLD = 10  # faults that a message names
_AMOUNTS = (Meaning.AMOUNT, Meaning.CREDIT, Meaning.DEBIT)
_TOLD = (Meaning.REFERENCE, Meaning.TEXT, Meaning.NAME, Meaning.ACCOUNT)
_DIGIT, _SPACING = re.compile("[0-9]"), re.compile("[ .-]")
_ACCOUNT_LINE = re.compile(
    r"(?:so tai khoan|tai khoan so|so tk|tai khoan|account (?:no|number))"
    r"\D{0,20}?([0-9][0-9 .-]{5,25}[0-9])"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the statement; `amount` in đồng, below zero when it went out."""

    number: int
    day: date
    amount: int
    balance: int | None
    reference: str | None
    text: str
    name: str | None
    account: str | None


class Faulty(ValueError):
    """A row that cannot be taken in, with the words that say why."""


def lines(rows: Iterable[Row], layout: Layout, *, today: date) -> list[Line]:
    """All movements of the file; RuleBroken names the faulty rows, then nothing is taken in.

    Rows without a day and without an amount (heads, sums, notes) are no movements.
    """
    found, faults = list[Line](), list[str]()
    for row in rows:
        if row.number <= layout.heading:
            continue
        try:
            line = _line(row, layout, today)
        except Faulty as fault:
            faults.append(f"dòng {row.number}: {fault}")
        else:
            found += [line] if line else []
    if faults:
        _refuse(faults)
    if not found:
        raise RuleBroken(
            "bank.no_rows",
            "Không đọc được dòng giao dịch nào theo các cột đã chọn. Chưa ghi gì; chọn lại cột.",
        )
    return found


def account_named(rows: Sequence[Row], heading: int) -> str | None:
    """The digits of the account that the lines above the columns name, if they name one."""
    for row in rows[:LOOKED_AT]:
        if row.number >= heading:
            return None
        line = fold(" ".join(str(cell) for cell in row.cells if cell != ""))
        if named := _ACCOUNT_LINE.search(line):
            return re.sub(r"\D", "", named[1])
    return None


def fingerprints(found: Sequence[Line]) -> list[str]:
    """What makes each row itself, so that it is known when it comes again.

    Day, amount, reference and running balance; without both of these the text, and how many such
    rows stood before in the file.
    """
    seen: Counter[tuple[object, ...]] = Counter()
    made = []
    for line in found:
        key: tuple[object, ...] = (line.day, line.amount, line.reference, line.balance)
        if line.reference is None and line.balance is None:
            key = (*key, fold(line.text), line.account)
            seen[key] += 1
            key = (*key, seen[key])
        made.append(hashlib.sha256("\x1f".join(map(str, key)).encode()).hexdigest())
    return made


def in_order(found: Sequence[Line]) -> list[Line]:
    """As the account moved: a file that begins with the newest is turned round."""
    turned = list(reversed(found))
    if found[0].day != found[-1].day:
        return turned if found[0].day > found[-1].day else list(found)
    return turned if len(breaks(turned)) < len(breaks(found)) else list(found)


def breaks(found: Sequence[Line]) -> list[Line]:
    """Rows whose balance does not follow from the row before: something is missing there."""
    return [
        line for before, line in pairwise(found)
        if None not in (before.balance, line.balance)
        and line.balance != (before.balance or 0) + line.amount
    ]  # fmt: skip


def _line(row: Row, layout: Layout, today: date) -> Line | None:
    if not _DIGIT.search(str(layout.cell(row, Meaning.DAY))):
        return None  # a head, a sum, a note
    told = {meaning: cells.text(layout.cell(row, meaning)) for meaning in _TOLD}
    if all(layout.cell(row, one) == "" for one in _AMOUNTS):
        if fold(told[Meaning.TEXT]).startswith(("so du", "opening", "closing")):
            return None
        raise Faulty("có ngày nhưng không có số tiền vào hoặc ra")
    amount = _amount(row, layout)
    return Line(
        row.number, _day(row, layout, today), amount, _balance(row, layout),
        told[Meaning.REFERENCE] or None, told[Meaning.TEXT], told[Meaning.NAME] or None,
        _SPACING.sub("", told[Meaning.ACCOUNT]) or None,
    )  # fmt: skip


def _day(row: Row, layout: Layout, today: date) -> date:
    cell = layout.cell(row, Meaning.DAY)
    try:
        found = cells.day(cell)
    except ValueError:
        raise Faulty(f"“{cell}” không phải ngày (dd/mm/yyyy)") from None
    if found > today:
        raise Faulty(f"ngày {found:%d/%m/%Y} ở sau hôm nay")
    if found.year < 1990:
        raise Faulty(f"năm {found.year} không thể đúng")
    return found


def _amount(row: Row, layout: Layout) -> int:
    if Meaning.AMOUNT in layout.places:
        amount = _dong(row, layout, Meaning.AMOUNT)
    else:
        came, went = (_dong(row, layout, one) for one in (Meaning.CREDIT, Meaning.DEBIT))
        if came < 0 or went < 0:
            raise Faulty(
                f"số tiền {format_dong(min(came, went))} đ nhỏ hơn 0; nếu ngân hàng ghi tiền ra là "
                "số âm thì chọn cột “Số tiền có dấu”"
            )
        if came and went:
            raise Faulty("vừa có tiền vào vừa có tiền ra")
        amount = came - went
    if amount == 0:
        raise Faulty("số tiền bằng 0")
    return amount


def _balance(row: Row, layout: Layout) -> int | None:
    if layout.cell(row, Meaning.BALANCE) == "":
        return None
    return _dong(row, layout, Meaning.BALANCE)


def _dong(row: Row, layout: Layout, meaning: Meaning) -> int:
    cell = layout.cell(row, meaning)
    if cell in ("", "-"):
        return 0
    try:
        return cells.dong(cell)
    except ValueError:
        raise Faulty(f"“{cell}” không phải số tiền nguyên đồng") from None


def _refuse(faults: Sequence[str]) -> None:
    more = f"; và {len(faults) - TOLD} dòng khác" if len(faults) > TOLD else ""
    raise RuleBroken(
        "bank.faulty_rows",
        f"{len(faults)} dòng không đọc được: {'; '.join(faults[:TOLD])}{more}. Chưa ghi gì; chọn "
        "lại cột hoặc tải lại sao kê từ ngân hàng.",
    )
