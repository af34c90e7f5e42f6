"""Workbooks handed back from a check or a comparison, kept for a week like every export."""

from typing import BinaryIO
from uuid import UUID

from sqlalchemy.orm import Session

from thads.core import files
from thads.imports.exporting.actions import FOLDER
from thads.imports.exporting.differences import difference_workbook
from thads.imports.exporting.faulty import HandedBack, faulty_workbook
from thads.imports.stage import Stage


def hand_back_faulty(db: Session, import_id: UUID, stage: Stage) -> HandedBack:
    """Keep the faulty cases of a workbook that was checked, their faults marked."""
    with files.workshop(db, FOLDER) as folder:
        handed = faulty_workbook(stage, folder / "faulty.xlsx")
        files.keep(db, _faulty_key(import_id), folder / "faulty.xlsx")
    return handed


def hand_back_differences(db: Session, import_id: UUID, stage: Stage) -> None:
    """Keep all that a comparison found, however much of it the screen shows."""
    with files.workshop(db, FOLDER) as folder:
        difference_workbook(
            folder / "differences.xlsx",
            lambda kind: (found for found in stage.differences() if found.kind is kind),
        )
        files.keep(db, _differences_key(import_id), folder / "differences.xlsx")


def faulty_of(db: Session, import_id: UUID) -> BinaryIO:
    """The faulty cases handed back; NotFound when there were none, or after a week."""
    return files.opened(db, _faulty_key(import_id))


def differences_of(db: Session, import_id: UUID) -> BinaryIO:
    """What a comparison found; NotFound when there was none, or after a week."""
    return files.opened(db, _differences_key(import_id))


def _faulty_key(import_id: UUID) -> str:
    return f"{FOLDER}/{import_id}-faulty.xlsx"


def _differences_key(import_id: UUID) -> str:
    return f"{FOLDER}/{import_id}-differences.xlsx"
