"""Statistics regimes: under which circular, and by which choices, figures are counted."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from thads.rules.dated import Dated, in_force

BASE_WORDS = {
    "resolved": "giải quyết xong",
    "in_progress": "đang thi hành",
    "postponed_by_agreement": "hoãn theo thỏa thuận",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsRegime(Dated):
    """A circular and the choices that it leaves (statistics.md).

    Money is counted as done at its collection; a regime that chose its payout is refused until
    figures are counted so.
    """

    code: str
    title: str
    money_done_at: Literal["collection", "payout"]
    base: tuple[str, ...] = tuple(BASE_WORDS)  # what "enforceable", the base of rates, is made of

    def __post_init__(self) -> None:
        if self.money_done_at != "collection":
            raise ValueError(f"{self.code}: no figures are counted at {self.money_done_at}")


REGIMES = (
    StatisticsRegime(  # registers brought in reach back; their forms had other columns
        code="BEFORE-TT06-2019",
        title="Trước Thông tư 06/2019/TT-BTP (tính lại theo cách tính hiện hành)",
        valid_from=date(1993, 7, 1),
        valid_to=date(2020, 1, 4),
        source="statistics.md; biểu mẫu của Thông tư 01/2013 và 08/2015 chia cột khác",
        money_done_at="collection",
    ),
    StatisticsRegime(
        code="TT06-2019",
        title="Thông tư 06/2019/TT-BTP",
        valid_from=date(2020, 1, 5),
        valid_to=date(2024, 7, 25),
        source="Thông tư 06/2019/TT-BTP; biểu mẫu không công bố đủ: cách tính theo statistics.md",
        money_done_at="collection",
    ),
    StatisticsRegime(
        code="TT05-2024",
        title="Thông tư 05/2024/TT-BTP",
        valid_from=date(2024, 7, 26),
        source="Thông tư 05/2024/TT-BTP, hiệu lực 26/7/2024",
        money_done_at="collection",
    ),
)


def on(day: date) -> StatisticsRegime:
    """The regime under which a period ending on `day` is reported."""
    return in_force(REGIMES, day, "chế độ báo cáo thống kê")
