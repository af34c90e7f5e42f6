"""The order of steps: what may follow, and on which day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NoReturn, TypeVar

from thads.core.codes import Coded
from thads.core.errors import RuleBroken
from thads.registers.records import Stepped

KEPT = "Chưa ghi gì"
Kind = TypeVar("Kind", bound=Coded)


def check(
    steps: Sequence[Stepped], last: Kind | None, kind: Kind, day: date,
    *, follows: Mapping[Kind | None, Sequence[Kind]], since: date, today: date,
) -> None:  # fmt: skip
    """RuleBroken for a step out of its order, before what it follows, or of a day to come."""
    if kind not in follows[last]:
        told = f"sau bước “{last.label}”" if last else "khi mới vào sổ"
        refuse("step.order", f"Không ghi “{kind.label}” {told}. {KEPT}; mở lại trang của hồ sơ.")
    before = steps[-1].day if steps else since
    if day < before:
        refuse("step.early", f"Ngày này trước ngày {before:%d/%m/%Y} của bước trước. {KEPT}; sửa "
               "ngày.", "day")  # fmt: skip
    not_ahead(day, today, "day")


def not_ahead(day: date, today: date, field: str) -> None:
    """RuleBroken for a day to come."""
    if day > today:
        refuse("day.ahead", f"Ngày này chưa đến: hôm nay là {today:%d/%m/%Y}. {KEPT}; sửa ngày.",
               field)  # fmt: skip


def needed(value: object, what: str, field: str) -> None:
    """RuleBroken when nothing was said."""
    if value is None or value == "":
        refuse(f"{field}.needed", f"Phải ghi {what}. {KEPT}.", field)


def refuse(code: str, message: str, field: str | None = None) -> NoReturn:
    """Say why, and that nothing was written."""
    raise RuleBroken(code, message, field=field)
