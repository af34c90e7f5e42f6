"""The rows of `dien_bien` and `thu_chi`: what happened, each line read by what its kind takes."""

from collections.abc import Collection

from thads.cases.actions.guards import WITH_AMOUNT, WITHOUT_ITEMS
from thads.cases.models import NOT_IN_REGISTER, ActKind, MovementKind
from thads.core.money import format_dong
from thads.imports import cells
from thads.imports.cells import CellFault
from thads.imports.parsing.rows import Remembered, RowReader
from thads.imports.register import EventLine, MoneyLine
from thads.imports.stage import RawRow

EVENTS, MONEY = "dien_bien", "thu_chi"
HOLDER_CHANGES = frozenset({ActKind.ASSIGNMENT, ActKind.TRANSFER})
PAYMENTS = frozenset({MovementKind.PAID_OUT, MovementKind.PAID_TO_BUDGET})
OURS_ALONE = frozenset(kind.code for kind in NOT_IN_REGISTER)
_event_code = cells.code([kind for kind in ActKind if kind.is_in_register])


def _event_kind(value: cells.Value) -> ActKind:
    if isinstance(value, str) and value.casefold() in OURS_ALONE:
        raise CellFault(
            "unknown_code", f"Mã “{value}” không phải là một diễn biến của sổ.",
            "Ghi diễn biến đúng; dòng đã bị gạch bỏ thì không đưa vào tệp.",
        )  # fmt: skip
    kind: ActKind = _event_code(value)
    return kind


events = Remembered(_event_kind)
movements = Remembered(cells.code([kind for kind in MovementKind if kind.is_in_register]))


class HappenedReader:
    """Reads what happened to one case; `empty` are its items on which nothing was ever due."""

    def __init__(self, reader: RowReader, items: Collection[int], empty: Collection[int]) -> None:
        self.reader = reader
        self.items = items
        self.empty = empty
        self.all_items_known = None not in reader.parsed.lost

    def movement(self, row: RawRow) -> MoneyLine | None:
        """One row of `thu_chi`; None when it cannot be read."""
        reader = self.reader
        day = reader.happened_on(MONEY, row)
        item = reader.position(MONEY, row, must=True)
        kind: MovementKind | None = reader.need(MONEY, row, "loai", movements.__getitem__)
        amount = reader.amount(MONEY, row)
        if amount == 0:
            self._zero(MONEY, row)
        elif row.cells.get("so_tien") is None:
            reader.missing(MONEY, row, "so_tien")
        voucher: str | None = reader.take(MONEY, row, "chung_tu", cells.text)
        self._check_item(MONEY, row, item)
        if day is None or item is None or kind is None or not amount:
            if kind not in PAYMENTS:  # paying out changes nothing that later rows rest on
                reader.lose(item, day)
            return None
        return MoneyLine(day, item, kind, amount, voucher)

    def event(self, row: RawRow) -> EventLine | None:
        """One row of `dien_bien`; None when it cannot be read."""
        reader = self.reader
        torn, reader.parsed.torn = reader.parsed.torn, False
        day = reader.happened_on(EVENTS, row)
        kind: ActKind | None = reader.need(EVENTS, row, "su_kien", events.__getitem__)
        item = self._concerned(row, kind) if "khoan" in row.cells else None
        amount = self._part(row, kind, item) if "so_tien" in row.cells else None
        unreadable, reader.parsed.torn = reader.parsed.torn, reader.parsed.torn or torn
        ground = self._if_given(row, "can_cu")
        stated = self._if_given(row, "so_qd_su_kien")
        officer, unit = self._holder(row, kind)
        if unreadable or day is None or kind is None:
            if kind not in WITHOUT_ITEMS:
                reader.lose(item, day)
            return None
        ground = ground.casefold() if ground else None
        return EventLine(day, kind, item, amount, ground, stated, officer, unit)

    def _concerned(self, row: RawRow, kind: ActKind | None) -> int | None:
        """The item that the event names, where its kind names one."""
        item = self.reader.position(EVENTS, row, must=False)
        self._check_item(EVENTS, row, item)
        if kind not in WITHOUT_ITEMS:
            return item
        if item in self.items:
            self._unused(row, "khoan", kind)
        return None

    def _part(self, row: RawRow, kind: ActKind | None, item: int | None) -> int | None:
        """The part of an item that is decided on, where the kind takes a part.

        0 on items on which nothing is due says no more than an empty cell.
        """
        amount = self.reader.amount(EVENTS, row)
        if amount and kind and kind not in WITH_AMOUNT:
            self._unused(row, "so_tien", kind)
            return None
        if amount == 0 and kind in WITH_AMOUNT and kind is not ActKind.INCREASE:
            concerned = {item} if item is not None else set(self.items)
            if not concerned <= set(self.empty):
                self._zero(EVENTS, row)
        return amount or None

    def _holder(self, row: RawRow, kind: ActKind | None) -> tuple[str | None, str | None]:
        """Officer and unit of an assignment or a transfer."""
        reader = self.reader
        officer = self._if_given(row, "chap_hanh_vien")
        unit = self._if_given(row, "don_vi_nhan")
        if kind is ActKind.ASSIGNMENT and row.cells.get("chap_hanh_vien") is None:
            reader.missing(EVENTS, row, "chap_hanh_vien")
        if kind is ActKind.TRANSFER and row.cells.get("don_vi_nhan") is None:
            reader.missing(EVENTS, row, "don_vi_nhan")
        if officer and kind and kind not in HOLDER_CHANGES:
            self._unused(row, "chap_hanh_vien", kind)
            officer = None
        if unit and kind and kind is not ActKind.TRANSFER:
            self._unused(row, "don_vi_nhan", kind)
            unit = None
        return officer.casefold() if officer else None, unit

    def _if_given(self, row: RawRow, column: str) -> str | None:
        if column not in row.cells:
            return None
        found: str | None = self.reader.take(EVENTS, row, column, cells.text)
        return found

    def _unused(self, row: RawRow, column: str, kind: ActKind | None) -> None:
        """Say that a value is ignored."""
        if kind is None:
            return
        self.reader.warn(
            EVENTS, row, column, "unused_value",
            f"{kind.label} không dùng cột {column}; giá trị “{row.cells[column]}” bị bỏ qua.",
            f"Để trống ô này, hoặc kiểm tra lại su_kien “{kind.code}”.",
        )  # fmt: skip

    def _check_item(self, sheet: str, row: RawRow, item: int | None) -> None:
        if item is None or item in self.items or not self.all_items_known:
            return
        known = ", ".join(str(position) for position in sorted(self.items)) or "chưa có khoản nào"
        self.reader.fault(
            sheet, row, "khoan", "unknown_item", f"Việc này không có khoản {item}.",
            f"Ghi một khoản có ở sheet khoan ({known}), hoặc thêm khoản {item} vào sheet đó.",
        )  # fmt: skip

    def _zero(self, sheet: str, row: RawRow) -> None:
        remedy = "Ghi số tiền lớn hơn 0"
        remedy += "; để trống nếu là toàn bộ số còn lại." if sheet == EVENTS else " hoặc bỏ dòng."
        words = f"Số tiền {format_dong(0)} đ."
        self.reader.fault(sheet, row, "so_tien", "bad_amount", words, remedy)
        self.reader.parsed.torn = True
