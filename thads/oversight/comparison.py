"""Whether a file in somebody's hands is the file that was published."""

import hashlib
from dataclasses import dataclass
from typing import BinaryIO

from sqlalchemy.orm import Session

from thads.core import files
from thads.core.codes import Coded
from thads.core.errors import NotFound
from thads.reports.models import MonthlyReport

BLOCK = 2**20


class Likeness(Coded):
    """What a file turns out to be."""

    SAME = "same", "Đúng là tệp đã công bố, giống từng byte"
    COPY = "copy", "Bản sao có ghi thêm (dấu người tải, chữ ký) trên đúng tệp đã công bố"
    OTHER = "other", "Không phải tệp đã công bố"


@dataclass(frozen=True, slots=True)
class Compared:
    """The result with the fingerprint of the file that was given."""

    likeness: Likeness
    sha256: str


def compared(db: Session, report: MonthlyReport, given: BinaryIO) -> Compared:
    """Compare and forget it: the file given is read once, in pieces."""
    paper = report.newest
    if paper.file_key is None:
        raise NotFound
    with files.opened(db, paper.file_key) as published:
        whole, begins_so = hashlib.sha256(), True
        while piece := given.read(BLOCK):
            whole.update(piece)
            expected = published.read(len(piece))
            begins_so = begins_so and piece.startswith(expected)
        begins_so = begins_so and not published.read(1)
    if whole.hexdigest() == paper.file_sha256:
        return Compared(Likeness.SAME, whole.hexdigest())
    return Compared(Likeness.COPY if begins_so else Likeness.OTHER, whole.hexdigest())
