"""Why a fact cannot stand beside the facts before it, in words for the person who entered it."""

from datetime import date
from enum import StrEnum
from typing import NoReturn, Protocol

from thads.core.codes import Coded
from thads.core.errors import RuleBroken
from thads.core.money import format_dong


class Refusal(StrEnum):
    """Contradictions between the facts of one case."""

    BEFORE_DOCKETING = "history.before_docketing"
    ENDED_ITEM = "history.ended_item"
    ENDED_CASE = "history.ended_case"
    UNKNOWN_ITEM = "history.unknown_item"
    MORE_THAN_REMAINS = "history.more_than_remains"
    REVERSED_TOO_MUCH = "history.reversed_too_much"
    AMOUNT_NEEDED = "history.amount_needed"
    AMOUNT_WITHOUT_ITEM = "history.amount_without_item"


class _Fact(Protocol):
    @property
    def day(self) -> date: ...
    @property
    def sequence(self) -> int: ...
    @property
    def kind(self) -> Coded: ...
    @property
    def amount(self) -> int | None: ...


_WORDS = {
    Refusal.BEFORE_DOCKETING: (
        "day", "{what} ngày {day} là trước ngày ra quyết định thi hành án. Kiểm tra lại ngày.",
    ),
    Refusal.ENDED_ITEM: (
        "item", "{what} ngày {day}: khoản này đã kết thúc vào ngày đó hoặc trước đó. "
        "Hồ sơ chưa thay đổi; chọn khoản khác hoặc đính chính ghi nhận trước.",
    ),
    Refusal.ENDED_CASE: (
        "day", "{what} ngày {day}: việc này đã kết thúc vào ngày đó hoặc trước đó. "
        "Hồ sơ chưa thay đổi; xem lại diễn biến của hồ sơ.",
    ),
    Refusal.UNKNOWN_ITEM: ("item", "{what}: khoản này không thuộc hồ sơ. Chọn lại khoản."),
    Refusal.MORE_THAN_REMAINS: (
        "amount", "{what} ngày {day}: số tiền {amount} đ lớn hơn số còn lại {remaining} đ. "
        "Hồ sơ chưa thay đổi; nhập số tiền không vượt quá số còn lại.",
    ),
    Refusal.REVERSED_TOO_MUCH: (
        "amount", "{what} ngày {day}: số tiền {amount} đ lớn hơn số đã thu của khoản. "
        "Hồ sơ chưa thay đổi; xem lại sổ thu.",
    ),
    Refusal.AMOUNT_NEEDED: ("amount", "{what}: cần nhập số tiền lớn hơn 0."),
    Refusal.AMOUNT_WITHOUT_ITEM: (
        "item", "{what}: nhập số tiền một phần thì phải chọn khoản cụ thể.",
    ),
}  # fmt: skip


class Contradiction(RuleBroken):
    """A fact that cannot stand beside the facts before it; `sequence` says which."""

    def __init__(self, reason: Refusal, message: str, *, field: str, sequence: int) -> None:
        super().__init__(reason.value, message, field=field)
        self.reason = reason
        self.sequence = sequence


def refuse(reason: Refusal, fact: _Fact, *, remaining: int = 0) -> NoReturn:
    """Raise Contradiction that names the fact, what was kept and what to do."""
    field, words = _WORDS[reason]
    message = words.format(
        what=fact.kind.label,
        day=f"{fact.day:%d/%m/%Y}",
        amount=format_dong(fact.amount or 0),
        remaining=format_dong(remaining),
    )
    raise Contradiction(reason, message, field=field, sequence=fact.sequence)
