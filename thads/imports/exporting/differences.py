"""What a comparison with another register found, as a workbook."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.imports.exporting.workbook import Cells, Column, Kind, Sheet, write
from thads.imports.models import DifferenceKind, ImportDifference

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
Found = Callable[[DifferenceKind], Iterable[ImportDifference]]


def difference_workbook(path: Path, found: Found, *, banner: Sequence[str] = ()) -> None:
    """Three sheets: only ours, only theirs, different (field and both values)."""
    write(path, (
        Sheet(kind.label, columns, _rows(found(kind), len(columns)), banner)
        for kind, columns in COLUMNS.items()
    ))  # fmt: skip


def found_by(db: Session, import_id: UUID) -> Found:
    """The differences that a comparison kept, in its order, a few at a time."""

    def of(kind: DifferenceKind) -> Iterator[ImportDifference]:
        stmt = (
            select(ImportDifference)
            .where(ImportDifference.import_id == import_id, ImportDifference.kind == kind)
            .order_by(ImportDifference.position)
            .execution_options(yield_per=1_000)
        )
        yield from db.scalars(stmt)

    return of


def _rows(found: Iterable[ImportDifference], width: int) -> Iterator[Cells]:
    for one in found:
        yield (one.key, one.sheet, one.row, one.field, one.ours, one.theirs)[:width]
