"""Who sits on a destruction council, and when it has decided (L08 Đ.125; L25 Đ.58; NĐ152 Đ.40).

Law 26/2008 named the officer and the finance body and no number of members or way of voting: the
council decides by majority under both laws here, as NĐ152 Đ.40 k.1 says.
"""

from dataclasses import dataclass
from datetime import date

from thads.rules.dated import NEW_LAW, OLD_LAW_ENDS, Dated, in_force
from thads.rules.signing import FIRST_LAW


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilRule(Dated):
    """`seats`: values of `Seat` that may not stay empty; `least`: members in all."""

    seats: tuple[str, ...]
    least: int


RULES = (
    CouncilRule(seats=("chair", "finance"), least=2, source="L08 Đ.125 k.2",
                valid_from=FIRST_LAW, valid_to=OLD_LAW_ENDS),
    CouncilRule(seats=("chair", "commune", "specialist"), least=3,
                source="L25 Đ.58 k.2; NĐ152 Đ.40 k.1", valid_from=NEW_LAW),
)  # fmt: skip


def rule(day: date) -> CouncilRule:
    """The rule for a council set up on `day`."""
    return in_force(RULES, day, "thành phần Hội đồng tiêu hủy")
