"""The first row of a sheet: which column stands where, and what is wrong with the names."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from thads.core.workbook import Unreadable
from thads.imports.cells import plain
from thads.imports.columns import Sheet, name_of

FAULT, WARNING = "fault", "warning"  # the values of models.Severity, which knows the database
_SHOWN = 60


class Found(NamedTuple):
    """A fault as it is kept in the stage."""

    sheet: str
    row: int
    column: str | None
    code: str
    message: str
    remedy: str
    severity: str


class Headings:
    """Where the columns of a sheet stand; `places` in the order of the format, None: not there."""

    def __init__(self, sheet: Sheet, cells: Sequence[Any]) -> None:
        self.sheet = sheet
        self.texts = [str(plain(cell) or "") for cell in cells]
        self.at = {index: name_of(text) for index, text in enumerate(self.texts) if text}
        standing: dict[str, int] = {}
        for index, name in self.at.items():
            standing.setdefault(name, index)
        self.places = [standing.get(name) for name in sheet.names]
        if not any(place is not None for place in self.places):
            raise Unreadable(
                f"Dòng 1 của sheet {sheet.name} không có tên cột nào của mẫu.",
                f"Ghi tên cột ở dòng 1: {', '.join(sheet.names)}.",
            )

    def column(self, index: int) -> str | None:
        """The column of the format that stands at this place (from 0)."""
        name = self.at.get(index)
        return name if name in self.sheet.names else None

    def faults(self) -> Iterator[Found]:
        """Columns that are missing, stand twice, or mean nothing to us."""
        yield from self.missing()
        seen = set()
        for index, name in self.at.items():
            if name not in self.sheet.names:
                yield unknown(self.sheet.name, self.texts[index])
            elif name in seen:
                yield double(self.sheet.name, name)
            seen.add(name)

    def missing(self) -> Iterator[Found]:
        """Columns that must be there and are not."""
        for column, place in zip(self.sheet.columns, self.places, strict=True):
            if column.must and place is None:
                yield Found(
                    self.sheet.name, 1, column.name, "missing_column",
                    f"Thiếu cột {column.name}.",
                    f"Thêm cột {column.name} ({column.meaning}) vào dòng 1.", FAULT,
                )  # fmt: skip


def unknown(sheet: str, heading: str) -> Found:
    """A column that the format does not have."""
    shown = heading[:_SHOWN]
    return Found(
        sheet, 1, shown, "unknown_column", f"Cột “{shown}” không có trong mẫu, không được đọc.",
        "Sửa tên cột nếu viết sai; nếu không thì để nguyên.", WARNING,
    )  # fmt: skip


def double(sheet: str, name: str) -> Found:
    """A column that stands twice."""
    return Found(
        sheet, 1, name, "duplicate_column", f"Cột {name} có hai lần.",
        "Giữ một cột, xóa hoặc đổi tên cột kia.", FAULT,
    )  # fmt: skip


def unnamed(sheet: str, row: int, column: str) -> Found:
    """A cell says something in a column without a name."""
    return Found(
        sheet, row, column, "unknown_column",
        f"Cột {column} có giá trị (dòng {row}) nhưng không có tên ở dòng 1, không được đọc.",
        "Ghi tên cột ở dòng 1, hoặc xóa cột.", WARNING,
    )  # fmt: skip
