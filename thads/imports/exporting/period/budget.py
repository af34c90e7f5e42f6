"""State-budget money of a period, case by case: its sums are the lines of the theme."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from thads.core.money import format_dong
from thads.imports import ours
from thads.imports.exporting.period import reading
from thads.imports.exporting.period.asked import PeriodAsked
from thads.imports.exporting.workbook import Cells, Column, Kind, Sheet
from thads.parties.models import PartyRole
from thads.statistics.columns import Theme

AMOUNTS = {
    "to_enforce": "Phải thi hành (đ)",
    "enforceable": "Có điều kiện (đ)",
    "completed": "Đã thu (đ)",
    "discontinued": "Đình chỉ (đ)",
    "forgiven": "Miễn, giảm (đ)",
    "not_yet_enforceable": "Chưa có điều kiện (đ)",
    "carried_forward": "Chuyển kỳ sau (đ)",
}
COLUMNS = (
    Column("Số quyết định", width=20), Column("Ngày", Kind.DAY, 11),
    Column("Người phải thi hành án", width=32), Column("Các khoản nộp ngân sách", width=40),
    *(Column(name, Kind.MONEY, 18) for name in AMOUNTS.values()),
    Column("Mã đơn vị ra quyết định", width=14),
)  # fmt: skip
Amounts = dict[str, dict[UUID, int]]


def sheets(db: Session, asked: PeriodAsked, banner: tuple[str, ...]) -> list[Sheet]:
    """One line a case that has state-budget items, with the sums of the list."""
    budget = Theme.STATE_BUDGET
    found = reading.behind(db, asked, "caseload_total", money=False, theme=budget)
    amounts = {
        column: {
            line.case_id: line.amount
            for line in reading.behind(db, asked, column, money=True, theme=budget).lines
        }
        for column in AMOUNTS
    }
    rows = _rows(db, [line.case_id for line in found.lines], amounts)
    return [Sheet("Thu ngân sách nhà nước", COLUMNS, rows, banner)]


def _rows(db: Session, case_ids: list[UUID], amounts: Amounts) -> Iterator[Cells]:
    for one in ours.every(db, case_ids):
        case = one.case
        debtors = "; ".join(p.name for p in case.parties if p.role is PartyRole.DEBTOR)
        items = "; ".join(
            f"{item.kind.label}: {format_dong(item.amount)} đ"
            for item in case.items if item.state_budget
        )  # fmt: skip
        day: date = case.key.day
        yield (
            f"{case.key.number}/{case.key.series}", day, debtors or None, items or None,
            *(amounts[column].get(one.case_id, 0) for column in AMOUNTS), case.key.unit,
        )  # fmt: skip
    sums = (sum(held.values()) for held in amounts.values())
    yield (f"Cộng {format_dong(len(case_ids))} việc", None, None, None, *sums, None)
