"""Binds the file of a case into one PDF."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import UTC, date, datetime
from time import monotonic
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from thads.casefiles import binding, index
from thads.cases import queries as cases
from thads.core import files
from thads.core.jobs import BackgroundJob
from workers import pdf
from workers.pdf.casefile import Part

if TYPE_CHECKING:
    from workers.run import Progress

EVERY_SECONDS = 0.5


def bind_case_file(db: Session, job: BackgroundJob, progress: Progress) -> str:
    """Running twice makes it anew in its own place; nothing is locked while pages are laid."""
    wanted, job_id = job.arguments, job.id
    case = cases.get(db, UUID(wanted["case_id"]), scope=None)
    found = index.of_case(db, case, today=date.fromisoformat(wanted["today"]))
    with files.workshop(db, binding.FOLDER) as folder, ExitStack() as at_hand:
        made = folder / "bound.pdf"
        if wanted["whole"]:
            progress.step(0, len(found.papers), "Lấy tài liệu")
            parts = [
                Part(
                    one.title, one.file_type,
                    at_hand.enter_context(files.at_hand(db, one.key)) if one.key else None,
                    one.first, one.sheets, one.row,
                )
                for one in found.papers
            ]  # fmt: skip
            pages = pdf.bind(found.head, parts, folder, made, _Teller(progress, len(parts)))
        else:
            progress.step(0, 1, "Dàn trang mục lục")
            made.write_bytes(pdf.file_index(found.head, [one.row for one in found.papers]))
            pages = pdf.pages_in(made)
        return binding.keep(
            db, db.get_one(BackgroundJob, job_id), made, pages, now=datetime.now(UTC)
        )


class _Teller:
    def __init__(self, progress: Progress, total: int) -> None:
        self.progress, self.total, self.at = progress, total, 0.0

    def __call__(self, done: int) -> None:
        """So many papers are laid out."""
        if monotonic() > self.at + EVERY_SECONDS or done == self.total:
            self.at = monotonic()
            self.progress.step(done, self.total, "Xếp tài liệu theo bút lục")
