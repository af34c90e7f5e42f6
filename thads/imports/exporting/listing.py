"""The register as the screen shows it, as one table with its sums."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from sqlalchemy.orm import Session

from thads.cases import queries
from thads.cases.queries import CaseLine
from thads.core.pages import Page
from thads.imports.exporting import workbook
from thads.imports.exporting.asked import Asked
from thads.imports.exporting.workbook import Cells, Column, Kind

SHEET = "Sổ thụ lý"
PAGE = 1_000
COLUMNS = (
    Column("Số quyết định", width=20), Column("Ngày", Kind.DAY, 11),
    Column("Người phải thi hành án", width=32), Column("Người được thi hành án", width=32),
    Column("Phải thi hành (đ)", Kind.MONEY, 18), Column("Đã thu (đ)", Kind.MONEY, 18),
    Column("Còn lại (đ)", Kind.MONEY, 18), Column("Trạng thái", width=20),
    Column("Chấp hành viên", width=24),
)  # fmt: skip
UNIT = Column("Đơn vị", width=30)
NOBODY = "Chưa phân công"


def write(path: Path, db: Session, asked: Asked, *, banner: Iterable[str]) -> int:
    """Write the list to `path`; how many cases stand in it. One snapshot of the database."""
    first = _page(db, asked, 1)
    columns = COLUMNS if asked.scope else (*COLUMNS, UNIT)
    rows = (row[: len(columns)] for row in _rows(db, asked, first))
    filtered = f"Lọc: {'; '.join(asked.words)}" if asked.words else "Không lọc"
    above = (*banner, f"Tình trạng đến hết ngày {asked.day:%d/%m/%Y}. {filtered}", "")
    workbook.write(path, [workbook.Sheet(SHEET, columns, rows, above)])
    return first.total


def _rows(db: Session, asked: Asked, first: Page[CaseLine]) -> Iterator[Cells]:
    for number in range(1, first.pages + 1):
        page = first if number == 1 else _page(db, asked, number)
        yield from map(_cells, page.rows)
    sums = first.sums
    yield (
        f"Tất cả {first.total} việc", None, None, None,
        sums["awarded"], sums["collected"], sums["remaining"], None, None, None,
    )  # fmt: skip


def _cells(line: CaseLine) -> Cells:
    """Where nothing is to be paid there is no amount, as on the screen."""
    owed = bool(line.awarded)
    return (
        f"{line.number}/{line.series}", line.docketed_on, line.debtors or None,
        line.creditors or None, line.awarded if owed else None,
        line.collected if owed else None, line.remaining if owed else None,
        line.standing.label, line.officer or NOBODY, line.unit,
    )  # fmt: skip


def _page(db: Session, asked: Asked, number: int) -> Page[CaseLine]:
    return queries.search(
        db, asked.wanted, day=asked.day, scope=asked.scope, page=number, size=PAGE,
        order=asked.order,
    )  # fmt: skip
