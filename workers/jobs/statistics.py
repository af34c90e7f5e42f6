"""Makes the read model of the figures anew from the records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from thads.cases import intervals
from thads.core.jobs import BackgroundJob
from thads.statistics import readmodel

if TYPE_CHECKING:
    from workers.run import Progress


def rebuild(db: Session, job: BackgroundJob, progress: Progress) -> str:
    """Intervals and figures from the facts, in one transaction each."""
    progress.step(0, 2, "Đọc lại diễn biến hồ sơ")
    intervals.rebuild(db)
    progress.step(1, 2, "Tính lại số liệu")
    readmodel.rebuild(db)
    return "Đã tính lại số liệu từ hồ sơ."
