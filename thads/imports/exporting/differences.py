"""What a comparison with another register found, as a workbook."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from thads.imports.exporting.workbook import Cells, Column, Kind, Sheet, write
from thads.imports.models import DifferenceKind
from thads.imports.stage import Difference

CASE = Column("Việc", width=44)
PLACE = (Column("Trang", width=12), Column("Dòng trong tệp", Kind.NUMBER, 10))
VALUES = (
    Column("Mục", width=22), Column("Trong hệ thống", width=44), Column("Trong tệp", width=44),
)  # fmt: skip
COLUMNS: dict[DifferenceKind, Sequence[Column]] = {
    DifferenceKind.ONLY_OURS: (CASE,),
    DifferenceKind.ONLY_THEIRS: (CASE, *PLACE),
    DifferenceKind.DIFFERENT: (CASE, *PLACE, *VALUES),
}
Found = Callable[[DifferenceKind], Iterable[Difference]]


def difference_workbook(path: Path, found: Found, *, banner: Sequence[str] = ()) -> None:
    """Three sheets: only ours, only theirs, different (field and both values)."""
    write(path, (
        Sheet(kind.label, columns, _rows(found(kind), len(columns)), banner)
        for kind, columns in COLUMNS.items()
    ))  # fmt: skip


def _rows(found: Iterable[Difference], width: int) -> Iterator[Cells]:
    for one in found:
        yield (one.key, one.sheet, one.row, one.field, one.ours, one.theirs)[:width]
