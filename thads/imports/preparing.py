"""A workbook read, checked and laid, ready to be written or looked at, and gone afterwards."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from tenants import sessions
from thads.core.days import statistics_year
from thads.core.workbook import NOTHING_WRITTEN, SAVE_AS_XLSX
from thads.imports import checking, pasting, reading
from thads.imports.checking import Findings, Importer
from thads.imports.closings import Closings, closings
from thads.imports.faults import UnusableFile
from thads.imports.laying import Laying
from thads.imports.stage import Stage
from thads.statistics import holding

Progress = Callable[[str, int, int], None]  # what is being done, how many of how many (0: unknown)
STAGES = "stages"  # beside the province's files
PASTED = ".tsv"


@dataclass(frozen=True)
class Prepared:
    """What was found, and the rows that would be written."""

    stage: Stage
    laying: Laying
    findings: Findings
    closings: Closings

    @property
    def is_sound(self) -> bool:
        """No fault at all; warnings keep nothing out."""
        return not self.findings.faults

    @property
    def has_changes(self) -> bool:
        """Something would be written."""
        offices = self.findings.offices
        brought = (offices.brought_units, offices.brought_people)
        return self.laying.cases > 0 or any(one.new or one.changed for one in brought)


@contextmanager
def prepared(
    db: Session, file: Path, *, importer: Importer, today: date, progress: Progress
) -> Iterator[Prepared]:
    """Check a workbook against the register as `db`, a reading session, sees it.

    Errors: UnusableFile.
    """
    with staged(db, file, progress) as stage:
        until = max(holding.horizon(db) or 0, statistics_year(today))
        fixed = closings(db)
        laying = Laying(stage.connection, until=until, closings=fixed)
        laying.know_judgments(db)
        findings = checking.check(
            db, stage, importer=importer, today=today, closings=fixed, lay=laying,
            progress=progress,
        )  # fmt: skip
        db.rollback()  # what follows is written by another session
        yield Prepared(stage, laying, findings, fixed)


@contextmanager
def staged(db: Session, file: Path, progress: Progress) -> Iterator[Stage]:
    """The rows of a workbook, or of a block copied from one, as they were read."""

    def rows_read(sheet: str, rows: int) -> None:
        progress(f"Đọc trang {sheet}", rows, 0)

    folder = sessions.folder(db) / STAGES
    _check_file(file)
    if file.suffix == PASTED:
        stage = pasting.stage_of_pasted(_text_of(file), folder)
    else:
        stage = reading.read(file, folder, rows_read)
    with stage:
        yield stage


def _check_file(file: Path) -> None:
    """A file that may be read; errors: UnusableFile, PermissionError."""
    if not file.is_file():
        raise UnusableFile(f"{file.name} không phải là tệp. {NOTHING_WRITTEN} Chọn một tệp .xlsx.")
    with file.open("rb"):
        pass


def _text_of(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError:
        raise UnusableFile(
            f"Tệp không phải văn bản UTF-8. {NOTHING_WRITTEN} {SAVE_AS_XLSX}"
        ) from None
