"""The lots that nobody bought, as a summary keeps them: a sheet beside its figures."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from thads.imports.exporting.workbook import Column, Kind, Sheet

STUCK = (
    Column("Đơn vị", width=30), Column("Chấp hành viên", width=24),
    Column("Quyết định thi hành án", width=22), Column("Loại tài sản", width=30),
    Column("Số lần không thành", Kind.NUMBER, 12), Column("Giá đầu (đồng)", Kind.MONEY, 20),
    Column("Không thành từ ngày", Kind.DAY, 14), Column("Giá hiện nay (đồng)", Kind.MONEY, 20),
    Column("Gần nhất vì sao", width=34),
)  # fmt: skip


def stuck(figures: Mapping[str, Any]) -> Iterator[Sheet]:
    """None where the month had no such lot, or was closed before they were listed."""
    lots = figures.get("assets", {}).get("stuck", ())
    if lots:
        head, end = figures["head"]["agency"], date.fromisoformat(figures["period"]["end"])
        banner = (head, f"Tài sản đấu giá không thành, chưa bán được đến hết ngày {end:%d/%m/%Y}",
                  "")  # fmt: skip
        rows = [[*one[:6], date.fromisoformat(one[6]), *one[7:]] for one in lots]
        yield Sheet("Tài sản chưa bán được", STUCK, rows, banner)
