"""Makes the worksheets of communes, a commune at a time, and prints them as one paper."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from thads.communes import printing
from thads.communes.models import CommuneBatch
from thads.core import files
from thads.core.jobs import BackgroundJob
from workers import pdf

if TYPE_CHECKING:
    from workers.run import Progress


def print_communes(db: Session, job: BackgroundJob, progress: Progress) -> str:
    """Killed and run again, it goes on with the communes that have no worksheet yet."""
    job_id, address = job.id, job.arguments["address"]
    batch = db.get_one(CommuneBatch, UUID(job.arguments["commune_batch_id"]))
    left = printing.wanted_areas(db, batch)
    for done, (area, cases) in enumerate(left):
        printing.make(db, batch, area, cases, datetime.now(UTC))
        progress.step(done, 2 * len(left), f"Lập phiếu {area.name}")  # keeps the sheet
    with files.workshop(db, printing.FOLDER) as folder:
        parts = []
        for number, paper in enumerate(printing.papers(db, batch, address), start=1):
            part = folder / f"{number:05d}.pdf"
            part.write_bytes(pdf.commune_sheet(paper))
            parts.append(part)
            progress.step(number, max(number, len(left)), f"Dàn trang phiếu {paper['area']}")
        made = folder / "sheets.pdf"
        made.write_bytes(parts[0].read_bytes() if len(parts) == 1 else pdf.stacked(parts))
        files.keep(db, printing.key_of(job_id), made)
    return printing.tell(
        db, db.get_one(BackgroundJob, job_id), len(parts), now=datetime.now(UTC)
    )  # fmt: skip
