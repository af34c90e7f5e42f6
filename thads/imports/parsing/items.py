"""The rows of `khoan`."""

from thads.cases.models import ItemKind
from thads.imports import cells
from thads.imports.parsing.rows import Remembered, RowReader
from thads.imports.register import ItemLine
from thads.imports.stage import RawRow

SHEET = "khoan"
kinds = Remembered(cells.code(ItemKind))


def read(reader: RowReader, rows: list[RawRow]) -> tuple[ItemLine, ...]:
    """The items by their number.

    One whose kind or amount cannot be read stands with a stand-in, and counts as lost.
    """
    found: dict[int, ItemLine] = {}
    for row in rows:
        line = _item(reader, row)
        if line is None:
            reader.lose(None, None)
        elif line.position in found:
            _twice(reader, row, line.position)
        else:
            found[line.position] = line
            reader.parsed.items[line.position] = row.number
    return tuple(found[position] for position in sorted(found))


def _item(reader: RowReader, row: RawRow) -> ItemLine | None:
    position = reader.position(SHEET, row, must=True)
    kind: ItemKind | None = reader.need(SHEET, row, "loai_khoan", kinds.__getitem__)
    amount = reader.amount(SHEET, row)
    budget: bool | None = reader.take(SHEET, row, "ngan_sach", cells.flag)
    if row.cells.get("so_tien") is None:
        reader.missing(SHEET, row, "so_tien")
    if position is None:
        return None
    if amount is None:
        reader.lose(position, None)
    kind = kind or ItemKind.OTHER
    # a tick box that says FALSE: not due to the state although its kind is
    return ItemLine(position, kind, amount or 0, kind.due_to_state if budget is None else budget)


def _twice(reader: RowReader, row: RawRow, position: int) -> None:
    first = reader.parsed.items[position]
    reader.fault(
        SHEET, row, "khoan", "duplicate_item",
        f"Khoản {position} của việc này đã có ở dòng {first}, lặp lại ở dòng {row.number}.",
        "Đánh số khoản khác nhau trong một việc, hoặc xóa dòng thừa.",
    )  # fmt: skip
    reader.parsed.torn = True
    reader.lose(position, None)
