"""Lương cơ sở as dated data: each value with its decree; a day before the first is an error."""

from dataclasses import dataclass
from datetime import date

from thads.rules.dated import Dated, in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseWage(Dated):
    """The monthly base wage of officials, in đồng."""

    amount: int


BASE_WAGES = (
    BaseWage(amount=1_210_000, source="Nghị định 47/2016/NĐ-CP",
             valid_from=date(2016, 5, 1), valid_to=date(2017, 6, 30)),
    BaseWage(amount=1_300_000, source="Nghị định 47/2017/NĐ-CP",
             valid_from=date(2017, 7, 1), valid_to=date(2018, 6, 30)),
    BaseWage(amount=1_390_000, source="Nghị định 72/2018/NĐ-CP",
             valid_from=date(2018, 7, 1), valid_to=date(2019, 6, 30)),
    BaseWage(amount=1_490_000, source="Nghị định 38/2019/NĐ-CP",
             valid_from=date(2019, 7, 1), valid_to=date(2023, 6, 30)),
    BaseWage(amount=1_800_000, source="Nghị định 24/2023/NĐ-CP",
             valid_from=date(2023, 7, 1), valid_to=date(2024, 6, 30)),
    BaseWage(amount=2_340_000, source="Nghị định 73/2024/NĐ-CP",
             valid_from=date(2024, 7, 1), valid_to=date(2026, 6, 30)),
    BaseWage(amount=2_530_000, source="Nghị định 161/2026/NĐ-CP", valid_from=date(2026, 7, 1)),
)  # fmt: skip


def on(day: date) -> BaseWage:
    """The base wage of `day`; MissingRule where none is known."""
    return in_force(BASE_WAGES, day, "mức lương cơ sở")
