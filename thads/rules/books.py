"""Which units keep books of their own: those that are an agency with an account."""

from dataclasses import dataclass
from datetime import date

from thads.rules.dated import Dated, in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class Bookkeeping(Dated):
    """Kinds of unit (values of UnitKind) with a seal and an account of their own."""

    own: frozenset[str]


RULES = (
    Bookkeeping(
        own=frozenset({"provincial_department", "district_branch"}),
        valid_from=date(1993, 7, 1),
        valid_to=date(2025, 6, 30),
        source="NĐ62 Đ.52 k.2",
    ),
    Bookkeeping(
        # A branch that is not reorganised yet still has its account.
        own=frozenset({"provincial_agency", "provincial_department", "district_branch"}),
        valid_from=date(2025, 7, 1),
        source="L25 Đ.19",
    ),
)


def keeps_own(unit_kind: str, day: date) -> bool:
    """Whether units of this kind keep their own books on `day`; MissingRule before 1/7/1993."""
    return unit_kind in in_force(RULES, day, "đơn vị giữ sổ kế toán nghiệp vụ").own
