"""What is written on the copy of a published paper that a reader takes."""

from __future__ import annotations

from thads.oversight.stamping import Stamp
from thads.reports.models import MonthlyReport
from thads.web.formats import moment
from thads.web.reader import Reader


def stamp(who: Reader, report: MonthlyReport) -> Stamp:
    """What is written on the copy that this reader takes."""
    at = moment(who.at)
    return Stamp(
        across=f"{who.name} – {who.of} – {at}",
        foot=(
            f"Bản tải của {who.name} ({who.of}) lúc {at} · bản sao, bản gốc có SHA-256",
            str(report.newest.file_sha256),
        ),
    )
