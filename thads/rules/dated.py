"""Law as data: each rule says from when to when it holds and where it is written."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from thads.core.errors import RuleBroken

NEW_LAW = date(2026, 7, 1)  # Luật 106/2025/QH15 in force
OLD_LAW_ENDS = date(2026, 6, 30)  # Luật 26/2008/QH12 until then


class MissingRule(RuleBroken):
    """No rule is known for that day: an error to be seen, never a zero or a guess."""

    def __init__(self, what: str, day: date) -> None:
        super().__init__(
            "rules.missing",
            f"Chưa có quy định về {what} cho ngày {day:%d/%m/%Y}. Hồ sơ chưa thay đổi; kiểm tra "
            "lại ngày, hoặc báo quản trị bổ sung quy định.",
            field="day",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A rule with its validity (`valid_to` is its last day) and its source."""

    valid_from: date
    valid_to: date | None = None
    source: str

    def holds_on(self, day: date) -> bool:
        """Whether the rule is in force on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


Rule = TypeVar("Rule", bound=Dated)


def in_force(rules: Iterable[Rule], day: date, what: str) -> Rule:
    """The one rule of these that holds on `day`; MissingRule when there is none."""
    for rule in rules:
        if rule.holds_on(day):
            return rule
    raise MissingRule(what, day)
