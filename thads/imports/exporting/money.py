"""Lists of money that waits, was paid into the budget, or was spent on coercions, as workbooks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from uuid import UUID

from thads.costs.listing import Line
from thads.holdings.queries import Holding
from thads.holdings.remittances import Paid, Remittance
from thads.imports.exporting.workbook import Cells, Column, Kind, Sheet, write

HELD = (
    Column("Việc", width=22), Column("Nơi chờ", width=34), Column("Khoản", width=30),
    Column("Thu từ ngày", Kind.DAY), Column("Số ngày đã giữ", Kind.NUMBER),
    Column("Bước tiếp theo", width=34), Column("Hạn", Kind.DAY),
    Column("Quá hạn (ngày)", Kind.NUMBER), Column("Điều luật", width=34),
    Column("Đã gửi tiết kiệm (đ)", Kind.MONEY, 18), Column("Số tiền (đ)", Kind.MONEY, 18),
    Column("Chấp hành viên", width=24), Column("Đơn vị", width=32),
)  # fmt: skip
PAID = (
    Column("TT", Kind.NUMBER, 6), Column("Quyết định thi hành án", width=22),
    Column("Ngày quyết định", Kind.DAY), Column("Khoản", width=34),
    Column("Số tiền (đ)", Kind.MONEY, 18),
)  # fmt: skip
COSTS = (
    Column("Việc", width=22), Column("Dự trù (đ)", Kind.MONEY, 16),
    Column("Tạm ứng (đ)", Kind.MONEY, 16),
    Column("Tạm ứng chưa quyết toán (đ)", Kind.MONEY, 18), Column("Đã chi (đ)", Kind.MONEY, 16),
    Column("Miễn, giảm (đ)", Kind.MONEY, 16), Column("Đã thu hồi (đ)", Kind.MONEY, 16),
    Column("Còn phải thu hồi (đ)", Kind.MONEY, 18),
    Column("Chưa hoàn kinh phí (đ)", Kind.MONEY, 18), Column("Đơn vị", width=32),
)  # fmt: skip
Names = Mapping[UUID, str]


def write_holdings(
    path: Path, title: str, found: Sequence[Holding], *, day: date, asked: str, names: Names,
    units: Names,
) -> None:  # fmt: skip
    """Write a list of money that waits; `asked`: by what it was filtered, in words."""
    banner = (f"{title}, tính đến hết ngày {day:%d/%m/%Y}", asked)
    write(path, [Sheet(title, HELD, _held(found, day, names, units), banner)])


def write_remittance(path: Path, remittance: Remittance, lines: Iterable[Paid]) -> None:
    """Write what one payment order pays (bảng kê, TT04 Đ.19 k.1)."""
    voucher = remittance.voucher
    banner = (
        f"Bảng kê nộp ngân sách nhà nước {voucher.title} ngày {voucher.day:%d/%m/%Y}",
        f"{voucher.counterpart}. {voucher.reason}",
    )
    write(path, [Sheet("Bảng kê", PAID, _paid(remittance, lines), banner)])


def write_costs(path: Path, found: Sequence[Line], *, day: date, asked: str, units: Names) -> None:
    """Write the costs of coercion case by case."""
    banner = (f"Chi phí cưỡng chế, tính đến hết ngày {day:%d/%m/%Y}", asked)
    write(path, [Sheet("Chi phí cưỡng chế", COSTS, _costs(found, units), banner)])


def _held(found: Iterable[Holding], day: date, names: Names, units: Names) -> Iterator[Cells]:
    sums = [0, 0]
    for one in found:
        late = (day - one.step.due).days if one.step.due else 0
        item = f"{one.item.position}. {one.item.kind.label}" if one.item else None
        officer = names.get(one.officer_id) if one.officer_id else None
        sums = [sums[0] + one.deposited, sums[1] + one.amount]
        yield (
            one.case.title, one.place.account.label, item, one.since, (day - one.since).days,
            one.step.kind.label, one.step.due, late if late > 0 else None, one.step.source,
            one.deposited, one.amount, officer, units.get(one.unit_id),
        )  # fmt: skip
    yield ("Cộng", *(None,) * 8, *sums, None, None)


def _paid(remittance: Remittance, lines: Iterable[Paid]) -> Iterator[Cells]:
    for number, one in enumerate(lines, start=1):
        item = f"{one.item.position}. {one.item.kind.label}"
        yield (number, one.case.title, one.case.docketed_on, item, one.amount)
    yield (None, "Cộng", None, None, remittance.amount)


def _costs(found: Iterable[Line], units: Names) -> Iterator[Cells]:
    sums = [0] * 8
    for line in found:
        costs = line.costs
        row = [
            costs.planned, costs.advanced, costs.unsettled, costs.spent, costs.relieved,
            costs.paid, costs.due, costs.to_repay,
        ]  # fmt: skip
        sums = [a + b for a, b in zip(sums, row, strict=True)]
        yield (line.case.title, *row, units.get(line.unit_id))
    yield ("Cộng", *sums, None)
