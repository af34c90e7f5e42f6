"""Makes the read model of the figures anew from the records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from thads.cases import readmodel
from thads.core.jobs import BackgroundJob

if TYPE_CHECKING:
    from workers.run import Progress


def rebuild(db: Session, job: BackgroundJob, progress: Progress) -> str:
    """Intervals and figures from the facts, each case read once."""
    progress.step(0, 1, "Tính lại số liệu từ diễn biến hồ sơ")
    readmodel.rebuild(db)
    return "Đã tính lại số liệu từ hồ sơ."
