"""The provinces of a period as a workbook: every rate with its two numbers."""

from collections.abc import Iterator

from thads.imports.exporting.workbook import Cells, Column, Kind, Sheet
from thads.national.figures import Nation, ProvinceLine
from thads.statistics.ranking import FORMULA, Rank
from thads.statistics.titles import CASE_TITLES, MONEY_TITLES

RATES = (
    Column("Tỉnh", width=24), Column("Bản", Kind.NUMBER, 6), Column("Công bố", Kind.DAY, 12),
    Column("Hạng về việc", Kind.NUMBER, 10), Column("Việc xong", Kind.MONEY, 12),
    Column("Việc có điều kiện", Kind.MONEY, 14), Column("Tỷ lệ việc (%)", Kind.PERCENT, 10),
    Column("Chỉ tiêu việc (%)", Kind.PERCENT, 10),
    Column("So chỉ tiêu việc (điểm %)", Kind.PERCENT, 12),
    Column("Hạng về tiền", Kind.NUMBER, 10), Column("Tiền xong (đồng)", Kind.MONEY, 22),
    Column("Tiền có điều kiện (đồng)", Kind.MONEY, 22), Column("Tỷ lệ tiền (%)", Kind.PERCENT, 10),
    Column("Chỉ tiêu tiền (%)", Kind.PERCENT, 10),
    Column("So chỉ tiêu tiền (điểm %)", Kind.PERCENT, 12),
)  # fmt: skip


def sheets(nation: Nation) -> Iterator[Sheet]:
    """Rates and ranks, then all columns in cases and in đồng; the nation last."""
    banner = (
        f"Kết quả thi hành án dân sự các tỉnh, luỹ kế đến hết ngày {nation.period_end:%d/%m/%Y}",
        f"{len(nation.lines)} tỉnh đã công bố, {len(nation.missing)} tỉnh chưa. {FORMULA}", "",
    )  # fmt: skip
    yield Sheet("Tỷ lệ và hạng", RATES, map(_rates, nation.lines), banner)
    lines = [*nation.lines, nation.total]
    for name, word, columns in (("Việc", "cases", CASE_TITLES), ("Tiền", "money", MONEY_TITLES)):
        heads = [Column("Tỉnh", width=24), *(Column(t, Kind.MONEY, 18) for t in columns.values())]
        rows = [
            (line.name, *(getattr(line, word).get(key, 0) for key in columns)) for line in lines
        ]
        yield Sheet(f"Đủ các cột, {name.lower()}", heads, rows, banner)


def _rates(line: ProvinceLine) -> Cells:
    target = line.target
    return (
        line.name, line.version, line.published_on, _place(line.case_rank),
        line.case_rate.numerator, line.case_rate.denominator, line.case_rate.percent,
        target.cases_percent if target else None, line.case_gap, _place(line.money_rank),
        line.money_rate.numerator, line.money_rate.denominator, line.money_rate.percent,
        target.money_percent if target else None, line.money_gap,
    )  # fmt: skip


def _place(rank: Rank | None) -> int | None:
    return rank.place if rank else None
