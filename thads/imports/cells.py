"""Reading one cell: what a workbook's value means as a day, an amount, a number, a mark, a code.

Values are as `plain` leaves them. None (an empty cell) is the caller's matter.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import TypeVar

from thads.core import text as texts
from thads.core.codes import Coded
from thads.core.money import format_dong

Value = str | int | float | bool | date
Term = TypeVar("Term", bound=Coded)

BIGGEST_AMOUNT = 10**15  # đồng: a million tỷ; what a spreadsheet's number still holds exactly
LONGEST = 2_000  # characters of one cell that a screen, a list and a paper can show
_SHOWN = 60  # characters of a value that a message repeats
_NEUTRALISED = ("'=", "'+", "'-", "'@")
_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_DIGITS = re.compile(r"[0-9]{1,18}")
_DOTTED = re.compile(r"[1-9][0-9]{0,2}(\.[0-9]{3}){1,6}")  # 0.123 is a part of a đồng
_YEARS = range(1900, 2201)

_BAD_DAY = "bad_day", "ghi dd/mm/yyyy, ví dụ 15/11/2023"
_BAD_AMOUNT = "bad_amount", "ghi số đồng nguyên, ví dụ 1234567 hoặc 1.234.567"
_BAD_NUMBER = "bad_number", "ghi số nguyên, ví dụ 123"


class CellFault(Exception):
    """The cell does not mean what its column holds; code as in the list of faults."""

    def __init__(self, code: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.remedy = remedy


def plain(value: object) -> Value | None:
    """A cell as it is kept: text NFC on one line, whole numbers as int, days without a time."""
    kind = type(value)
    if kind is str:
        return _line(value)
    if kind is float:
        number: float = value  # type: ignore[assignment]
        return int(number) if number.is_integer() else number
    if kind is datetime:
        return value.date()  # type: ignore[attr-defined, no-any-return]
    if value is None or kind in (int, bool, date):
        return value  # type: ignore[return-value]
    return str(value)  # a time, a duration: no column holds one, the reader will say so


def day(value: Value) -> date:
    """A day, from a date cell or d/m/yyyy."""
    code, remedy = _BAD_DAY
    if isinstance(value, str):
        found = _day(value)
    elif isinstance(value, date):
        found = value.date() if isinstance(value, datetime) else value
    else:
        raise CellFault(code, f"“{_shown(value)}” là số, không phải ngày.", remedy)
    if found.year not in _YEARS:
        raise CellFault(code, f"Năm {found.year} không thể đúng.", remedy)
    return found


def dong(value: Value) -> int:
    """Whole đồng, from a number or from text with dots between thousands."""
    amount = _amount(value)
    code, remedy = _BAD_AMOUNT
    if amount is None:
        raise CellFault(code, f"“{_shown(value)}” không phải số tiền nguyên đồng.", remedy)
    if amount < 0:
        message = f"Số tiền {format_dong(amount)} nhỏ hơn 0."
        raise CellFault("negative_amount", message, "ghi số tiền không âm")
    if amount > BIGGEST_AMOUNT:
        remedy = f"ghi số tiền theo đồng, không quá {format_dong(BIGGEST_AMOUNT)}"
        raise CellFault(code, f"Số tiền {format_dong(amount)} quá lớn.", remedy)
    return amount


def whole(value: Value) -> int:
    """A whole number from 0, from a number or digits."""
    if isinstance(value, str) and _DIGITS.fullmatch(value):
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**18:
        return value
    code, remedy = _BAD_NUMBER
    raise CellFault(code, f"“{_shown(value)}” không phải số nguyên.", remedy)


def flag(value: Value) -> bool:
    """A mark: x. A tick box of the spreadsheet (TRUE, FALSE) says the same."""
    if isinstance(value, bool):
        return value
    if value in ("x", "X"):
        return True
    raise CellFault(
        "unknown_code", f"“{_shown(value)}” không phải dấu chọn.", "ghi x, hoặc để trống"
    )


def text(value: Value) -> str:
    """One line of text; a number gives its digits."""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, bool):
        return str(value).upper()
    found = str(value)
    if len(found) > LONGEST:
        message = f"Ô dài {format_dong(len(found))} ký tự."
        raise CellFault("too_long", message, f"ghi không quá {format_dong(LONGEST)} ký tự")
    return found


def code(terms: Iterable[Term]) -> Callable[[Value], Term]:
    """A reader of the workbook codes of `terms`."""
    known = {term.code: term for term in terms}
    remedy = f"ghi một trong các mã: {', '.join(known)}"

    def read(value: Value) -> Term:
        found = known.get(value.casefold()) if isinstance(value, str) else None
        if found is None:
            raise CellFault("unknown_code", f"Không có mã “{_shown(value)}”.", remedy)
        return found

    return read


def key_text(unit: Value, number: Value, series: Value, decided: Value) -> str | None:
    """The normal form of a case's key; None when one of its four cells cannot be read.

    "123" and 123, a day as a cell and as text meet. Unit code, number, series, ISO day.
    """
    if type(number) is not int or type(decided) is not date:
        try:
            number, decided = whole(number), day(decided)
        except CellFault:
            return None
    return f"{_word(unit)}\t{number}\t{_word(series)}\t{decided}"


def _word(value: Value) -> str:
    return value if type(value) is str else text(value)


@lru_cache(maxsize=16_384)
def _line(value: str) -> str | None:
    """Codes, series and names repeat; what does not costs little more for being looked up."""
    if not value.isascii():
        value = unicodedata.normalize("NFC", value)
    found = " ".join(value.split()) if value.isprintable() else texts.clean(value)
    return (found[1:] if found.startswith(_NEUTRALISED) else found) or None


@lru_cache(maxsize=4096)
def _day(value: str) -> date:
    parts = _DAY.fullmatch(value)
    code, remedy = _BAD_DAY
    if parts is None:
        raise CellFault(code, f"“{_shown(value)}” không phải ngày.", remedy)
    try:
        return date(int(parts[3]), int(parts[2]), int(parts[1]))
    except ValueError:
        raise CellFault(code, f"Không có ngày {value}.", remedy) from None


def _amount(value: Value) -> int | None:
    if isinstance(value, str):
        sign, digits = (-1, value[1:]) if value.startswith("-") else (1, value)
        if _DIGITS.fullmatch(digits) or _DOTTED.fullmatch(digits):
            return sign * int(digits.replace(".", ""))
        return None
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value


def _shown(value: Value) -> str:
    found = f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
    return found if len(found) <= _SHOWN else found[: _SHOWN - 1] + "…"
