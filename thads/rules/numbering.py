"""Symbols of decisions as dated data, and whose running number it is (TT04/2023 Đ.30).

Numbers run by statistics year (TT04 Đ.30; the 2025 registers restart on 1 October, reference 3.3).
The enforcement decision (register 03) has a running number of its own; all other decisions of a
unit share one, since they bear the same symbol and a paper is named by symbol and number alone.
"""

from dataclasses import dataclass
from datetime import date

from thads.rules.dated import Dated, in_force

ONE_AGENCY = date(2025, 7, 1)  # the districts' agencies became divisions of the province's


@dataclass(frozen=True, slots=True, kw_only=True)
class Series(Dated):
    """A symbol printed after the number. `of_agency`: all units of the province count together."""

    unit_kinds: frozenset[str]  # values of UnitKind; this area stands below the units
    symbol: str
    of_agency: bool = False


SERIES = (
    Series(
        unit_kinds=frozenset({"provincial_department"}),
        symbol="QĐ-CTHADS",
        valid_from=date(2009, 7, 1),
        valid_to=date(2025, 6, 30),
        source="Phụ lục III Thông tư 04/2023/TT-BTP (mẫu của Cục)",
    ),
    Series(
        unit_kinds=frozenset({"district_branch"}),
        symbol="QĐ-CCTHADS",
        valid_from=date(2009, 7, 1),
        valid_to=date(2025, 6, 30),
        source="Phụ lục IV Thông tư 04/2023/TT-BTP (mẫu của Chi cục)",
    ),
    Series(
        unit_kinds=frozenset(
            {
                "provincial_agency",
                "regional_division",
                "professional_division",
                "provincial_department",
                "district_branch",
            }
        ),
        symbol="QĐ-THADS",
        of_agency=True,
        valid_from=ONE_AGENCY,
        source="Sổ thụ lý của THADS tỉnh từ 7/2025; L25 Đ.19: quyết định là của cơ quan",
    ),
)


def series(unit_kind: str, day: date) -> Series:
    """The series in which a unit of this kind numbers its decisions on `day`."""
    candidates = (s for s in SERIES if unit_kind in s.unit_kinds)
    return in_force(candidates, day, "ký hiệu quyết định của đơn vị")
