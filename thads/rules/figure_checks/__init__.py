"""What figures are checked for before they leave the office, as dated data (R7, R8, R9)."""

from datetime import date

from thads.rules.figure_checks.among import AMONG_LINES
from thads.rules.figure_checks.beside import (
    WITH_EARLIER_PERIODS,
    WITH_EXPECTATIONS,
    WITH_REGISTERS,
)
from thads.rules.figure_checks.inside import IN_CASES, IN_MONEY
from thads.rules.figure_checks.kinds import Check

GROUPS: dict[str, tuple[Check, ...]] = {
    "Trong một dòng, tính bằng việc": IN_CASES,
    "Trong một dòng, tính bằng tiền": IN_MONEY,
    "Giữa các dòng, giữa việc và tiền": AMONG_LINES,
    "So với kỳ trước, năm trước": WITH_EARLIER_PERIODS,
    "So với sổ": WITH_REGISTERS,
    "So với chỉ tiêu và các tháng trước": WITH_EXPECTATIONS,
}
CHECKS = tuple(check for group in GROUPS.values() for check in group)


def on(day: date) -> tuple[Check, ...]:
    """The rules for a period that ends on `day`, in the order in which they are told."""
    return tuple(check for check in CHECKS if check.holds_on(day))


def named(code: str) -> Check:
    """The rule with this code; KeyError when there is none."""
    return {check.code: check for check in CHECKS}[code]
